import { describe, expect, it } from "vitest";
import { clipOf } from "../../../worker/layout/clip.ts";
import { layout, widget } from "../../../worker/layout/layout.testing.ts";
import { applied } from "./command.ts";
import { type Pasting, pasting } from "./pasting.ts";

const whole = layout([widget({ id: "a" }), widget({ id: "b", x: 4 })]);
const copied = JSON.stringify(clipOf(whole, "desktop", new Set(["a", "b"])));
const desktop = { form: "desktop", near: undefined } as const;

const ids = () => {
  let next = 0;
  return () => `new-${++next}`;
};
const pasted = (from: typeof whole, plan: Pasting) =>
  plan.kind === "ready" ? applied(from, plan.command) : undefined;

describe("pasting", () => {
  it("gives every widget a new id, also beside its own original", () => {
    const plan = pasting(whole, copied, desktop, ids());
    expect(pasted(whole, plan)?.desktop.map(({ id }) => id)).toEqual(["a", "b", "new-1", "new-2"]);
    expect(plan).toMatchObject({ ids: ["new-1", "new-2"], leftOut: 0 });
  });

  it("makes widgets of a finer grid as wide as they were", () => {
    const wide = { ...whole, columns: { desktop: 24, mobile: 4 } };
    const plan = pasting(wide, copied, desktop, ids());
    expect(pasted(wide, plan)?.desktop.at(-1)).toMatchObject({ w: 4 });
  });

  it("says why it does nothing", () => {
    expect(pasting(whole, "hello", desktop, ids())).toEqual({ kind: "refused", why: "not-json" });
    const full = layout(Array.from({ length: 499 }, (_, n) => widget({ id: `n${n}`, y: n * 2 })));
    expect(pasting(full, copied, desktop, ids())).toEqual({ kind: "refused", why: "full" });
    const heavy = layout(
      Array.from({ length: 11 }, (_, n) => ({
        ...widget({ id: `n${n}`, y: n * 2 }),
        config: { text: "x".repeat(95_000) },
      })),
    );
    expect(pasting(heavy, copied, desktop, ids()).kind).toBe("ready");
    const two = JSON.stringify(clipOf(heavy, "desktop", new Set(["n0", "n1"])));
    expect(pasting(heavy, two, desktop, ids())).toEqual({ kind: "refused", why: "full" });
  });
});
