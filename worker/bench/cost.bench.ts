/**
 * Rows written for a save, as they are billed, and what saves and a user cost by the price list. Rows are counted for
 * people at different points of their histories, so that what happens only now and then counts as often as it
 * happens, and until all is done that a save leaves to be done later.
 */
import { type Crowd, everyone, gather } from "./crowd.ts";
import { createDrafts } from "./draft.ts";
import { drive } from "./drive.ts";
import { atMost, type Figure, plain } from "./figure.ts";
import { costOf, GB, NOTHING, times, together, type Usage } from "./prices.ts";
import { type Act, load, save } from "./requests.ts";
import { scratch } from "./scratch.ts";
import { settled } from "./settled.ts";
import { startSite } from "./site.ts";
import { stored } from "./stored.ts";
import { rowsWritten, takeTally, takeTallyWhenQuiet } from "./tally.ts";
import { type Counted, pace, usageOf } from "./usage.ts";

const PEOPLE = 16;
const BURST = 10;
const KEPT = 50;

/** A day of somebody who arranges a dashboard in four sittings, and looks at it from several devices. */
const DAY = { bursts: 4, loads: 60 };
const DAYS = 30;

export default async function bench(): Promise<readonly Figure[]> {
  const [young, youngBurst, old, oldBurst] = await Promise.all([
    measure({ versions: 0, burst: 1 }),
    measure({ versions: 0, burst: BURST }),
    measure({ versions: KEPT, burst: 1 }),
    measure({ versions: KEPT, burst: BURST }),
  ]);
  return [
    atMost("rows written for a save alone", young.rows, "rows", 6),
    atMost("rows written for a save, ten in a burst", youngBurst.rows, "rows", 4),
    atMost("rows written for a save alone, past 50 versions", old.rows, "rows", 6),
    atMost("rows written for a save, ten in a burst, past 50 versions", oldBurst.rows, "rows", 4),
    ...parts("a save alone, past 50 versions", old.saves),
    ...parts("a save, ten in a burst, past 50 versions", oldBurst.saves),
    plain("a million saves alone", 1e6 * costOf(old.usage), "$"),
    plain("a million saves, ten in a burst", 1e6 * costOf(oldBurst.usage), "$"),
    plain(
      `a thousand users a month: ${DAY.bursts * BURST} saves, ${DAY.loads} loads a day, ${KEPT} versions kept`,
      1_000 * costOf(monthOf(oldBurst)),
      "$",
    ),
  ];
}

type Measured = {
  readonly rows: number;
  readonly saves: Counted;
  /** Of one save. */
  readonly usage: Usage;
  /** Of one load. */
  readonly loading: Usage;
  /** What one user keeps. */
  readonly storage: Usage;
};

/** On a site of its own: all at the same time, as there is more waiting in it than work. */
const measure = async ({ versions, burst }: { versions: number; burst: number }): Promise<Measured> => {
  const folder = scratch();
  const site = await startSite(folder, "worker/bench/edge/counting.ts");
  const crowd = await gather(site.url, createDrafts(PEOPLE, 20));
  await spreadOut(crowd);
  await saveAll(crowd, versions);
  if (versions > 0) await takeTallyWhenQuiet(site.url);
  await takeTally(site.url);
  await saveAll(crowd, burst);
  const saves = { ...(await takeTallyWhenQuiet(site.url)), count: burst * PEOPLE };
  await actAll(crowd, load);
  const loads = { ...(await takeTally(site.url)), count: PEOPLE };
  const [saveMs, loadMs] = [await pace(crowd, save), await pace(crowd, load)];
  await settled(crowd);
  await site.stop();
  const gb = (kind: "do" | "d1") => stored(folder, kind).bytes / PEOPLE / GB;
  return {
    rows: rowsWritten(saves) / saves.count,
    ...{ saves, usage: usageOf(saves, saveMs), loading: usageOf(loads, loadMs) },
    storage: { ...NOTHING, archiveGbMonths: gb("d1"), roomGbMonths: gb("do") },
  };
};

/** So that nobody is at the same point: the first has one version, the last as many as there are people. */
const spreadOut = async ({ url, people }: Crowd): Promise<void> => {
  for (let from = 1; from < people.length; from += 1) await actAll({ url, people: people.slice(from) }, save);
  await settled({ url, people });
};

/** Everyone saves so many times; half of what a history keeps is published at once, at most. */
const saveAll = async (crowd: Crowd, count: number): Promise<void> => {
  for (let turn = 1; turn <= count; turn += 1) {
    await actAll(crowd, save);
    if (turn % (KEPT / 2) === 0 || turn === count) await settled(crowd);
  }
};

const actAll = (crowd: Crowd, act: Act): Promise<unknown> =>
  drive({ url: crowd.url, connections: 8, next: everyone(crowd, act) });

const monthOf = ({ usage, loading, storage }: Measured): Usage =>
  together(times(DAYS * DAY.bursts * BURST, usage), times(DAYS * DAY.loads, loading), storage);

const parts = (name: string, { room, archive, alarms, count }: Counted): Figure[] => [
  plain(`${name}: in the room`, room.rowsWritten / count, "rows"),
  plain(`${name}: in D1`, archive.rowsWritten / count, "rows"),
  plain(`${name}: queries of D1`, archive.queries / count, ""),
  plain(`${name}: alarms`, alarms / count, ""),
];
