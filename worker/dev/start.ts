/** `npm start`: builds the page, prepares the local database, serves both, and says where in one line. */
import { mkdirSync } from "node:fs";
import { parseFlags } from "./flags.ts";
import { lock } from "./lock.ts";
import { main } from "./main.ts";
import { buildPage } from "./page.ts";
import { claimPort } from "./port.ts";
import { applySchema } from "./schema.ts";
import { ensureSecret } from "./secret.ts";
import { serve } from "./serve.ts";

// The tests build once and start many times.
const built = process.env["GRIDKEEP_BUILT"] === "yes";

await main(async (stop) => {
  const { port: wanted, persistTo, rest } = parseFlags(process.argv.slice(2), { port: 8787 });
  mkdirSync(persistTo, { recursive: true });
  await lock(persistTo, `Gridkeep (process ${process.pid})`);
  const port = await claimPort(wanted);
  ensureSecret();
  await Promise.all([built ? undefined : buildPage(stop), applySchema({ persistTo, stop })]);
  const gridkeep = await serve({ port, persistTo, rest, stop });
  if (!stop.aborted) console.log(`Gridkeep is ready at ${gridkeep.url}`);
  await gridkeep.ended;
  return 0;
});
