/** Parts of an old version in what is shown now, by the rule that the server restores by. */
import { FORMS } from "../../worker/layout/limits.ts";
import { restored } from "../../worker/layout/restored.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import type { Only } from "../../worker/layout/wire.ts";
import { fits } from "../offline/rebase.ts";
import type { Answer, Failure } from "./state.ts";

export const withParts = (head: Layout, version: Layout, only: Only): Answer<Layout> => {
  if (!isOnly(only))
    return refused("invalid-parameter", "Parts are a form, desktop or mobile, or ids of widgets, or both.");
  const part = restored({ head, version, only });
  if (part.kind === "unknown-widgets") {
    const ids = part.widgetIds.join(", ");
    return refused("invalid-parameter", `Neither what is shown nor the version has these widgets: ${ids}`);
  }
  if (part.kind === "sealed" || isSealed(part.layout))
    return refused("locked", "A sealed layout can only be restored as a whole.");
  // Parts of two layouts may pass a limit that neither passes.
  if (!fits(part.layout))
    return refused("layout-too-large", "Together they are more than a layout can hold.");
  return { ok: true, value: part.layout };
};

const isOnly = (only: Only): boolean => {
  const { form, widgetIds, ...rest } = Object(only) as Only;
  const areIds =
    Array.isArray(widgetIds) && widgetIds.every((id) => typeof id === "string") && widgetIds.length > 0;
  const isForm = form === undefined || FORMS.some((one) => one === form);
  return isForm && (widgetIds === undefined || areIds) && Object.keys(rest).length === 0;
};

const refused = (code: Failure["code"], message: string): Answer<never> => ({
  ok: false,
  failure: { code, message },
});
