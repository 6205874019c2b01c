/** Which other devices look at this layout at the moment, as the socket tells it: nobody where there is none. */
import { same } from "../../worker/layout/same.ts";
import type { Keeper } from "./keeper.ts";
import type { LivePorts } from "./live.ts";

export const createPresence =
  ({ known, know }: Pick<Keeper, "known" | "know">): LivePorts["onPresence"] =>
  (devices) => {
    const own = known().session?.device.id;
    const presence = devices
      .filter(({ deviceId }) => deviceId !== own)
      .map(({ deviceId, deviceName }) => ({ deviceId, deviceName }));
    if (!same(presence, known().presence)) know({ presence });
  };
