/** Names and pins versions, and says what became of it. */
import { useMemo } from "react";
import type { Version } from "../../client/index.ts";
import type { VersionHistory } from "../../react/useVersionHistory.ts";
import { announce } from "../common/announcer.tsx";
import { showToast } from "../common/toasts.tsx";
import { failureInWords, words } from "../moreWords.ts";

export type Describe = {
  readonly name: (version: Version, name: string) => Promise<boolean>;
  /** Pins it, or takes the pin away. */
  readonly pin: (version: Version) => Promise<boolean>;
};

export const useDescribe = (save: VersionHistory["describe"]): Describe =>
  useMemo(() => {
    const change = async (
      version: number,
      wanted: Parameters<typeof save>[1],
      { done, failed }: { readonly done: string; readonly failed: string },
    ): Promise<boolean> => {
      const answer = await save(version, wanted);
      if (answer.ok) announce(done);
      else showToast({ text: `${failed} ${failureInWords(answer.failure)}` });
      return answer.ok;
    };
    return {
      name: ({ version }, name) =>
        change(
          version,
          { description: name },
          { done: words.named(version, name), failed: words.nameFailed },
        ),
      pin: ({ version, pinned }) =>
        change(
          version,
          { pinned: !pinned },
          {
            done: pinned ? words.unpinnedNow(version) : words.pinnedNow(version),
            failed: words.pinFailed,
          },
        ),
    };
  }, [save]);
