/** The last resort, when the page itself fails: says that nothing is lost, and offers a way on and a copy. */
import type { ReactNode } from "react";
import { downloadLayout } from "./common/download.ts";
import { keeper } from "./keeper.ts";
import { words } from "./words.ts";

export const BrokenPage = (): ReactNode => (
  <main className="empty" role="alert">
    <h1>{words.pageBroken}</h1>
    <p>{words.pageBrokenSafe}</p>
    <button type="button" className="button is-primary is-large" onClick={() => location.reload()}>
      {words.reload}
    </button>
    <button type="button" className="button is-quiet" onClick={() => downloadLayout(keeper.downloadable())}>
      {words.download}
    </button>
  </main>
);
