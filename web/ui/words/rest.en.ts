/** Every other word, in English. */
import type { ChangeCounts } from "../../../worker/layout/diff.ts";
import type { ChangeType } from "../../../worker/layout/wire.ts";
import type { Fault } from "../figures/table.ts";
import { createGrammar } from "./grammar.ts";

export { failureInWords } from "./failures.en.ts";

const { count, isOne, list } = createGrammar("en");

type Spot = { readonly x: number; readonly y: number };
type Extent = { readonly w: number; readonly h: number };

/** A time inside of a sentence: a month keeps its capital. */
const inside = (when: string): string =>
  when.replace(/^(Just|Today|Yesterday|Tomorrow|Now|In)\b/, (word) => word.toLowerCase());

export const words = {
  lifted: (title: string, place: string) =>
    `${title} lifted. ${place}. Arrow keys move, Shift and arrow keys resize, Space drops, Escape cancels.`,
  dropped: (title: string, place: string) => `${title} dropped. ${place}.`,
  cancelled: (title: string) => `${title} is back where it was.`,
  place: ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) =>
    `Column ${x + 1}, row ${y + 1}, ${w} wide, ${h} high`,
  liftedMany: (n: number, place: string) =>
    `${count(n, "widget", "widgets")} lifted together. ${place}. Arrow keys move, Space drops, Escape cancels.`,
  droppedMany: (n: number, place: string) => `${count(n, "widget", "widgets")} dropped. ${place}.`,
  cancelledMany: (n: number) => `${count(n, "widget is", "widgets are")} back where they were.`,
  phoneLifted: (title: string, place: string) => `${title} lifted. ${place}. Escape puts it back.`,
  phonePlace: (index: number, length: number) => `Position ${index + 1} of ${length}`,
  isLocked: (title: string) => `${title} is locked in place.`,
  removed: (title: string) => `${title} removed`,
  duplicated: (title: string) => `${title} duplicated`,
  removedMany: (n: number) => `${count(n, "widget", "widgets")} removed`,
  /** Of what is on the other form factor as well; `also` takes it from there, too. */
  removedFrom: {
    desktop: {
      one: (title: string) => `${title} removed from the desktop`,
      many: (n: number) => `${count(n, "widget", "widgets")} removed from the desktop`,
      also: "Also from the phone",
    },
    mobile: {
      one: (title: string) => `${title} removed from the phone`,
      many: (n: number) => `${count(n, "widget", "widgets")} removed from the phone`,
      also: "Also from the desktop",
    },
  },
  bring: {
    title: { desktop: "On the phone only: add here, too", mobile: "On the desktop only: add here, too" },
  },
  duplicatedMany: (n: number) => `${count(n, "widget", "widgets")} duplicated`,
  shiftedMany: (n: number, place: string) => `${count(n, "widget", "widgets")} moved. ${place}`,

  select: "Select",
  unselect: "Take out of the selection",
  placeDialog: "Place and size…",

  copy: "Copy",
  cut: "Cut",
  widgetMenu: (title: string) => `${title}: more actions`,
  settings: "Settings",
  moveLeft: "Move left",
  moveRight: "Move right",
  wider: "Wider",
  narrower: "Narrower",
  sendToTop: "Send to top",
  duplicate: "Duplicate",
  remove: "Remove",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  selectionActions: "Selected widgets",
  clearSelection: "Clear selection",
  moveSelected: "Move",

  placeOf: (title: string) => `${title}: place and size`,
  placeOfMany: (n: number) => `Place of ${count(n, "widget", "widgets")}`,
  placeDialogMany: "Move to…",
  column: "Column",
  gridRow: "Row",
  width: "Width",
  height: "Height",
  placeUnits: (columns: number) =>
    `The grid is ${columns} columns wide. Others make room; what is locked stays.`,
  placeTaken: "A locked widget is in the way there. Nothing was moved.",
  placeApply: "Move here",
  copied: (n: number) => `${count(n, "widget", "widgets")} copied`,
  copySealed: "What is locked by the passphrase can't be copied. Unlock it first.",
  copyRefused: "This browser did not let anything be copied. Nothing was changed.",
  pasted: (n: number, leftOut: number) =>
    leftOut === 0
      ? `${count(n, "widget", "widgets")} pasted`
      : `${count(n, "widget", "widgets")} pasted; ${leftOut} couldn't be read and ${leftOut === 1 ? "was" : "were"} left out`,
  pasteByKeys:
    "This browser gives its clipboard away by key only: press Ctrl+V, or ⌘V on a Mac. Nothing was changed.",
  pasteRefused: {
    "too-large": "That text is larger than a whole dashboard, so it was not pasted. Nothing was changed.",
    "not-json":
      "There are no widgets in the clipboard. Copy some first, here or on another dashboard. Nothing was changed.",
    unknown: "What is in the clipboard are no widgets. Nothing was changed.",
    newer:
      "These widgets were copied in a newer Gridkeep. Reload this page and paste again. Nothing was changed.",
    nothing: "None of the widgets in the clipboard could be read. Nothing was changed.",
    full: "This dashboard has no room for that many widgets. Nothing was changed.",
  },

  moveHandle: (title: string) => `Move ${title}`,
  resizeHandle: (title: string) => `Resize ${title}`,

  notesPlaceholder: "Write something…",
  notesLabel: "Note",
  noRoom: (found: number, most: number) =>
    `Too long: that makes ${found.toLocaleString("en")} characters, and ${most.toLocaleString("en")} fit in here. Nothing was changed.`,
  listFull: (found: number, left: number) =>
    left === 0
      ? "This list is full, with 500 items. Nothing was added."
      : `These are ${found.toLocaleString("en")} items, and ${left} more fit in this list. Nothing was added.`,
  numberWanted: (isWhole: boolean, least?: number, most?: number) => {
    const kind = isWhole ? "whole number" : "number";
    if (least !== undefined && most !== undefined) return `A ${kind} from ${least} to ${most} goes here.`;
    if (least !== undefined) return `A ${kind} of at least ${least} goes here.`;
    return most === undefined ? `A ${kind} goes here.` : `A ${kind} of at most ${most} goes here.`;
  },
  listTooLong: (most: number) => `At most ${most.toLocaleString("en")} entries fit.`,
  notKept: "This can't be kept.",
  tooLong: (found: number, most: number) =>
    `These are ${found.toLocaleString("en")} characters, and ${most.toLocaleString("en")} fit in here. Nothing was cut off: once it is shorter, it can be saved.`,
  tooLongTable: "A longer table can stay where it is: give its address below.",
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
  setUp: "Set up",
  metricEmpty: "Which number? Type it in, or give the address of some JSON.",
  chartEmpty: "Nothing to draw yet. Paste a table, or give the address of some JSON.",
  chartExample: "Show an example",
  chartNoRows: "There are no rows in it yet.",
  chartNoNumbers: "None of its columns holds numbers, so there is nothing to draw.",
  chartNoTable: "What is there is no table: a list of numbers, of rows or of objects is needed.",
  chartNoCandles: "Candles need four columns: open, high, low and close.",
  chartLabel: (kind: string, names: readonly string[], points: number) =>
    `${kind} of ${list(names)}, ${count(points, "point", "points")}`,
  chartValues: "Values",
  chartPoint: (where: string, values: readonly string[]) => `${where}: ${values.join(", ")}`,
  chartMissing: "no value",
  showTable: "Show as table",
  showChart: "Show as chart",
  tableLast: (shown: number, all: number) => `The last ${shown} of ${all} rows`,
  seriesUnnamed: (n: number) => (n === 1 ? "Value" : `Value ${n}`),
  faultsFound: (n: number) => `${count(n, "thing", "things")} in the table couldn't be used`,
  faultsMore: (n: number) => `and ${n} more`,
  candleParts: { open: "Open", high: "High", low: "Low", close: "Close" },
  candleUp: "Up",
  candleDown: "Down",
  candlesJoined: (n: number) => `Each candle stands for ${n} rows.`,
  barsJoined: (n: number) => `Each bar stands for ${n} rows, and shows the largest.`,
  trendUp: (by: string, from: string) => `Up ${by} from ${from}`,
  trendDown: (by: string, from: string) => `Down ${by} from ${from}`,
  trendSame: (from: string) => `Unchanged from ${from}`,

  askingSite: (host: string) => `Asking ${host}…`,
  asking: "Asking…",
  staleSince: (when: string) => `As of ${when}`,
  askedSoon: "It is asked again in a moment: at most four times a minute.",
  pathWrong: "This is no path. It should look like data.items[0].price.",
  pathEmpty: (path: string) => (path === "" ? "There is nothing in it." : `There is nothing at “${path}”.`),
  pathNoNumber: (path: string) =>
    path === "" ? "It is no number. Say where in it the number is." : `What is at “${path}” is no number.`,
  addressRefused:
    "This address isn't used: it has to start with https://, without a name and password in it.",
  sourceFailed: {
    offline: "There is no connection. It is asked again as soon as there is one.",
    blocked: "This site can't be reached, or doesn't let other pages read it.",
    slow: "This site took too long to answer.",
    "too-large": "What this site sends is larger than 1 MB.",
    "not-there": "There is nothing at this address.",
    "not-allowed": "This site wants you to sign in, and from here nobody is signed in.",
    "too-often": "This site was asked too often, and wants a rest.",
    refused: "This site didn't take the question.",
    broken: "This site has a problem of its own.",
    "not-json": "What is at this address is no JSON.",
  },
  sourceSafe: "Nothing of your dashboard is lost.",

  imageEmpty: "Which picture? Give its address.",
  imageFailed: "The picture couldn't be loaded.",
  imageOffline: "There is no connection. The picture comes as soon as there is one.",
  embedEmpty: "Which page? Give its address.",
  embedFrame: (host: string) => `Page of ${host}`,
  embedNothing: "Nothing to see?",
  embedOpenShort: "Open",
  embedOpen: (host: string) => `Open ${host} in a new tab`,
  embedLoading: (host: string) => `Loading ${host}…`,
  embedOffline: "There is no connection. The page comes as soon as there is one.",

  unknownZone: (zone: string) => `“${zone}” is not a known time zone. Showing yours.`,
  days: (n: number) => (isOne(n) ? "day" : "days"),
  hours: (n: number) => (isOne(n) ? "hour" : "hours"),
  minutes: (n: number) => (isOne(n) ? "minute" : "minutes"),
  seconds: (n: number) => (isOne(n) ? "second" : "seconds"),
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
  settingsMet: {
    clash:
      "While this was open, the same was changed on another device or in another tab. If you save now, yours stands; the other stays in the history.",
    gone: "While this was open, this widget was removed.",
  },
  settingsInsist: { clash: "Save mine", gone: "Bring it back with this" },
  settingsLeft: (name: string) => `The changes to ${name} are not saved`,
  goOnEditing: "Go on editing",
  rawConfigHint: "This page has no form for this kind of widget, so its settings are shown as they are.",
  notJson: "This is not valid JSON.",
  notObject: "This must be an object: { … }.",
  sameAsDevice: "Same as this device",
  addEntry: "Add",
  entryUp: "Move entry up",
  entryRemove: "Remove entry",
  fields: {
    items: "Items",
    url: "Address",
    label: "Label",
    text: "Text",
    done: "Done",
    place: "Where",
    csv: "Table",
    kind: "Drawn as",
    path: "Place in the JSON",
    previousPath: "Place in the JSON, before",
    refresh: "Ask again",
    fromZero: "Scale from zero",
    value: "Number",
    previous: "Number before",
    decimals: "Decimal places",
    better: "Which way is good",
    alt: "What it shows",
    fit: "How it fits",
    storage: "Lets the page remember me",
  } as Readonly<Record<string, string>>,
  /** Titles of the catalog, in another language than its own. */
  fieldLabels: {} as Readonly<Record<string, string>>,
  /** What a field of the settings wants to be told, where its title can't say it. */
  hints: {
    "countdown.timeZone":
      "The place that the time is of. With “Same as this device” each device counts in its own time, as to midnight on New Year's Eve.",
    "metric.value": "Or leave it empty, and give an address below.",
    "metric.previous": "Shows how far it has come since.",
    "metric.decimals": "From 0 to 6. Left empty: as many as it has.",
    "metric.url":
      "The site must allow other pages to read it. Your browser asks it directly, without signing you in.",
    "metric.path": "For example data.items[0].price",
    "chart.csv":
      "Paste it from a spreadsheet: dates or names in the first column, numbers in the others. Candles need open, high, low and close.",
    "chart.url":
      "Used in place of the table. The site must allow other pages to read it. Your browser asks it directly, without signing you in.",
    "chart.path": "For example data.rows. Left empty: the whole answer.",
    "image.alt": "For those who can't see it, and for when it can't be loaded.",
    "embed.url": "Some sites don't let themselves be shown in a frame.",
    "embed.storage": "Gives it its own cookies, so that a sign-in there lasts. For sites that you trust.",
  } as Readonly<Record<string, string>>,
  badAddresses: {
    "web-address": "An address starts with http:// or https://",
    "secure-address": "An address starts with https://, and has no name and password in it.",
    "data-address":
      "An address starts with https:// (or http://localhost), and has no name and password in it.",
  },
  choices: {
    digital: "Digital",
    analog: "Analog",
    plain: "Plain",
    yellow: "Yellow",
    green: "Green",
    blue: "Blue",
    pink: "Pink",
    line: "Line",
    area: "Area",
    bar: "Bars",
    candlestick: "Candles",
    never: "Only when opened",
    "15s": "Every 15 seconds",
    "1m": "Every minute",
    "5m": "Every 5 minutes",
    "15m": "Every 15 minutes",
    "1h": "Every hour",
    up: "More is better",
    down: "Less is better",
    neither: "Neither",
    contain: "Show all of it",
    cover: "Fill the frame",
  } as Readonly<Record<string, string>>,

  listed: (parts: readonly string[]) => list(parts),
  saves: (n: number) => count(n, "save", "saves"),
  sessionMore: (n: number, span: string) => `${count(n, "earlier save", "earlier saves")}, ${span}`,
  nameVersion: (n: number) => `Name version ${n}`,
  pinVersion: (n: number) => `Pin version ${n}`,
  versionName: "Name of this version",
  versionNameHint: "Such as “Before the move”",
  nameFailed: "The name couldn't be saved.",
  pinFailed: "The pin couldn't be saved.",
  named: (n: number, name: string) =>
    name === "" ? `Version ${n} has no name now` : `Version ${n} is named ${name}`,
  pinnedNow: (n: number) => `Version ${n} is pinned: it will never be cleaned up`,
  unpinnedNow: (n: number) => `Version ${n} is no longer pinned`,
  historyOffline: "The history needs the server, which can't be reached right now.",
  historyOfflineSafe:
    "Nothing is lost. The versions are on the server, and show again once there is a connection.",
  historyOfflineKept: "Nothing is lost. Versions that you have looked at can still be opened and restored.",
  loadingVersions: "Loading versions",
  scrubber: "Travel through the versions",
  olderVersion: "Older version",
  newerVersion: "Newer version",
  travelNow: "Now",
  travelHint: "Move the slider to see your dashboard as it was.",
  opening: "Opening…",
  views: { preview: "Preview", since: "Compare with now", before: "What it changed" },
  viewsLabel: "Show",
  scopes: { all: "Everything", desktop: "Desktop", mobile: "Phone", widgets: "Chosen widgets" },
  scopesLabel: "Restore",
  restoreForm: { desktop: "Restore the desktop", mobile: "Restore the phone" },
  restoreWidgets: (n: number) => (n === 0 ? "Choose widgets" : `Restore ${count(n, "widget", "widgets")}`),
  restoredForm: {
    desktop: (n: number) => `Desktop restored from version ${n}`,
    mobile: (n: number) => `Phone restored from version ${n}`,
  },
  restoredWidgets: (count: number, name: string, n: number) =>
    count === 1 ? `${name} restored from version ${n}` : `${count} widgets restored from version ${n}`,
  restoredPart: {
    all: (n: number) => `Restored version ${n}`,
    desktop: (n: number) => `Restored the desktop of version ${n}`,
    mobile: (n: number) => `Restored the phone of version ${n}`,
    widgets: (widgets: number, n: number) =>
      `Restored ${count(widgets, "widget", "widgets")} of version ${n}`,
  },
  sameAsNow: "Just as it is now",
  chooseWidgets: "Choose what to bring back from this version.",
  noDifference: "No difference to be seen here.",
  firstVersion: "This is the oldest version there is, so there is nothing to compare it with.",
  compareFailed: "The version before couldn't be opened.",
  changeKinds: { added: "Added", removed: "Removed", moved: "Moved", resized: "Resized", edited: "Edited" },
  /** The same inside of a sentence. */
  changeKindsInside: {
    added: "added",
    removed: "removed",
    moved: "moved",
    resized: "resized",
    edited: "edited",
  },
  wasHere: "Where it was",
  legend: "Legend",
  changesList: "Changes",
  onOtherForm: { desktop: "on the desktop", mobile: "on the phone" },
  movedFrom: (from: Spot, to: Spot) =>
    `From column ${from.x + 1}, row ${from.y + 1} to column ${to.x + 1}, row ${to.y + 1}`,
  movedUpList: "Further up",
  movedDownList: "Further down",
  sizeFrom: (from: Extent, to: Extent) => `From ${from.w} × ${from.h} to ${to.w} × ${to.h}`,
  heightFrom: (from: number, to: number) => `From ${from} to ${to} high`,
  /** Of an entry in a list. */
  fieldOf: (entry: string, field: string) => `${entry} · ${field}`,
  fieldChange: (field: string, change: string) => `${field}: ${change}`,
  valueFrom: (was: string, is: string) => `${was} → ${is}`,
  entries: {
    added: (names: string) => `added ${names}`,
    removed: (names: string) => `removed ${names}`,
    ticked: (names: string) => `ticked ${names}`,
    unticked: (names: string) => `no longer ticked ${names}`,
    renamed: (names: string) => `renamed ${names}`,
    changed: (names: string) => `changed ${names}`,
  },
  entriesReordered: (names: string) => `in another order: ${names}`,
  valueYes: "yes",
  valueNo: "no",
  valueParts: (n: number) => count(n, "setting", "settings"),
  valueEntries: (n: number) => count(n, "entry", "entries"),
  valueAmong: (names: readonly string[], entries: string) => `${names.join(", ")}… (${entries})`,
  historyEmpty: "No versions yet. The first one appears as soon as something is saved.",
  historyIncomplete: "Older versions can't be reached right now. They are safe; try again later.",
  loadMore: "Load more",
  now: "Now",
  thisDevice: "This device",
  otherDevice: "Another device",
  setAside: "Set aside in a conflict",
  version: (n: number) => `Version ${n}`,
  pinned: "Pinned",
  restore: "Restore this version",
  backToNow: "Back to now",
  previewing: (n: number, when: string) => `Version ${n}, ${inside(when)}`,
  restored: (n: number) => `Version ${n} restored`,
  previewFailed: "This version couldn't be opened.",
  historyFailed: "The history couldn't be loaded.",
  historySafe: "Your dashboard and its versions are safe.",

  conflictTitle: "Two devices changed the same thing",
  conflictText: (device: string, when: string) =>
    `${device} saved ${inside(when)}, while you were changing things here. Whatever you choose, both sides stay in the history.`,
  sideTime: (device: string, when: string) => `${device}, ${inside(when)}`,
  forAll: "For all of them:",
  allSides: { mine: "All mine", theirs: "All theirs" },
  resultHeading: "What you will get",
  resultAbout: "What you chose, and everything else that either device changed.",
  sides: { mine: "Mine", theirs: "Theirs" },
  sidesAbout: {
    mine: "Only what is on this device. What the other one changed is in the history alone.",
    theirs: "Only what the other device saved. What was changed here is in the history alone.",
  },
  keep: { mine: "Keep mine", theirs: "Take theirs" },
  keepChosen: "Use what is chosen",
  decideLater: "Decide later",
  laterIsSafe: "It can wait. Until then it is behind the saving state above, and you can go on working.",
  clashes: (n: number) => count(n, "clash", "clashes"),
  clashColumns: "Number of columns",
  clashGone: "removed",
  clashKept: "kept, with changes",
  clashNothing: "nothing",
  clashOther: "another widget altogether",
  clashTogether: "Both together would be more than one dashboard can hold.",
  resolved: { mine: "Kept yours", theirs: "Took theirs", merged: "Merged both" },

  importTitle: "Import a dashboard",
  importIntro:
    "From Grafana: open the dashboard, then Export, then Save to file. Files downloaded from Gridkeep work too.",
  importFile: "Choose a file",
  importDrop: "or drop one anywhere on the page",
  importPaste: "or paste its JSON here",
  importReading: (name: string) => `Reading ${name}…`,
  importStop: "Stop reading",
  importUnread: "This file couldn't be read. Nothing was changed; choose it again, or paste what it says.",
  importTooLarge: "This file is larger than any dashboard: more than 64 MB. Nothing of it was read.",
  importUnknown: "This is JSON, but no dashboard: it has no list of panels.",
  importUnreadable: "This is JSON, but its list of panels can't be read.",
  importSealed:
    "This dashboard was encrypted when it was downloaded, so nobody can see what it holds. Download it again from a device that is unlocked.",
  importInvalid: "This dashboard can't be imported as it is:",
  importSeveral: (n: number) => `This file holds ${count(n, "dashboard", "dashboards")}. Which one?`,
  importWidgets: (n: number) => count(n, "widget", "widgets"),
  importReplaces: (n: number) => `${count(n, "widget", "widgets")} will replace the desktop layout`,
  importAppends: (n: number) => `${count(n, "widget", "widgets")} will stand below what is here`,
  importAnew: (n: number) => `${count(n, "widget", "widgets")} will make a new dashboard`,
  importSafe: "You can undo this, and the present layout stays in the history.",
  importSafeAnew: "This dashboard stays as it is.",
  importFull: "Both together would be more than one dashboard can hold. Make it a new one instead.",
  importWarnings: (n: number) =>
    count(n, "panel lies over another one and stays so", "panels lie over others and stay so"),
  importForeign: (n: number) =>
    `${count(n, "panel is", "panels are")} of a kind that Gridkeep keeps but doesn't draw`,
  importKinds: (kinds: readonly string[]) => list(kinds),
  importWhere: "Where to",
  importTo: {
    replace: "In place of what is here",
    append: "Below what is here",
    anew: "As a new dashboard",
  },
  importName: "Name",
  importNow: "Import",
  importing: "Importing…",
  imported: (title: string) => `${title} imported`,
  importDescription: (title: string) => `Imported from Grafana: ${title}`,
  untitled: "Untitled dashboard",
  later: "Later",

  statusDetails: "Saving",
  devicesIntro: "Browsers that are signed in as you. Each has all of your dashboards, and may change them.",
  devicesFailed: "The list of your devices couldn't be loaded.",
  devicesSafe: "Your dashboard is safe. Check the connection, then try again.",
  devicesSignedOut: "This device is signed out.",
  devicesSignedOutSafe:
    "What it has of your dashboard is still here. Sign in again with a code from one of your other devices, or go on as a new guest, with a new history.",
  loadingDevices: "Loading your devices",
  deviceNow: "Open now",
  deviceHour: "Seen within the last hour",
  deviceSeen: (when: string) => `Last seen ${inside(when)}`,
  rename: "Rename",
  renameOne: (name: string) => `Rename ${name}`,
  deviceName: "Name of this device",
  newDeviceName: "New name",
  renamed: (name: string) => `Renamed to ${name}`,
  signOut: "Sign out",
  signOutOne: (name: string) => `Sign out ${name}`,
  signOutOthers: "Sign out all others",
  signOutAsk: (name: string) => `Sign out “${name}”?`,
  signOutOthersAsk: (n: number) => `Sign out ${count(n, "other device", "other devices")}?`,
  signOutThisAsk: "Sign out this device?",
  signOutOther:
    "It can no longer read or save anything here. What it has stored stays in its browser until the browsing data is cleared there.",
  signOutThis:
    "You can come back with a code from one of your other devices. What is stored here stays in this browser until you clear its browsing data.",
  signOutLast:
    "This is the only device. Once it is signed out, nobody can get back to what is on the server, you included. Pair another device first, or download a copy.",
  signedOutOne: (name: string) => `${name} is signed out`,
  signedOutThis: "This device is signed out",
  pair: "Pair a new device",
  pairIntro: "On the other device, point the camera at this picture, or open this address and type the code.",
  pairQr: (code: string) => `QR code that opens the pairing page with the code ${code}`,
  pairCode: "Pairing code",
  pairMinutes: (n: number) => `Good once, for ${count(n, "more minute", "more minutes")}`,
  pairEnded: "This code has run out.",
  newCode: "New code",
  copyCode: "Copy code",
  codeCopied: "Code copied",
  paired: (name: string) => `${name} has joined`,
  haveCode: "I have a code",

  join: "Join",
  joinTitle: "Join with a code",
  joinIntro: "On a device that is signed in, open the menu, then Devices, then “Pair a new device”.",
  joinFresh: "This device will show the dashboards of that one, and both keep in step from then on.",
  joinOwn: "This device has a dashboard of its own",
  joinOwnText:
    "After joining, it shows the other dashboard instead. The one that is here now leaves this browser's view, and nobody is signed in to it here any more.",
  joinBack:
    "If the code comes from a device with this same dashboard, what waits here is sent. If it comes from another dashboard, that one is shown instead.",
  joinLocked:
    "The dashboard that is here now is locked. Unlock it first if you want to keep it: after joining, nobody is signed in to it here any more.",
  joinKeep: "Keep it, too, as a separate dashboard",
  joinKept: (name: string) => `What was on this device is kept as “${name}”`,
  joinKeptName: (day: string, turn: number) => `from-this-device-${day}${turn > 1 ? `-${turn}` : ""}`,
  joinNotKept:
    "What was on this device couldn't be kept on the server. Download it before you close this page.",
  joined: "This device has joined. Both keep in step from now on.",
  joinedSame: "This device belongs to those dashboards already.",
  codeShort: "A code has eight letters and digits, such as 7KQ2-M9XA.",
  codeUnknown:
    "No device is waiting with this code. A code works once and for ten minutes: look for a typing mistake, or make a new one.",
  codeTooOften: "Too many codes were tried from here. Wait a minute, then try again.",
  generalTab: "General",
  encryptionTab: "Encryption",
  accountTab: "Your data",
  savingTitle: "Saving",
  autoSave: "Save changes automatically",
  autoSaveHint:
    "Off: changes stay on this device until you save them, with Ctrl+S or from the status at the top.",
  autoSaveDelay: "Save after a pause of",
  pause: (n: number) => (n < 60 ? count(n, "second", "seconds") : count(n / 60, "minute", "minutes")),
  maxVersions: "Versions to keep",
  maxVersionsAll: "As many as the server keeps",
  maxVersionsSome: (n: number) => `The newest ${n}`,
  maxVersionsHint: "Older ones are given up for good after the next save. Pinned versions always stay.",
  perDevice: "These settings hold for this device.",
  settingKept: "Setting changed",
  settingFailed: "This setting couldn't be changed.",
  look: "Appearance",
  language: "Language",

  encryptIntro:
    "What your widgets say is sealed on this device before it is sent. The server keeps it, and can't read it.",
  encryptWhat: "What it protects, and what it doesn't",
  encryptProtects: [
    "Texts, links, lists and settings of widgets can't be read by whoever gets hold of the server or its backups.",
    "Sealing the whole layout hides titles, kinds, places and the number of widgets, too.",
    "Changed or swapped pieces are noticed, and never saved over.",
  ],
  encryptLeaves: [
    "The server still sees when you save, how much, from which device, and what you call versions.",
    "Versions from before stay readable until they are given up.",
    "This browser keeps your dashboard in the open. Lock it before you lend it, and clear the site's data before you give the device away.",
    "A server that sends a forged page could learn the passphrase from it.",
  ],
  encryptForget:
    "If you forget the passphrase, what is sealed is lost as soon as no device is unlocked. Nobody can reset it. Write it down, and keep it where you keep your passport.",
  encryptMode: "What is sealed",
  encryptModes: { fields: "The content of each widget", whole: "The whole layout" },
  encryptModeHints: {
    fields:
      "Places, kinds and titles stay readable, so devices merge smoothly and the history says what changed.",
    whole:
      "Nothing but the size can be seen. The history doesn't say what changed, and restores whole versions.",
  },
  passphrase: "Passphrase",
  newPassphrase: "New passphrase",
  oldPassphrase: "Passphrase until now",
  passphraseAgain: "The same again",
  passphraseDiffers: "The two are not the same.",
  showPassphrase: "Show what is typed",
  suggest: "Suggest one",
  strengths: {
    short: "Too short: at least 8 characters are needed.",
    weak: "Weak: somebody with the stored key could guess it within days. You may use it; several random words are better.",
    fair: "Fair: it takes a great effort to guess. One or two more random words make it strong.",
    strong: "Strong: nobody guesses this.",
  },
  encryptNow: "Encrypt this dashboard",
  loadingKeys: "Looking for the keys of this device…",
  encryptOn: "Encrypted, and unlocked on this device",
  encryptLocked: "Encrypted, and locked on this device",
  encryptOff: "Not encrypted",
  encryptWaits: "Encrypted once there is a passphrase: until then nothing is sent.",
  keyStep: (at: number, of: number) => `Step ${at} of ${of}:`,
  keySteps: {
    asking: "asking the server what it has.",
    opening: "trying the passphrase until now. This takes a moment on purpose.",
    making: "locking the key up with the new passphrase. This takes a moment on purpose.",
    saving: "sending the locked-up key to the server.",
  },
  keySafeSetting: "Nothing has changed yet: the dashboard stays as it is if you cancel.",
  keySafeChanging: "Nothing has changed yet: the passphrase until now stays if you cancel.",
  keyTooLate: "It is on its way and can't be cancelled any more. Your dashboard is safe on this device.",
  encryptSaving:
    "Last step: sending the dashboard sealed. It is safe on this device, and goes by itself if you leave. Switching encryption off below takes it back.",
  encryptDone: "The dashboard is sealed on the server",
  encryptLater: "It will be sealed on the server as soon as there is a connection.",
  encryptStop: "Switch encryption off",
  encryptStopAsk: "Save this dashboard in the open again?",
  encryptStopText:
    "From now on the server can read it. Sealed versions stay sealed. Switch it off on your other devices, too: one that you forget seals it again.",
  encryptStopped: "Encryption is off",
  olderOpen: "Versions from before can still be read on the server.",
  giveUpOlder: "Give up readable versions",
  giveUpOlderAsk: "Give up all versions but the newest?",
  giveUpOlderText: "They can't be restored afterwards. Pinned versions stay, readable as they are.",
  gaveUpOlder: (n: number) => `${count(n, "version", "versions")} given up`,
  lockNow: "Lock now",
  lockHint: "Locked, this browser shows nothing of the dashboard until the passphrase is typed in.",
  lockedNow: "Locked",
  unlock: "Unlock",
  unlocking: "Trying the passphrase…",
  unlocked: "Unlocked",
  lockedTitle: "This dashboard is locked",
  lockedText: "It is encrypted. Type the passphrase to see it, and to send what waits on this device.",
  lockedHere: "Your dashboard is encrypted, and this device has never been unlocked.",
  lockedHereText:
    "What you see is what this device has. Unlock to see the newest; what you do here meanwhile is kept, and merged with it.",
  forgot: "Forgotten the passphrase?",
  forgotText:
    "Nobody can reset it. If another of your devices is still unlocked, switch encryption off there, in Settings. If none is, what is sealed can't be read again; versions from before encryption are in the history on the server.",
  changePassphrase: "Change the passphrase",
  passphraseChanged: "The passphrase was changed",
  passphraseChangedHint:
    "The key stays the same: nothing is encrypted again, and your other devices stay unlocked.",
  reasons: {
    "wrong-passphrase": "This is not the passphrase. Capitals and spaces count.",
    locked: "This device has to be unlocked first.",
    tampered: "The key on the server is damaged. Nothing was changed.",
    "not-encrypted": "There is no passphrase yet.",
    unreachable: "The server can't be reached. Nothing was changed here; try again.",
    conflict: "Another device has set a passphrase meanwhile. Unlock with that one.",
    stopped: "Cancelled. Nothing was changed.",
    "weak-passphrase": "At least 8 characters are needed: fewer are guessed within hours.",
    storage: "This browser can't keep the key. It holds until this page is closed.",
  },

  exportAll: "Take everything with you",
  exportAllText:
    "One file with all dashboards, all versions and your devices. Each dashboard in it can be imported.",
  exportNow: "Download everything",
  exporting: (size: string) => `Downloading, ${size} so far`,
  exported: "Everything was downloaded",
  exportFailed: "The download broke off. Nothing was changed; try again.",
  erase: "Erase everything",
  eraseText:
    "All dashboards, all versions, all devices and codes are erased on the server, at once and for good. Every device is signed out. This browser forgets its copy; other browsers keep theirs until their browsing data is cleared.",
  eraseType: (name: string) => `Type ${name} to confirm`,
  eraseNow: "Erase everything for good",
  erasing: "Erasing…",
  eraseFailed: "Nothing was erased as far as is known. Check the connection, then try again.",
  erased: "Everything was erased",
  erasedText: "Nothing of yours is on the server any more. This browser forgets its copy when you go on.",
  erasedLater:
    "Nobody can get to it any more. The last of it is being removed from the archive and is gone within a few minutes. This browser forgets its copy when you go on.",
  startAnew: "Start with a new dashboard",
} as const;

