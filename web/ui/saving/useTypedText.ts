/**
 * Text that is edited in place: shown as typed at once, handed on at most every 60 ms and when it is left. What is
 * typed without a pause is one step of undo. A change from elsewhere is shown unless something typed here is still to
 * be handed on.
 */
import { useEffect, useRef, useState } from "react";
import type { EditOptions } from "../../client/index.ts";
import { addPending } from "./pendingText.ts";

/** A draft takes 200 ms and a write; what was typed is to be on the device within 300 ms. */
const HAND_ON_MS = 60;

/** Who stops for this long has finished something, and may want to take back what comes next alone. */
const PAUSE_MS = 400;

export const useTypedText = (
  value: string,
  handOn: (text: string, options: EditOptions) => void,
): { readonly text: string; readonly type: (text: string) => void; readonly flush: () => void } => {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, handOn });
  latest.current.handOn = handOn;
  const run = useRef({ joins: {}, typedAt: 0, handedOnAt: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const text = latest.current.typed;
    if (text === null) return;
    latest.current.typed = null;
    setTyped(null);
    run.current.handedOnAt = performance.now();
    latest.current.handOn(text, { joins: run.current.joins });
  };
  const flushRef = useRef(flush);

  useEffect(() => {
    const flushNow = flushRef.current;
    const forget = addPending(flushNow);
    return () => {
      forget();
      flushNow();
    };
  }, []);

  const type = (text: string): void => {
    const typedAt = performance.now();
    const { current } = run;
    if (typedAt - current.typedAt >= PAUSE_MS) current.joins = {};
    current.typedAt = typedAt;
    latest.current.typed = text;
    setTyped(text);
    timer.current ??= setTimeout(() => flushRef.current(), current.handedOnAt + HAND_ON_MS - typedAt);
  };
  return { text: typed ?? value, type, flush };
};
