/**
 * Which versions of a layout to give up when there are too many. Pure and total; never a pinned one, never the head.
 *
 * An editing session is a run of `auto` versions of one device, each within 10 minutes of the last; its last version
 * stands for it. A version of another kind by the same device ends the run. What another device does in between
 * does not, or two devices at work together would leave no session to thin.
 */
import type { Version } from "./wire.ts";

export type Retained = Pick<Version, "version" | "changeType" | "deviceId" | "createdAt" | "pinned">;

const LONGEST_PAUSE_MS = 10 * 60_000;

/**
 * The version numbers that go, in the order in which they are given up: interiors of sessions, then other `auto`
 * versions, then the rest, each oldest first. Exactly `keep` stay, or the pinned ones and the head, if those are
 * more. A version that was set aside counts by its change type, as any other.
 */
export const retain = (
  versions: readonly Retained[],
  { keep, head }: { readonly keep: number; readonly head: number },
): readonly number[] => {
  const oldestFirst = versions.toSorted((a, b) => a.version - b.version);
  const interiors = sessionInteriors(oldestFirst);
  const rank = ({ version, changeType }: Retained): number => {
    if (interiors.has(version)) return 0;
    return changeType === "auto" ? 1 : 2;
  };
  return oldestFirst
    .filter(({ version, pinned }) => !pinned && version !== head)
    .toSorted((a, b) => rank(a) - rank(b) || a.version - b.version)
    .slice(0, Math.max(0, versions.length - keep))
    .map(({ version }) => version);
};

/** Every version of a session but its last. */
const sessionInteriors = (oldestFirst: readonly Retained[]): ReadonlySet<number> => {
  const interiors = new Set<number>();
  const latestByDevice = new Map<string, Retained>();
  for (const next of oldestFirst) {
    const latest = latestByDevice.get(next.deviceId);
    if (latest !== undefined && continues(latest, next)) interiors.add(latest.version);
    latestByDevice.set(next.deviceId, next);
  }
  return interiors;
};

const continues = (latest: Retained, next: Retained): boolean =>
  latest.changeType === "auto" &&
  next.changeType === "auto" &&
  Date.parse(next.createdAt) - Date.parse(latest.createdAt) <= LONGEST_PAUSE_MS;
