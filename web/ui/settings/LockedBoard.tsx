/** What stands where a locked dashboard would be, or over the one that a device has of its own until it is unlocked. */
import type { ReactNode } from "react";
import { words } from "../moreWords.ts";
import { UnlockForm } from "./UnlockForm.tsx";
import "./settings.css";

export const LockedBoard = ({ isOver }: { readonly isOver: boolean }): ReactNode => (
  <section className={isOver ? "locked is-over" : "locked"} aria-labelledby="locked-title">
    <LockedArt />
    <div className="locked-text">
      <h2 id="locked-title">{isOver ? words.lockedHere : words.lockedTitle}</h2>
      <p>{isOver ? words.lockedHereText : words.lockedText}</p>
    </div>
    <UnlockForm />
  </section>
);

const LockedArt = (): ReactNode => (
  <svg className="empty-art locked-art" viewBox="0 0 160 96" aria-hidden="true">
    <rect x="4" y="4" width="60" height="52" rx="8" />
    <rect x="72" y="4" width="84" height="32" rx="8" />
    <rect x="72" y="44" width="84" height="48" rx="8" />
    <rect x="4" y="64" width="60" height="28" rx="8" />
    <rect x="58" y="40" width="44" height="34" rx="8" className="locked-body" />
    <path d="M67 40v-8a13 13 0 0 1 26 0v8M80 54v7" />
  </svg>
);
