/** The dashboard: what is on it, what is open over it, and whether it is being arranged, previewed or just used. */
import { lazy, type ReactNode, useCallback, useDeferredValue, useEffect, useState } from "react";
import { phoneList } from "../../worker/layout/phone.ts";
import type { Form, Layout } from "../../worker/layout/schema.ts";
import { usePasteKey } from "./arranging/pasteKey.ts";
import { EmptyBoard, LoadingBoard } from "./board/EmptyBoard.tsx";
import { Surface } from "./board/Surface.tsx";
import { Announcer, announce } from "./common/announcer.tsx";
import { Toasts } from "./common/toasts.tsx";
import { useFresh } from "./common/useFresh.ts";
import { PHONE, useMedia } from "./common/useMedia.ts";
import type { SettingsDraft } from "./configuring/SettingsDialog.tsx";
import { useFate } from "./dashboards/useFate.ts";
import { invitation } from "./devices/pairAddress.ts";
import { DropVeil } from "./importing/DropVeil.tsx";
import type { Brought } from "./importing/ImportDialog.tsx";
import { useBrought } from "./importing/useBrought.ts";
import { useKeeper } from "./keeper.ts";
import { LazyPart } from "./LazyPart.tsx";
import { MainMenu } from "./MainMenu.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { TopBar } from "./TopBar.tsx";
import { useNotices } from "./useNotices.ts";
import { words } from "./words.ts";

const EditingTools = lazy(() =>
  import("./arranging/EditingTools.tsx").then((m) => ({ default: m.EditingTools })),
);
const GalleryDialog = lazy(() =>
  import("./gallery/GalleryDialog.tsx").then((m) => ({ default: m.GalleryDialog })),
);
const SettingsDialog = lazy(() =>
  import("./configuring/SettingsDialog.tsx").then((m) => ({ default: m.SettingsDialog })),
);
const ImportDialog = lazy(() =>
  import("./importing/ImportDialog.tsx").then((m) => ({ default: m.ImportDialog })),
);
const ConflictDialog = lazy(() =>
  import("./history/ConflictDialog.tsx").then((m) => ({ default: m.ConflictDialog })),
);
const HistoryPanel = lazy(() =>
  import("./history/HistoryPanel.tsx").then((m) => ({ default: m.HistoryPanel })),
);
const GoneBoard = lazy(() => import("./dashboards/GoneBoard.tsx").then((m) => ({ default: m.GoneBoard })));
const AppSettings = lazy(() =>
  import("./settings/AppSettings.tsx").then((m) => ({ default: m.AppSettings })),
);
const DevicesDialog = lazy(() =>
  import("./devices/DevicesDialog.tsx").then((m) => ({ default: m.DevicesDialog })),
);
const JoinDialog = lazy(() => import("./devices/JoinDialog.tsx").then((m) => ({ default: m.JoinDialog })));
const LockedBoard = lazy(() =>
  import("./settings/LockedBoard.tsx").then((m) => ({ default: m.LockedBoard })),
);

/** Puts one more widget on a form factor; gives its id. */
type AddOne = (form: Form) => string;

type DialogChoice =
  | { readonly kind: "gallery" | "conflict" | "app-settings" | "devices" }
  | { readonly kind: "join"; readonly code: string }
  | { readonly kind: "import"; readonly brought?: Brought; readonly turn?: number }
  | { readonly kind: "settings"; readonly id: string; readonly draft?: SettingsDraft };

