/** A fault of who deployed, not of who calls: the caller is told to try again later, the log says what to set. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}
