/** What went wrong, by its code, in English: what a person can do about it, and what is safe. */
import { type FailureTexts, failuresIn } from "./failure.ts";

const MISUNDERSTOOD =
  "The server didn't understand this page. Reload to get its newest version; what you did is kept on this device.";
const BUSY = "The server is busy. Nothing was lost; try again in a moment.";
const DAMAGED = "What the server has is damaged, so it was not used. What is on this device was kept.";

const failures: FailureTexts = {
  "malformed-json": MISUNDERSTOOD,
  "invalid-parameter": MISUNDERSTOOD,
  "not-found": MISUNDERSTOOD,
  "method-not-allowed": MISUNDERSTOOD,
  "unsupported-media-type": MISUNDERSTOOD,
  "upgrade-required": MISUNDERSTOOD,
  "precondition-required": MISUNDERSTOOD,
  "idempotency-mismatch": MISUNDERSTOOD,
  "invalid-config": "This setting can't be what was asked for. Nothing was changed.",
  unauthenticated: "You are signed out. What you did is kept on this device until you are back.",
  forbidden: "This device isn't allowed to do that. Nothing was changed on the server.",
  "layout-not-found": "The dashboard isn't on the server any more: it was deleted.",
  "version-not-found": "This version isn't in the history any more.",
  "pairing-not-found": "This code is wrong, was used already, or has run out. Ask for a new one.",
  "device-not-found": "This device isn't signed in any more.",
  "token-not-found": "This key doesn't exist any more.",
  "layout-exists": "There is a dashboard of this name already.",
  "limit-reached": "There are as many as there can be. Remove one that you no longer need.",
  "history-damaged":
    "This version is damaged on the server, so it was not used. The others are not affected.",
  "version-conflict": "Another device changed it at the same time. Nothing was lost; try again.",
  "layout-too-large":
    "The dashboard is larger than the server takes, which is 1 MB. Take out something large, such as a pasted table.",
  "layout-invalid":
    "Something on the dashboard is outside of what the server takes. Undo the last change, or take the widget out.",
  "too-slow": "The connection was too slow. Nothing was lost; try again.",
  "rate-limited": BUSY,
  unavailable: BUSY,
  internal: BUSY,
  unreachable:
    "The server can't be reached right now. Nothing was lost; try again once there is a connection.",
  storage: "This browser can't store anything at the moment. Free some room and try again.",
  conflict: "Another device changed the same thing. Decide first which one to go on with.",
  "versioning-off": "The history is switched off on this page.",
  locked: "This takes the passphrase on this device first.",
  tampered: DAMAGED,
  "checksum-mismatch": DAMAGED,
};

export const failureInWords = failuresIn(failures, "The server gave no reason.");