export const App = (): ReactNode => {
  const kept = useKeeper((state) => state.layout);
  // What comes in the place of nothing is made in slices; what changes on it shows in the same frame.
  const hasBegun = useDeferredValue(kept !== null);
  const layout = hasBegun ? kept : null;
  const conflict = useKeeper((state) => state.conflict);
  const form: Form = useMedia(PHONE) ? "mobile" : "desktop";
  const [editing, setEditing] = useState(false);
  const isLocked = useKeeper((state) => state.status.kind === "locked");
  // Locked before anything of it was ever read here: what the page began with is nobody's dashboard.
  const isUnread = useKeeper(
    ({ status, version }) => status.kind === "locked" && status.waiting === 0 && version === null,
  );
  const [dialog, setDialog] = useState<DialogChoice | null>(
    invitation === null ? null : { kind: "join", code: invitation },
  );
  const [historyOpen, setHistoryOpen] = useState(false);
  const [previewing, setPreviewing] = useState(false);
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const [freshId, setFresh] = useFresh();
  // The button answers first; handles and menus of many widgets come as soon as there is time. What was just added is
  // to have the focus, and has nothing to take it with before.
  const whenThereIsTime = useDeferredValue(editing);
  const arranging = freshId === null ? whenThereIsTime : editing;
  const fate = useFate();

  const open = (kind: Exclude<DialogChoice["kind"], "settings" | "join">): void => setDialog({ kind });
  const join = useCallback(() => setDialog({ kind: "join", code: "" }), []);
  const openSettings = useCallback((id: string) => setDialog({ kind: "settings", id }), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  const bring = useCallback(
    (brought: Brought) => setDialog({ kind: "import", brought, turn: performance.now() }),
    [],
  );
  const decide = useCallback(() => setDialog({ kind: "conflict" }), []);
  const isFileOver = useBrought(bring);
  useShortcuts();
  useNotices({ conflict, open: dialog?.kind ?? null, onDecide: decide });

  useEffect(() => {
    // Settled, perhaps in another tab: there is nothing left to ask.
    if (conflict === null && dialog?.kind === "conflict") setDialog(null);
  }, [conflict, dialog]);

  useEffect(() => {
    // How the installed app's shortcut opens it.
    if (layout === null || location.search !== "?add") return;
    history.replaceState(null, "", location.pathname);
    setDialog({ kind: "gallery" });
  }, [layout]);

  const setMode = (on: boolean): void => {
    setEditing(on);
    announce(on ? words.editingOn : words.editingOff);
  };
  const showPreview = useCallback((isShown: boolean) => {
    setPreviewing(isShown);
    if (isShown) setEditing(false);
  }, []);
  const closeHistory = useCallback(() => {
    setHistoryOpen(false);
    setPreviewing(false);
  }, []);

  const addOne = (make: AddOne): void => {
    setEditing(true);
    setFresh(make(form));
  };

  const onPasted = useCallback(
    (ids: readonly string[]) => {
      setEditing(true);
      for (const id of ids.slice(0, 1)) setFresh(id);
    },
    [setFresh],
  );
  usePasteKey(form, editing, onPasted);

  useEffect(() => {
    document.documentElement.toggleAttribute("data-history", historyOpen);
  }, [historyOpen]);

  return (
    <>
      <TopBar
        editing={editing}
        previewing={previewing || fate !== "here" || isUnread}
        isGone={fate !== "here"}
        historyOpen={historyOpen}
        menu={
          <MainMenu
            disabled={layout === null || previewing || fate !== "here"}
            onImport={() => open("import")}
            onDevices={() => open("devices")}
            onSettings={() => open("app-settings")}
            onPaste={() => void import("./arranging/clipboard.ts").then(({ paste }) => paste(form, onPasted))}
          />
        }
        onImport={fate === "here" ? () => open("import") : null}
        onEdit={() => setMode(!editing)}
        onAdd={() => open("gallery")}
        onHistory={() => (historyOpen ? closeHistory() : setHistoryOpen(true))}
        onDecide={decide}
        onJoin={join}
      />
      <main
        className="main"
        aria-label={words.dashboard}
        data-preview={previewing || fate !== "here" || undefined}
      >
        {historyOpen && <div ref={setStage} />}
        {isLocked && (
          <LazyPart onFailure={() => {}}>
            <LockedBoard isOver={layout !== null && !isUnread} />
          </LazyPart>
        )}
        {previewing ? null : fate !== "here" ? (
          <LazyPart onFailure={() => undefined}>
            <GoneBoard fate={fate} />
          </LazyPart>
        ) : layout === null || isUnread ? (
          !isLocked && <LoadingBoard />
        ) : isEmpty(layout, form) ? (
          <EmptyBoard onAdd={() => open("gallery")} onImport={() => open("import")} />
        ) : (
          <Surface
            form={form}
            layout={layout}
            editing={arranging}
            readOnly={false}
            freshId={freshId}
            onSettings={openSettings}
          />
        )}
        {arranging && !previewing && layout !== null && (
          <LazyPart onFailure={keepEditing}>
            <EditingTools form={form} layout={layout} />
          </LazyPart>
        )}
      </main>
      {historyOpen && (
        <LazyPart onFailure={closeHistory}>
          <HistoryPanel form={form} stage={stage} onPreview={showPreview} onClose={closeHistory} />
        </LazyPart>
      )}
      {dialog !== null && (
        <LazyPart key={dialog.kind} onFailure={closeDialog}>
          <OpenDialog
            dialog={dialog}
            onClose={closeDialog}
            onChoose={addOne}
            onJoin={join}
            onReopen={setDialog}
          />
        </LazyPart>
      )}
      {isFileOver && <DropVeil />}
      <Toasts />
      <Announcer testId="announcer" />
    </>
  );
};

const OpenDialog = ({
  dialog,
  onClose,
  onChoose,
  onJoin,
  onReopen,
}: {
  readonly dialog: DialogChoice;
  readonly onReopen: (dialog: DialogChoice) => void;
  readonly onClose: () => void;
  readonly onJoin: () => void;
  readonly onChoose: (make: AddOne) => void;
}): ReactNode => {
  const conflict = useKeeper((state) => state.conflict);
  switch (dialog.kind) {
    case "gallery":
      return <GalleryDialog onClose={onClose} onChoose={onChoose} />;
    case "settings":
      return (
        <SettingsDialog
          widgetId={dialog.id}
          draft={dialog.draft}
          onClose={onClose}
          onReopen={(draft) => onReopen({ ...dialog, draft })}
        />
      );
    case "import":
      // What is dropped while it is open is what it is about from there on.
      return <ImportDialog key={dialog.turn} brought={dialog.brought ?? {}} onClose={onClose} />;
    case "app-settings":
      return <AppSettings onClose={onClose} />;
    case "devices":
      return <DevicesDialog onClose={onClose} onJoin={onJoin} />;
    case "join":
      return <JoinDialog code={dialog.code} onClose={onClose} />;
    case "conflict":
      return conflict && <ConflictDialog conflict={conflict} onClose={onClose} />;
  }
};

/** Without its tools editing goes on: what can be done to one widget needs none. */
const keepEditing = (): void => undefined;

const isEmpty = (layout: Layout, form: Form): boolean =>
  form === "mobile" ? phoneList(layout).length === 0 : layout.desktop.every((widget) => widget.hidden);
