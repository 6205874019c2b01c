/** Whether a stored version is what was saved: its checksum, and its link to the version before. */

import { canonical } from "../layout/canonical.ts";
import { chainOf } from "../layout/commit.ts";
import type { StoredVersion } from "./archive.ts";
import { sha256 } from "./sha256.ts";

/** `previousChain` is null where the version before is not at hand: then only the checksum is judged. */
export const isIntact = ({ entry, layoutText }: StoredVersion, previousChain: string | null): boolean => {
  if (checksumOfText(layoutText) !== entry.checksum) return false;
  const previous = entry.version === 1 ? "" : previousChain;
  return previous === null || chainOf({ ...entry, previous }, sha256) === entry.chain;
};

const checksumOfText = (layoutText: string): string | undefined => {
  try {
    return sha256(canonical(JSON.parse(layoutText)));
  } catch {
    return undefined; // Not JSON at all: damaged, as any other wrong text.
  }
};
