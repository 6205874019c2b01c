/** Which version is being looked at: the one that was asked for, and the last one that came. Null is now. */

import { useCallback, useMemo, useRef, useState } from "react";
import type { Answer, OpenVersion } from "../../client/index.ts";
import { showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { failureInWords, words } from "../moreWords.ts";
import { createLatest } from "./latest.ts";

export type Selection = {
  readonly wanted: number | null;
  /** What is shown until the wanted one is there. */
  readonly shown: OpenVersion | null;
  readonly choose: (version: number | null) => void;
};

export const useSelection = (): Selection => {
  const [wanted, setWanted] = useState<number | null>(null);
  const [shown, setShown] = useState<OpenVersion | null>(null);
  const latestShown = useRef(shown);
  latestShown.current = shown;
  const latest = useMemo(
    () =>
      createLatest<number, Answer<OpenVersion>>({
        read: (version) => keeper.readVersion(version),
        onAnswer: (_, answer, isLast) => {
          if (answer.ok) setShown(answer.value);
          else if (isLast) {
            showToast({ text: `${words.previewFailed} ${failureInWords(answer.failure)}` });
            setWanted(latestShown.current?.version ?? null);
          }
        },
      }),
    [],
  );
  const choose = useCallback(
    (version: number | null) => {
      setWanted(version);
      if (version !== null) return latest.ask(version);
      latest.forget();
      setShown(null);
    },
    [latest],
  );
  return { wanted, shown, choose };
};
