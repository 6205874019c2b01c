/**
 * Keeps a field within its length and cuts nothing: what would not fit whole is not put in, what was there stays, and
 * that is said beside the field and aloud until something fits again.
 */
import { type RefObject, useEffect, useRef, useState } from "react";
import { announce } from "../common/announcer.tsx";
import { words } from "../moreWords.ts";
import { lengthWith } from "./room.ts";

type TextField = HTMLInputElement | HTMLTextAreaElement;

export type Room<T extends TextField> = {
  readonly field: RefObject<T | null>;
  /** Why the last thing is not there; null when all is. */
  readonly refusal: string | null;
  readonly refuse: (why: string) => void;
  /** Whether it may become this; of what could not be stopped before. */
  readonly takes: (next: string) => boolean;
  readonly forget: () => void;
};

export const useRoom = <T extends TextField>(most: number): Room<T> => {
  const field = useRef<T>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const refuse = (why: string): void => {
    setRefusal(why);
    announce(why);
  };
  const judge = (length: number): boolean => {
    if (length <= most) setRefusal(null);
    else refuse(words.noRoom(length, most));
    return length <= most;
  };
  const latest = useRef(judge);
  latest.current = judge;

  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    // Before it is there: the place of the caret stays, and so does what the browser can take back.
    const stop = (event: Event): void => {
      if (!(event instanceof InputEvent) || event.isComposing) return;
      const text = event.inputType === "insertLineBreak" ? "\n" : event.data;
      if (text === null) return;
      const { value, selectionStart, selectionEnd } = element;
      const [start, end] = [selectionStart ?? value.length, selectionEnd ?? value.length];
      if (!latest.current(lengthWith({ value, start, end, text }))) event.preventDefault();
    };
    element.addEventListener("beforeinput", stop);
    return () => element.removeEventListener("beforeinput", stop);
  }, []);
  return { field, refusal, refuse, takes: (next) => judge(next.length), forget: () => setRefusal(null) };
};
