/** The dashboard: what is on it, what is open over it, and whether it is being arranged, previewed or just used. */
import { lazy, type ReactNode, useCallback, useEffect, useState } from "react";
import { phoneList } from "../../worker/layout/phone.ts";
import type { Form, Layout } from "../../worker/layout/schema.ts";
import type { OpenVersion } from "../../worker/layout/wire.ts";
import { useKeeper } from "../react/useKeeper.ts";
import { Announcer, announce } from "./announcer.tsx";
import { Board } from "./Board.tsx";
import { EmptyBoard, LoadingBoard } from "./EmptyBoard.tsx";
import { LazyPart } from "./LazyPart.tsx";
import { MainMenu } from "./MainMenu.tsx";
import { PhoneList } from "./PhoneList.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { TopBar } from "./TopBar.tsx";
import { Toasts } from "./toasts.tsx";
import { useFresh } from "./useFresh.ts";
import { PHONE, useMedia } from "./useMedia.ts";
import { useNotices } from "./useNotices.ts";
import { VersionBanner } from "./VersionBanner.tsx";
import { add } from "./widgetActions.ts";
import { words } from "./words.ts";

const GalleryDialog = lazy(() => import("./GalleryDialog.tsx").then((m) => ({ default: m.GalleryDialog })));
const SettingsDialog = lazy(() =>
  import("./SettingsDialog.tsx").then((m) => ({ default: m.SettingsDialog })),
);
const ImportDialog = lazy(() => import("./ImportDialog.tsx").then((m) => ({ default: m.ImportDialog })));
const ConflictDialog = lazy(() =>
  import("./ConflictDialog.tsx").then((m) => ({ default: m.ConflictDialog })),
);
const HistoryPanel = lazy(() => import("./HistoryPanel.tsx").then((m) => ({ default: m.HistoryPanel })));

type DialogChoice =
  | { readonly kind: "gallery" | "import" | "conflict" }
  | { readonly kind: "settings"; readonly id: string };

export const App = (): ReactNode => {
  const layout = useKeeper((state) => state.layout);
  const conflict = useKeeper((state) => state.conflict);
  const form: Form = useMedia(PHONE) ? "mobile" : "desktop";
  const [editing, setEditing] = useState(false);
  const [dialog, setDialog] = useState<DialogChoice | null>(null);
  const [historyOpen, setHistoryOpen] = useState(false);
  const [preview, setPreview] = useState<OpenVersion | null>(null);
  const [freshId, setFresh] = useFresh();

  const open = (kind: "gallery" | "import"): void => setDialog({ kind });
  const openSettings = useCallback((id: string) => setDialog({ kind: "settings", id }), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  const decide = useCallback(() => setDialog({ kind: "conflict" }), []);
  useShortcuts();
  useNotices({ conflict, busy: dialog !== null, onDecide: decide });

  useEffect(() => {
    // Settled, perhaps in another tab: there is nothing left to ask.
    if (conflict === null && dialog?.kind === "conflict") setDialog(null);
  }, [conflict, dialog]);

  const setMode = (on: boolean): void => {
    setEditing(on);
    announce(on ? words.editingOn : words.editingOff);
  };
  const showPreview = useCallback((version: OpenVersion | null) => {
    setPreview(version);
    if (version !== null) setEditing(false);
  }, []);
  const closeHistory = useCallback(() => {
    setHistoryOpen(false);
    setPreview(null);
  }, []);

  const addKind = (type: string): void => {
    setEditing(true);
    setFresh(add(form, type));
  };

  // What is shown beside the history is the version, exactly; nothing on it can be changed.
  const shown: Layout | null = preview?.layout ?? layout;
  useEffect(() => {
    document.documentElement.toggleAttribute("data-history", historyOpen);
  }, [historyOpen]);

  return (
    <>
      <TopBar
        editing={editing}
        previewing={preview !== null}
        historyOpen={historyOpen}
        menu={<MainMenu disabled={layout === null || preview !== null} onImport={() => open("import")} />}
        onEdit={() => setMode(!editing)}
        onAdd={() => open("gallery")}
        onHistory={() => (historyOpen ? closeHistory() : setHistoryOpen(true))}
        onDecide={decide}
      />
      <main className="main" aria-label={words.dashboard} data-preview={preview !== null || undefined}>
        {preview !== null && (
          <VersionBanner version={preview} onBack={() => setPreview(null)} onRestored={closeHistory} />
        )}
        {shown === null ? (
          <LoadingBoard />
        ) : isEmpty(shown, form) ? (
          <EmptyBoard onAdd={() => open("gallery")} onImport={() => open("import")} />
        ) : (
          <Surface
            // A version is another picture, not a change of this one: nothing flies about between the two.
            key={preview?.version ?? "now"}
            form={form}
            layout={shown}
            editing={editing && preview === null}
            readOnly={preview !== null}
            freshId={freshId}
            onSettings={openSettings}
          />
        )}
      </main>
      {historyOpen && (
        <LazyPart onFailure={closeHistory}>
          <HistoryPanel selected={preview?.version ?? null} onSelect={showPreview} onClose={closeHistory} />
        </LazyPart>
      )}
      {dialog !== null && (
        <LazyPart key={dialog.kind} onFailure={closeDialog}>
          <OpenDialog dialog={dialog} onClose={closeDialog} onChoose={addKind} />
        </LazyPart>
      )}
      <Toasts />
      <Announcer />
    </>
  );
};

const OpenDialog = ({
  dialog,
  onClose,
  onChoose,
}: {
  readonly dialog: DialogChoice;
  readonly onClose: () => void;
  readonly onChoose: (type: string) => void;
}): ReactNode => {
  const conflict = useKeeper((state) => state.conflict);
  switch (dialog.kind) {
    case "gallery":
      return <GalleryDialog onClose={onClose} onChoose={onChoose} />;
    case "settings":
      return <SettingsDialog widgetId={dialog.id} onClose={onClose} />;
    case "import":
      return <ImportDialog onClose={onClose} />;
    case "conflict":
      return conflict && <ConflictDialog conflict={conflict} onClose={onClose} />;
  }
};

const Surface = ({
  form,
  ...props
}: { readonly form: Form } & React.ComponentProps<typeof Board>): ReactNode =>
  form === "mobile" ? <PhoneList {...props} /> : <Board {...props} />;

const isEmpty = (layout: Layout, form: Form): boolean =>
  form === "mobile" ? phoneList(layout).length === 0 : layout.desktop.every((widget) => widget.hidden);
