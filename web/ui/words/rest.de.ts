/** Every other word, in German. */
import type { ChangeCounts } from "../../../worker/layout/diff.ts";
import type { ChangeType } from "../../../worker/layout/wire.ts";
import type { Fault } from "../figures/table.ts";
import { createGrammar } from "./grammar.ts";

export { failureInWords } from "./failures.de.ts";

const { count, isOne, list } = createGrammar("de");

type Spot = { readonly x: number; readonly y: number };
type Extent = { readonly w: number; readonly h: number };

/** A time inside of a sentence: only what is no noun, as weekdays and months keep their capitals. */
const inside = (when: string): string =>
  when.replace(/^(Vor|Gerade|Eben|Heute|Gestern|Vorgestern|Jetzt|In)\b/, (word) => word.toLowerCase());

const widgets = (n: number): string => count(n, "Widget", "Widgets");

export const words = {
  lifted: (title: string, place: string) =>
    `${title} angehoben. ${place}. Pfeiltasten verschieben, Umschalt und Pfeiltasten ändern die Größe, Leertaste legt ab, Escape bricht ab.`,
  dropped: (title: string, place: string) => `${title} abgelegt. ${place}.`,
  cancelled: (title: string) => `${title} ist wieder an der alten Stelle.`,
  place: ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) =>
    `Spalte ${x + 1}, Zeile ${y + 1}, ${w} breit, ${h} hoch`,
  liftedMany: (n: number, place: string) =>
    `${widgets(n)} zusammen angehoben. ${place}. Pfeiltasten verschieben, Leertaste legt ab, Escape bricht ab.`,
  droppedMany: (n: number, place: string) => `${widgets(n)} abgelegt. ${place}.`,
  cancelledMany: (n: number) => `${count(n, "Widget ist", "Widgets sind")} wieder an der alten Stelle.`,
  phoneLifted: (title: string, place: string) => `${title} angehoben. ${place}. Escape legt es zurück.`,
  phonePlace: (index: number, length: number) => `Position ${index + 1} von ${length}`,
  isLocked: (title: string) => `${title} ist an seiner Stelle gesperrt.`,
  removed: (title: string) => `${title} entfernt`,
  duplicated: (title: string) => `${title} dupliziert`,
  removedMany: (n: number) => `${widgets(n)} entfernt`,
  removedFrom: {
    desktop: {
      one: (title: string) => `${title} vom Desktop entfernt`,
      many: (n: number) => `${widgets(n)} vom Desktop entfernt`,
      also: "Auch vom Telefon",
    },
    mobile: {
      one: (title: string) => `${title} vom Telefon entfernt`,
      many: (n: number) => `${widgets(n)} vom Telefon entfernt`,
      also: "Auch vom Desktop",
    },
  },
  bring: {
    title: {
      desktop: "Nur auf dem Telefon: auch hier hinzufügen",
      mobile: "Nur auf dem Desktop: auch hier hinzufügen",
    },
  },
  duplicatedMany: (n: number) => `${widgets(n)} dupliziert`,
  shiftedMany: (n: number, place: string) => `${widgets(n)} verschoben. ${place}`,

  select: "Auswählen",
  unselect: "Aus der Auswahl nehmen",
  placeDialog: "Platz und Größe…",

  copy: "Kopieren",
  cut: "Ausschneiden",
  widgetMenu: (title: string) => `${title}: weitere Aktionen`,
  settings: "Einstellungen",
  moveLeft: "Nach links verschieben",
  moveRight: "Nach rechts verschieben",
  wider: "Breiter",
  narrower: "Schmaler",
  sendToTop: "Ganz nach oben",
  duplicate: "Duplizieren",
  remove: "Entfernen",
  close: "Schließen",
  cancel: "Abbrechen",
  save: "Speichern",
  selectionActions: "Ausgewählte Widgets",
  clearSelection: "Auswahl aufheben",
  moveSelected: "Verschieben",

  placeOf: (title: string) => `${title}: Platz und Größe`,
  placeOfMany: (n: number) => `Platz von ${widgets(n)}`,
  placeDialogMany: "Verschieben nach…",
  column: "Spalte",
  gridRow: "Zeile",
  width: "Breite",
  height: "Höhe",
  placeUnits: (columns: number) =>
    `Das Raster ist ${columns} Spalten breit. Andere machen Platz; was gesperrt ist, bleibt.`,
  placeTaken: "Dort ist ein gesperrtes Widget im Weg. Es wurde nichts verschoben.",
  placeApply: "Hierher verschieben",
  copied: (n: number) => `${widgets(n)} kopiert`,
  copySealed: "Was durch die Passphrase gesperrt ist, lässt sich nicht kopieren. Entsperre es zuerst.",
  copyRefused: "Dieser Browser hat das Kopieren nicht erlaubt. Es wurde nichts geändert.",
  pasted: (n: number, leftOut: number) =>
    leftOut === 0
      ? `${widgets(n)} eingefügt`
      : `${widgets(n)} eingefügt; ${leftOut} ${leftOut === 1 ? "war nicht lesbar und wurde" : "waren nicht lesbar und wurden"} ausgelassen`,
  pasteByKeys:
    "Dieser Browser gibt seine Zwischenablage nur über die Tastatur her: Drück Strg+V, oder ⌘V auf einem Mac. Es wurde nichts geändert.",
  pasteRefused: {
    "too-large":
      "Dieser Text ist größer als ein ganzes Dashboard und wurde deshalb nicht eingefügt. Es wurde nichts geändert.",
    "not-json":
      "In der Zwischenablage sind keine Widgets. Kopiere zuerst welche, hier oder auf einem anderen Dashboard. Es wurde nichts geändert.",
    unknown: "Was in der Zwischenablage ist, sind keine Widgets. Es wurde nichts geändert.",
    newer:
      "Diese Widgets wurden in einem neueren Gridkeep kopiert. Lade diese Seite neu und füge sie noch einmal ein. Es wurde nichts geändert.",
    nothing: "Keines der Widgets in der Zwischenablage war lesbar. Es wurde nichts geändert.",
    full: "Dieses Dashboard hat keinen Platz für so viele Widgets. Es wurde nichts geändert.",
  },

  moveHandle: (title: string) => `${title} verschieben`,
  resizeHandle: (title: string) => `Größe von ${title} ändern`,

  notesPlaceholder: "Schreib etwas…",
  notesLabel: "Notiz",
  noRoom: (found: number, most: number) =>
    `Zu lang: Das wären ${found.toLocaleString("de")} Zeichen, und hier passen ${most.toLocaleString("de")} hinein. Nichts wurde geändert.`,
  listFull: (found: number, left: number) =>
    left === 0
      ? "Diese Liste ist voll, mit 500 Einträgen. Nichts wurde hinzugefügt."
      : `Das sind ${found.toLocaleString("de")} Einträge, und in diese Liste ${left === 1 ? "passt" : "passen"} noch ${left}. Nichts wurde hinzugefügt.`,
  numberWanted: (isWhole: boolean, least?: number, most?: number) => {
    const kind = isWhole ? "ganze Zahl" : "Zahl";
    if (least !== undefined && most !== undefined)
      return `Hierher gehört eine ${kind} von ${least} bis ${most}.`;
    if (least !== undefined) return `Hierher gehört eine ${kind} von mindestens ${least}.`;
    return most === undefined
      ? `Hierher gehört eine ${kind}.`
      : `Hierher gehört eine ${kind} von höchstens ${most}.`;
  },
  listTooLong: (most: number) => `Höchstens ${most.toLocaleString("de")} Einträge haben Platz.`,
  notKept: "Das kann nicht behalten werden.",
  tooLong: (found: number, most: number) =>
    `Das sind ${found.toLocaleString("de")} Zeichen, und hier passen ${most.toLocaleString("de")} hinein. Nichts wurde abgeschnitten: Sobald es kürzer ist, lässt es sich speichern.`,
  tooLongTable: "Eine längere Tabelle kann bleiben, wo sie ist: Gib unten ihre Adresse an.",
  addItem: "Eintrag hinzufügen",
  newItem: "Neuer Eintrag",
  itemText: (n: number) => `Eintrag ${n}`,
  deleteItem: (text: string) => `${text || "Eintrag"} löschen`,
  doneCount: (done: number, all: number) => `${done} von ${all} erledigt`,
  hiddenDone: (n: number) => count(n, "erledigter Eintrag ausgeblendet", "erledigte Einträge ausgeblendet"),
  noItems: "Nichts zu tun. Füge unten den ersten Eintrag hinzu.",
  addLink: "Link hinzufügen",
  linkLabel: "Name",
  linkAddress: "Adresse",
  noLinks: "Noch keine Links.",
  editLink: (label: string) => `${label} bearbeiten`,
  badAddress: "Eine Adresse beginnt mit http:// oder https://",
  setUp: "Einrichten",
  metricEmpty: "Welche Zahl? Tipp sie ein, oder gib die Adresse von JSON an.",
  chartEmpty: "Noch nichts zu zeichnen. Füge eine Tabelle ein, oder gib die Adresse von JSON an.",
  chartExample: "Beispiel zeigen",
  chartNoRows: "Es sind noch keine Zeilen darin.",
  chartNoNumbers: "Keine der Spalten enthält Zahlen, also gibt es nichts zu zeichnen.",
  chartNoTable: "Was dort ist, ist keine Tabelle: Es braucht eine Liste von Zahlen, Zeilen oder Objekten.",
  chartNoCandles: "Kerzen brauchen vier Spalten: open, high, low und close.",
  chartLabel: (kind: string, names: readonly string[], points: number) =>
    `${kind}: ${list(names)}, ${count(points, "Punkt", "Punkte")}`,
  chartValues: "Werte",
  chartPoint: (where: string, values: readonly string[]) => `${where}: ${values.join(", ")}`,
  chartMissing: "kein Wert",
  showTable: "Als Tabelle zeigen",
  showChart: "Als Diagramm zeigen",
  tableLast: (shown: number, all: number) => `Die letzten ${shown} von ${all} Zeilen`,
  seriesUnnamed: (n: number) => (n === 1 ? "Wert" : `Wert ${n}`),
  faultsFound: (n: number) =>
    `${count(n, "Angabe in der Tabelle war", "Angaben in der Tabelle waren")} nicht brauchbar`,
  faultsMore: (n: number) => `und ${n} weitere`,
  candleParts: { open: "Eröffnung", high: "Hoch", low: "Tief", close: "Schluss" },
  candleUp: "Gestiegen",
  candleDown: "Gefallen",
  candlesJoined: (n: number) => `Jede Kerze steht für ${n} Zeilen.`,
  barsJoined: (n: number) => `Jeder Balken steht für ${n} Zeilen und zeigt die größte.`,
  trendUp: (by: string, from: string) => `Um ${by} gestiegen, vorher ${from}`,
  trendDown: (by: string, from: string) => `Um ${by} gefallen, vorher ${from}`,
  trendSame: (from: string) => `Unverändert, vorher ${from}`,

  askingSite: (host: string) => `${host} wird abgefragt…`,
  asking: "Wird abgefragt…",
  staleSince: (when: string) => `Stand: ${when}`,
  askedSoon: "Gleich wird wieder abgefragt: höchstens viermal in der Minute.",
  pathWrong: "Das ist kein Pfad. Er sollte aussehen wie data.items[0].price.",
  pathEmpty: (path: string) => (path === "" ? "Es ist nichts darin." : `Unter „${path}“ ist nichts.`),
  pathNoNumber: (path: string) =>
    path === ""
      ? "Das ist keine Zahl. Gib an, wo darin die Zahl steht."
      : `Was unter „${path}“ steht, ist keine Zahl.`,
  addressRefused:
    "Diese Adresse wird nicht verwendet: Sie muss mit https:// beginnen und darf weder Namen noch Passwort enthalten.",
  sourceFailed: {
    offline: "Es gibt keine Verbindung. Sobald es eine gibt, wird wieder abgefragt.",
    blocked: "Diese Seite ist nicht erreichbar oder lässt sich von anderen Seiten nicht lesen.",
    slow: "Diese Seite hat zu lange für eine Antwort gebraucht.",
    "too-large": "Was diese Seite sendet, ist größer als 1 MB.",
    "not-there": "Unter dieser Adresse ist nichts.",
    "not-allowed": "Diese Seite verlangt eine Anmeldung, und von hier aus ist niemand angemeldet.",
    "too-often": "Diese Seite wurde zu oft gefragt und will eine Pause.",
    refused: "Diese Seite hat die Anfrage nicht angenommen.",
    broken: "Diese Seite hat selbst ein Problem.",
    "not-json": "Was unter dieser Adresse steht, ist kein JSON.",
  },
  sourceSafe: "Von deinem Dashboard ist nichts verloren.",

  imageEmpty: "Welches Bild? Gib seine Adresse an.",
  imageFailed: "Das Bild konnte nicht geladen werden.",
  imageOffline: "Es gibt keine Verbindung. Das Bild kommt, sobald es eine gibt.",
  embedEmpty: "Welche Seite? Gib ihre Adresse an.",
  embedFrame: (host: string) => `Seite von ${host}`,
  embedNothing: "Nichts zu sehen?",
  embedOpenShort: "Öffnen",
  embedOpen: (host: string) => `${host} in neuem Tab öffnen`,
  embedLoading: (host: string) => `${host} wird geladen…`,
  embedOffline: "Es gibt keine Verbindung. Die Seite kommt, sobald es eine gibt.",

  unknownZone: (zone: string) => `„${zone}“ ist keine bekannte Zeitzone. Gezeigt wird deine.`,
  days: (n: number) => (isOne(n) ? "Tag" : "Tage"),
  hours: (n: number) => (isOne(n) ? "Stunde" : "Stunden"),
  minutes: (n: number) => (isOne(n) ? "Minute" : "Minuten"),
  seconds: (n: number) => (isOne(n) ? "Sekunde" : "Sekunden"),
  setDate: "Datum festlegen",
  noDate: "Bis wohin wird gezählt?",
  noDateSet: "Kein Datum festgelegt",
  ended: "Es ist so weit!",
  endedAt: (when: string) => `Seit ${when}`,

  gallerySearch: "Widgets suchen",
  galleryNone: (text: string) => `Kein Widget heißt „${text}“.`,

  settingsOf: (title: string) => `${title}: Einstellungen`,
  title: "Titel",
  titlePlaceholder: "Ohne Titel",
  rawConfig: "Inhalt als JSON",
  settingsMet: {
    clash:
      "Während das hier offen war, wurde dasselbe auf einem anderen Gerät oder in einem anderen Tab geändert. Wenn du jetzt speicherst, gilt deins; das andere bleibt im Verlauf.",
    gone: "Während das hier offen war, wurde dieses Widget entfernt.",
  },
  settingsInsist: { clash: "Meins speichern", gone: "Damit zurückholen" },
  settingsLeft: (name: string) => `Die Änderungen an ${name} sind nicht gespeichert`,
  goOnEditing: "Weiter bearbeiten",
  rawConfigHint:
    "Diese Seite hat kein Formular für diese Art von Widget, deshalb stehen seine Einstellungen hier, wie sie sind.",
  notJson: "Das ist kein gültiges JSON.",
  notObject: "Das muss ein Objekt sein: { … }.",
  sameAsDevice: "Wie dieses Gerät",
  addEntry: "Hinzufügen",
  entryUp: "Eintrag nach oben verschieben",
  entryRemove: "Eintrag entfernen",
  fields: {
    // Here English shows the key itself.
    title: "Titel",
    locked: "Gesperrt",
    face: "Zifferblatt",
    timeZone: "Zeitzone",
    hour12: "12-Stunden-Uhr",
    seconds: "Sekunden",
    date: "Datum",
    tint: "Papier",
    hideDone: "Erledigte ausblenden",
    newTab: "In neuem Tab",
    to: "Bis",
    unit: "Einheit",

    items: "Einträge",
    url: "Adresse",
    label: "Beschriftung",
    text: "Text",
    done: "Erledigt",
    place: "Wo",
    csv: "Tabelle",
    kind: "Gezeichnet als",
    path: "Stelle im JSON",
    previousPath: "Stelle im JSON, vorher",
    refresh: "Erneut abfragen",
    fromZero: "Skala ab null",
    value: "Zahl",
    previous: "Zahl vorher",
    decimals: "Nachkommastellen",
    better: "Welche Richtung gut ist",
    alt: "Was darauf zu sehen ist",
    fit: "Wie es eingepasst wird",
    storage: "Die Seite darf sich an mich erinnern",
  } as Readonly<Record<string, string>>,
  /** Titles of the catalog, which speaks English. */
  fieldLabels: {
    Address: "Adresse",
    "Address of JSON": "Adresse von JSON",
    "Address of the page": "Adresse der Seite",
    "Address of the picture": "Adresse des Bildes",
    "Ask again": "Erneut abfragen",
    "Date and time": "Datum und Uhrzeit",
    "Decimal places": "Nachkommastellen",
    Done: "Erledigt",
    "Drawn as": "Gezeichnet als",
    Face: "Zifferblatt",
    "Hide finished items": "Erledigte Einträge ausblenden",
    "How it fits": "Einpassung",
    Label: "Beschriftung",
    "Let the page remember me": "Die Seite darf sich an mich erinnern",
    Number: "Zahl",
    "Number before": "Zahl vorher",
    "Open in a new tab": "In neuem Tab öffnen",
    Paper: "Papier",
    "Show seconds": "Sekunden zeigen",
    "Show the date": "Datum zeigen",
    "Start the scale at zero": "Skala bei null beginnen",
    Table: "Tabelle",
    Text: "Text",
    "12-hour clock": "12-Stunden-Uhr",
    "Time zone": "Zeitzone",
    Unit: "Einheit",
    "What for": "Wofür",
    "What it counts": "Was sie zählt",
    "What it shows": "Was darauf zu sehen ist",
    "Where the number before is": "Wo die Zahl vorher steht",
    "Where the number is": "Wo die Zahl steht",
    "Where the rows are": "Wo die Zeilen stehen",
    "Which way is good": "Welche Richtung gut ist",
  } as Readonly<Record<string, string>>,
  /** What a field of the settings wants to be told, where its title can't say it. */
  hints: {
    "countdown.timeZone":
      "Der Ort, dessen Zeit gemeint ist. Mit „Wie dieses Gerät“ zählt jedes Gerät in seiner eigenen Zeit, wie bis Mitternacht an Silvester.",
    "metric.value": "Oder leer lassen und unten eine Adresse angeben.",
    "metric.previous": "Zeigt, wie weit sie seither gekommen ist.",
    "metric.decimals": "Von 0 bis 6. Leer: so viele, wie sie hat.",
    "metric.url":
      "Die Seite muss anderen Seiten erlauben, sie zu lesen. Dein Browser fragt sie direkt ab, ohne dich anzumelden.",
    "metric.path": "Zum Beispiel data.items[0].price",
    "chart.csv":
      "Aus einer Tabellenkalkulation einfügen: Daten oder Namen in der ersten Spalte, Zahlen in den anderen. Kerzen brauchen open, high, low und close.",
    "chart.url":
      "Wird anstelle der Tabelle verwendet. Die Seite muss anderen Seiten erlauben, sie zu lesen. Dein Browser fragt sie direkt ab, ohne dich anzumelden.",
    "chart.path": "Zum Beispiel data.rows. Leer: die ganze Antwort.",
    "image.alt": "Für alle, die es nicht sehen können, und falls es sich nicht laden lässt.",
    "embed.url": "Manche Seiten lassen sich nicht in einem Rahmen anzeigen.",
    "embed.storage":
      "Gibt ihr eigene Cookies, damit eine Anmeldung dort erhalten bleibt. Für Seiten, denen du vertraust.",
  } as Readonly<Record<string, string>>,
  badAddresses: {
    "web-address": "Eine Adresse beginnt mit http:// oder https://",
    "secure-address": "Eine Adresse beginnt mit https:// und enthält weder Namen noch Passwort.",
    "data-address":
      "Eine Adresse beginnt mit https:// (oder http://localhost) und enthält weder Namen noch Passwort.",
  },
  choices: {
    digital: "Digital",
    analog: "Analog",
    plain: "Schlicht",
    yellow: "Gelb",
    green: "Grün",
    blue: "Blau",
    pink: "Rosa",
    line: "Linie",
    area: "Fläche",
    bar: "Balken",
    candlestick: "Kerzen",
    never: "Nur beim Öffnen",
    "15s": "Alle 15 Sekunden",
    "1m": "Jede Minute",
    "5m": "Alle 5 Minuten",
    "15m": "Alle 15 Minuten",
    "1h": "Jede Stunde",
    up: "Mehr ist besser",
    down: "Weniger ist besser",
    neither: "Weder noch",
    contain: "Ganz zeigen",
    cover: "Rahmen ausfüllen",
  } as Readonly<Record<string, string>>,

  listed: (parts: readonly string[]) => list(parts),
  saves: (n: number) => count(n, "Speicherstand", "Speicherstände"),
  sessionMore: (n: number, span: string) =>
    `${count(n, "früherer Speicherstand", "frühere Speicherstände")}, ${span}`,
  nameVersion: (n: number) => `Version ${n} benennen`,
  pinVersion: (n: number) => `Version ${n} anheften`,
  versionName: "Name dieser Version",
  versionNameHint: "Etwa „Vor dem Umzug“",
  nameFailed: "Der Name konnte nicht gespeichert werden.",
  pinFailed: "Das Anheften konnte nicht gespeichert werden.",
  named: (n: number, name: string) =>
    name === "" ? `Version ${n} hat jetzt keinen Namen` : `Version ${n} heißt jetzt ${name}`,
  pinnedNow: (n: number) => `Version ${n} ist angeheftet: Sie wird nie aufgeräumt`,
  unpinnedNow: (n: number) => `Version ${n} ist nicht mehr angeheftet`,
  historyOffline: "Der Verlauf braucht den Server, und der ist gerade nicht erreichbar.",
  historyOfflineSafe:
    "Nichts ist verloren. Die Versionen sind auf dem Server und erscheinen wieder, sobald es eine Verbindung gibt.",
  historyOfflineKept:
    "Nichts ist verloren. Versionen, die du schon angesehen hast, lassen sich weiterhin öffnen und wiederherstellen.",
  loadingVersions: "Versionen werden geladen",
  scrubber: "Durch die Versionen reisen",
  olderVersion: "Ältere Version",
  newerVersion: "Neuere Version",
  travelNow: "Jetzt",
  travelHint: "Bewege den Regler, um dein Dashboard zu sehen, wie es war.",
  opening: "Wird geöffnet…",
  views: { preview: "Vorschau", since: "Mit jetzt vergleichen", before: "Was sie geändert hat" },
  viewsLabel: "Anzeigen",
  scopes: { all: "Alles", desktop: "Desktop", mobile: "Handy", widgets: "Ausgewählte Widgets" },
  scopesLabel: "Wiederherstellen",
  restoreForm: { desktop: "Desktop wiederherstellen", mobile: "Handy wiederherstellen" },
  restoreWidgets: (n: number) => (n === 0 ? "Widgets auswählen" : `${widgets(n)} wiederherstellen`),
  restoredForm: {
    desktop: (n: number) => `Desktop aus Version ${n} wiederhergestellt`,
    mobile: (n: number) => `Handy aus Version ${n} wiederhergestellt`,
  },
  restoredWidgets: (count: number, name: string, n: number) =>
    count === 1
      ? `${name} aus Version ${n} wiederhergestellt`
      : `${count} Widgets aus Version ${n} wiederhergestellt`,
  restoredPart: {
    all: (n: number) => `Version ${n} wiederhergestellt`,
    desktop: (n: number) => `Desktop aus Version ${n} wiederhergestellt`,
    mobile: (n: number) => `Handy aus Version ${n} wiederhergestellt`,
    widgets: (wanted: number, n: number) => `${widgets(wanted)} aus Version ${n} wiederhergestellt`,
  },
  sameAsNow: "Genau wie jetzt",
  chooseWidgets: "Wähle aus, was aus dieser Version zurückkommen soll.",
  noDifference: "Hier ist kein Unterschied zu sehen.",
  firstVersion: "Das ist die älteste Version, die es gibt, also lässt sie sich mit nichts vergleichen.",
  compareFailed: "Die Version davor konnte nicht geöffnet werden.",
  changeKinds: {
    added: "Hinzugefügt",
    removed: "Entfernt",
    moved: "Verschoben",
    resized: "Größe geändert",
    edited: "Bearbeitet",
  },
  /** The same inside of a sentence. */
  changeKindsInside: {
    added: "hinzugefügt",
    removed: "entfernt",
    moved: "verschoben",
    resized: "in der Größe geändert",
    edited: "bearbeitet",
  },
  wasHere: "Wo es war",
  legend: "Legende",
  changesList: "Änderungen",
  onOtherForm: { desktop: "am Desktop", mobile: "am Handy" },
  movedFrom: (from: Spot, to: Spot) =>
    `Von Spalte ${from.x + 1}, Zeile ${from.y + 1} nach Spalte ${to.x + 1}, Zeile ${to.y + 1}`,
  movedUpList: "Weiter oben",
  movedDownList: "Weiter unten",
  sizeFrom: (from: Extent, to: Extent) => `Von ${from.w} × ${from.h} auf ${to.w} × ${to.h}`,
  heightFrom: (from: number, to: number) => `Höhe von ${from} auf ${to}`,
  /** Of an entry in a list. */
  fieldOf: (entry: string, field: string) => `${entry} · ${field}`,
  fieldChange: (field: string, change: string) => `${field}: ${change}`,
  valueFrom: (was: string, is: string) => `${was} → ${is}`,
  entries: {
    added: (names: string) => `${names} hinzugefügt`,
    removed: (names: string) => `${names} entfernt`,
    ticked: (names: string) => `${names} abgehakt`,
    unticked: (names: string) => `${names} nicht mehr abgehakt`,
    renamed: (names: string) => `umbenannt: ${names}`,
    changed: (names: string) => `${names} geändert`,
  },
  entriesReordered: (names: string) => `in anderer Reihenfolge: ${names}`,
  valueYes: "ja",
  valueNo: "nein",
  valueParts: (n: number) => count(n, "Einstellung", "Einstellungen"),
  valueEntries: (n: number) => count(n, "Eintrag", "Einträge"),
  valueAmong: (names: readonly string[], entries: string) => `${names.join(", ")}… (${entries})`,
  historyEmpty: "Noch keine Versionen. Die erste erscheint, sobald etwas gespeichert ist.",
  historyIncomplete:
    "Ältere Versionen sind gerade nicht erreichbar. Sie sind sicher; versuch es später noch einmal.",
  loadMore: "Mehr laden",
  now: "Jetzt",
  thisDevice: "Dieses Gerät",
  otherDevice: "Ein anderes Gerät",
  setAside: "Bei einem Konflikt beiseitegelegt",
  version: (n: number) => `Version ${n}`,
  pinned: "Angeheftet",
  restore: "Diese Version wiederherstellen",
  backToNow: "Zurück zu jetzt",
  previewing: (n: number, when: string) => `Version ${n}, ${inside(when)}`,
  restored: (n: number) => `Version ${n} wiederhergestellt`,
  previewFailed: "Diese Version konnte nicht geöffnet werden.",
  historyFailed: "Der Verlauf konnte nicht geladen werden.",
  historySafe: "Dein Dashboard und seine Versionen sind sicher.",

  conflictTitle: "Zwei Geräte haben dasselbe geändert",
  conflictText: (device: string, when: string) =>
    `${device} hat gespeichert (${inside(when)}), während du hier etwas geändert hast. Was du auch wählst: Beide Seiten bleiben im Verlauf.`,
  sideTime: (device: string, when: string) => `${device}, ${inside(when)}`,
  forAll: "Für alle:",
  allSides: { mine: "Immer meine", theirs: "Immer die anderen" },
  resultHeading: "Was du bekommst",
  resultAbout: "Was du gewählt hast, und alles andere, was eins der beiden Geräte geändert hat.",
  sides: { mine: "Meins", theirs: "Das andere" },
  sidesAbout: {
    mine: "Nur, was auf diesem Gerät ist. Was das andere geändert hat, steht dann nur im Verlauf.",
    theirs: "Nur, was das andere Gerät gespeichert hat. Was hier geändert wurde, steht dann nur im Verlauf.",
  },
  keep: { mine: "Meins behalten", theirs: "Das andere übernehmen" },
  keepChosen: "Auswahl übernehmen",
  decideLater: "Später entscheiden",
  laterIsSafe:
    "Das kann warten. Bis dahin steht es oben hinter dem Speicherstatus, und du kannst weiterarbeiten.",
  clashes: (n: number) => count(n, "Widerspruch", "Widersprüche"),
  clashColumns: "Anzahl der Spalten",
  clashGone: "entfernt",
  clashKept: "behalten, mit Änderungen",
  clashNothing: "nichts",
  clashOther: "ein ganz anderes Widget",
  clashTogether: "Beides zusammen wäre mehr, als ein Dashboard fassen kann.",
  resolved: { mine: "Deine behalten", theirs: "Die anderen übernommen", merged: "Beide zusammengeführt" },

  importTitle: "Dashboard importieren",
  importIntro:
    "Aus Grafana: Dashboard öffnen, dann Export, dann „Save to file“. Dateien, die du aus Gridkeep heruntergeladen hast, gehen auch.",
  importFile: "Datei auswählen",
  importDrop: "oder irgendwo auf der Seite ablegen",
  importPaste: "oder das JSON hier einfügen",
  importReading: (name: string) => `${name} wird gelesen…`,
  importStop: "Lesen abbrechen",
  importUnread:
    "Diese Datei konnte nicht gelesen werden. Es wurde nichts geändert; wähl sie noch einmal aus, oder füge ihren Inhalt ein.",
  importTooLarge:
    "Diese Datei ist größer als jedes Dashboard: mehr als 64 MB. Es wurde nichts davon gelesen.",
  importUnknown: "Das ist JSON, aber kein Dashboard: Es hat keine Liste von Panels.",
  importUnreadable: "Das ist JSON, aber die Liste der Panels ist nicht lesbar.",
  importSealed:
    "Dieses Dashboard war beim Herunterladen verschlüsselt, deshalb kann niemand sehen, was darin ist. Lade es noch einmal herunter, von einem Gerät, das entsperrt ist.",
  importInvalid: "So, wie es ist, lässt sich dieses Dashboard nicht importieren:",
  importSeveral: (n: number) => `Diese Datei enthält ${count(n, "Dashboard", "Dashboards")}. Welches?`,
  importWidgets: (n: number) => widgets(n),
  importReplaces: (n: number) => `${count(n, "Widget ersetzt", "Widgets ersetzen")} die Anordnung am Desktop`,
  importAppends: (n: number) => `${count(n, "Widget kommt", "Widgets kommen")} unter das, was hier ist`,
  importAnew: (n: number) => `${count(n, "Widget ergibt", "Widgets ergeben")} ein neues Dashboard`,
  importSafe: "Das lässt sich rückgängig machen, und die jetzige Anordnung bleibt im Verlauf.",
  importSafeAnew: "Dieses Dashboard bleibt, wie es ist.",
  importFull: "Beides zusammen wäre mehr, als ein Dashboard fassen kann. Leg stattdessen ein neues damit an.",
  importWarnings: (n: number) =>
    count(n, "Panel liegt über einem anderen und bleibt so", "Panels liegen über anderen und bleiben so"),
  importForeign: (n: number) =>
    `${count(n, "Panel ist", "Panels sind")} von einer Art, die Gridkeep behält, aber nicht zeichnet`,
  importKinds: (kinds: readonly string[]) => list(kinds),
  importWhere: "Wohin",
  importTo: {
    replace: "An die Stelle von dem, was hier ist",
    append: "Unter das, was hier ist",
    anew: "In ein neues Dashboard",
  },
  importName: "Name",
  importNow: "Importieren",
  importing: "Wird importiert…",
  imported: (title: string) => `${title} importiert`,
  importDescription: (title: string) => `Aus Grafana importiert: ${title}`,
  untitled: "Dashboard ohne Namen",
  later: "Später",

  statusDetails: "Speichern",
  devicesIntro: "Browser, die als du angemeldet sind. Jeder hat alle deine Dashboards und darf sie ändern.",
  devicesFailed: "Die Liste deiner Geräte konnte nicht geladen werden.",
  devicesSafe: "Dein Dashboard ist sicher. Prüf die Verbindung und versuch es noch einmal.",
  devicesSignedOut: "Dieses Gerät ist abgemeldet.",
  devicesSignedOutSafe:
    "Was es von deinem Dashboard hat, ist noch hier. Melde dich wieder an, mit einem Code von einem deiner anderen Geräte, oder mach als neuer Gast weiter, mit einem neuen Verlauf.",
  loadingDevices: "Deine Geräte werden geladen",
  deviceNow: "Gerade geöffnet",
  deviceHour: "In der letzten Stunde gesehen",
  deviceSeen: (when: string) => `Zuletzt gesehen: ${inside(when)}`,
  rename: "Umbenennen",
  renameOne: (name: string) => `${name} umbenennen`,
  deviceName: "Name dieses Geräts",
  newDeviceName: "Neuer Name",
  renamed: (name: string) => `In ${name} umbenannt`,
  signOut: "Abmelden",
  signOutOne: (name: string) => `${name} abmelden`,
  signOutOthers: "Alle anderen abmelden",
  signOutAsk: (name: string) => `„${name}“ abmelden?`,
  signOutOthersAsk: (n: number) => `${count(n, "anderes Gerät", "andere Geräte")} abmelden?`,
  signOutThisAsk: "Dieses Gerät abmelden?",
  signOutOther:
    "Es kann hier dann nichts mehr lesen oder speichern. Was es abgelegt hat, bleibt in seinem Browser, bis dort die Browserdaten gelöscht werden.",
  signOutThis:
    "Mit einem Code von einem deiner anderen Geräte kannst du zurückkommen. Was hier abgelegt ist, bleibt in diesem Browser, bis du seine Browserdaten löschst.",
  signOutLast:
    "Das ist das einzige Gerät. Ist es abgemeldet, kommt niemand mehr an das, was auf dem Server ist, auch du nicht. Kopple zuerst ein weiteres Gerät, oder lade eine Kopie herunter.",
  signedOutOne: (name: string) => `${name} ist abgemeldet`,
  signedOutThis: "Dieses Gerät ist abgemeldet",
  pair: "Neues Gerät koppeln",
  pairIntro:
    "Richte die Kamera des anderen Geräts auf dieses Bild, oder öffne dort diese Adresse und tipp den Code ein.",
  pairQr: (code: string) => `QR-Code, der die Seite zum Koppeln mit dem Code ${code} öffnet`,
  pairCode: "Code zum Koppeln",
  pairMinutes: (n: number) => `Gilt einmal, noch ${count(n, "Minute", "Minuten")}`,
  pairEnded: "Dieser Code ist abgelaufen.",
  newCode: "Neuer Code",
  copyCode: "Code kopieren",
  codeCopied: "Code kopiert",
  paired: (name: string) => `${name} ist dazugekommen`,
  haveCode: "Ich habe einen Code",

  join: "Beitreten",
  joinTitle: "Mit einem Code beitreten",
  joinIntro: "Auf einem Gerät, das angemeldet ist: das Menü öffnen, dann Geräte, dann „Neues Gerät koppeln“.",
  joinFresh:
    "Dieses Gerät zeigt dann die Dashboards des anderen, und von da an bleiben beide auf demselben Stand.",
  joinOwn: "Dieses Gerät hat ein eigenes Dashboard",
  joinOwnText:
    "Nach dem Beitreten zeigt es stattdessen das andere Dashboard. Das jetzige ist in diesem Browser nicht mehr zu sehen, und hier ist dann niemand mehr bei ihm angemeldet.",
  joinBack:
    "Kommt der Code von einem Gerät mit demselben Dashboard, wird gesendet, was hier wartet. Kommt er von einem anderen Dashboard, wird stattdessen jenes gezeigt.",
  joinLocked:
    "Das Dashboard, das jetzt hier ist, ist gesperrt. Entsperre es zuerst, wenn du es behalten willst: Nach dem Beitreten ist hier niemand mehr bei ihm angemeldet.",
  joinKeep: "Auch dieses behalten, als eigenes Dashboard",
  joinKept: (name: string) => `Was auf diesem Gerät war, ist als „${name}“ behalten`,
  joinKeptName: (day: string, turn: number) => `von-diesem-geraet-${day}${turn > 1 ? `-${turn}` : ""}`,
  joinNotKept:
    "Was auf diesem Gerät war, konnte nicht auf dem Server behalten werden. Lade es herunter, bevor du diese Seite schließt.",
  joined: "Dieses Gerät ist dabei. Ab jetzt bleiben beide auf demselben Stand.",
  joinedSame: "Dieses Gerät gehört schon zu diesen Dashboards.",
  codeShort: "Ein Code hat acht Buchstaben und Ziffern, etwa 7KQ2-M9XA.",
  codeUnknown:
    "Mit diesem Code wartet kein Gerät. Ein Code gilt einmal und zehn Minuten lang: Such nach einem Tippfehler, oder lass einen neuen erzeugen.",
  codeTooOften:
    "Von hier wurden zu viele Codes ausprobiert. Warte eine Minute und versuch es dann noch einmal.",
  generalTab: "Allgemein",
  encryptionTab: "Verschlüsselung",
  accountTab: "Deine Daten",
  savingTitle: "Speichern",
  autoSave: "Änderungen automatisch speichern",
  autoSaveHint:
    "Aus: Änderungen bleiben auf diesem Gerät, bis du sie speicherst, mit Strg+S oder über den Status oben.",
  autoSaveDelay: "Speichern nach einer Pause von",
  pause: (n: number) => (n < 60 ? count(n, "Sekunde", "Sekunden") : count(n / 60, "Minute", "Minuten")),
  maxVersions: "So viele Versionen behalten",
  maxVersionsAll: "So viele, wie der Server behält",
  maxVersionsSome: (n: number) => `Die neuesten ${n}`,
  maxVersionsHint:
    "Ältere werden nach dem nächsten Speichern endgültig aufgegeben. Angeheftete Versionen bleiben immer.",
  perDevice: "Diese Einstellungen gelten für dieses Gerät.",
  settingKept: "Einstellung geändert",
  settingFailed: "Diese Einstellung konnte nicht geändert werden.",
  look: "Aussehen",
  language: "Sprache",

  encryptIntro:
    "Was in deinen Widgets steht, wird auf diesem Gerät verschlüsselt, bevor es gesendet wird. Der Server bewahrt es auf und kann es nicht lesen.",
  encryptWhat: "Was geschützt ist, und was nicht",
  encryptProtects: [
    "Texte, Listen, Links und Einstellungen von Widgets kann niemand lesen, der an den Server oder seine Sicherungskopien gelangt.",
    "Die ganze Anordnung zu verschlüsseln verbirgt auch Titel, Arten, Plätze und die Anzahl der Widgets.",
    "Veränderte oder vertauschte Teile fallen auf und werden nie überschrieben.",
  ],
  encryptLeaves: [
    "Der Server sieht weiterhin, wann du speicherst, wie viel, von welchem Gerät, und wie du Versionen nennst.",
    "Versionen von vorher bleiben lesbar, bis sie aufgegeben werden.",
    "Dieser Browser bewahrt dein Dashboard unverschlüsselt auf. Sperr es, bevor du ihn verleihst, und lösch die Daten der Seite, bevor du das Gerät weggibst.",
    "Ein Server, der eine gefälschte Seite sendet, könnte durch sie die Passphrase erfahren.",
  ],
  encryptForget:
    "Vergisst du die Passphrase, ist das Verschlüsselte verloren, sobald kein Gerät mehr entsperrt ist. Niemand kann sie zurücksetzen. Schreib sie auf, und bewahr sie dort auf, wo dein Reisepass liegt.",
  encryptMode: "Was verschlüsselt wird",
  encryptModes: { fields: "Der Inhalt jedes Widgets", whole: "Die ganze Anordnung" },
  encryptModeHints: {
    fields:
      "Plätze, Arten und Titel bleiben lesbar, so lassen sich Geräte glatt zusammenführen, und der Verlauf sagt, was sich geändert hat.",
    whole:
      "Nichts als die Größe ist zu sehen. Der Verlauf sagt nicht, was sich geändert hat, und stellt ganze Versionen wieder her.",
  },
  passphrase: "Passphrase",
  newPassphrase: "Neue Passphrase",
  oldPassphrase: "Bisherige Passphrase",
  passphraseAgain: "Noch einmal dieselbe",
  passphraseDiffers: "Die beiden sind nicht gleich.",
  showPassphrase: "Eingabe anzeigen",
  suggest: "Eine vorschlagen",
  strengths: {
    short: "Zu kurz: Es braucht mindestens 8 Zeichen.",
    weak: "Schwach: Wer den gespeicherten Schlüssel hat, könnte sie in Tagen erraten. Du darfst sie verwenden; mehrere zufällige Wörter sind besser.",
    fair: "Mittel: Sie zu erraten kostet großen Aufwand. Ein oder zwei weitere zufällige Wörter machen sie stark.",
    strong: "Stark: Das errät niemand.",
  },
  encryptNow: "Dieses Dashboard verschlüsseln",
  loadingKeys: "Die Schlüssel dieses Geräts werden gesucht…",
  encryptOn: "Verschlüsselt, und auf diesem Gerät entsperrt",
  encryptLocked: "Verschlüsselt, und auf diesem Gerät gesperrt",
  encryptOff: "Nicht verschlüsselt",
  encryptWaits: "Verschlüsselt, sobald es eine Passphrase gibt: Bis dahin wird nichts gesendet.",
  keyStep: (at: number, of: number) => `Schritt ${at} von ${of}:`,
  keySteps: {
    asking: "Der Server wird gefragt, was er hat.",
    opening: "Die bisherige Passphrase wird probiert. Das dauert mit Absicht einen Moment.",
    making: "Der Schlüssel wird mit der neuen Passphrase verschlossen. Das dauert mit Absicht einen Moment.",
    saving: "Der verschlossene Schlüssel wird an den Server gesendet.",
  },
  keySafeSetting: "Noch ist nichts geändert: Das Dashboard bleibt, wie es ist, wenn du abbrichst.",
  keySafeChanging: "Noch ist nichts geändert: Die bisherige Passphrase bleibt, wenn du abbrichst.",
  keyTooLate:
    "Es ist unterwegs und lässt sich nicht mehr abbrechen. Dein Dashboard ist auf diesem Gerät sicher.",
  encryptSaving:
    "Letzter Schritt: Das Dashboard wird verschlüsselt gesendet. Auf diesem Gerät ist es sicher, und es geht von selbst, wenn du die Seite verlässt. Unten ausgeschaltet, wird es zurückgenommen.",
  encryptDone: "Das Dashboard ist auf dem Server verschlüsselt",
  encryptLater: "Es wird auf dem Server verschlüsselt, sobald es eine Verbindung gibt.",
  encryptStop: "Verschlüsselung ausschalten",
  encryptStopAsk: "Dieses Dashboard wieder unverschlüsselt speichern?",
  encryptStopText:
    "Ab jetzt kann der Server es lesen. Verschlüsselte Versionen bleiben verschlüsselt. Schalte sie auch auf deinen anderen Geräten aus: Eines, das du vergisst, verschlüsselt es wieder.",
  encryptStopped: "Verschlüsselung ist aus",
  olderOpen: "Versionen von vorher sind auf dem Server noch lesbar.",
  giveUpOlder: "Lesbare Versionen aufgeben",
  giveUpOlderAsk: "Alle Versionen außer der neuesten aufgeben?",
  giveUpOlderText:
    "Sie lassen sich danach nicht wiederherstellen. Angeheftete Versionen bleiben, lesbar, wie sie sind.",
  gaveUpOlder: (n: number) => `${count(n, "Version", "Versionen")} aufgegeben`,
  lockNow: "Jetzt sperren",
  lockHint: "Gesperrt zeigt dieser Browser nichts vom Dashboard, bis die Passphrase eingegeben ist.",
  lockedNow: "Gesperrt",
  unlock: "Entsperren",
  unlocking: "Die Passphrase wird geprüft…",
  unlocked: "Entsperrt",
  lockedTitle: "Dieses Dashboard ist gesperrt",
  lockedText:
    "Es ist verschlüsselt. Gib die Passphrase ein, um es zu sehen und zu senden, was auf diesem Gerät wartet.",
  lockedHere: "Dein Dashboard ist verschlüsselt, und dieses Gerät war noch nie entsperrt.",
  lockedHereText:
    "Du siehst, was dieses Gerät hat. Entsperre es, um den neuesten Stand zu sehen; was du inzwischen hier tust, wird aufbewahrt und damit zusammengeführt.",
  forgot: "Passphrase vergessen?",
  forgotText:
    "Niemand kann sie zurücksetzen. Ist ein anderes deiner Geräte noch entsperrt, schalte dort in den Einstellungen die Verschlüsselung aus. Wenn nicht, ist das Verschlüsselte nicht mehr lesbar; Versionen von vor der Verschlüsselung sind im Verlauf auf dem Server.",
  changePassphrase: "Passphrase ändern",
  passphraseChanged: "Die Passphrase wurde geändert",
  passphraseChangedHint:
    "Der Schlüssel bleibt derselbe: Nichts wird neu verschlüsselt, und deine anderen Geräte bleiben entsperrt.",
  reasons: {
    "wrong-passphrase": "Das ist nicht die Passphrase. Großbuchstaben und Leerzeichen zählen.",
    locked: "Dieses Gerät muss zuerst entsperrt werden.",
    tampered: "Der Schlüssel auf dem Server ist beschädigt. Es wurde nichts geändert.",
    "not-encrypted": "Es gibt noch keine Passphrase.",
    unreachable: "Der Server ist nicht erreichbar. Hier wurde nichts geändert; versuch es noch einmal.",
    conflict: "Ein anderes Gerät hat inzwischen eine Passphrase festgelegt. Entsperre mit dieser.",
    stopped: "Abgebrochen. Es wurde nichts geändert.",
    "weak-passphrase": "Es braucht mindestens 8 Zeichen: Weniger sind in Stunden erraten.",
    storage:
      "Dieser Browser kann den Schlüssel nicht aufbewahren. Er gilt, bis diese Seite geschlossen wird.",
  },

  exportAll: "Alles mitnehmen",
  exportAllText:
    "Eine Datei mit allen Dashboards, allen Versionen und deinen Geräten. Jedes Dashboard darin lässt sich importieren.",
  exportNow: "Alles herunterladen",
  exporting: (size: string) => `Wird heruntergeladen, bisher ${size}`,
  exported: "Alles wurde heruntergeladen",
  exportFailed: "Das Herunterladen ist abgebrochen. Es wurde nichts geändert; versuch es noch einmal.",
  erase: "Alles löschen",
  eraseText:
    "Alle Dashboards, alle Versionen, alle Geräte und Codes werden auf dem Server gelöscht, sofort und endgültig. Jedes Gerät wird abgemeldet. Dieser Browser vergisst seine Kopie; andere Browser behalten ihre, bis ihre Browserdaten gelöscht werden.",
  eraseType: (name: string) => `Zum Bestätigen ${name} eintippen`,
  eraseNow: "Alles endgültig löschen",
  erasing: "Wird gelöscht…",
  eraseFailed: "Soweit bekannt, wurde nichts gelöscht. Prüf die Verbindung und versuch es noch einmal.",
  erased: "Alles wurde gelöscht",
  erasedText:
    "Auf dem Server ist nichts mehr von dir. Dieser Browser vergisst seine Kopie, wenn du weitermachst.",
  erasedLater:
    "Niemand kommt mehr daran. Der letzte Rest wird gerade aus dem Archiv entfernt und ist in wenigen Minuten weg. Dieser Browser vergisst seine Kopie, wenn du weitermachst.",
  startAnew: "Mit einem neuen Dashboard anfangen",
};

