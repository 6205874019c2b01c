/**
 * Reads after somebody who changes their mind quickly, such as with a slider. What was asked for last is always read;
 * what came in between may be passed over. An answer is told only if nothing newer was told before it.
 */

/** So many at a time: one that hangs holds nobody up, and a quick hand is no flood. */
const AT_ONCE = 3;

export const createLatest = <K, V>({
  read,
  onAnswer,
}: {
  /** Never rejects. */
  readonly read: (key: K) => Promise<V>;
  /** `isLast`: it is what was asked for last. */
  readonly onAnswer: (key: K, value: V, isLast: boolean) => void;
}): { readonly ask: (key: K) => void; readonly forget: () => void } => {
  let turn = 0;
  let told = 0;
  let reading = 0;
  let waiting: { readonly key: K; readonly turn: number } | null = null;

  const begin = async (key: K, mine: number): Promise<void> => {
    reading += 1;
    const value = await read(key);
    reading -= 1;
    if (mine > told) {
      told = mine;
      onAnswer(key, value, mine === turn);
    }
    const next = waiting;
    waiting = null;
    if (next !== null) void begin(next.key, next.turn);
  };

  return {
    ask: (key) => {
      turn += 1;
      if (reading < AT_ONCE) void begin(key, turn);
      else waiting = { key, turn };
    },
    /** What is on its way is not told any more. */
    forget: () => {
      turn += 1;
      told = turn;
      waiting = null;
    },
  };
};
