/** Judges a change of the settings. */
import { type Config, type ConfigChange, DEFAULT_CONFIG } from "./config.ts";
import type { Answer } from "./state.ts";

/** What the settings become, or what is wrong with the change: then nothing is changed. Of any value whatever. */
export const checkConfig = (change: ConfigChange, before: Config = DEFAULT_CONFIG): Answer<Config> => {
  const fault = faultOf(change, DEFAULT_CONFIG, "The configuration");
  if (fault !== null) return refused(fault);
  const next = { ...before, ...change, retry: { ...before.retry, ...change.retry } };
  if (next.autoSaveMaxDelay < next.autoSaveDelay) return refused("autoSaveMaxDelay is below autoSaveDelay.");
  if (next.retry.mostMs < next.retry.firstMs) return refused("retry.mostMs is below retry.firstMs.");
  return { ok: true, value: next };
};

const refused = (message: string): Answer<never> => ({
  ok: false,
  failure: { code: "invalid-config", message },
});

const HOUR_MS = 3_600_000;
/** What is planned further ahead is taken to be a clock's mistake; see `LONGEST_WAIT_MS`. */
const LONGEST_RETRY_MS = 600_000;

/** Every number of the settings is a whole one between two. */
const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  autoSaveDelay: [0, HOUR_MS],
  autoSaveMaxDelay: [0, HOUR_MS],
  maxVersions: [1, 1_000],
  firstMs: [100, LONGEST_RETRY_MS],
  mostMs: [100, LONGEST_RETRY_MS],
};

/** Null, or a sentence. `like` is a value of that setting, or undefined where there is none of that name. */
const faultOf = (value: unknown, like: unknown, name: string): string | null => {
  if (like === undefined) return `${name} is no setting.`;
  if (typeof value !== typeof like || value === null) return `${name} must be of type ${typeof like}.`;
  const [least, most] = RANGES[name] ?? [];
  if (least === undefined || most === undefined) return faultIn(value, like);
  const isWithin = Number.isInteger(value) && least <= Number(value) && Number(value) <= most;
  return isWithin ? null : `${name} must be a whole number from ${least} to ${most}.`;
};

const faultIn = (value: unknown, like: unknown): string | null =>
  Object.entries(value ?? {}).reduce<string | null>(
    (fault, [key, part]) =>
      fault ?? faultOf(part, Object.entries(like ?? {}).find(([own]) => own === key)?.[1], key),
    null,
  );
