/** Over the page while a file hangs over it: says what letting go does. */
import type { ReactNode } from "react";
import { ImportIcon } from "../common/icons.tsx";
import { words } from "../words.ts";
import "./dropVeil.css";

export const DropVeil = (): ReactNode => (
  <div className="drop-veil" aria-hidden="true">
    <div className="drop-card">
      <ImportIcon />
      <strong>{words.importDropHere}</strong>
      <span>{words.importDropSafe}</span>
    </div>
  </div>
);
