/** A way through time: the oldest version that is loaded at the start, now at the end. */
import { type ReactNode, useEffect } from "react";
import type { Version } from "../../client/index.ts";
import { LeftIcon, RightIcon } from "../common/icons.tsx";
import { timeAgo } from "../common/times.ts";
import { changesInWords, words } from "../moreWords.ts";
import { headOf, isNamed } from "./sessions.ts";
import { versionName } from "./versionName.ts";

export const TimeSlider = ({
  versions,
  wanted,
  now,
  onChoose,
  onReachOldest,
}: {
  /** Newest first. */
  readonly versions: readonly Version[];
  readonly wanted: number | null;
  readonly now: number;
  readonly onChoose: (version: number | null) => void;
  /** Older ones may be had. */
  readonly onReachOldest: () => void;
}): ReactNode => {
  const last = versions.length - 1;
  const head = headOf(versions)?.version ?? null;
  const found = versions.findIndex(({ version }) => version === (wanted ?? head));
  const at = found === -1 ? last : last - found;
  const version = versions[last - at];
  const go = (to: number): void => {
    const next = versions[last - to];
    if (next !== undefined) onChoose(next.version === head ? null : next.version);
  };
  const isOldest = at === 0;
  useEffect(() => {
    if (isOldest) onReachOldest();
  }, [isOldest, onReachOldest]);
  return (
    <div className="scrub">
      <button
        type="button"
        className="icon-button is-turning"
        aria-label={words.olderVersion}
        title={words.olderVersion}
        disabled={at <= 0}
        onClick={() => go(at - 1)}
      >
        <LeftIcon />
      </button>
      <div className="scrub-track">
        <Marks versions={versions} />
        <input
          type="range"
          className="scrub-range"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-label={words.scrubber}
          aria-valuetext={version && labelOf(version, version.version === head, now)}
          onChange={(event) => go(event.target.valueAsNumber)}
        />
      </div>
      <button
        type="button"
        className="icon-button is-turning"
        aria-label={words.newerVersion}
        title={words.newerVersion}
        disabled={at >= last}
        onClick={() => go(at + 1)}
      >
        <RightIcon />
      </button>
    </div>
  );
};

const labelOf = (version: Version, isHead: boolean, now: number): string =>
  [
    isHead ? words.travelNow : words.version(version.version),
    ...[versionName(version) ?? []].flat(),
    timeAgo(version.createdAt, now),
    changesInWords(version.changes, version.changeType),
  ].join(", ");

/** Named and pinned ones stand higher. */
const Marks = ({ versions }: { readonly versions: readonly Version[] }): ReactNode => (
  <div className="scrub-marks" aria-hidden="true">
    {versions.map((version, index) => (
      <i
        key={version.version}
        className={isNamed(version) || version.pinned ? "is-outstanding" : undefined}
        style={{
          insetInlineStart: `${((versions.length - 1 - index) / Math.max(1, versions.length - 1)) * 100}%`,
        }}
      />
    ))}
  </div>
);
