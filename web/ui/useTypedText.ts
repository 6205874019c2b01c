/**
 * Text that is edited in place: shown as typed at once, handed on at most every 400 ms and when it is left. A change
 * from elsewhere is shown unless something typed here is still to be handed on.
 */
import { useEffect, useRef, useState } from "react";
import { addPending } from "./pendingText.ts";

const HAND_ON_MS = 400;

export const useTypedText = (
  value: string,
  handOn: (text: string) => void,
): { readonly text: string; readonly type: (text: string) => void; readonly flush: () => void } => {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, handOn });
  latest.current.handOn = handOn;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const text = latest.current.typed;
    if (text === null) return;
    latest.current.typed = null;
    setTyped(null);
    latest.current.handOn(text);
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
    latest.current.typed = text;
    setTyped(text);
    timer.current ??= setTimeout(() => flushRef.current(), HAND_ON_MS);
  };
  return { text: typed ?? value, type, flush };
};
