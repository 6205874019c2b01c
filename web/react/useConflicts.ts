/** The question that only a person can answer: two devices changed the same thing. */
import { useCallback } from "react";
import {
  type Choices,
  type ConflictChoice,
  type KeeperState,
  type OpenConflict,
  type Undo,
  type WidgetPersistenceManager,
  widgetPersistenceManager,
} from "../client/index.ts";
import { type Managed, useManaged } from "./useManaged.ts";

export type Conflicts = {
  /** Null where there is nothing to decide. It can wait: meanwhile the layout is this device's, and edits go on. */
  readonly conflict: OpenConflict | null;
  /** Settles it, as `resolveConflict` does. Whatever is chosen, the other side is in the history. What comes back takes the choice back. */
  readonly resolve: (choice: ConflictChoice | Choices) => Promise<Undo | null>;
};

export const useConflicts = (
  manager: Managed & Pick<WidgetPersistenceManager, "resolveConflict"> = widgetPersistenceManager,
): Conflicts => {
  const conflict = useManaged(manager, conflictOf, nothing);
  const resolve = useCallback(
    (choice: ConflictChoice | Choices) => manager.resolveConflict(choice),
    [manager],
  );
  return { conflict, resolve };
};

const nothing = (): null => null;
const conflictOf = ({ conflict }: KeeperState): OpenConflict | null => conflict;
