/** What came of sealing and opening. Expected failures are values; whatever could not be opened is handed back. */

export type Reason =
  /** It does not open the data key. A data key that was damaged on the server can't be told from it. */
  | "wrong-passphrase"
  /** This device does not have the key now. */
  | "locked"
  /** Not what was sealed at this place with this key: changed, cut, moved, or sealed with another key. */
  | "tampered"
  /** There is nothing to open: an open layout, or a user without a passphrase. */
  | "not-encrypted"
  /** No answer from the server. Whether it got what was sent is not known. */
  | "unreachable"
  /** There is a passphrase already, or another device has just changed it. */
  | "conflict"
  | "weak-passphrase"
  /** As who asked for it wanted, before anything came of it. */
  | "stopped"
  /** This device could not store or forget the key. */
  | "storage";

export type Refused = { readonly ok: false; readonly reason: Reason };
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused;

/** `kept` is the very value that was to be opened: to be kept as it is, and never saved over. */
export type Unopened<From> = Refused & { readonly kept: From };
export type Opened<T, From> = { readonly ok: true; readonly value: T } | Unopened<From>;

export const refused = (reason: Reason): Refused => ({ ok: false, reason });
