/** What every handler finds in its context. */
import type { Identity } from "../identity/session.ts";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** Set by `signedIn`; handlers behind it may rely on it. */
    identity: Identity;
  };
};
