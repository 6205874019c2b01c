/** One Gridkeep for all journeys: each of them is a new guest, so they share nothing. */
import { startGridkeep } from "./gridkeep.ts";

export default async function server(): Promise<() => Promise<void>> {
  const gridkeep = await startGridkeep();
  process.env["GRIDKEEP_URL"] = gridkeep.url;
  return () => gridkeep.stop();
}
