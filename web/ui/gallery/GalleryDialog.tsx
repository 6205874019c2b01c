/** Every kind of widget, with a picture and a sentence. Type to search, Enter adds the first, arrows go on. */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { Form } from "../../../worker/layout/schema.ts";
import { add, bring } from "../board/widgetActions.ts";
import { Dialog } from "../common/Dialog.tsx";
import { SearchIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { KINDS } from "../widgetKinds.ts";
import { BringPart } from "./BringPart.tsx";
import { KindPicture } from "./KindPicture.tsx";
import "../common/dialogs.css";

type Kind = (typeof KINDS)[number];

export const GalleryDialog = ({
  onChoose,
  onClose,
}: {
  /** Told how to put what was chosen on a form factor, which gives its id. */
  readonly onChoose: (make: (form: Form) => string) => void;
  readonly onClose: () => void;
}): ReactNode => {
  const [search, setSearch] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const chosen = useRef<((form: Form) => string) | null>(null);
  const found = findKinds(search);

  const cards = (): HTMLElement[] => [...(grid.current?.querySelectorAll("button") ?? [])];
  const moveFocus = (event: KeyboardEvent): void => {
    const all = cards();
    const at = all.findIndex((card) => card.matches(":focus"));
    // In the search field the other keys move the caret.
    if (at === -1 && event.key !== "ArrowDown") return;
    const to = at === -1 ? 0 : stepTo(event.key, { at, all });
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
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
        const take = (make: (form: Form) => string): void => {
          chosen.current = make;
          close();
        };
        const choose = (kind: Kind | undefined): void => {
          if (kind !== undefined) take((form) => add(form, kind));
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
            {search.trim() === "" && <BringPart onChoose={(id) => take((form) => bring(form, id))} />}
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

/** As the eye goes: up and down a column, and along the rows in the direction of reading. */
const stepTo = (
  key: string,
  { at, all }: { readonly at: number; readonly all: readonly HTMLElement[] },
): number | undefined => {
  const top = all[0]?.offsetTop;
  const columns = Math.max(1, all.filter((card) => card.offsetTop === top).length);
  const onwards = document.dir === "rtl" ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: onwards,
    ArrowLeft: -onwards,
    ArrowDown: columns,
    ArrowUp: -columns,
    Home: -at,
    End: all.length - 1 - at,
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = at + step;
  return to >= 0 && to < all.length ? to : at;
};

/** What is called so comes before what merely has to do with it. */
const findKinds = (search: string): readonly Kind[] => {
  const wanted = search.toLocaleLowerCase().trim().split(/\s+/);
  const isIn = (text: string) => wanted.every((word) => text.toLocaleLowerCase().includes(word));
  const found = KINDS.filter((kind) => {
    const { name, about, also } = words.widgets[kind];
    return isIn(`${name} ${about} ${also}`);
  });
  return [
    ...found.filter((kind) => isIn(words.widgets[kind].name)),
    ...found.filter((kind) => !isIn(words.widgets[kind].name)),
  ];
};
