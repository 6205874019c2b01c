/** Says which version is being looked at, and offers the two ways on. */
import { type ReactNode, useState } from "react";
import type { OpenVersion } from "../../worker/layout/wire.ts";
import { widgetPersistenceManager as keeper } from "../client/index.ts";
import { fullTime, timeAgo } from "./times.ts";
import { showDone, showToast } from "./toasts.tsx";
import { MINUTE_MS, useNow } from "./useNow.ts";
import { words } from "./words.ts";

export const VersionBanner = ({
  version,
  onBack,
  onRestored,
}: {
  readonly version: OpenVersion;
  readonly onBack: () => void;
  readonly onRestored: () => void;
}): ReactNode => {
  const now = useNow(MINUTE_MS);
  const [busy, setBusy] = useState(false);
  const restore = async (): Promise<void> => {
    setBusy(true);
    const answer = await keeper.rollbackToVersion(version.version);
    setBusy(false);
    if (!answer.ok) {
      showToast({ text: answer.failure.message });
      return;
    }
    onRestored();
    showDone(words.restored(version.version), answer.value);
  };
  return (
    <section className="banner" aria-label={words.version(version.version)}>
      <p title={fullTime(version.createdAt)}>
        <strong>{words.previewing(version.version, timeAgo(version.createdAt, now))}</strong>
      </p>
      <button type="button" className="button is-primary" disabled={busy} onClick={() => void restore()}>
        {words.restore}
      </button>
      <button type="button" className="button" onClick={onBack}>
        {words.backToNow}
      </button>
    </section>
  );
};
