/** Counts what the storage of a room is billed for. */
import { refuse, replace } from "./replace.ts";
import { ofRoom } from "./tally.ts";

export const countStorage = (storage: DurableObjectStorage): void => {
  const { sql } = storage;
  const exec = sql.exec.bind(sql);
  replace(sql, "exec", (query, ...bindings) => {
    const cursor = exec(query, ...bindings);
    ofRoom(cursor);
    return cursor as never; // the same rows, of whatever type was asked for
  });
  const setAlarm = storage.setAlarm.bind(storage);
  replace(storage, "setAlarm", (...when) => {
    ofRoom({ rowsRead: 0, rowsWritten: 1 });
    return setAlarm(...when);
  });
  refuse(storage, ["put", "delete"]);
  refuse(storage.kv, ["put", "delete"]);
};
