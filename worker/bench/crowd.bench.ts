/**
 * Saves of ten thousand people, beside those of fifty. A room sleeps ten seconds after it was last needed, so among so
 * many most saves wake one first, on the floor as in the product; the warm-up lasts until as many fall asleep as wake.
 */
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { anyone, type Crowd, gather } from "./crowd.ts";
import { createDrafts } from "./draft.ts";
import { drive, type Round } from "./drive.ts";
import { atLeast, type Figure, plain } from "./figure.ts";
import { save } from "./requests.ts";
import { quickScratch, scratch } from "./scratch.ts";
import { settled } from "./settled.ts";
import {
  absolute,
  eachSide,
  onBoth,
  ratio,
  SIDES,
  type Side,
  type Sides,
  startSides,
  stopSides,
} from "./sides.ts";
import { state } from "./site.ts";

const CONNECTIONS = 8;
const PEOPLE = 10_000;
const FEW = 50;
const ASLEEP_MS = 12_000;

export default async function bench(): Promise<readonly Figure[]> {
  const folders = eachSide(() => scratch());
  const crowds = await prepare(folders);
  const sites = await startSides(folders);
  const many = eachSide((side) => ({ ...crowds[side], url: sites[side].url }));
  const few = eachSide((side) => ({ ...many[side], people: many[side].people.slice(0, FEW) }));
  const of50 = await inTurn(few, { floor: 2_000, product: 6_500 });
  const of10000 = await inTurn(many, { floor: 14_000, product: 14_000 });
  await stopSides(sites);
  const spread = (side: Side) => of10000[side].perSecond / of50[side].perSecond;
  return [
    atLeast("saves a second, 10,000 users : 50 users", spread("product"), "x", 0.8),
    plain("saves a second, 10,000 users : 50 users, floor", spread("floor"), "x"),
    ...(
      [
        ["50 users", of50],
        ["10,000 users", of10000],
      ] as const
    ).flatMap(([name, rounds]) => {
      const both = eachSide((side) => [rounds[side]]);
      return [
        plain(`saves of ${name}: a second, product : floor`, ratio(both, "perSecond"), "x"),
        ...SIDES.toReversed().flatMap((side) => absolute(`saves of ${name}: ${side}`, both[side])),
      ];
    }),
  ];
}

/**
 * Everyone's first version, which takes far longer than any later one. Made in memory, where nothing waits for a disk,
 * and put on the disk when all is published and every room asleep, its files closed.
 */
const prepare = async (folders: Sides<string>): Promise<Sides<Crowd>> => {
  const quick = eachSide(() => quickScratch());
  const sites = await startSides(quick);
  const crowds = await onBoth((side) => gatherSlowly(sites[side].url, side));
  await wait(ASLEEP_MS);
  await stopSides(sites);
  for (const side of SIDES) cpSync(state(quick[side]), state(folders[side]), { recursive: true });
  // Else all of that would still be on its way to the disk while rooms wait for the disk.
  spawnSync("sync");
  return crowds;
};

/**
 * No faster than rooms fall asleep again: one that is awake holds files open, and a process may not hold so many. For
 * the same reason each is asked whether all is published before it falls asleep.
 */
const gatherSlowly = async (url: URL, side: Side): Promise<Crowd> => {
  const atOnce = 500;
  const groups: Crowd[] = [];
  for (let turn = 0; turn < PEOPLE / atOnce + PUBLISHED_TURNS; turn += 1) {
    const published = side === "product" ? groups[turn - PUBLISHED_TURNS] : undefined;
    if (published !== undefined) await settled(published);
    const isAll = groups.length * atOnce >= PEOPLE;
    const [group] = await Promise.all([isAll ? null : gather(url, createDrafts(atOnce, 20)), wait(1_000)]);
    if (group !== null) groups.push(group);
  }
  return { url, people: groups.flatMap(({ people }) => people) };
};
const PUBLISHED_TURNS = 7;

const inTurn = async (crowds: Sides<Crowd>, warmUpMs: Sides<number>): Promise<Sides<Round>> => {
  const measure = (side: Side): Promise<Round> =>
    drive({
      ...{ url: crowds[side].url, connections: CONNECTIONS, next: anyone(crowds[side], save) },
      ...{ warmUpMs: warmUpMs[side], measureMs: 5_000 },
    });
  const floor = await measure("floor");
  const before = new Map(crowds.product.people.map((person) => [person, person.head]));
  const product = await measure("product");
  const saved = crowds.product.people.filter((person) => person.head !== before.get(person));
  await settled({ ...crowds.product, people: saved });
  return { floor, product };
};
