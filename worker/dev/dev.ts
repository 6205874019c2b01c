/** `npm run dev`: worker and page, both reloading on change, on the same local data as `npm start`. */
import { mkdirSync } from "node:fs";
import { parseFlags } from "./flags.ts";
import { lock } from "./lock.ts";
import { main } from "./main.ts";
import { claimPort } from "./port.ts";
import { startGroup } from "./process-group.ts";
import { inProject } from "./project.ts";
import { collect, ready } from "./ready.ts";
import { applySchema } from "./schema.ts";
import { ensureSecret } from "./secret.ts";
import { serve } from "./serve.ts";
import { Failure } from "./step.ts";
import { vite } from "./tool.ts";

// Not 8787: there a service worker of `npm start` would answer with the page that it has stored.
const pagePort = 5173;

await main(async (stop) => {
  const { port: wanted, persistTo, rest } = parseFlags(process.argv.slice(2), { port: pagePort });
  mkdirSync(persistTo, { recursive: true });
  mkdirSync(inProject("web/dist"), { recursive: true }); // wrangler insists on it
  await lock(persistTo, `Gridkeep (process ${process.pid})`);
  const port = await claimPort(wanted);
  ensureSecret();
  await applySchema({ persistTo, stop });
  const api = await serve({ port: await claimPort(0), persistTo, rest, stop });
  const page = startGroup(
    vite,
    ["--config=web/vite.config.ts", `--port=${port}`, "--strictPort", "--clearScreen=false"],
    {
      GRIDKEEP_API: api.url,
    },
  );
  const address = `http://localhost:${port}`;
  await ready({ name: "page server", address, group: page, said: collect(page), stop }).catch(
    async (error) => {
      await page.end();
      throw error;
    },
  );
  const pageEnded = page.exit.then(() => {
    if (!stop.aborted) throw new Failure("The page server ended by itself.");
  });
  if (!stop.aborted) console.log(`Gridkeep reloads on change at ${address}`);
  await Promise.race([api.ended, pageEnded]).finally(() => page.end());
  await api.ended;
  return 0;
});
