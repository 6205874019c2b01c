/** The failures that a page finds out by itself. */
import type { Failure } from "./state.ts";

export const SIGNED_OUT: Failure = { code: "unauthenticated", message: "You are signed out." };

export const STORAGE: Failure = {
  code: "storage",
  message: "This browser can't store anything at the moment.",
};
