/** `npm run build:lib`: the library that others embed, as a package in web/lib. */
import { buildLibrary } from "./library.ts";
import { main } from "./main.ts";
import { inProject } from "./project.ts";

await main(async (stop) => {
  await buildLibrary(inProject("web/lib"), stop);
  console.log("The library is in web/lib. To make one file of it: npm pack ./web/lib");
  return 0;
});
