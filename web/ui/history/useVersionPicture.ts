/**
 * What a row of the history shows of a version: read when the row is first seen, one at a time, so that a long list
 * is no flood. Where it can't be read there is no picture, and the row says what it says without one.
 */

import { type RefObject, useEffect, useState } from "react";
import { diff, summarize } from "../../../worker/layout/diff.ts";
import { EMPTY_LAYOUT } from "../../../worker/layout/limits.ts";
import type { ChangeCounts, Layout, Version } from "../../client/index.ts";
import { keeper } from "../keeper.ts";

export type VersionPicture = {
  readonly layout: Layout;
  /** Widgets that came, changed or moved since the version before; of the first version none. */
  readonly changed: ReadonlySet<string>;
  readonly counts: ChangeCounts | null;
};

let line: Promise<unknown> = Promise.resolve();
const inLine = <T>(read: () => Promise<T>): Promise<T> => {
  const mine = line.then(read);
  line = mine.catch(() => undefined);
  return mine;
};

export const useVersionPicture = (
  ref: RefObject<Element | null>,
  version: number,
  before: Version | null | undefined,
): VersionPicture | null => {
  const [picture, setPicture] = useState<VersionPicture | null>(null);
  const since = before === null ? null : before?.version;
  useEffect(() => {
    const row = ref.current;
    if (row === null) return;
    let isGone = false;
    const draw = async (): Promise<void> => {
      const next = isGone ? null : await read(version, since);
      if (next !== null && !isGone) setPicture(next);
    };
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      void inLine(draw);
    });
    seen.observe(row);
    return () => {
      isGone = true;
      seen.disconnect();
    };
  }, [ref, version, since]);
  return picture;
};

const read = async (version: number, since: number | null | undefined): Promise<VersionPicture | null> => {
  const then = await keeper.readVersion(version);
  if (!then.ok) return null;
  const { layout } = then.value;
  const from = await layoutOf(since);
  if (from === null) return { layout, changed: new Set(), counts: null };
  const changes = diff(from, layout);
  // Where all is new, nothing stands out.
  const changed = new Set(
    since === null ? [] : changes.flatMap((change) => ("widgetId" in change ? change.widgetId : [])),
  );
  return { layout, changed, counts: summarize(changes) };
};

const layoutOf = async (version: number | null | undefined): Promise<Layout | null> => {
  if (version === null) return EMPTY_LAYOUT;
  const answer = version === undefined ? null : await keeper.readVersion(version);
  return answer?.ok ? answer.value.layout : null;
};
