/**
 * Passes on only what its checksum vouches for. Looked at as it came, before anything is opened: what was sent is what
 * the server signed off. What does not match goes no further, so that what this device has stays.
 */
import { checksum } from "../../worker/layout/checksum.ts";
import type { AnyLayout } from "../../worker/layout/schema.ts";
import type { ReadOutcome, Refusal, Remote, SaveOutcome } from "./remote.ts";

type Vouched = { readonly checksum: string; readonly layout: AnyLayout };

export const verified = (wire: Remote<AnyLayout>): Remote<AnyLayout> => ({
  ...wire,
  load: async (docId, known) => {
    const outcome = await wire.load(docId, known);
    return outcome.kind === "found" ? proved(outcome) : outcome;
  },
  version: async (docId, version) => {
    const outcome = await wire.version(docId, version);
    // Its checksum is of what was saved then, and this is what today's schema makes of it: the server has looked.
    if (outcome.kind !== "found" || outcome.value.migratedFrom !== undefined) return outcome;
    return proved(outcome);
  },
  save: async (docId, row) => answered(await wire.save(docId, row)),
});

const proved = async <T extends Vouched>(
  found: Extract<ReadOutcome<T>, { kind: "found" }>,
): Promise<ReadOutcome<T>> =>
  (await verifyIntegrity(found.value.layout, found.value.checksum)) ? found : MISMATCH;

/** What became of the save is not known until an answer comes that can be believed: the same row goes again. */
const answered = async (outcome: SaveOutcome<AnyLayout>): Promise<SaveOutcome<AnyLayout>> => {
  const vouched = outcome.kind === "outdated" ? outcome.theirs : outcome;
  if (!("layout" in vouched) || vouched.layout === null) return outcome;
  return (await verifyIntegrity(vouched.layout, vouched.checksum))
    ? outcome
    : { kind: "no-answer", error: MISMATCH.code };
};

/** Whether it is just the layout, sealed or open, that the checksum was made of. */
export const verifyIntegrity = (layout: AnyLayout, expected: string): Promise<boolean> =>
  // What has no canonical text is no layout.
  checksum(layout).then(
    (actual) => actual === expected,
    () => false,
  );

const MISMATCH: Refusal = {
  kind: "refused",
  code: "checksum-mismatch",
  detail: "What came from the server is damaged, so it was not used. What is on this device was kept.",
};
