/** How a passphrase that is set or changed gets on, and the way to stop it while nothing has come of it yet. */

/**
 * In this order, not always all. `asking`: what the server has. `opening` and `making`: seconds of work each, on
 * purpose. `saving`: it is on its way to the server, and can't be stopped any more.
 */
export type KeyStep = "asking" | "opening" | "making" | "saving";

export type Course = {
  readonly onStep?: (step: KeyStep) => void;
  /** Before `saving` it comes to nothing, with `stopped` for a reason; from there on it is ignored. */
  readonly signal?: AbortSignal;
};
