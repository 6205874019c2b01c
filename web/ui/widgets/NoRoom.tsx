/** Says in a widget why what was just typed or pasted is not there. The live region has said it already. */
import type { ReactNode } from "react";
import "./room.css";

export const NoRoom = ({ id, why }: { readonly id: string; readonly why: string | null }): ReactNode =>
  why !== null && (
    <p id={id} className="no-room" ref={showAll}>
      {why}
    </p>
  );

/** A low frame scrolls; what has just been said should not be below its edge. */
const showAll = (line: HTMLElement | null): void => line?.scrollIntoView({ block: "nearest" });
