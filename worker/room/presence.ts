/** Who is there: every device once, however many tabs of it are open. */
import { LIVE, type LivePresence } from "../layout/wire.ts";
import type { Listener } from "./listener.ts";

/** Bounded: a thousand who come are told of fifty each time, and of how many others there are. */
export const presenceOf = (listeners: readonly Listener[]): LivePresence => {
  const devices = new Map<string, LivePresence["devices"][number]>();
  for (const { greeting } of listeners.toSorted(byAge))
    if (greeting !== null) devices.set(greeting.deviceId, greeting);
  const named = [...devices.values()].slice(0, LIVE.devices);
  return { kind: "presence", devices: named, more: devices.size - named.length };
};

const byAge = (a: Listener, b: Listener): number =>
  a.openedAt - b.openedAt || ((a.greeting?.deviceId ?? "") < (b.greeting?.deviceId ?? "") ? -1 : 1);
