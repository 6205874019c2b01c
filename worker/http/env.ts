/** What every handler finds in its context. */
import type { Identity } from "../identity/identity.ts";
import type { IssuerVariables } from "../identity/issuer.ts";
import type { FailureKind, SaveReply } from "../layout/wire.ts";
import type { Caller } from "../room/results.ts";

export type AppEnv = {
  Bindings: Env & IssuerVariables & Optional;
  Variables: {
    requestId: string;
    /** Set by `signedIn`, both; handlers behind it may rely on them. */
    identity: Identity;
    caller: Caller;
    /** For the request log: which problem it was, or what came of a save. */
    code?: FailureKind;
    outcome?: SaveReply["outcome"];
  };
};

/** What may be set, and mostly is not. */
type Optional = {
  /** The secret that is to be SESSION_SECRET soon; see `secretsOf`. */
  readonly SESSION_SECRET_NEXT?: string;
};
