/** Where in a JSON value something is: `data.items[0].price`. Reads own keys alone, so no path leads out of the value. */

export type Step = string | number;

/** Undefined where it is no path. An empty one is the value itself; `$` in front is allowed, and means that too. */
export const parsePath = (text: string): readonly Step[] | undefined => {
  const steps: Step[] = [];
  let rest = text.trim().replace(/^\$(?=[.[]|$)/, "");
  while (rest !== "") {
    const found = STEP.exec(rest);
    if (found === null) return undefined;
    const [whole, index, quoted, name] = found;
    if (name !== undefined && steps.length > 0 && !whole.startsWith(".")) return undefined;
    if (quoted !== undefined) steps.push(quoted.slice(1, -1));
    else steps.push(index === undefined ? (name ?? "") : Number(index));
    rest = rest.slice(whole.length);
  }
  return steps;
};

/** `[3]`, `[-1]` (the last), `["a key"]`, or a name after a point. */
const STEP = /^(?:\[\s*(-?\d{1,9})\s*\]|\[\s*("[^"]*"|'[^']*')\s*\]|\.?([^.[\]\s][^.[\]]*))/;

/** Undefined where nothing is there; a JSON value never is. */
export const atPath = (value: unknown, steps: readonly Step[]): unknown =>
  steps.reduce<unknown>((inside, step) => {
    if (typeof inside !== "object" || inside === null) return undefined;
    if (Array.isArray(inside)) {
      const list: readonly unknown[] = inside;
      // "items.0" is how some write it.
      return list.at(typeof step === "number" || /^\d{1,9}$/.test(step) ? Number(step) : list.length);
    }
    return Object.hasOwn(inside, step) ? Reflect.get(inside, step) : undefined;
  }, value);
