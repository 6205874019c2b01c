/** What stands where widgets will be: while loading, and when there are none. */
import type { ReactNode } from "react";
import { PlusIcon } from "../common/icons.tsx";
import { words } from "../words.ts";

export const LoadingBoard = (): ReactNode => (
  <div className="loading" role="status" aria-label={words.loading}>
    {["a", "b", "c", "d", "e"].map((name) => (
      <div key={name} className="loading-block" />
    ))}
  </div>
);

export const EmptyBoard = ({
  onAdd,
  onImport,
}: {
  readonly onAdd: () => void;
  readonly onImport: () => void;
}): ReactNode => (
  <div className="empty">
    <svg className="empty-art" viewBox="0 0 160 96" aria-hidden="true">
      <rect x="4" y="4" width="60" height="52" rx="8" />
      <rect x="72" y="4" width="84" height="32" rx="8" />
      <rect x="72" y="44" width="44" height="48" rx="8" />
      <rect x="124" y="44" width="32" height="48" rx="8" className="empty-spot" />
      <rect x="4" y="64" width="60" height="28" rx="8" />
      <path d="M140 60v16M132 68h16" />
    </svg>
    <h2>{words.emptyTitle}</h2>
    <p>{words.emptyText}</p>
    <button type="button" className="button is-primary is-large" onClick={onAdd}>
      <PlusIcon />
      {words.addWidget}
    </button>
    <button type="button" className="button is-quiet" onClick={onImport}>
      {words.emptyImport}
    </button>
  </div>
);
