/** What changed between two layouts, as a picture and as a list; what is pointed at in one is lit in the other. */
import { type ReactNode, useMemo, useState } from "react";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import { words } from "../moreWords.ts";
import { ChangeList, type Choosing } from "./ChangeList.tsx";
import { compare } from "./comparison.ts";
import { DiffPicture } from "./DiffPicture.tsx";

export const DiffView = ({
  from,
  to,
  form,
  choosing,
}: {
  readonly from: Layout;
  readonly to: Layout;
  readonly form: Form;
  readonly choosing?: Choosing | undefined;
}): ReactNode => {
  const [lit, setLit] = useState<string | null>(null);
  const comparison = useMemo(() => compare(from, to, form), [from, to, form]);
  const other: Form = form === "desktop" ? "mobile" : "desktop";
  const elsewhere = useMemo(() => compare(from, to, other), [from, to, other]);
  return (
    <div className="diff-view">
      <ChangeList {...{ form, comparison, elsewhere, choosing, lit, onLit: setLit }} />
      {comparison.differences.length === 0 ? (
        <p className="diff-note">{words.noDifference}</p>
      ) : (
        <DiffPicture {...{ comparison, form, lit, onLit: setLit }} />
      )}
    </div>
  );
};
