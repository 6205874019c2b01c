/** What stands on the other form factor alone, to be brought here as well. Nothing where there is nothing. */
import type { ReactNode } from "react";
import { missingOn } from "../../../worker/layout/bring.ts";
import { PlusIcon } from "../common/icons.tsx";
import { PHONE, useMedia } from "../common/useMedia.ts";
import { useKeeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { nameOf } from "../widgetKinds.ts";

export const BringPart = ({ onChoose }: { readonly onChoose: (id: string) => void }): ReactNode => {
  const form = useMedia(PHONE) ? "mobile" : "desktop";
  const layout = useKeeper((state) => state.layout);
  const missing = layout === null ? [] : missingOn(layout, form);
  if (missing.length === 0) return null;
  return (
    <section className="bring">
      <h3>{words.bring.title[form]}</h3>
      <ul className="bring-list">
        {missing.map((widget) => (
          <li key={widget.id}>
            <button type="button" className="button" onClick={() => onChoose(widget.id)}>
              <PlusIcon />
              {nameOf(widget)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
