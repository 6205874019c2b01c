/**
 * What happened without being asked for is told once; a clash asks, unless the person is in the middle of something.
 */
import { useEffect, useRef } from "react";
import type { OpenConflict } from "../client/index.ts";
import { showToast } from "./common/toasts.tsx";
import { keeper, useKeeper } from "./keeper.ts";
import { words } from "./words.ts";

export const useNotices = ({
  conflict,
  open,
  onDecide,
}: {
  readonly conflict: OpenConflict | null;
  /** The dialog that is open. */
  readonly open: string | null;
  readonly onDecide: () => void;
}): void => {
  const notice = useKeeper((state) => state.notice);
  useEffect(() => {
    if (notice === null) return;
    const undo = { label: words.undo, run: () => keeper.undoNotice() };
    showToast(
      notice.kind === "merged" ? { text: words.noticeMerged, action: undo } : { text: words.noticeFollowed },
    );
    keeper.dismissNotice();
  }, [notice]);

  const isBusy = useRef(false);
  isBusy.current = open !== null;
  const putAway = useRef(() => {});
  const clash = conflict && `${conflict.theirDeviceId} ${conflict.theirTime}`;
  useEffect(() => {
    if (clash === null) return;
    if (!isBusy.current && !document.activeElement?.matches("input, textarea, select")) return onDecide();
    putAway.current = showToast({
      text: words.conflictWaiting,
      sticky: true,
      action: { label: words.choose, run: onDecide },
    });
    // Once it is settled, wherever that was, there is nothing to choose.
    return putAway.current;
  }, [clash, onDecide]);
  useEffect(() => {
    if (open === "conflict") putAway.current();
  }, [open]);
};
