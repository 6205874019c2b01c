import type { Failure } from "./state.ts";

/** All that a page can say before it can talk to the server. */
export const UNREACHABLE: Failure = {
  code: "unreachable",
  message: "The server can't be reached right now.",
};
