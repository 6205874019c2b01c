/** The changes as text. Pointing at one, or going there by keyboard, lights it in the picture. */
import { type ReactNode, useEffect, useRef } from "react";
import type { Form } from "../../../worker/layout/schema.ts";
import { changesInWords, words } from "../moreWords.ts";
import { ChangeMark } from "./ChangeMark.tsx";
import type { Comparison, Difference } from "./comparison.ts";
import { detailsInWords, kindsInWords } from "./differenceInWords.ts";
import { Saying } from "./Saying.tsx";
import { plain } from "./said.ts";

/** Where widgets can be chosen, to be restored. */
export type Choosing = {
  readonly ids: readonly string[];
  readonly onToggle: (id: string) => void;
};

export const ChangeList = ({
  form,
  comparison,
  elsewhere,
  choosing,
  lit,
  onLit,
}: {
  readonly form: Form;
  readonly comparison: Comparison;
  /** On the other form factor: what changed there alone is told, too. */
  readonly elsewhere: Comparison;
  readonly choosing?: Choosing | undefined;
  readonly lit: string | null;
  readonly onLit: (id: string | null) => void;
}): ReactNode => {
  const ref = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Lit from the picture, it may be out of sight.
    const item = ref.current?.querySelector(".is-lit");
    if (lit !== null && !item?.matches(":hover, :focus-within")) item?.scrollIntoView({ block: "nearest" });
  }, [lit]);
  const here = new Set(comparison.differences.map(({ id }) => id));
  const other = form === "desktop" ? "mobile" : "desktop";
  const there = elsewhere.differences.filter(({ id }) => !here.has(id));
  return (
    <section className="changes" aria-label={words.changesList}>
      <h2>{choosing ? words.chooseWidgets : changesInWords(comparison.counts)}</h2>
      <ul ref={ref}>
        {[
          ...comparison.differences.map((difference) => ({ difference, on: form })),
          ...there.map((difference) => ({ difference, on: other }) as const),
        ].map(({ difference, on }) => (
          <li key={difference.id}>
            <Item {...{ difference, form: on, choosing, onLit }} isLit={lit === difference.id}>
              {on !== form && <span className="change-form">{words.onOtherForm[on]}</span>}
            </Item>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Item = ({
  difference,
  form,
  choosing,
  isLit,
  onLit,
  children,
}: {
  readonly difference: Difference;
  readonly form: Form;
  readonly choosing: Choosing | undefined;
  readonly isLit: boolean;
  readonly onLit: (id: string | null) => void;
  readonly children: ReactNode;
}): ReactNode => {
  const { id, name, kinds } = difference;
  const props = {
    className: `change${isLit ? " is-lit" : ""}`,
    "data-change": id,
    ...{ onPointerEnter: () => onLit(id), onPointerLeave: () => onLit(null) },
    ...{ onFocus: () => onLit(id), onBlur: () => onLit(null) },
  };
  const text = (
    <span className="change-text">
      <span className="change-name">
        <strong>{name}</strong> {kindsInWords(difference)} {children}
      </span>
      {detailsInWords(difference, form).map((detail) => (
        <span key={plain(detail)} className="change-detail">
          <Saying said={detail} />
        </span>
      ))}
    </span>
  );
  const marks = (
    <span className="change-marks">
      {kinds.map((kind) => (
        <ChangeMark key={kind} kind={kind} />
      ))}
    </span>
  );
  return choosing === undefined ? (
    <button type="button" {...props} onClick={() => onLit(id)}>
      {marks}
      {text}
    </button>
  ) : (
    <label {...props}>
      <input type="checkbox" checked={choosing.ids.includes(id)} onChange={() => choosing.onToggle(id)} />
      {marks}
      {text}
    </label>
  );
};
