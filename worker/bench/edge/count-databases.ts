/** Counts what the databases among the bindings are billed for: each of their results says it of itself. */
import { refuse, replace } from "./replace.ts";
import { ofArchive, ofQueries } from "./tally.ts";

export const countDatabases = (env: object): void => {
  for (const binding of Object.values(env)) {
    if (isDatabase(binding) && !counted.has(binding)) countDatabase(binding);
  }
};

/** Rooms may share one. */
const counted = new WeakSet<D1Database>();

const isDatabase = (binding: unknown): binding is D1Database =>
  binding instanceof Object && "prepare" in binding && "withSession" in binding;

const countDatabase = (database: D1Database): void => {
  counted.add(database);
  countCalls(database);
  const withSession = database.withSession.bind(database);
  replace(database, "withSession", (...how) => {
    const session = withSession(...how);
    countCalls(session);
    return session;
  });
  refuse(database, ["exec"]);
};

const countCalls = (database: Pick<D1Database, "prepare" | "batch">): void => {
  const prepare = database.prepare.bind(database);
  replace(database, "prepare", (query) => countStatement(prepare(query)));
  const batch = database.batch.bind(database);
  replace(database, "batch", async <T>(statements: D1PreparedStatement[]) => {
    ofQueries(statements.length);
    const results = await batch<T>(statements);
    for (const { meta } of results) ofMeta(meta);
    return results;
  });
};

const countStatement = (statement: D1PreparedStatement): D1PreparedStatement => {
  const bind = statement.bind.bind(statement);
  const send = statement.all.bind(statement);
  const all = async <T>(): Promise<D1Result<T>> => {
    ofQueries(1);
    const result = await send<T>();
    ofMeta(result.meta);
    return result;
  };
  replace(statement, "bind", (...values) => countStatement(bind(...values)));
  replace(statement, "all", all);
  replace(statement, "run", all);
  // The first row alone does not say what it cost.
  replace(statement, "first", async <T>(column?: string) => {
    const [row = null] = (await all<Record<string, T>>()).results;
    return row === null || column === undefined ? (row as T | null) : (row[column] ?? null);
  });
  refuse(statement, ["raw"]);
  return statement;
};

const ofMeta = ({ rows_read, rows_written }: D1Meta): void =>
  ofArchive({ rowsRead: rows_read, rowsWritten: rows_written });
