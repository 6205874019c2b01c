/** What a version is called, by a person or by what restored it; null where it is called nothing. */
import { readRestoredName } from "../../../worker/layout/restored-name.ts";
import type { Version } from "../../client/index.ts";
import { words } from "../moreWords.ts";

export const versionName = ({ description }: Version): string | null => {
  if (description === undefined || description === "") return null;
  const restored = readRestoredName(description);
  if (restored === null) return description;
  const { version, part } = restored;
  return typeof part === "number"
    ? words.restoredPart.widgets(part, version)
    : words.restoredPart[part](version);
};
