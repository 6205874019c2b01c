/**
 * Who wrote what, where, and knowing what. Each edit writes a text of its own at a place (a widget), so that a text
 * says whose it is. A text is settled by one that took its place knowingly: by somebody who saw it there, or who was
 * asked about both. Whatever was once stored must end in what everybody has, by such steps and no other.
 */
import type { AnyLayout, Layout } from "../../../worker/layout/schema.ts";
import type { Version } from "../../../worker/layout/wire.ts";
import type { ConflictChoice } from "../../client/state.ts";
import { conflictOf, type OpenConflict } from "../conflict.ts";
import { textsOf } from "../document.testing.ts";
import type { Commit } from "./disk.testing.ts";
import type { Life } from "./life.testing.ts";

/** `isKnown`: whether the tab knew whose device this is. `asked`: the question that the person had before them. */
export type Author = {
  readonly device: string;
  readonly life: Life;
  readonly isKnown: boolean;
  readonly asked: OpenConflict | null;
};
export type Ledger = ReturnType<typeof createLedger>;

/** What stands at a place where no widget is. */
const NOTHING = "–";

export const createLedger = (fault: (what: string) => void) => {
  const writers = createIndex();
  /** Written before the device knew whose it is, or while it could not be read: without a look at what it has. */
  const unknowing = new Set<string>();
  const successors = createIndex();
  const onServer = new Set<string>();
  /** Each with what keeps it. */
  const durable = new Map<string, string>();
  const mustBeKept = new Map<string, string>();
  const unstored = new Map<Life, Map<string, string>>();
  /** Devices that could not store for a while. */
  const wereFull = new Set<string>();
  const versionsOf = new Map<string, number>();
  let newest = 0;
  let head: AnyLayout | null = null;

  const wrote = (device: string, place: string, text: string) => writers.of(key(place, text)).has(device);
  const textsAt = (place: string) =>
    [...durable.keys()]
      .filter((one) => one.startsWith(key(place, "")))
      .map((one) => one.slice(place.length + 1));
  const keep = (layout: AnyLayout, where: string) => {
    for (const [place, text] of valuesOf(layout))
      if (writers.of(key(place, text)).size > 0 && !durable.has(key(place, text)))
        durable.set(key(place, text), where);
  };
  const succeeds = (place: string, before: string, after: string) => {
    if (before !== after) successors.of(key(place, before)).add(after);
  };

  return {
    /** Until it can store again, no tab of it knows of another, nor the next page of the last. */
    filled: (device: string): void => void wereFull.add(device),

    /** A person saw `before` and made it `after`. */
    gesture: ({ device, life, isKnown, asked }: Author, before: Layout, after: Layout): void => {
      // The end of a full device may be that it asked, sent a named save, and was gone with what was to follow.
      if (asked !== null && wereFull.has(device))
        for (const [place, theirs, mine] of differences(asked.theirs, asked.mine))
          succeeds(place, theirs, mine);
      const pending = unstored.get(life) ?? new Map<string, string>();
      unstored.set(life, pending);
      for (const [place, from, to] of differences(before, after)) {
        succeeds(place, from, to);
        writers.of(key(place, to)).add(device);
        pending.set(place, to);
        if (isKnown && !wereFull.has(device)) continue;
        unknowing.add(key(place, to));
        for (const text of textsAt(place)) if (wrote(device, place, text)) succeeds(place, text, to);
      }
    },

    /** A person was asked; what a full device asks is in no transaction. */
    answered: (device: string, { mine, theirs, merged }: OpenConflict, choice: ConflictChoice): void => {
      if (!wereFull.has(device)) return;
      const chosen = { mine, theirs, merged }[choice];
      for (const place of placesOf(mine, theirs)) {
        const text = valueAt(chosen, place);
        writers.of(key(place, text)).add(device);
        for (const side of [mine, theirs]) succeeds(place, valueAt(side, place), text);
      }
    },

    /** A transaction on a device. */
    stored: (device: string, { life, docId, before, after }: Commit): void => {
      const pending = unstored.get(life);
      const [from, to] = [before.draft?.layout, after.draft?.layout];
      if (to === undefined) return;
      if (from !== undefined)
        for (const [place, was, is] of differences(from, to)) {
          // Two tabs of one device: the later one to store wins.
          if (pending?.get(place) === is && wrote(device, place, was)) succeeds(place, was, is);
        }
      keep(to, device);
      const [asked, asks] = [conflictOf(before), conflictOf(after)];
      // A question also goes where a person takes back their side of it.
      const wasChosen = after.rows.some(({ changeType }) => changeType === "conflict_resolution");
      if (asked !== null && asks === null)
        // The choice is between whole layouts; what is only in the tab that chooses is part of its side.
        for (const place of new Set([...placesOf(asked.mine, asked.theirs), ...(pending?.keys() ?? [])])) {
          const mine = pending?.get(place) ?? valueAt(asked.mine, place);
          const [theirs, chosen] = [valueAt(asked.theirs, place), valueAt(to, place)];
          succeeds(place, mine, chosen);
          succeeds(place, theirs, chosen);
          writers.of(key(place, chosen)).add(device);
          if (
            wasChosen &&
            !pending?.has(place) &&
            chosen !== mine &&
            mine !== NOTHING &&
            wrote(device, place, mine)
          )
            mustBeKept.set(key(place, mine), `${place} ${mine}`);
        }
      if (asked === null && asks !== null) judgeQuestion(device, asks);
      // What was written before anybody knew whose device this is is stored again, with what the device has.
      if (docId !== "local/main")
        for (const [place, text] of valuesOf(to)) if (pending?.get(place) === text) pending.delete(place);
    },

    /** Written to localStorage by a page that was about to go. */
    rescued: (device: string, layout: Layout): void => keep(layout, device),

    /** The server wrote a version. Where that was the end of a question, its device wrote what it changed. */
    versioned: (
      { version, changeType, deviceId }: Pick<Version, "version" | "changeType" | "deviceId">,
      layout: AnyLayout,
      operationId: string | null,
      setAside: boolean,
    ): void => {
      for (const [place, text] of valuesOf(layout)) onServer.add(key(place, text));
      keep(layout, "the server");
      if (version !== newest + 1) fault(`Version ${version} follows version ${newest}.`);
      newest = version;
      if (operationId === null || setAside) return;
      if (changeType === "conflict_resolution" && head !== null)
        for (const [place, , to] of differences(head, layout)) writers.of(key(place, to)).add(deviceId);
      head = layout;
      const first = versionsOf.get(operationId);
      if (first !== undefined) fault(`Operation ${operationId} made version ${first} and again ${version}.`);
      versionsOf.set(operationId, version);
    },

    /** A tab says that all is saved. */
    toldSaved: (device: string, layout: Layout): void => {
      for (const [place, text] of valuesOf(layout))
        if (wrote(device, place, text) && !onServer.has(key(place, text)))
          fault(`${device} says saved, but the server never had ${text} at ${place}.`);
    },

    /** At the end, where everybody has `final`. */
    settle: (final: AnyLayout): void => {
      for (const [whole, where] of durable) {
        const [place = "", text = ""] = whole.split("|");
        const end = valueAt(final, place);
        if (!isReachable(place, text, end))
          fault(
            `${text} at ${place}, once stored on ${where}, was replaced by ${end}, whose author never saw it.`,
          );
      }
      for (const [whole, what] of mustBeKept)
        if (!onServer.has(whole)) fault(`${what} was chosen against, and is not in the history.`);
    },
  };

  function judgeQuestion(device: string, { conflicts, mine, theirs }: OpenConflict): void {
    // Where a question is stored together with an edit that ends it, the next save takes it away.
    if (conflicts.length === 0 && !wereFull.has(device)) fault(`${device} asks, and nothing clashes.`);
    for (const conflict of conflicts) {
      if (conflict.kind === "columns") continue;
      const { widgetId: place } = conflict;
      const [own, other] = [valueAt(mine, place), valueAt(theirs, place)];
      const others = [...writers.of(key(place, other))].filter((writer) => writer !== device);
      if (own === other) fault(`${device} asks about ${place}, where both have ${own}.`);
      else if (!wrote(device, place, own)) fault(`${device} asks about ${place}, where it wrote nothing.`);
      else if (others.length === 0 && !unknowing.has(key(place, own)) && !wereFull.has(device))
        fault(`${device} asks about ${place}, where nobody else wrote ${other}.`);
    }
  }

  function isReachable(place: string, from: string, to: string): boolean {
    const [seen, open] = [new Set([from]), [from]];
    for (let text = open.pop(); text !== undefined; text = open.pop()) {
      if (text === to) return true;
      for (const next of successors.of(key(place, text)))
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
    }
    return false;
  }
};

const key = (place: string, text: string): string => `${place}|${text}`;

const createIndex = () => {
  const sets = new Map<string, Set<string>>();
  return {
    of: (name: string): Set<string> => {
      const known = sets.get(name) ?? new Set<string>();
      sets.set(name, known);
      return known;
    },
  };
};

const known = new WeakMap<object, ReadonlyMap<string, string>>();

export const valuesOf = (layout: AnyLayout): ReadonlyMap<string, string> => {
  const values =
    known.get(layout) ?? new Map(Object.entries(textsOf(layout)).map(([id, text]) => [id, String(text)]));
  known.set(layout, values);
  return values;
};

export const valueAt = (layout: AnyLayout, place: string): string => valuesOf(layout).get(place) ?? NOTHING;

const differences = (before: AnyLayout, after: AnyLayout): readonly (readonly [string, string, string])[] =>
  before === after
    ? []
    : placesOf(before, after)
        .map((place) => [place, valueAt(before, place), valueAt(after, place)] as const)
        .filter(([, from, to]) => from !== to);

const placesOf = (one: AnyLayout, other: AnyLayout): readonly string[] => [
  ...new Set([...valuesOf(one).keys(), ...valuesOf(other).keys()]),
];
