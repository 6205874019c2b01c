/** What can be seen of a room from outside, without times: two rooms that went the same way look the same. */
import type { LayoutSummary, Version } from "../layout/wire.ts";
import { alarmOf, archivedOf, everyVersion, onRoom, type User } from "./room.testing.ts";

/** Its layouts, those that were deleted, and of each the whole history. */
export const observe = async ({ room }: User) => {
  const page = { limit: 1_000, after: null };
  const [here, deleted] = [
    await room.list({ ...page, deleted: false }),
    await room.list({ ...page, deleted: true }),
  ];
  const heads = await Promise.all(here.layouts.map(async ({ id }) => timeless(await room.head(id, []))));
  const histories = await Promise.all(
    [...here.layouts, ...deleted.layouts].map(async ({ id }) => [
      id,
      await historyOf(room, id),
      await room.verify(id),
    ]),
  );
  const listed = [here.layouts, deleted.layouts].map((list) => list.map(timeless));
  return { listed, heads, histories };
};
export type Observed = Awaited<ReturnType<typeof observe>>;

const historyOf = async (room: User["room"], id: string) => {
  const page = await room.versions(id, everyVersion);
  return page.kind === "found" ? { ...page, versions: page.versions.map(timeless) } : page;
};

const TIMES = ["createdAt", "updatedAt", "deletedAt", "restorableUntil", "chain"];
export const timeless = (value: Version | LayoutSummary | object | number | null): unknown =>
  value === null || typeof value === "number"
    ? value
    : Object.fromEntries(Object.entries(value).filter(([key]) => !TIMES.includes(key)));

/** The texts of the newest versions that a layout has, each read by itself. */
export const textsOf = async (
  { room }: User,
  { id = "main", limit = 10_000 } = {},
): Promise<readonly (readonly [number, string])[]> => {
  const page = await room.versions(id, { ...everyVersion, limit });
  if (page.kind !== "found") return [];
  const texts: [number, string][] = [];
  for (const { version } of page.versions) {
    const read = await room.version(id, version);
    texts.push([version, read.kind === "found" ? read.layoutText : read.kind]);
  }
  return texts;
};

/** What the room thinks of its archive, and what is there: at rest they agree. */
export const accountsOf = async (user: User) => {
  const kept = await onRoom<Kept>(user, "SELECT id, published, archived FROM layouts ORDER BY id");
  const accounts = await Promise.all(
    kept.map(async ({ id, published, archived }) => {
      const there = await archivedOf(user, { layoutId: id });
      return { id, published, archived, there: there.length, newest: there.at(-1) ?? null };
    }),
  );
  return { accounts, lag: await user.room.lag(), isAlarmSet: (await alarmOf(user)) !== null };
};
type Kept = { id: string; published: number; archived: number };
