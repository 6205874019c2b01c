/** Every kind of widget, with a picture and a sentence. Type to search, Enter adds the first, arrows go on. */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Dialog } from "./Dialog.tsx";
import { SearchIcon } from "./icons.tsx";
import { KINDS } from "./widgetKinds.ts";
import { words } from "./words.ts";
import "./dialogs.css";

type Kind = (typeof KINDS)[number];

export const GalleryDialog = ({
  onChoose,
  onClose,
}: {
  readonly onChoose: (type: Kind) => void;
  readonly onClose: () => void;
}): ReactNode => {
  const [search, setSearch] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const chosen = useRef<Kind | null>(null);
  const found = KINDS.filter((kind) => matches(kind, search));

  const cards = (): HTMLElement[] => [...(grid.current?.querySelectorAll("button") ?? [])];
  const moveFocus = (event: KeyboardEvent): void => {
    const at = cards().findIndex((card) => card.matches(":focus"));
    const step = STEPS[event.key];
    if (step === undefined || (at === -1 && event.key !== "ArrowDown")) return;
    event.preventDefault();
    cards()[Math.min(found.length - 1, Math.max(0, at + step))]?.focus();
  };

  return (
    <Dialog
      title={words.addWidget}
      size="wide"
      onClose={() => {
        onClose();
        // Only now: the dialog has given the focus back, and the new widget may take it.
        if (chosen.current !== null) onChoose(chosen.current);
      }}
    >
      {(close) => {
        const choose = (kind: Kind | undefined): void => {
          if (kind === undefined) return;
          chosen.current = kind;
          close();
        };
        return (
          <div className="dialog-body">
            <form
              className="search"
              onSubmit={(event) => {
                event.preventDefault();
                choose(found[0]);
              }}
            >
              <SearchIcon />
              <input
                className="input"
                type="search"
                value={search}
                placeholder={words.gallerySearch}
                aria-label={words.gallerySearch}
                onKeyDown={moveFocus}
                onChange={(event) => setSearch(event.target.value)}
              />
            </form>
            <div ref={grid} className="gallery">
              {found.map((kind) => (
                <button
                  key={kind}
                  type="button"
                  className="gallery-card"
                  onKeyDown={moveFocus}
                  onClick={() => choose(kind)}
                >
                  <span className="gallery-art">
                    <KindPicture kind={kind} />
                  </span>
                  <strong>{words.widgets[kind].name}</strong>
                  <span className="gallery-about">{words.widgets[kind].about}</span>
                </button>
              ))}
            </div>
            {found.length === 0 && <p className="dialog-note">{words.galleryNone(search)}</p>}
          </div>
        );
      }}
    </Dialog>
  );
};

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const matches = (kind: Kind, search: string): boolean => {
  const { name, about } = words.widgets[kind];
  return `${name} ${about}`.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
};

const KindPicture = ({ kind }: { readonly kind: Kind }): ReactNode => (
  <svg viewBox="0 0 120 64" aria-hidden="true" className="kind">
    {PICTURES[kind]}
  </svg>
);

const PICTURES: Readonly<Record<Kind, ReactNode>> = {
  clock: (
    <>
      <circle cx="60" cy="32" r="24" />
      <path className="kind-strong" d="M60 32V17M60 32l11 7" />
      <path d="M60 11v3M60 50v3M39 32h3M78 32h3" />
    </>
  ),
  notes: (
    <>
      <rect className="kind-paper" x="28" y="8" width="64" height="48" rx="5" />
      <path d="M38 20h44M38 29h38M38 38h42M38 47h20" />
    </>
  ),
  checklist: (
    <>
      <rect className="kind-fill" x="28" y="9" width="11" height="11" rx="3" />
      <path className="kind-tick" d="m31 14.5 2.5 2.5 4-5" />
      <rect x="28" y="27" width="11" height="11" rx="3" />
      <rect x="28" y="45" width="11" height="11" rx="3" />
      <path d="M48 14.5h38M48 32.5h44M48 50.5h30" />
    </>
  ),
  links: (
    <>
      <rect x="24" y="10" width="72" height="18" rx="9" />
      <rect x="24" y="36" width="72" height="18" rx="9" />
      <path className="kind-strong" d="M36 19h26M36 45h34M82 22l4-6M86 16h-4M86 16v4" />
    </>
  ),
  countdown: (
    <>
      <rect x="14" y="16" width="26" height="32" rx="5" />
      <rect x="47" y="16" width="26" height="32" rx="5" />
      <rect x="80" y="16" width="26" height="32" rx="5" />
      <path className="kind-strong" d="M24 25h6l-4 14M55 25h9v6h-9v8h9M88 25h9v14h-9zM88 32h9" />
    </>
  ),
};
