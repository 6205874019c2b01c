/** What all tabs and the service worker of one device share beside the documents: locks and localStorage. */
import type { Life, Surroundings } from "./life.testing.ts";

type Waiting = { readonly life: Life; readonly start: () => void };

/** Web Locks: first come, first served; who dies lets go. With `isDropped` everybody gets what is held already. */
export const createLocks = ({
  now,
  isDropped,
}: {
  readonly now: () => number;
  readonly isDropped: boolean;
}) => {
  const held = new Map<string, { readonly life: Life; readonly since: number }>();
  const queues = new Map<string, Waiting[]>();
  const hold = (name: string, life: Life) => {
    held.set(name, { life, since: now() });
    life.onEnd(() => release(name, life));
  };
  const release = (name: string, life: Life) => {
    if (held.get(name)?.life !== life) return;
    held.delete(name);
    const [next, ...rest] = (queues.get(name) ?? []).filter((one) => !one.life.isOver());
    queues.set(name, rest);
    if (next === undefined) return;
    hold(name, next.life);
    next.start();
  };
  const acquire = async (
    name: string,
    life: Life,
    { ifAvailable = false }: LockOptions,
  ): Promise<boolean> => {
    if (isDropped) return true;
    if (!held.has(name)) hold(name, life);
    else if (ifAvailable) return false;
    else
      await new Promise<void>((start) => {
        queues.set(name, [...(queues.get(name) ?? []), { life, start }]);
      });
    return true;
  };
  const locksOf = (life: Life) => ({
    request: async (name: string, ...rest: readonly unknown[]) => {
      const work = rest.at(-1) as (lock: object | null) => Promise<unknown>;
      const options = (rest.length > 1 ? rest[0] : {}) as LockOptions;
      await life.touch(0);
      const isMine = await acquire(name, life, options);
      try {
        return await work(isMine ? { name } : null);
      } finally {
        if (isMine) release(name, life);
      }
    },
  });
  return {
    locksOf,
    heldFor: (ms: number): readonly string[] =>
      [...held].filter(([, { since }]) => now() - since > ms).map(([name]) => name),
  };
};

/** Synchronous, and kept by the device however the browser ends. */
export const createLocalStorage = (onWrite: (text: string) => void): Surroundings["localStorage"] => {
  const items: Record<string, string> = Object.create({
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, text: string) => {
      items[key] = text;
      onWrite(text);
    },
    removeItem: (key: string) => {
      delete items[key];
    },
  });
  return items;
};
