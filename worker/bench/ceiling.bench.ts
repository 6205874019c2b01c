/** How fast the load itself can be: against a server that does nothing, in a thread of its own. */
import { Worker } from "node:worker_threads";
import { createDraft } from "./draft.ts";
import { drive } from "./drive.ts";
import type { Figure } from "./figure.ts";
import { plain } from "./figure.ts";
import { save } from "./requests.ts";

export default async function bench(): Promise<readonly Figure[]> {
  const server = new Worker(SERVER, { eval: true });
  const port = await new Promise<number>((resolve) => server.once("message", resolve));
  const url = new URL(`http://127.0.0.1:${port}`);
  const figures: Figure[] = [];
  for (const widgets of [20, 140]) {
    const person = { cookie: "nobody", draft: createDraft({ widgets, seed: 1 }), head: '"1"' };
    const next = () => ({ ...save({ ...person }, url.host), settle: () => {} });
    const { perSecond } = await drive({ url, connections: 8, next, warmUpMs: 300, measureMs: 1_000 });
    figures.push(plain(`the load alone, saves of ${widgets} widgets`, perSecond, "/s"));
  }
  await server.terminate();
  return figures;
}

/** Answers once as many bytes are there as the request says. */
const SERVER = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer((socket) => {
    let missing = 0;
    socket.on("data", (chunk) => {
      if (missing === 0) {
        const end = chunk.indexOf("\\r\\n\\r\\n") + 4;
        missing = end + Number(/content-length: (\\d+)/i.exec(chunk.toString("latin1", 0, end))[1]);
      }
      missing -= chunk.length;
      if (missing === 0) socket.write('HTTP/1.1 200 OK\\r\\nETag: "2"\\r\\nContent-Length: 0\\r\\n\\r\\n');
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;
