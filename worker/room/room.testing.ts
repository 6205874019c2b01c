/** Builders for the tests of the room: users of their own, commands as the routes make them, archives that fail. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { fingerprint, judge } from "../http/saving.ts";
import type { SaveRequest, VersionPage } from "../layout/wire.ts";
import type {
  Caller,
  ImportCommand,
  ImportedVersion,
  NotAdmitted,
  PutCommand,
  PutResult,
  RemoveCommand,
  RollbackCommand,
  RollbackResult,
  Saved,
} from "./results.ts";
import type { LayoutRoom } from "./room.ts";

/** A user that no other test has. A stub is made for each call, as one that has failed goes on failing. */
export type User = ReturnType<typeof newUser>;

export const newUser = (userId = `user-${Math.floor(performance.now())}-${nextNumber()}`) => ({
  userId,
  get stub() {
    return env.ROOMS.getByName(userId);
  },
  /** What it does for somebody whom it has nothing against. */
  get room() {
    return openTo(OWNER, env.ROOMS.getByName(userId));
  },
});

/** Somebody whom the Worker knows all about: the room itself has nothing to look up. */
export const OWNER: Caller = {
  ...{ deviceId: "desk", deviceName: "Desk", isListed: false, token: null, provedAt: 0, wants: "write" },
};

type Stub = DurableObjectStub<LayoutRoom>;
type Arguments<Name extends keyof LayoutRoom> = LayoutRoom[Name] extends (
  caller: Caller,
  ...rest: infer Rest
) => unknown
  ? Rest
  : never;

const openTo = (caller: Caller, room: Stub) => ({
  list: async (...rest: Arguments<"list">) => (await admitted(room.list(caller, ...rest))).page,
  head: async (...rest: Arguments<"head">) => {
    const result = await admitted(room.head(caller, ...rest));
    if (result.kind === "layout-not-found") return null;
    return result.kind === "known" ? result.version : result.head;
  },
  put: (...rest: Arguments<"put">) => admitted(room.put(caller, ...rest)),
  rollback: (...rest: Arguments<"rollback">) => admitted(room.rollback(caller, ...rest)),
  remove: (...rest: Arguments<"remove">) => admitted(room.remove(caller, ...rest)),
  import: (...rest: Arguments<"import">) => admitted(room.import(caller, ...rest)),
  versions: (...rest: Arguments<"versions">) => admitted(room.versions(caller, ...rest)),
  version: (...rest: Arguments<"version">) => admitted(room.version(caller, ...rest)),
  changes: (...rest: Arguments<"changes">) => admitted(room.changes(caller, ...rest)),
  describe: (...rest: Arguments<"describe">) => admitted(room.describe(caller, ...rest)),
  prune: (...rest: Arguments<"prune">) => admitted(room.prune(caller, ...rest)),
  verify: (...rest: Arguments<"verify">) => admitted(room.verify(caller, ...rest)),
  export: (...rest: Arguments<"export">) => admitted(room.export(caller, ...rest)),
  lag: async () => (await admitted(room.lag(caller))).lag,
});

type Answer = { readonly kind: string };

/** @throws where the room lets nobody in. */
const admitted = async <T extends PromiseLike<Answer>>(
  answer: T,
): Promise<Exclude<Awaited<T>, NotAdmitted>> => {
  const result = await answer;
  if (isAdmitted(result)) return result;
  throw new Error(`not admitted: ${result.kind}`);
};
const isAdmitted = <T extends Answer>(result: T): result is Exclude<T, NotAdmitted> =>
  !["unauthenticated", "forbidden", "rate-limited"].includes(result.kind);

let numbers = 0;
const nextNumber = (): number => {
  numbers += 1;
  return numbers;
};

export type Wish = Partial<Omit<PutCommand, "body"> & Omit<SaveRequest, "layout">>;

/** A save as the route makes it. */
export const putOf = (layout: unknown, wish: Wish = {}): PutCommand => {
  const { layoutId = "main", base = null, onConflict = "reject", operationId = null, ...rest } = wish;
  const { deviceId = "desk", ...request } = rest;
  const body = new TextEncoder().encode(JSON.stringify({ layout, ...request }));
  return { layoutId, base, onConflict, operationId, deviceId, body };
};

/** Saves one version after another, and says where that ended. */
export const putAll = async (
  { room }: User,
  layouts: readonly unknown[],
  { base = null, ...wish }: Wish = {},
): Promise<number> => {
  let version = base;
  for (const layout of layouts)
    version = done(await room.put(putOf(layout, { ...wish, base: version }))).version;
  return version ?? 0;
};

/** @throws where nothing came of it. */
export const done = (result: PutResult | RollbackResult): Saved => {
  if (result.kind === "done") return result;
  throw new Error(`not done: ${JSON.stringify(result)}`);
};

export const rollbackOf = (version: number, wish: Partial<RollbackCommand> = {}): RollbackCommand => {
  const { layoutId = "main", only = null, description = null } = wish;
  const asked = { call: "rollback", layoutId, version, only, description };
  return {
    ...{ layoutId, version, only, description, base: null, operationId: null, deviceId: "desk" },
    ...{ fingerprint: fingerprint(asked), ...wish },
  };
};

