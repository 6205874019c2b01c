/** Every word that a person reads, by id. Plurals go through Intl; nothing here knows about React. */
import type { ChangeCounts } from "../../worker/layout/diff.ts";
import type { ChangeType } from "../../worker/layout/wire.ts";
import type { SaveStatus } from "../client/index.ts";

export const LANGUAGE = "en";

const plurals = new Intl.PluralRules(LANGUAGE);
const list = new Intl.ListFormat(LANGUAGE, { type: "conjunction" });
const count = (n: number, one: string, other: string): string =>
  `${n} ${plurals.select(n) === "one" ? one : other}`;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export const words = {
  product: "Gridkeep",
  edit: "Edit",
  done: "Done",
  addWidget: "Add widget",
  history: "History",
  undo: "Undo",
  redo: "Redo",
  menu: "Menu",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  retry: "Try again",
  loading: "Loading your dashboard",
  dashboard: "Dashboard",
  actions: "Dashboard actions",

  importDashboard: "Import Grafana dashboard…",
  download: "Download as JSON",
  tidy: "Tidy up",
  resetPhone: "Reset phone layout",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", system: "System" },

  tidied: "Tidied up.",
  phoneReset: "The phone follows the desktop again.",
  undone: "Undone.",
  redone: "Redone.",
  editingOn: "Editing. Widgets can be moved, resized and removed.",
  editingOff: "Done editing.",

  emptyTitle: "A clean slate",
  emptyText: "Add a clock, a list, your notes. Everything you change saves itself.",
  emptyImport: "or import a Grafana dashboard",

  lifted: (title: string, place: string) =>
    `${title} lifted. ${place}. Arrow keys move, Shift and arrow keys resize, Space drops, Escape cancels.`,
  dropped: (title: string, place: string) => `${title} dropped. ${place}.`,
  cancelled: (title: string) => `${title} is back where it was.`,
  place: ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) =>
    `Column ${x + 1}, row ${y + 1}, ${w} wide, ${h} high`,
  phonePlace: (index: number, length: number) => `Position ${index + 1} of ${length}`,
  isLocked: (title: string) => `${title} is locked in place.`,
  arrangeHint:
    "Press Enter or Space to lift, arrow keys to move, Shift and arrow keys to resize, Delete to remove.",
  removed: (title: string) => `${title} removed`,
  added: (title: string) => `${title} added`,
  duplicated: (title: string) => `${title} duplicated`,

  moveHandle: (title: string) => `Move ${title}`,
  resizeHandle: (title: string) => `Resize ${title}`,
  widgetMenu: (title: string) => `${title}: more actions`,
  settings: "Settings",
  moveUp: "Move up",
  moveDown: "Move down",
  moveLeft: "Move left",
  moveRight: "Move right",
  wider: "Wider",
  narrower: "Narrower",
  taller: "Taller",
  shorter: "Shorter",
  sendToTop: "Send to top",
  duplicate: "Duplicate",
  remove: "Remove",
  locked: "Locked",

  widgets: {
    clock: { name: "Clock", about: "The time, here or anywhere, as digits or hands." },
    notes: { name: "Notes", about: "A page to write on. What you type is kept." },
    checklist: { name: "Checklist", about: "Things to do, and the joy of ticking them." },
    links: { name: "Links", about: "The addresses you open every day." },
    countdown: { name: "Countdown", about: "Days, hours and minutes to a date." },
  },
  row: "Section",
  foreignKind: "Panel from another product: kept as it is",
  foreignText: "Gridkeep doesn't draw this kind of panel, and changes nothing in it.",
  partMissing: "This part couldn't be loaded. Your dashboard is safe; check the connection and reload.",
  pageBroken: "Something went wrong on this page",
  pageBrokenSafe: "What you did is kept on this device. Reload to go on, or take a copy with you first.",
  widgetBroken: "This widget couldn't be shown.",
  widgetBrokenSafe: "Its content is safe, and the others are not affected.",

  notesPlaceholder: "Write something…",
  notesLabel: "Note",
  addItem: "Add an item",
  newItem: "New item",
  itemText: (n: number) => `Item ${n}`,
  deleteItem: (text: string) => `Delete ${text || "item"}`,
  doneCount: (done: number, all: number) => `${done} of ${all} done`,
  hiddenDone: (n: number) => count(n, "finished item hidden", "finished items hidden"),
  noItems: "Nothing to do. Add the first item below.",
  addLink: "Add a link",
  linkLabel: "Name",
  linkAddress: "Address",
  noLinks: "No links yet.",
  editLink: (label: string) => `Edit ${label}`,
  badAddress: "An address starts with http:// or https://",
  unknownZone: (zone: string) => `“${zone}” is not a known time zone. Showing yours.`,
  days: (n: number) => (plurals.select(n) === "one" ? "day" : "days"),
  hours: (n: number) => (plurals.select(n) === "one" ? "hour" : "hours"),
  minutes: (n: number) => (plurals.select(n) === "one" ? "minute" : "minutes"),
  seconds: (n: number) => (plurals.select(n) === "one" ? "second" : "seconds"),
  setDate: "Set a date",
  noDate: "Counting down to what?",
  noDateSet: "No date set",
  ended: "It is time!",
  endedAt: (when: string) => `Since ${when}`,

  gallerySearch: "Search widgets",
  galleryNone: (text: string) => `No widget is called “${text}”.`,

  settingsOf: (title: string) => `${title}: settings`,
  title: "Title",
  titlePlaceholder: "No title",
  rawConfig: "Content as JSON",
  rawConfigHint: "This widget comes from another product, so its settings are shown as they are.",
  notJson: "This is not valid JSON.",
  notObject: "This must be an object: { … }.",
  sameAsDevice: "Same as this device",
  addEntry: "Add",
  entryUp: "Move entry up",
  entryRemove: "Remove entry",
  fields: { items: "Items", url: "Address", label: "Label", text: "Text", done: "Done" } as Readonly<
    Record<string, string>
  >,
  choices: {
    digital: "Digital",
    analog: "Analog",
    plain: "Plain",
    yellow: "Yellow",
    green: "Green",
    blue: "Blue",
    pink: "Pink",
  } as Readonly<Record<string, string>>,

  historyEmpty: "No versions yet. The first one appears as soon as something is saved.",
  historyIncomplete: "Older versions can't be reached right now. They are safe; try again later.",
  loadMore: "Load more",
  now: "Now",
  justNow: "Just now",
  thisDevice: "This device",
  otherDevice: "Another device",
  setAside: "Set aside in a conflict",
  version: (n: number) => `Version ${n}`,
  pinned: "Pinned",
  restore: "Restore this version",
  backToNow: "Back to now",
  previewing: (n: number, when: string) => `Version ${n}, ${lowerFirst(when)}`,
  restored: (n: number) => `Version ${n} restored`,
  previewFailed: "This version couldn't be opened.",
  historyFailed: "The history couldn't be loaded.",
  historySafe: "Your dashboard and its versions are safe.",

  conflictTitle: "Two devices changed the same thing",
  conflictText: (when: string) =>
    `Another device saved ${lowerFirst(when)}, while you were changing things here. Choose which dashboard to go on with. Whatever you choose, both stay in the history.`,
  mine: "Mine",
  mineAbout: "As it is on this device",
  theirs: "Theirs",
  theirsAbout: "As the other device saved it",
  merged: "Merged",
  mergedAbout: "Both together; where they clash, mine",
  keep: { mine: "Keep mine", theirs: "Take theirs", merged: "Use merged" },
  decideLater: "Decide later",
  clashes: (n: number) => count(n, "clash", "clashes"),
  clashColumns: "Number of columns",
  clashGone: "removed",
  clashKept: "kept, with changes",
  clashNothing: "nothing",
  clashOther: "another widget altogether",
  clashTogether: "Both together would be more than one dashboard can hold.",
  conflictWaiting: "Another device changed the same thing.",
  choose: "Choose",
  resolved: { mine: "Kept yours", theirs: "Took theirs", merged: "Merged both" },

  importTitle: "Import a dashboard",
  importIntro:
    "From Grafana: open the dashboard, then Export, then Save to file. Files downloaded from Gridkeep work too.",
  importFile: "Choose a file",
  importPaste: "or paste its JSON here",
  importUnknown: "This is JSON, but no dashboard: it has no list of panels.",
  importUnreadable: "This is JSON, but its list of panels can't be read.",
  importInvalid: "This dashboard can't be imported as it is:",
  importReplaces: (n: number) => `${count(n, "widget", "widgets")} will replace the desktop layout`,
  importSafe: "You can undo this, and the present layout stays in the history.",
  importWarnings: (n: number) =>
    count(n, "panel lies over another one and stays so", "panels lie over others and stay so"),
  importForeign: (n: number) =>
    `${count(n, "panel is", "panels are")} of a kind that Gridkeep keeps but doesn't draw`,
  importNow: "Import",
  imported: (title: string) => `${title} imported`,
  importDescription: (title: string) => `Imported from Grafana: ${title}`,
  untitled: "Untitled dashboard",

  noticeMerged: "Changes from another device were merged in",
  noticeFollowed: "Brought up to date with your other device",
  updateReady: "A new version is ready",
  reload: "Reload",
  later: "Later",
  dismiss: "Dismiss",

  statusDetails: "Saving",
  waitingSaves: "Kept on this device",
  openOn: (names: readonly string[]) => `Open on ${list.format(names)}, too`,
  change: "Changes",
  waitingStates: {
    queued: "Waiting",
    sending: "Sending",
    auth: "Waiting for sign-in",
    conflict: "Waiting for your decision",
    parked: "Refused by the server",
  },
  retryNow: "Retry now",
  newGuest: "Go on as a new guest",
  keepParked: "Load it back",
  discardParked: "Discard",
} as const;

