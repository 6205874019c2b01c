/**
 * The public price list of Cloudflare's paid plan, in US dollars, for what goes beyond the amounts that it includes.
 * As of November 2026: developers.cloudflare.com, /workers, /durable-objects and /d1, each under /platform/pricing.
 */
const MILLION = 1_000_000;

export const PRICES = {
  workerRequests: 0.3 / MILLION,
  workerCpuMs: 0.02 / MILLION,
  /** Calls of a room, and runs of its alarm. */
  roomRequests: 0.15 / MILLION,
  /** While a room runs, 128 MB of it; one that only waits, able to sleep, costs nothing. */
  roomGbSeconds: 12.5 / MILLION,
  /** The same for rooms and D1, and so are rows written. Setting an alarm writes one. */
  rowsRead: 0.001 / MILLION,
  rowsWritten: 1 / MILLION,
  roomGbMonths: 0.2,
  archiveGbMonths: 0.75,
} as const;

export type Usage = Readonly<Record<keyof typeof PRICES, number>>;

const NAMES = Object.keys(PRICES) as readonly (keyof Usage)[];

export const NOTHING = usageOf(() => 0);

export const costOf = (usage: Usage): number =>
  NAMES.reduce((dollars, name) => dollars + usage[name] * PRICES[name], 0);

export const times = (count: number, usage: Usage): Usage => usageOf((name) => count * usage[name]);

export const together = (...usages: readonly Usage[]): Usage =>
  usageOf((name) => usages.reduce((all, usage) => all + usage[name], 0));

function usageOf(value: (name: keyof Usage) => number): Usage {
  return Object.fromEntries(NAMES.map((name) => [name, value(name)])) as Usage;
}

export const GB = 1e9;
/** What a room in memory is billed as. */
export const ROOM_GB = 0.128;