/** What in a table could not be read, with the row as a person counts it. */
export const faultInWords = (fault: Fault): string => {
  switch (fault.kind) {
    case "quote":
      return `Zeile ${fault.row}: Ein Anführungszeichen wird geöffnet und nie geschlossen.`;
    case "shape":
      return `Eintrag ${fault.row} ist von anderer Art als die übrigen und wurde ausgelassen.`;
    case "cells":
      return `Zeile ${fault.row} hat ${count(fault.found, "Zelle", "Zellen")} statt ${fault.wanted}.`;
    case "number":
      return `Zeile ${fault.row}: „${cut(fault.text)}“ ist keine Zahl.`;
    case "moment":
      return `Zeile ${fault.row}: „${cut(fault.text)}“ ist kein Datum, deshalb wurde die Zeile ausgelassen.`;
    case "candle":
      return `Zeile ${fault.row} ist keine Kerze: Hoch und Tief müssen Eröffnung und Schluss einschließen.`;
    case "column":
      return fault.name === ""
        ? "Eine Spalte ohne Zahlen wird nicht gezeichnet."
        : `Die Spalte „${cut(fault.name)}“ hat keine Zahlen und wird nicht gezeichnet.`;
    case "columns":
      return `${count(fault.left, "weitere Spalte wird", "weitere Spalten werden")} nicht gezeichnet.`;
  }
};

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** "2 Widgets verschoben, 1 bearbeitet". */
export const changesInWords = (changes: ChangeCounts, changeType: ChangeType = "auto"): string => {
  const parts = (["added", "removed", "moved", "resized", "edited"] as const).filter(
    (kind) => changes[kind] > 0,
  );
  // Who takes the other side ends where that side was.
  if (parts.length === 0)
    return changeType === "conflict_resolution" ? "Ein Konflikt wurde entschieden" : "Kein Widget geändert";
  return parts
    .map(
      (kind, index) =>
        `${index === 0 ? widgets(changes[kind]) : changes[kind]} ${words.changeKindsInside[kind]}`,
    )
    .join(", ");
};