export const removeOf = (base: number, wish: Partial<RemoveCommand> = {}): RemoveCommand => ({
  ...{ layoutId: "main", base, operationId: null, deviceId: "desk" },
  ...{ fingerprint: fingerprint({ call: "remove", layoutId: wish.layoutId ?? "main" }), ...wish },
});

/** One version to be imported. */
export const importedOf = (layout: unknown, fields: Partial<ImportedVersion> = {}): ImportedVersion => ({
  ...judge(layout),
  ...{ changeType: "auto", deviceId: "desk", createdAt: null, description: null },
  ...{ pinned: false, setAside: false },
  ...fields,
});

export const importOf = (wish: Partial<ImportCommand> = {}): ImportCommand => ({
  ...{ layoutId: "main", base: null, operationId: null, deviceId: "desk" },
  ...wish,
});

export const streamOf = (versions: readonly ImportedVersion[]): ReadableStream<Uint8Array> =>
  new Blob(versions.map((version) => `${JSON.stringify(version)}\n`)).stream();

export const everyVersion = { limit: 10_000, before: Number.MAX_SAFE_INTEGER };

/** Lets the room do what it does by itself, until it has nothing left to do today. */
export const rest = async (user: User): Promise<void> => {
  for (let turn = 1; (await isWorkLeft(user)) && turn <= 4; turn += 1) await runDurableObjectAlarm(user.stub);
};

const isWorkLeft = async (user: User): Promise<boolean> => {
  const alarm = await alarmOf(user);
  return alarm !== null && alarm < Date.now() + 10 * 60_000;
};

export const alarm = ({ stub }: User): Promise<boolean> => runDurableObjectAlarm(stub);

export const alarmOf = ({ stub }: User): Promise<number | null> =>
  runInDurableObject(stub, (_room, state) => state.storage.getAlarm());

/**
 * The alarm's wait in whole seconds, as it was when it was set up to a second ago: rounded up, so that a machine that is
 * busy for less than that does not make it another one.
 */
export const waitOf = async (user: User): Promise<number | null> => {
  const time = await alarmOf(user);
  return time === null ? null : Math.ceil((time - Date.now()) / 1_000);
};

export const onRoom = <T extends Record<string, SqlStorageValue>>(
  { stub }: User,
  sql: string,
): Promise<T[]> => runInDurableObject(stub, (_room, { storage }) => storage.sql.exec<T>(sql).toArray());

export const evict = ({ stub }: User): Promise<void> => evictDurableObject(stub);

/** Replaces what the room finds bound, until it is evicted. What is undefined then is not bound. */
export const bind = ({ stub }: User, bindings: object): Promise<void> =>
  runInDurableObject(stub, (instance) => rebind(instance, bindings));

export const rebind = (instance: object, bindings: object): void => {
  const bound = instance as { env: object };
  const all = Object.entries({ ...bound.env, ...bindings });
  bound.env = Object.fromEntries(all.filter(([, value]) => value !== undefined));
};

/** Hands each call to a database, a batch or a query, to `around`, which may let it happen, or not, or fail after it. */
export const through = (
  around: (call: () => Promise<unknown>) => Promise<unknown>,
  database: D1Database = env.HISTORY,
): D1Database => {
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get: (_, name) => {
        if (name === "bind") return (...values: unknown[]) => wrap(statement.bind(...values));
        if (name === "all") return () => around(() => statement.all());
        if (name === "run") return () => around(() => statement.run());
        return Reflect.get(statement, name);
      },
    });
  return new Proxy(database, {
    get: (_, name) => {
      if (name === "prepare") return (sql: string) => wrap(database.prepare(sql));
      if (name === "batch")
        return (statements: D1PreparedStatement[]) => around(() => database.batch(statements));
      return Reflect.get(database, name);
    },
  });
};

const lost = (): Promise<never> => Promise.reject(new Error("D1_ERROR: Network connection lost."));

export const down = (): D1Database => through(lost);
/** Does what it is asked and never says so. */
export const forgetful = (): D1Database => through((call) => call().then(lost));
export const hung = (): D1Database => through(() => new Promise(() => {}));

const KEY = `(SELECT number * ${2 ** 28} FROM archived_layouts WHERE user_id = ?1 AND layout_id = ?2)`;

/** Runs SQL on D1, where ?1 is the user and ?2 the layout, `$KEY` what their versions are counted from. */
export const onArchive = async <T>(
  { userId }: User,
  sql: string,
  { layoutId = "main", database = env.HISTORY } = {},
): Promise<T[]> => {
  const query = sql.replaceAll("$KEY", KEY);
  const values = [userId, layoutId].filter((_, index) => query.includes(`?${index + 1}`));
  return (
    await database
      .prepare(query)
      .bind(...values)
      .all<T>()
  ).results;
};

/** Versions in D1, oldest first. */
export const archivedOf = async (
  user: User,
  options: { layoutId?: string; database?: D1Database } = {},
): Promise<number[]> => {
  const sql = `SELECT id - $KEY AS version FROM archived_versions
    WHERE id BETWEEN $KEY AND $KEY + ${2 ** 28 - 1} ORDER BY id`;
  return (await onArchive<{ version: number }>(user, sql, options)).map(({ version }) => version);
};

export const numbersOf = ({ versions }: Pick<VersionPage, "versions">): number[] =>
  versions.map(({ version }) => version);

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
