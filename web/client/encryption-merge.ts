/**
 * Merges layouts that the server could not: opened here, merged as any, sealed again. As the same text always gets
 * the same ciphertext, what did not change is not seen to change, and two devices that merge alike save alike.
 */
import { type Merge, merge } from "../../worker/layout/merge.ts";
import type { AnyLayout, Layout } from "../../worker/layout/schema.ts";
import type { Opened, Outcome, Refused } from "./encryption-outcome.ts";

/** Without a `base` (pruned) as in `merge`. */
export type SealedSides = {
  readonly base: AnyLayout | null;
  readonly mine: AnyLayout;
  readonly theirs: AnyLayout;
};

type Opener = {
  readonly open: (layout: AnyLayout) => Promise<Opened<Layout, AnyLayout>>;
  readonly seal: (layout: Layout) => Promise<Outcome<AnyLayout>>;
};

/** `layout` is sealed; `merge` is open, for the question that its conflicts are, and for `resolve`. */
export type SealedMerge = { readonly layout: AnyLayout; readonly merge: Merge };

/** Nothing is merged where a side can't be opened: that one is named, and all of them stay as they are. */
export type Unmerged = Refused & { readonly side?: keyof SealedSides };

export const mergeSealed = async (
  sides: SealedSides,
  { open, seal }: Opener,
): Promise<{ readonly ok: true; readonly value: SealedMerge } | Unmerged> => {
  const [base, mine, theirs] = await Promise.all([
    sides.base === null ? null : open(sides.base),
    open(sides.mine),
    open(sides.theirs),
  ]);
  if (base !== null && !base.ok) return { ok: false, reason: base.reason, side: "base" };
  if (!mine.ok) return { ok: false, reason: mine.reason, side: "mine" };
  if (!theirs.ok) return { ok: false, reason: theirs.reason, side: "theirs" };
  const merged = merge({ base: base?.value ?? null, mine: mine.value, theirs: theirs.value });
  const sealed = await seal(merged.layout);
  return sealed.ok ? { ok: true, value: { layout: sealed.value, merge: merged } } : sealed;
};
