/**
 * The history as a person remembers it: sessions of editing, and the versions that stand for themselves. Pure. A
 * session is what `retention.ts` thins: saves of one device that made themselves, each within 10 minutes of the last.
 * What another device does in between does not end it; what stands out here, by a name, a pin or its kind, does.
 */
import type { Version } from "../../client/index.ts";

const LONGEST_PAUSE_MS = 10 * 60_000;

/** Newest first; at least one. The first one stands for all. */
export type Session = readonly [Version, ...Version[]];

/** Newest first, each where its newest version is. */
export const inSessions = (versions: readonly Version[]): readonly Session[] => {
  const sessions: [Version, ...Version[]][] = [];
  const openByDevice = new Map<string, [Version, ...Version[]]>();
  for (const version of versions) {
    const open = openByDevice.get(version.deviceId);
    if (standsOut(version)) {
      openByDevice.delete(version.deviceId);
      sessions.push([version]);
    } else if (open !== undefined && continues(open, version)) {
      open.push(version);
    } else {
      const session: [Version, ...Version[]] = [version];
      openByDevice.set(version.deviceId, session);
      sessions.push(session);
    }
  }
  return sessions;
};

export const isNamed = ({ description }: Version): boolean => description !== undefined && description !== "";

const standsOut = (version: Version): boolean =>
  version.changeType !== "auto" || version.pinned || version.setAside || isNamed(version);

const continues = (session: Session, older: Version): boolean => {
  const oldest = session.at(-1) ?? session[0];
  return Date.parse(oldest.createdAt) - Date.parse(older.createdAt) <= LONGEST_PAUSE_MS;
};

/** The head: the newest one that was not set aside. */
export const headOf = (versions: readonly Version[]): Version | undefined =>
  versions.find((version) => !version.setAside);

/** What people saw before a version was saved; undefined where that is not loaded, or there was nothing. */
export const versionBefore = (versions: readonly Version[], version: number): Version | undefined =>
  versions.find((one) => one.version < version && !one.setAside);
