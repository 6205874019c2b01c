/** When a device was last seen, no more exactly than the server knows it: to the hour. */

import { timeAgo } from "../common/times.ts";
import { words } from "../moreWords.ts";

const HOUR_MS = 3_600_000;

export const lastSeen = (iso: string, nowMs: number): string =>
  nowMs - Date.parse(iso) < HOUR_MS ? words.deviceHour : words.deviceSeen(timeAgo(iso, nowMs));
