/** One passphrase at a time being set or changed: at which step it is, and the way to stop it. */
import { useEffect, useRef, useState } from "react";
import type { Course, KeyStep } from "../../client/index.ts";

type Running = {
  /** Null while nothing is under way. */
  readonly step: KeyStep | null;
  readonly stop: () => void;
  readonly run: (work: (course: Course) => Promise<void>) => Promise<void>;
};

export const useCourse = (): Running => {
  const [step, setStep] = useState<KeyStep | null>(null);
  const stopping = useRef<AbortController>(undefined);
  // Who closes the settings does not mean to go on with it.
  useEffect(() => () => stopping.current?.abort(), []);
  const stop = (): void => {
    stopping.current?.abort();
    setStep(null);
  };
  const run: Running["run"] = async (work) => {
    const own = new AbortController();
    stopping.current = own;
    setStep("asking");
    await work({ signal: own.signal, onStep: (next) => own.signal.aborted || setStep(next) });
    if (stopping.current === own) setStep(null);
  };
  return { step, stop, run };
};
