/** Changes a widget at once, while a call of the embedder's own is still under way, and takes it back if that fails. */
import { same } from "../../../worker/layout/same.ts";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import type { Undo } from "../state.ts";
import { forgotten, type Log, recorded, settled, takenOut } from "./optimistic-log.ts";
import type { EditingKeeper, Result } from "./ports.ts";
import { type UpdateCode, updated, type WidgetUpdate } from "./widget-update.ts";

export type { UpdateCode, WidgetFields, WidgetUpdate } from "./widget-update.ts";

export type OptimisticFailure =
  /** Refused before anything changed, and the operation was not begun. `not-loaded`: there is no layout yet. */
  | { readonly code: UpdateCode | "not-loaded"; readonly message: string }
  /** The operation failed, and the update was taken back. `cause` is what was thrown. */
  | { readonly code: "operation-failed"; readonly message: string; readonly cause: unknown };

export type OptimisticResult<T> =
  | { readonly success: true; readonly value: T; readonly message?: string }
  | { readonly success: false; readonly error: OptimisticFailure };

export type OptimisticOptions<T> = {
  /** The form factor that the change is made on; "desktop" unless told. */
  readonly form?: Form;
  readonly onSuccess?: (value: T) => void;
  /** Told of a refused update as well as of a failed operation. */
  readonly onError?: (error: OptimisticFailure) => void;
  /** After the update was taken back; on a locked device before that, as it may stay so for long. */
  readonly rollback?: (update: WidgetUpdate) => void;
  /** For a person: goes to `announce`, and comes back with the result. */
  readonly successMessage?: string;
};

export type OptimisticManager = {
  /**
   * Makes the update at once, as an edit that is saved like any other, and runs the operation. Never rejects, however
   * the operation or a callback fails. A failed operation takes back just this update: what was changed since stays,
   * be it by hand, by another update under way, or by another device. Several may be under way and fail in any order.
   * On a device that was locked meanwhile that is done once it shows the layout again.
   * An operation that never ends is waited for; give it a deadline of its own.
   *
   * Places change on one form factor; what a widget is (type, title, config) it is wherever it stands. A widget whose
   * content was edited after it was added stays with that edit, also where the adding fails.
   *
   * @example
   * const { success } = await optimisticWidgetManager.executeOptimisticUpdate(
   *   () => renameOnMyServer("sales", "Sales 2026"),
   *   { type: "update", widgetId: "sales", widget: { title: "Sales 2026" } },
   *   { onError: ({ message }) => showToast(message), successMessage: "Renamed" },
   * );
   */
  readonly executeOptimisticUpdate: <T>(
    operation: () => T | Promise<T>,
    update: WidgetUpdate,
    options?: OptimisticOptions<T>,
  ) => Promise<OptimisticResult<T>>;
};

/** `announce` gets the success messages, for a live region or a toast. */
export const createOptimisticManager = (
  manager: EditingKeeper,
  { announce }: { readonly announce?: (message: string) => void } = {},
): OptimisticManager => {
  const updates = createUpdates(manager);
  return {
    executeOptimisticUpdate: async (operation, update, options = {}) => {
      const begun = updates.begin(update, options.form);
      if (!begun.ok) {
        tell(options.onError, begun.failure);
        return { success: false, error: begun.failure };
      }
      try {
        const value = await operation();
        begun.value.settle();
        tell(options.onSuccess, value);
        const message = options.successMessage;
        if (message !== undefined) tell(announce, message);
        return { success: true, value, ...(message === undefined ? {} : { message }) };
      } catch (cause) {
        begun.value.takeBack();
        const error = { ...FAILED, cause };
        tell(options.rollback, update);
        tell(options.onError, error);
        return { success: false, error };
      }
    },
  };
};

const FAILED = {
  code: "operation-failed",
  message: "This didn't work, so it was taken back. Everything else is as it was.",
} as const;

/** A callback that fails is its owner's fault: said where faults are said, and no reason to undo anything. */
const tell = <T>(callback: ((value: T) => void) | undefined, value: T): void => {
  try {
    callback?.(value);
  } catch (error) {
    globalThis.reportError?.(error);
  }
};

type Begun = { readonly settle: () => void; readonly takeBack: () => void };

type Made = {
  readonly id: number;
  readonly owner: string | null;
  readonly before: Layout;
  readonly after: Layout;
  readonly undo: Undo | null;
};

const createUpdates = (manager: EditingKeeper) => {
  let log: Log = [];
  let count = 0;
  /** Failed while the device was locked. */
  let covered: readonly Made[] = [];
  const user = (): string | null => manager.state.session?.user.id ?? null;

  const takeBack = (made: Made): void => {
    const { id, owner, before, after, undo } = made;
    const { layout } = manager.state;
    if (owner !== null && owner !== user()) {
      // Somebody else's dashboard is shown: nothing of the first one's is put into it.
      log = forgotten(log, id);
      return;
    }
    if (layout === null) {
      takeBackLater(made);
      return;
    }
    const without = takenOut(log, id, layout);
    log = without.log;
    // Where nothing happened since, the very step goes, so that undo does not bring the failed update back.
    if (undo !== null && layout === after && same(without.layout, before)) undo();
    else manager.edit(() => without.layout);
  };

  /** Nobody changes what they can't see: once the device is unlocked, or somebody else has come. One after another. */
  const takeBackLater = (made: Made): void => {
    covered = [...covered, made];
    if (covered.length > 1) return;
    const stop = manager.subscribe(() => {
      if (manager.state.layout === null) return;
      stop();
      const due = covered;
      covered = [];
      for (const one of due) takeBack(one);
    });
  };

  const begin = (update: WidgetUpdate, form?: Form): Result<Begun, UpdateCode | "not-loaded"> => {
    const before = manager.state.layout;
    if (before === null)
      return { ok: false, failure: { code: "not-loaded", message: "The dashboard is not here yet." } };
    const result = updated(before, update, form);
    if (!result.ok) return result;
    const [id, owner, after] = [count++, user(), result.value];
    const made = { id, owner, before, after, undo: manager.edit(() => after) };
    log = recorded(log, id, { before, after, widgetId: update.widgetId });
    return {
      ok: true,
      value: {
        settle: () => {
          log = settled(log, id);
        },
        takeBack: () => takeBack(made),
      },
    };
  };
  return { begin };
};
