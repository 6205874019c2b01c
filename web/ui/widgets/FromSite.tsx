/** What an address answers, for who shows it; until it has answered, why not. `stale` says what is old, and since when. */
import type { ReactNode } from "react";
import { dataAddress } from "../figures/address.ts";
import { refreshMs, useSource } from "../figures/useSource.ts";
import { words } from "../moreWords.ts";
import { Failed, Stale, Waiting } from "./states.tsx";

export type Answered = {
  readonly value: unknown;
  readonly refresh: () => void;
  readonly stale: ReactNode;
};

export const FromSite = ({
  address,
  every,
  onSettings,
  children,
}: {
  readonly address: string;
  readonly every: Parameters<typeof refreshMs>[0];
  readonly onSettings: (() => void) | undefined;
  readonly children: (answered: Answered) => ReactNode;
}): ReactNode => {
  const url = dataAddress(address);
  const { read, failure, isAsking, refresh } = useSource(url, refreshMs(every));
  if (url === undefined) return <Failed text={words.addressRefused} onSettings={onSettings} />;
  if (read !== null) {
    const stale = failure !== null && (
      <Stale at={read.at} why={failure} isAsking={isAsking} onRetry={refresh} />
    );
    return children({ value: read.value, refresh, stale });
  }
  if (failure === null) return <Waiting text={words.askingSite(url.host)} />;
  const onRetry = failure === "offline" ? undefined : refresh;
  return (
    <Failed
      text={words.sourceFailed[failure]}
      isAsking={isAsking}
      onRetry={onRetry}
      onSettings={onSettings}
    />
  );
};
