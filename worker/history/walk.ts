/**
 * Goes through rows of a history, oldest first, and gives the text of each, or says which version is to blame that
 * it can't. Damage is a value here, never an exception, and no text is given that did not prove itself.
 */
import type { Version } from "../layout/wire.ts";
import { textOf } from "./bytes.ts";
import { LONGEST_TEXT, type Opened, openRow, type Stored } from "./codec.ts";
import { applyDelta } from "./delta.ts";
import { isLinked, proves } from "./verify.ts";

export type HistoryRow = Stored & Pick<Version, "checksum" | "chain" | "deviceId" | "createdAt">;

/**
 * `version` is the one to blame, which may be a row before the one that can't be read.
 * - `missing`: it is not there, and nothing says that it was thinned away
 * - `body`: its body is broken or does not fit where it stands
 * - `checksum`: its text is not the one that was saved
 * - `chain`: its checksum, device, time, number or chain do not follow from the version before
 */
export type Damage = {
  readonly version: number;
  readonly kind: "missing" | "body" | "checksum" | "chain";
};

export type Step = {
  readonly row: HistoryRow;
  /** What the row says of where it stands; null where it can't be opened. */
  readonly place: Pick<Opened, "previous" | "link"> | null;
} & (
  | { readonly kind: "intact"; readonly text: string }
  | { readonly kind: "damaged"; readonly damage: Damage }
);

export type Walk = {
  /** The chain of the version just before the first row, where it is at hand. */
  readonly chainBefore?: string | null;
  /** Versions to judge; the others are only passed through. All, unless it is given. */
  readonly judged?: (version: number) => boolean;
};

/** `rows` by ascending version, from a row that is no delta. */
export async function* walk(
  rows: Iterable<HistoryRow> | AsyncIterable<HistoryRow>,
  { chainBefore = null, judged = () => true }: Walk = {},
): AsyncGenerator<Step, void, undefined> {
  let before: Passed | null = null;
  for await (const row of rows) {
    const place: Opened | null = openRow(row);
    const isJudged = judged(row.version);
    const built = build(row, place, before);
    const damage: Damage | null = isJudged ? damageOf(row, built) : built.damage;
    const follows: boolean = !isJudged || isLinked(row, previousChain({ row, place, before, chainBefore }));
    const judgement: Damage | null = damage ?? (follows ? null : { version: row.version, kind: "chain" });
    before = { row, bytes: built.bytes, damage: judgement, follows };
    yield judgement === null && built.text !== null
      ? { kind: "intact", row, place, text: built.text }
      : { kind: "damaged", row, place, damage: judgement ?? { version: row.version, kind: "body" } };
  }
}

/** What is known of a row: its bytes, and what could be wrong with them, be it by a row before. */
type Built = {
  readonly bytes: Uint8Array | null;
  readonly text: string | null;
  readonly damage: Damage | null;
};
type Passed = Omit<Built, "text"> & { readonly row: HistoryRow; readonly follows: boolean };

const build = (row: HistoryRow, opened: Opened | null, before: Passed | null): Built => {
  const broken = (damage: Damage): Built => ({ bytes: null, text: null, damage });
  const own: Damage = { version: row.version, kind: "body" };
  const nearest = before?.row.version ?? 0;
  // Nothing that a row was built on can be further back than what is there: then it is not where it belongs.
  if (opened === null || (opened.previous ?? 0) < nearest) return broken(own);
  if (row.format !== "delta") return asText(opened.content, null, own);
  if (before === null || opened.previous !== nearest)
    return broken({ version: opened.previous ?? 0, kind: "missing" });
  const bytes = before.bytes && applyDelta(before.bytes, opened.content, LONGEST_TEXT);
  return bytes === null ? broken(before.damage ?? own) : asText(bytes, before.damage, own);
};

const asText = (bytes: Uint8Array, inherited: Damage | null, own: Damage): Built => {
  const text = textOf(bytes);
  return { bytes, text, damage: inherited ?? (text === null ? own : null) };
};

/** A text with the right checksum is good, whatever was wrong before it. */
const damageOf = (row: HistoryRow, { text, damage }: Built): Damage | null =>
  text !== null && proves(text, row) ? null : (damage ?? { version: row.version, kind: "checksum" });

/** The chain that a row must follow; null where it is not at hand or can't be trusted, and nothing can be said. */
const previousChain = ({
  row: { version },
  place,
  before,
  chainBefore,
}: {
  readonly row: HistoryRow;
  readonly place: Opened | null;
  readonly before: Passed | null;
  readonly chainBefore: string | null;
}): string | null => {
  if (version === 1) return "";
  if (place === null) return null;
  if (place.link !== null) return place.link;
  if (before === null) return chainBefore;
  return before.follows && before.row.version === version - 1 ? before.row.chain : null;
};
