/** What a person reads before any other part of the page is loaded, in English. */
import type { ShownStatus } from "../saving/useShownStatus.ts";
import { createGrammar } from "./grammar.ts";

const { count, list } = createGrammar("en");

export const words = {
  product: "Gridkeep",
  edit: "Edit",
  done: "Done",
  addWidget: "Add widget",
  history: "History",
  undo: "Undo",
  redo: "Redo",
  menu: "Menu",
  retry: "Try again",
  loading: "Loading your dashboard",
  dashboard: "Dashboard",
  actions: "Dashboard actions",

  importDashboard: "Import dashboard…",
  download: "Download as JSON",
  install: "Install as an app",
  installed: "Gridkeep is installed.",
  tidy: "Tidy up",
  resetPhone: "Reset phone layout",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", system: "System" },

  starter: {
    welcome: "Welcome",
    text: "This dashboard is yours, and it saves itself.\n\nPress Edit to move, resize and remove widgets, or to add new ones. Everything you change is kept, and History brings any earlier version back.",
    toDo: "To do",
    tickOff: "Tick this off",
    arrange: "Arrange the widgets",
    lookBack: "Look back in the history",
    countdown: "Countdown",
    links: "Links",
  },

  dashboards: {
    title: "Dashboards",
    switcher: (name: string) => `Dashboard: ${name}. Switch or manage dashboards`,
    /** The one that everybody has, until it is named. */
    first: "My dashboard",
    untitled: "Untitled dashboard",
    pageTitle: (name: string) => `${name} · Gridkeep`,
    more: (name: string) => `${name}: more actions`,
    rename: "Rename",
    name: "Name",
    newNamed: "New dashboard",
    make: "New dashboard…",
    create: "Create",
    making: "Making it…",
    startEmpty: "Empty",
    startStarter: "With a few widgets",
    startWith: "Start",
    duplicate: "Duplicate",
    copyOf: (name: string) => `${name} (copy)`,
    delete: "Delete",
    deleting: "Deleting…",
    lastOne: "The only dashboard can't be deleted.",
    others: "Not in your list",
    renamed: (name: string) => `Renamed to ${name}.`,
    up: "Up",
    down: "Down",
    place: (name: string, index: number, length: number) => `${name}: position ${index + 1} of ${length}.`,
    deleted: (name: string) => `${name} deleted`,
    isBack: (name: string) => `${name} is back`,
    open: "Open",
    namesLocked: "The names are encrypted. Enter the passphrase on this device to see and change them.",
    namesWait: "The list is kept on this device and goes to the server as soon as it can be reached.",
    deleteOffline: "Deleting takes a connection. Nothing was deleted; try again when you are online.",
    deleteRefused: "The server didn't delete it. Nothing was changed; try again in a moment.",
    undoFailed: (name: string) =>
      `${name} couldn't be brought back just now. It can be for 30 days; try again when you are online.`,
    makeFailed: "The dashboard couldn't be made, because this device can't keep it. Nothing was changed.",
    copyFailed: "This dashboard isn't on this device yet. Duplicating it takes a connection.",
    fates: {
      deleted: {
        title: "This dashboard was deleted",
        text: "Another tab or device deleted it. What was on it is still here: keep it as a new dashboard, or go on with another one.",
      },
      none: {
        title: "There is no dashboard at this address",
        text: "The address may be mistyped, or the dashboard belongs to somebody else.",
      },
      away: {
        title: "This dashboard isn't on this device yet",
        text: "It is on the server, and shows here as soon as there is a connection.",
      },
    },
    keep: "Keep it as a new dashboard",
    goTo: "Go to another dashboard",
  },

  tidied: "Tidied up.",
  phoneReset: "The phone follows the desktop again.",
  undone: "Undone.",
  redone: "Redone.",
  editingOn: "Editing. Widgets can be moved, resized and removed.",
  editingOff: "Done editing.",

  emptyTitle: "A clean slate",
  emptyText: "Add a clock, a list, your notes. Everything you change saves itself.",
  emptyImport: "or import a dashboard",
  arrangeHint:
    "Press Enter or Space to lift, arrow keys to move, Shift and arrow keys to resize, Delete to remove. Shift and Space selects, Control and A selects all.",
  added: (title: string) => `${title} added`,
  isSelected: "Selected.",
  selected: (n: number) => (n === 0 ? "Nothing selected" : `${n} selected`),
  paste: "Paste widgets",
  moveUp: "Move up",
  moveDown: "Move down",
  taller: "Taller",
  shorter: "Shorter",
  locked: "Locked",

  widgets: {
    clock: {
      name: "Clock",
      about: "The time, here or anywhere, as digits or hands.",
      also: "time zone world watch",
    },
    notes: {
      name: "Notes",
      about: "A page to write on. What you type is kept.",
      also: "text memo sticky paper",
    },
    checklist: {
      name: "Checklist",
      about: "Things to do, and the joy of ticking them.",
      also: "todo tasks list",
    },
    links: { name: "Links", about: "The addresses you open every day.", also: "bookmarks favourites urls" },
    countdown: {
      name: "Countdown",
      about: "Days, hours and minutes to a date.",
      also: "timer deadline birthday",
    },
    metric: {
      name: "Number",
      about: "One figure that matters, and where it is going.",
      also: "metric stat kpi value trend counter json",
    },
    chart: {
      name: "Chart",
      about: "Lines, areas, bars, or the candles of a share.",
      also: "graph plot equity stock candlestick time series csv table json",
    },
    image: {
      name: "Picture",
      about: "A photo, a map or a webcam, from an address.",
      also: "image photo camera",
    },
    embed: {
      name: "Web page",
      about: "Another site, in a frame that keeps it apart.",
      also: "embed embedded iframe site video map",
    },
  },
  row: "Section",
  foreignKind: "Not drawn here: kept as it is",
  foreignText: "Gridkeep doesn't draw this kind of widget, and changes nothing in it.",
  partMissing: "This part couldn't be loaded. Your dashboard is safe; check the connection and reload.",
  pageBroken: "Something went wrong on this page",
  pageBrokenSafe: "What you did is kept on this device. Reload to go on, or take a copy with you first.",
  widgetBroken: "This widget couldn't be shown.",
  widgetBrokenSafe: "Its content is safe, and the others are not affected.",
  conflictWaiting: "Another device changed the same thing.",
  choose: "Choose",
  importDropHere: "Drop it to import it",
  importDropSafe: "You see what it holds before anything changes.",

  noticeMerged: "Changes from another device were merged in",
  noticeFollowed: "Brought up to date with your other device",
  updateReady: "A new version is ready",
  reload: "Reload",
  dismiss: "Dismiss",
  openOn: (names: readonly string[]) => `Open on ${list(names)}, too`,
  retryNow: "Retry now",
  saveNow: "Save now",
  newGuest: "Go on as a new guest",
  signInByCode: "Use a code from another device",

  devices: "Devices",

  appSettings: "Settings",
  justNow: "Just now",
  waitingSaves: "Kept on this device",
  change: "Changes",
  waitingStates: {
    queued: "Waiting",
    sending: "Sending",
    auth: "Waiting for sign-in",
    conflict: "Waiting for your decision",
    parked: "Refused by the server",
  },
  copyParked: "Save as a copy",
  copyName: (day: string, turn: number) => `copy-${day}${turn > 1 ? `-${turn}` : ""}`,
  copySaved: (name: string) => `Saved as a dashboard of its own, “${name}”`,
  downloadParked: "Download",
  keepParked: "Load it back",
  discardParked: "Discard",
  discarded: "Discarded",
} as const;

