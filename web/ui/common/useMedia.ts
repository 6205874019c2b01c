/** Whether a media query holds, kept up to date. */
import { useCallback, useSyncExternalStore } from "react";

/** Below this width the phone's own list is shown, from it on the grid. */
export const PHONE = "(max-width: 639.98px)";

export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
};
