/**
 * The status as a person is to be told. With auto-save off a change that nobody has saved is not being saved: that is
 * found out here, as the keeper takes it for one that will be in a moment.
 */

import { useEffect, useState } from "react";
import type { SaveStatus } from "../../client/index.ts";
import { keeper, useKeeper } from "../keeper.ts";

/** `held`: on this device, until somebody saves it. */
export type ShownStatus = SaveStatus | { readonly kind: "held" };

const HELD: ShownStatus = { kind: "held" };

export const useShownStatus = (): ShownStatus => {
  const status = useKeeper((state) => state.status);
  const [isHeld, setHeld] = useState(false);
  const mayBeHeld = status.kind === "saving";
  useEffect(() => {
    if (!mayBeHeld) return;
    let isGone = false;
    const look = async (): Promise<void> => {
      const waits = keeper.getConfig().autoSave || (await keeper.waiting()).length > 0;
      if (!isGone) setHeld(!waits);
    };
    void look();
    const stop = keeper.subscribe(() => void look());
    return () => {
      isGone = true;
      setHeld(false);
      stop();
    };
  }, [mayBeHeld]);
  return mayBeHeld && isHeld ? HELD : status;
};
