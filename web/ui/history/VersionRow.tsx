/** One version: when, who, what changed, in words and as a small picture. Choosing it shows it. */
import { type ReactNode, useRef, useState } from "react";
import type { Form } from "../../../worker/layout/schema.ts";
import type { Version } from "../../client/index.ts";
import { MiniMap } from "../board/MiniMap.tsx";
import { PencilIcon, PinIcon } from "../common/icons.tsx";
import { fullTime, timeAgo } from "../common/times.ts";
import { changesInWords, words } from "../moreWords.ts";
import { NameForm } from "./NameForm.tsx";
import type { Describe } from "./useDescribe.ts";
import { useVersionPicture } from "./useVersionPicture.ts";
import { versionName } from "./versionName.ts";

export type RowContext = {
  readonly form: Form;
  readonly now: number;
  readonly head: number | undefined;
  readonly selected: number | undefined;
  readonly deviceName: (deviceId: string) => string;
  readonly onChoose: (version: number) => void;
  readonly describe: Describe;
};

export const VersionRow = ({
  version,
  before,
  context,
  saves = 1,
}: {
  readonly version: Version;
  /** What the changes are told against; null where there was nothing, undefined where that is not known. */
  readonly before: Version | null | undefined;
  readonly context: RowContext;
  /** How many it stands for. */
  readonly saves?: number;
}): ReactNode => {
  const { form, now, head, selected, deviceName, onChoose, describe } = context;
  const ref = useRef<HTMLButtonElement>(null);
  const [naming, setNaming] = useState(false);
  const picture = useVersionPicture(ref, version.version, before);
  const name = versionName(version);
  const counts = saves === 1 ? version.changes : picture?.counts;
  return (
    <div className={`entry${name !== null || version.pinned ? " is-outstanding" : ""}`}>
      <button
        ref={ref}
        type="button"
        className="version"
        aria-pressed={version.version === selected}
        data-version={version.version}
        onClick={() => onChoose(version.version)}
      >
        <span className="version-picture" aria-hidden="true">
          {picture && <MiniMap layout={picture.layout} form={form} label="" marked={picture.changed} />}
        </span>
        <span className="version-text">
          <span className="version-number">{words.version(version.version)}</span>
          {name !== null && <span className="version-name">{name}</span>}
          <span className="version-top">
            <time dateTime={version.createdAt} title={fullTime(version.createdAt)}>
              {timeAgo(version.createdAt, now)}
            </time>
            {version.version === head && <span className="tag is-now">{words.now}</span>}
            {version.pinned && <span className="tag">{words.pinned}</span>}
            {version.setAside && <span className="tag is-aside">{words.setAside}</span>}
          </span>
          <span className="version-changes">
            {counts ? changesInWords(counts, version.changeType) : words.saves(saves)}
          </span>
          <span className="version-device">{deviceName(version.deviceId)}</span>
        </span>
      </button>
      <div className="entry-tools">
        <button
          type="button"
          className="icon-button"
          aria-label={words.pinVersion(version.version)}
          title={words.pinVersion(version.version)}
          aria-pressed={version.pinned}
          onClick={() => void describe.pin(version)}
        >
          <PinIcon />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.nameVersion(version.version)}
          title={words.nameVersion(version.version)}
          aria-expanded={naming}
          onClick={() => setNaming(!naming)}
        >
          <PencilIcon />
        </button>
      </div>
      {naming && <NameForm version={version} onName={describe.name} onClose={() => setNaming(false)} />}
    </div>
  );
};
