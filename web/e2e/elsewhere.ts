/** What widgets show that is not Gridkeep's: a site of numbers on this machine, and pictures and pages of the web. */
import { createServer } from "node:http";
import type { BrowserContext } from "@playwright/test";

export type NumberSite = {
  readonly url: string;
  /** Paths, in the order in which they were asked for. */
  readonly asked: readonly string[];
  /** What a path answers from now on; undefined is an error of the site's own. */
  readonly answer: (path: string, json: unknown) => void;
  readonly stop: () => Promise<unknown>;
};

/** Lets every page read it, but for what is under /closed. */
export const startNumberSite = async (answers: Readonly<Record<string, unknown>>): Promise<NumberSite> => {
  const known = new Map(Object.entries(answers));
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const open = url.startsWith("/closed") ? {} : { "Access-Control-Allow-Origin": "*" };
    const status = known.get(url) !== undefined ? 200 : known.has(url) ? 500 : 404;
    response.writeHead(status, { "Content-Type": "application/json", ...open });
    response.end(JSON.stringify(known.get(url) ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answer: (path, json) => void known.set(path, json),
    stop: () => {
      server.closeAllConnections();
      return new Promise((stopped) => server.close(stopped));
    },
  };
};

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><rect width="80" height="60"/></svg>`;
const PAGE = `<!doctype html><title>News</title><h1>News of elsewhere</h1><p id="reach"></p><script>
  const reach = document.getElementById("reach");
  try { reach.textContent = "reached " + parent.document.title } catch { reach.textContent = "kept apart" }
</script>`;

/** https://pictures.example and https://page.example: the web, as far as a test has one. */
export const serveTheWeb = async (context: BrowserContext): Promise<void> => {
  await context.route("https://pictures.example/good.svg", (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: PICTURE }),
  );
  await context.route("https://pictures.example/bad.svg", (route) => route.fulfill({ status: 404 }));
  await context.route("https://page.example/**", (route) =>
    route.fulfill({ contentType: "text/html", body: PAGE }),
  );
};