/** What the pill says. "Saved" always means: on the server. */
export const statusLabel = (status: SaveStatus): string => {
  switch (status.kind) {
    case "untouched":
      return "Ready";
    case "saving":
      return "Saving…";
    case "saved":
      return "Saved";
    case "local":
      return status.waiting > 0 ? `On this device, ${status.waiting} waiting` : "On this device";
    case "sign-in":
      return "Sign in to finish saving";
    case "decision":
      return "Needs your decision";
    case "locked":
      return "Passphrase needed";
    case "not-saved":
      return "Not saved";
  }
};

/** One honest sentence or two: what happened, what is safe, what comes next. */
export const statusSentence = (status: SaveStatus): string => {
  switch (status.kind) {
    case "untouched":
      return "There is nothing to save yet. As soon as you change something, it saves itself.";
    case "saving":
      return "Your latest changes are on their way to the server. They are already safe on this device.";
    case "saved":
      return "Everything is on the server. You can close this page, or go on with another device.";
    case "local":
      return `The server can't be reached. ${count(status.waiting, "save is", "saves are")} safe on this device and will be sent as soon as there is a connection. You can go on working.`;
    case "sign-in":
      return `The server no longer knows who you are. ${count(status.waiting, "save is", "saves are")} safe on this device and will be sent once you are signed in again. As a new guest you keep this dashboard, and its history starts anew.`;
    case "decision":
      return "Another device changed the same thing as you. Nothing is lost: choose which one to go on with.";
    case "locked":
      return `This dashboard is encrypted, and this device needs the passphrase. Nothing on the server was changed; ${status.waiting === 0 ? "what you do here stays" : `${count(status.waiting, "save stays", "saves stay")}`} on this device until it is unlocked.`;
    case "not-saved":
      if (status.reason === "damaged") {
        return "What the server has of this dashboard is damaged, so it was not used. What is on this device was kept.";
      }
      return status.reason === "storage"
        ? "This browser can't store your latest changes, so they exist in this tab only. Don't close it: download a copy, or free some room and try again."
        : "The server refused a save. It is kept on this device; load it back to change it, or download a copy.";
  }
};

