/** What of a version is to be restored, and the exact layout that comes of it: by the rule that restores. Pure. */
import { restored } from "../../../worker/layout/restored.ts";
import { same } from "../../../worker/layout/same.ts";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import { isSealed } from "../../../worker/layout/sealed.ts";
import type { Only } from "../../client/index.ts";

export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "widgets"; readonly ids: readonly string[] };

/** Undefined for a whole version; null where nothing is chosen. */
export const onlyOf = (scope: Scope): Only | undefined | null => {
  switch (scope.kind) {
    case "all":
      return undefined;
    case "form":
      return { form: scope.form };
    case "widgets":
      return scope.ids.length === 0 ? null : { widgetIds: [...scope.ids] };
  }
};

/** The layout as it is now, if restoring would change nothing. */
export const resultOf = ({
  head,
  version,
  scope,
}: {
  readonly head: Layout;
  readonly version: Layout;
  readonly scope: Scope;
}): Layout => {
  const only = onlyOf(scope);
  if (only === null) return head;
  const result = restored({ head, version, only: only ?? null });
  // What is shown is never sealed, and a widget that has gone from both sides meanwhile is nothing to restore.
  if (result.kind !== "restored" || isSealed(result.layout)) return head;
  return same(result.layout, head) ? head : result.layout;
};

/** Without the widgets that neither side has any more. */
export const within = (scope: Scope, head: Layout, version: Layout): Scope => {
  if (scope.kind !== "widgets") return scope;
  const known = new Set(
    [head, version].flatMap(({ desktop, mobile }) => [...desktop, ...mobile].map(({ id }) => id)),
  );
  const ids = scope.ids.filter((id) => known.has(id));
  return ids.length === scope.ids.length ? scope : { kind: "widgets", ids };
};
