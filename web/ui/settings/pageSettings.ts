/** What a person has set for this device: kept in its browser, put into effect at start and in every tab. */

import type { Answer, Config, ConfigChange } from "../../client/index.ts";
import { keeper } from "../keeper.ts";

const KEY = "gridkeep.settings";

/** The keeper judges what was stored: settings of another age are passed over as a whole. */
export const applyPageSettings = (): void => {
  const apply = (): void => {
    const stored = storedSettings();
    if (stored !== null) void keeper.updateConfig(stored);
  };
  apply();
  addEventListener("storage", ({ key }) => {
    if (key === KEY) apply();
  });
};

/** In effect and kept, or neither. Storage that is forbidden keeps nothing: it holds until the page is closed. */
export const changePageSettings = async (change: ConfigChange): Promise<Answer<Config>> => {
  const answer = await keeper.updateConfig(change);
  if (!answer.ok) return answer;
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...storedSettings(), ...change }));
  } catch {
    // In effect all the same.
  }
  return answer;
};

const storedSettings = (): ConfigChange | null => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof stored === "object" ? stored : null;
  } catch {
    return null;
  }
};
