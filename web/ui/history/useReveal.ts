/** Scrolls what is drawn to a place in it as soon as it is to be seen: its dialog may be closed yet, or it is loading. */
import { type RefObject, useEffect } from "react";
import { reveal, type Spot } from "./reveal.ts";

export const useReveal = (ref: RefObject<HTMLElement | null>, spot: Spot | undefined): void =>
  useEffect(() => {
    const drawn = ref.current;
    if (drawn === null || spot === undefined) return;
    const look = (): void => {
      if (reveal(drawn, spot)) stop();
    };
    const [opened, loaded] = [new ResizeObserver(look), new MutationObserver(look)];
    const stop = (): void => {
      opened.disconnect();
      loaded.disconnect();
    };
    opened.observe(drawn);
    // What waits is hidden by its style.
    loaded.observe(drawn, { childList: true, subtree: true, attributes: true });
    return stop;
  }, [ref, spot]);
