/** All that is stored of anybody, whatever tables there are: in each database that tests bind, and in a room. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Caller, EraseResult, NotAdmitted } from "./results.ts";
import { alarm, evict, OWNER, type User } from "./room.testing.ts";

export type Row = Readonly<Record<string, unknown>>;
export type Dump = ReadonlyMap<string, readonly Row[]>;

const TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'";

export const databases = (): Readonly<Record<string, D1Database>> => ({
  HISTORY: env.HISTORY,
  SHARD: env.SHARD,
});

/** Every row of every table, bytes as hex. */
export const dumpArchives = async (): Promise<Dump> => {
  const dump = new Map<string, Row[]>();
  for (const [binding, database] of Object.entries(databases())) {
    const { results: tables } = await database.prepare(TABLES).all<{ name: string }>();
    for (const { name } of tables) {
      const { results } = await database.prepare(`SELECT * FROM "${name}"`).all<Row>();
      dump.set(`${binding} ${name}`, results.map(readable));
    }
  }
  return dump;
};

export const dumpRoom = (user: Pick<User, "stub">): Promise<Dump> =>
  runInDurableObject(user.stub, (_room, { storage: { sql, kv } }) => {
    const dump = new Map<string, Row[]>();
    for (const { name } of sql.exec(TABLES).toArray())
      dump.set(String(name), sql.exec(`SELECT * FROM "${name}"`).toArray().map(readable));
    const kept = [...kv.list()].map(([key, value]) => ({ key, value: JSON.stringify(value) }));
    if (kept.length > 0) dump.set("kv", kept);
    return dump;
  });

const readable = (row: object): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, bytesAsHex(value)]));
const bytesAsHex = (value: unknown): unknown => {
  if (value instanceof ArrayBuffer) return hex(new Uint8Array(value));
  return Array.isArray(value) ? hex(value) : value;
};

const hex = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const SPAN = 2 ** 28;

/** The rows that are a user's: by name, or by the number that stands for one of the user's layouts. */
export const rowsOfUser = (dump: Dump, userId: string): Dump => {
  const mine = new Map<string, readonly Row[]>();
  for (const [table, rows] of dump) {
    const [binding = ""] = table.split(" ");
    const layouts = dump.get(`${binding} archived_layouts`) ?? [];
    const numbers = layouts.filter((row) => row["user_id"] === userId).map((row) => row["number"]);
    const isMine = (row: Row) =>
      table.endsWith(" archived_versions")
        ? numbers.includes(Math.floor(Number(row["id"]) / SPAN))
        : Object.values(row).includes(userId);
    mine.set(table, rows.filter(isMine));
  }
  return mine;
};

export const without = (dump: Dump, gone: Dump): Dump =>
  new Map([...dump].map(([table, rows]) => [table, rows.filter((row) => !gone.get(table)?.includes(row))]));

export const sizeOf = (dump: Dump): number =>
  [...dump.values()].reduce((size, rows) => size + rows.length, 0);

export const textOf = (dump: Dump): string => JSON.stringify([...dump]);

export const erase = ({ stub }: User, caller: Caller = OWNER): Promise<EraseResult | NotAdmitted> =>
  stub.erase(caller);

/** What the room remembers of its end; null where it has not ended. */
export const markOf = ({ stub }: User): Promise<Row | null> =>
  runInDurableObject(stub, (_room, { storage }) => storage.kv.get<Row>("erased") ?? null);

/** Brings the time of the next step near, and makes the room wake up anew. */
export const comeDue = async (user: User): Promise<void> => {
  await runInDurableObject(user.stub, (_room, { storage: { kv } }) => {
    const mark = kv.get<Row>("erased");
    if (mark !== undefined) kv.put("erased", { ...mark, dueAt: 1 });
  });
  await evict(user);
};

/** Lets the room do what is left to do, except to forget. */
export const settle = async (user: User): Promise<void> => {
  for (let turn = 0; turn < 3 && (await markOf(user))?.["step"] !== "forget"; turn += 1) {
    await comeDue(user);
    await alarm(user);
  }
};