/** What the pill says. "Saved" always means: on the server. */
export const statusLabel = (status: ShownStatus): string => {
  switch (status.kind) {
    case "held":
      return "Not saved yet";
    case "untouched":
      return "Ready";
    case "saving":
      return "Saving…";
    case "saved":
      return "Saved";
    case "local":
      return status.waiting > 0 ? `On this device, ${status.waiting} waiting` : "On this device";
    case "sign-in":
      return status.waiting > 0 ? "Sign in to finish saving" : "Not signed in";
    case "decision":
      return "Needs your decision";
    case "locked":
      return "Passphrase needed";
    case "not-saved":
      return status.reason === "deleted" ? "Deleted" : "Not saved";
  }
};

/** One honest sentence or two: what happened, what is safe, what comes next. */
export const statusSentence = (status: ShownStatus): string => {
  switch (status.kind) {
    case "held":
      return "Auto-save is off. Your changes are safe on this device, and nowhere else until you save them.";
    case "untouched":
      return "There is nothing to save yet. As soon as you change something, it saves itself.";
    case "saving":
      return "Your latest changes are on their way to the server. They are already safe on this device.";
    case "saved":
      return "Everything is on the server. You can close this page, or go on with another device.";
    case "local":
      return `The server can't be reached. ${count(status.waiting, "save is", "saves are")} safe on this device and will be sent as soon as there is a connection. You can go on working.`;
    case "sign-in":
      return `The server doesn't know who you are. ${status.waiting === 0 ? "What you do here stays on this device until you are signed in again." : `${count(status.waiting, "save is", "saves are")} safe on this device and will be sent once you are signed in again.`} As a new guest you keep this dashboard, and its history starts anew.`;
    case "decision":
      return "Another device changed the same thing as you. Nothing is lost: choose which one to go on with.";
    case "locked":
      return `This dashboard is encrypted, and this device needs the passphrase. Nothing on the server was changed; ${status.waiting === 0 ? "what you do here stays" : `${count(status.waiting, "save stays", "saves stay")}`} on this device until it is unlocked.`;
    case "not-saved":
      if (status.reason === "damaged") {
        return "What the server has of this dashboard is damaged, so it was not used. What is on this device was kept.";
      }
      if (status.reason === "deleted") {
        return "This dashboard was deleted on the server. What this device has of it is still here: keep it as a new dashboard, or download a copy.";
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
