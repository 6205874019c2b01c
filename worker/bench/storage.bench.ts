/**
 * What the real edit histories take in D1, in pages of its file, once they were saved one by one as people save; and
 * what reading each version back costs. Each comes back byte for byte as it was sent.
 */
import { corpus, NO_CORPUS, type RealHistory } from "../layout/layout.testing.ts";
import { type Crowd, everyone, gather, type Person } from "./crowd.ts";
import type { Draft } from "./draft.ts";
import { drive } from "./drive.ts";
import { atLeast, atMost, type Figure, plain } from "./figure.ts";
import { readVersion, save } from "./requests.ts";
import { scratch } from "./scratch.ts";
import { settled } from "./settled.ts";
import { startSite } from "./site.ts";
import { stored } from "./stored.ts";
import { takeTally } from "./tally.ts";

const TIMES_SMALLER = 35;
/** So many people have each history: what a file takes whatever is in it then counts for little. */
const COPIES = 8;
/** Versions that a person saves before the next publication, the others doing the same in between. */
const SITTING = 10;
const NEWEST = 50;

export default async function bench(): Promise<readonly Figure[]> {
  const files = corpus();
  if (files === undefined) throw new Error(NO_CORPUS);
  const histories = files.flatMap((file) => Array.from({ length: COPIES }, () => createHistory(file)));
  const folder = scratch();
  const site = await startSite(folder, "worker/bench/edge/counting.ts");
  const crowd = await gather(site.url, histories);
  await saveAll(crowd, histories);
  const restores = await restoreAll(crowd, histories);
  await site.stop();
  const texts = histories.flatMap(({ texts }) => texts);
  const json = texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
  const { bytes, unused } = stored(folder, "d1");
  return [
    atLeast("real histories: whole JSON : D1 file", json / bytes, "x", TIMES_SMALLER),
    plain("real histories: D1 file, a version", bytes / texts.length, "bytes"),
    plain("real histories: D1 file, unused within its pages", (100 * unused) / bytes, "%"),
    plain("real histories: room files, a version", stored(folder, "do").bytes / texts.length, "bytes"),
    ...restores,
  ];
}

type History = Draft & { readonly texts: readonly string[]; readonly isAtEnd: () => boolean };

const createHistory = ({ layouts, saves }: RealHistory): History => {
  const texts = layouts.map((layout) => JSON.stringify(layout));
  let at = 0;
  return {
    texts,
    isAtEnd: () => at === texts.length,
    next: () => {
      const { description = "" } = saves[at] ?? {};
      const layout = texts[at] ?? "";
      at += 1;
      return `{"layout":${layout},"changeType":"manual","description":${JSON.stringify(description.slice(0, 500))}}`;
    },
  };
};

const saveAll = async (crowd: Crowd, histories: readonly History[]): Promise<void> => {
  const unfinished = (): Person[] => crowd.people.filter((_, at) => histories[at]?.isAtEnd() === false);
  for (let turn = 1; unfinished().length > 0; turn += 1) {
    await drive({ url: crowd.url, connections: 8, next: everyone({ ...crowd, people: unfinished() }, save) });
    if (turn % SITTING === 0) await settled(crowd);
  }
  await settled(crowd);
};

/** Of one copy of each. */
const restoreAll = async ({ url, people }: Crowd, histories: readonly History[]): Promise<Figure[]> => {
  const costs: { readonly queries: number; readonly rowsRead: number }[] = [];
  for (let at = 0; at < people.length; at += COPIES) {
    const { texts = [] } = histories[at] ?? {};
    const person = { url, people: people.slice(at, at + 1) };
    for (let version = texts.length; version > Math.max(0, texts.length - NEWEST); version -= 1) {
      await takeTally(url);
      const act = readVersion(version, (reply) => {
        if (JSON.stringify(JSON.parse(reply.text()).layout) === texts[version - 1]) return;
        throw new Error(`Version ${version} did not come back as it was saved.`);
      });
      await drive({ url, connections: 1, next: everyone(person, act) });
      costs.push((await takeTally(url)).archive);
    }
  }
  const rows = costs.map(({ rowsRead }) => rowsRead);
  return [
    atMost(
      "any of the last 50 versions restored",
      Math.max(...costs.map(({ queries }) => queries)),
      "D1 queries",
      1,
    ),
    atMost("any of the last 50 versions restored, most", Math.max(...rows), "rows read", 16),
    plain("a version restored, mean", rows.reduce((all, one) => all + one, 0) / rows.length, "rows read"),
  ];
};
