/** What happened without being asked for is told once; a clash asks, unless the person is in the middle of something. */
import { useEffect, useRef } from "react";
import { widgetPersistenceManager as keeper, type OpenConflict } from "../client/index.ts";
import { useKeeper } from "../react/useKeeper.ts";
import { showToast } from "./toasts.tsx";
import { words } from "./words.ts";

export const useNotices = ({
  conflict,
  busy,
  onDecide,
}: {
  readonly conflict: OpenConflict | null;
  readonly busy: boolean;
  readonly onDecide: () => void;
}): void => {
  const notice = useKeeper((state) => state.notice);
  useEffect(() => {
    if (notice === null) return;
    const undo = { label: words.undo, run: () => keeper.undo() };
    showToast(
      notice.kind === "merged" ? { text: words.noticeMerged, action: undo } : { text: words.noticeFollowed },
    );
    keeper.dismissNotice();
  }, [notice]);

  const told = useRef<string | null>(null);
  const clash = conflict && `${conflict.theirDeviceId} ${conflict.theirTime}`;
  useEffect(() => {
    if (clash === told.current) return;
    told.current = clash;
    if (clash === null) return;
    if (busy || document.activeElement?.matches("input, textarea, select")) {
      showToast({
        text: words.conflictWaiting,
        sticky: true,
        action: { label: words.choose, run: onDecide },
      });
    } else onDecide();
  }, [clash, busy, onDecide]);
};
