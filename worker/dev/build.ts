/** `npm run build`: the page, as files in web/dist. */
import { main } from "./main.ts";
import { buildPage } from "./page.ts";

await main((stop) => buildPage(stop).then(() => 0));
