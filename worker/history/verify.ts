/** Whether a stored version is what was saved: its checksum, and its link to the version before. */
import { canonical } from "../layout/canonical.ts";
import { chainOf } from "../layout/commit.ts";
import type { Version } from "../layout/wire.ts";
import { sha256 } from "./sha256.ts";

/** Whether this is the text that the checksum is of. What is no JSON never was a layout. */
export const proves = (layoutText: string, { checksum }: Pick<Version, "checksum">): boolean => {
  try {
    return sha256(canonical(JSON.parse(layoutText))) === checksum;
  } catch {
    return false;
  }
};

/** Whether the version follows from the one whose chain this is; null says nothing, and so does the answer. */
export const isLinked = (
  link: Pick<Version, "version" | "checksum" | "chain" | "deviceId" | "createdAt">,
  previous: string | null,
): boolean => previous === null || chainOf({ ...link, previous }, sha256) === link.chain;
