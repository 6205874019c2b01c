/**
 * The address that a camera reads from another device's screen: it opens this page, which offers to join. The code is
 * behind the `#`, where it is sent to no server and stands in no log.
 */
const PATH = "/pair";

export const pairAddress = (code: string): string => `${location.origin}${PATH}#${code}`;

/** Without what says how it is reached: short enough to be typed. */
export const pairAddressInShort = (): string => `${location.host}${PATH}`;

/** Taken out of the address at once, so that no history and no reload has it. */
const takeCode = (): string | null => {
  if (location.pathname !== PATH) return null;
  const code = location.hash.slice(1, 41);
  history.replaceState(null, "", "/");
  return code;
};

/** The code with which this page was opened; empty where it is still to be typed, null where nobody wants to join. */
export const invitation: string | null = takeCode();