/** What in a table could not be read, with the row as a person counts it. */
export const faultInWords = (fault: Fault): string => {
  switch (fault.kind) {
    case "quote":
      return `Row ${fault.row}: a quotation mark is opened and never closed.`;
    case "shape":
      return `Entry ${fault.row} is of another kind than the others, and was left out.`;
    case "cells":
      return `Row ${fault.row} has ${count(fault.found, "cell", "cells")} in place of ${fault.wanted}.`;
    case "number":
      return `Row ${fault.row}: “${cut(fault.text)}” is no number.`;
    case "moment":
      return `Row ${fault.row}: “${cut(fault.text)}” is no date, so the row was left out.`;
    case "candle":
      return `Row ${fault.row} is no candle: its high and low must enclose open and close.`;
    case "column":
      return fault.name === ""
        ? "A column without numbers isn't drawn."
        : `The column “${cut(fault.name)}” has no numbers, and isn't drawn.`;
    case "columns":
      return `${count(fault.left, "more column isn't", "more columns aren't")} drawn.`;
  }
};

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** "2 widgets moved and 1 edited". */
export const changesInWords = (changes: ChangeCounts, changeType: ChangeType = "auto"): string => {
  const parts = (["added", "removed", "moved", "resized", "edited"] as const).filter(
    (kind) => changes[kind] > 0,
  );
  // Who takes the other side ends where that side was.
  if (parts.length === 0)
    return changeType === "conflict_resolution" ? "A conflict was decided" : "No widget changed";
  return list(
    parts.map((kind, index) =>
      index === 0 ? `${count(changes[kind], "widget", "widgets")} ${kind}` : `${changes[kind]} ${kind}`,
    ),
  );
};
