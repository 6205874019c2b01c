/** What a bench says: one measured number, and what it is to reach if something is promised. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** As TARGETS words it, such as `<= 5 ms`. */
  readonly target?: string;
  readonly met?: boolean;
};

/** The default export of every `*.bench.ts`. */
export type Bench = () => Promise<readonly Figure[]>;

/** A figure that promises not to pass a limit. */
export const atMost = (name: string, value: number, unit: string, limit: number): Figure => ({
  ...{ name, value, unit },
  ...{ target: `<= ${limit} ${unit}`, met: value <= limit },
});

/** A figure that promises to reach a mark. */
export const atLeast = (name: string, value: number, unit: string, mark: number): Figure => ({
  ...{ name, value, unit },
  ...{ target: `>= ${mark} ${unit}`, met: value >= mark },
});

/** A figure that promises nothing: it says what another one is made of. */
export const plain = (name: string, value: number, unit: string): Figure => ({ name, value, unit });
