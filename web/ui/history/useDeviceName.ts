/** What a person calls a device. */

import { useCallback } from "react";
import { useKeeper } from "../keeper.ts";
import { words } from "../moreWords.ts";

export const useDeviceName = (): ((deviceId: string) => string) => {
  const session = useKeeper((state) => state.session);
  const presence = useKeeper((state) => state.presence);
  return useCallback(
    (deviceId) => {
      if (session === null || deviceId === session.device.id) return words.thisDevice;
      // One that was paired since this page started is not in its list yet.
      return (
        session.devices.find(({ id }) => id === deviceId)?.name ??
        presence.find((device) => device.deviceId === deviceId)?.deviceName ??
        words.otherDevice
      );
    },
    [session, presence],
  );
};
