/** Whether everything is saved, and if not, why: for a pill beside the dashboard. */
import { useMemo } from "react";
import { type KeeperState, type SaveStatus, widgetPersistenceManager } from "../client/index.ts";
import { type Managed, useManaged } from "./useManaged.ts";

/** The same object for as long as it says the same. */
export const useSaveStatus = (manager: Managed = widgetPersistenceManager): SaveStatus =>
  useManaged(manager, useMemo(steady, []), untouched);

const UNTOUCHED: SaveStatus = { kind: "untouched" };
const untouched = (): SaveStatus => UNTOUCHED;

/** The manager says its status anew with each change, most of which leave it as it was. */
const steady = (): ((state: KeeperState) => SaveStatus) => {
  let said: SaveStatus | undefined;
  return ({ status }) => {
    if (said === undefined || !isSame(said, status)) said = status;
    return said;
  };
};

const isSame = (a: SaveStatus, b: SaveStatus): boolean => {
  const left = Object.entries(a);
  return left.length === Object.keys(b).length && left.every(([key, value]) => Reflect.get(b, key) === value);
};
