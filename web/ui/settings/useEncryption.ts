/** The encryption of this page as it is now, and again whenever it changes. */

import { useEffect, useSyncExternalStore } from "react";
import type { EncryptionState, SealMode } from "../../client/index.ts";
import { keeper } from "../keeper.ts";
import { encryption } from "./encryption.ts";

export type EncryptionNow = {
  /** `unknown` until this device's keys were read. */
  readonly state: EncryptionState | "unknown";
  readonly isOn: boolean;
  readonly mode: SealMode;
};

export const useEncryption = (): EncryptionNow => {
  useEffect(() => void encryption.refresh(), []);
  const [state = "unknown", on, mode] = useSyncExternalStore(subscribe, snapshot).split(" ");
  return {
    state: state === "off" || state === "locked" || state === "unlocked" ? state : "unknown",
    isOn: on === "on",
    mode: mode === "whole" ? "whole" : "fields",
  };
};

const subscribe = (listener: () => void): (() => void) => keeper.subscribe(listener);

/** As a text, which is the same as the one before where nothing changed. */
const snapshot = (): string => `${encryption.state} ${encryption.isOn ? "on" : "off"} ${encryption.mode}`;