/** Why a save still waits, from what its last attempt met: an error's name, an HTTP status or a failure's code. */
export const attemptInWords = (met: string): string => {
  const status = Number(/^HTTP (\d+)$/.exec(met)?.[1]);
  if (status >= 500 || status === 429 || BUSY.has(met)) return "The server is busy.";
  if (status > 0) return "Something else answered in place of the server.";
  if (met === "TimeoutError") return "The server took too long to answer.";
  if (met === "locked") return "It waits for the passphrase.";
  if (met === "tampered" || met === "checksum-mismatch") return "What the server has is damaged.";
  if (met === "version-conflict" || met === "exists") return "Another device is saving at the same time.";
  return "The server couldn't be reached.";
};

const BUSY: ReadonlySet<string> = new Set(["unavailable", "internal", "rate-limited"]);

/** Why the server will never take a save: its own sentence, if it is one. */
export const refusalInWords = (detail: string): string =>
  detail.trim().includes(" ") ? detail : "The server gave no reason.";

/** "2 widgets moved and 1 edited". */
export const changesInWords = (changes: ChangeCounts, changeType: ChangeType = "auto"): string => {
  const parts = (["added", "removed", "moved", "resized", "edited"] as const).filter(
    (kind) => changes[kind] > 0,
  );
  // Who takes the other side ends where that side was.
  if (parts.length === 0)
    return changeType === "conflict_resolution" ? "A conflict was decided" : "No widget changed";
  return list.format(
    parts.map((kind, index) =>
      index === 0 ? `${count(changes[kind], "widget", "widgets")} ${kind}` : `${changes[kind]} ${kind}`,
    ),
  );
};
