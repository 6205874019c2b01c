/** What a person reads before any other part of the page is loaded, in German. */
import type { ShownStatus } from "../saving/useShownStatus.ts";
import { createGrammar } from "./grammar.ts";

const { count, list } = createGrammar("de");

export const words = {
  product: "Gridkeep",
  edit: "Bearbeiten",
  done: "Fertig",
  addWidget: "Widget hinzufügen",
  history: "Verlauf",
  undo: "Rückgängig",
  redo: "Wiederholen",
  menu: "Menü",
  retry: "Erneut versuchen",
  loading: "Dein Dashboard wird geladen",
  dashboard: "Dashboard",
  actions: "Aktionen für das Dashboard",

  importDashboard: "Dashboard importieren…",
  download: "Als JSON herunterladen",
  install: "Als App installieren",
  installed: "Gridkeep ist installiert.",
  tidy: "Aufräumen",
  resetPhone: "Anordnung am Handy zurücksetzen",
  theme: "Farbschema",
  themes: { light: "Hell", dark: "Dunkel", system: "Wie das System" },

  starter: {
    welcome: "Willkommen",
    text: "Dieses Dashboard gehört dir, und es speichert sich selbst.\n\nMit „Bearbeiten“ verschiebst du Widgets, änderst ihre Größe, entfernst sie oder fügst neue hinzu. Alles, was du änderst, bleibt erhalten, und der Verlauf bringt jede frühere Version zurück.",
    toDo: "Zu erledigen",
    tickOff: "Das hier abhaken",
    arrange: "Die Widgets anordnen",
    lookBack: "Im Verlauf zurückblicken",
    countdown: "Countdown",
    links: "Links",
  },

  dashboards: {
    title: "Dashboards",
    switcher: (name: string) => `Dashboard: ${name}. Dashboards wechseln oder verwalten`,
    /** The one that everybody has, until it is named. */
    first: "Mein Dashboard",
    untitled: "Dashboard ohne Namen",
    pageTitle: (name: string) => `${name} · Gridkeep`,
    more: (name: string) => `${name}: weitere Aktionen`,
    rename: "Umbenennen",
    name: "Name",
    newNamed: "Neues Dashboard",
    make: "Neues Dashboard…",
    create: "Anlegen",
    making: "Wird angelegt…",
    startEmpty: "Leer",
    startStarter: "Mit ein paar Widgets",
    startWith: "Anfangen",
    duplicate: "Duplizieren",
    copyOf: (name: string) => `${name} (Kopie)`,
    delete: "Löschen",
    deleting: "Wird gelöscht…",
    lastOne: "Das einzige Dashboard kann nicht gelöscht werden.",
    others: "Nicht in deiner Liste",
    renamed: (name: string) => `In ${name} umbenannt.`,
    up: "Nach oben",
    down: "Nach unten",
    place: (name: string, index: number, length: number) => `${name}: Position ${index + 1} von ${length}.`,
    deleted: (name: string) => `${name} gelöscht`,
    isBack: (name: string) => `${name} ist wieder da`,
    open: "Öffnen",
    namesLocked:
      "Die Namen sind verschlüsselt. Gib die Passphrase auf diesem Gerät ein, um sie zu sehen und zu ändern.",
    namesWait: "Die Liste bleibt auf diesem Gerät und geht an den Server, sobald er erreichbar ist.",
    deleteOffline:
      "Zum Löschen braucht es eine Verbindung. Es wurde nichts gelöscht; versuch es noch einmal, wenn du online bist.",
    deleteRefused:
      "Der Server hat es nicht gelöscht. Es wurde nichts geändert; versuch es gleich noch einmal.",
    undoFailed: (name: string) =>
      `${name} konnte gerade nicht zurückgeholt werden. Das geht noch 30 Tage lang; versuch es noch einmal, wenn du online bist.`,
    makeFailed:
      "Das Dashboard konnte nicht angelegt werden, weil dieses Gerät es nicht aufbewahren kann. Es wurde nichts geändert.",
    copyFailed:
      "Dieses Dashboard ist noch nicht auf diesem Gerät. Um es zu duplizieren, braucht es eine Verbindung.",
    fates: {
      deleted: {
        title: "Dieses Dashboard wurde gelöscht",
        text: "Ein anderer Tab oder ein anderes Gerät hat es gelöscht. Was darauf war, ist noch hier: Behalte es als neues Dashboard, oder mach mit einem anderen weiter.",
      },
      none: {
        title: "Unter dieser Adresse gibt es kein Dashboard",
        text: "Vielleicht ist die Adresse vertippt, oder das Dashboard gehört jemand anderem.",
      },
      away: {
        title: "Dieses Dashboard ist noch nicht auf diesem Gerät",
        text: "Es ist auf dem Server und erscheint hier, sobald es eine Verbindung gibt.",
      },
    },
    keep: "Als neues Dashboard behalten",
    goTo: "Zu einem anderen Dashboard",
  },

  tidied: "Aufgeräumt.",
  phoneReset: "Das Handy folgt wieder dem Desktop.",
  undone: "Rückgängig gemacht.",
  redone: "Wiederholt.",
  editingOn: "Bearbeiten. Widgets lassen sich verschieben, in der Größe ändern und entfernen.",
  editingOff: "Bearbeiten beendet.",

  emptyTitle: "Noch ist alles frei",
  emptyText: "Füge eine Uhr, eine Liste oder deine Notizen hinzu. Jede Änderung speichert sich von selbst.",
  emptyImport: "oder ein Dashboard importieren",
  arrangeHint:
    "Eingabetaste oder Leertaste hebt an, Pfeiltasten verschieben, Umschalt und Pfeiltasten ändern die Größe, Entf entfernt. Umschalt und Leertaste wählt aus, Strg und A wählt alles aus.",
  added: (title: string) => `${title} hinzugefügt`,
  isSelected: "Ausgewählt.",
  selected: (n: number) => (n === 0 ? "Nichts ausgewählt" : `${n} ausgewählt`),
  paste: "Widgets einfügen",
  moveUp: "Nach oben verschieben",
  moveDown: "Nach unten verschieben",
  taller: "Höher",
  shorter: "Niedriger",
  locked: "Gesperrt",

  widgets: {
    clock: {
      name: "Uhr",
      about: "Die Zeit, hier oder anderswo, mit Ziffern oder Zeigern.",
      also: "zeit uhrzeit zeitzone weltuhr",
    },
    notes: {
      name: "Notizen",
      about: "Eine Seite zum Schreiben. Was du tippst, bleibt.",
      also: "text notiz merkzettel papier",
    },
    checklist: {
      name: "Checkliste",
      about: "Was zu tun ist, und die Freude am Abhaken.",
      also: "aufgaben todo liste einkaufsliste",
    },
    links: {
      name: "Links",
      about: "Die Adressen, die du jeden Tag öffnest.",
      also: "lesezeichen favoriten urls",
    },
    countdown: {
      name: "Countdown",
      about: "Tage, Stunden und Minuten bis zu einem Datum.",
      also: "timer frist termin geburtstag",
    },
    metric: {
      name: "Zahl",
      about: "Die eine Zahl, auf die es ankommt, und wohin sie sich bewegt.",
      also: "kennzahl wert kpi trend zähler json",
    },
    chart: {
      name: "Diagramm",
      about: "Linien, Flächen, Balken oder die Kerzen einer Aktie.",
      also: "grafik kurve aktie börse candlestick zeitreihe csv tabelle json",
    },
    image: {
      name: "Bild",
      about: "Ein Foto, eine Karte oder eine Webcam, von einer Adresse.",
      also: "foto bild kamera",
    },
    embed: {
      name: "Webseite",
      about: "Eine andere Seite, in einem Rahmen, der sie getrennt hält.",
      also: "einbetten eingebettet iframe website video karte",
    },
  },
  row: "Abschnitt",
  foreignKind: "Hier nicht zu sehen: bleibt, wie es ist",
  foreignText: "Gridkeep zeichnet diese Art von Widget nicht und ändert nichts daran.",
  partMissing:
    "Dieser Teil konnte nicht geladen werden. Dein Dashboard ist sicher; prüf die Verbindung und lade neu.",
  pageBroken: "Auf dieser Seite ist etwas schiefgegangen",
  pageBrokenSafe:
    "Was du getan hast, ist auf diesem Gerät aufbewahrt. Lade neu, um weiterzumachen, oder nimm vorher eine Kopie mit.",
  widgetBroken: "Dieses Widget konnte nicht angezeigt werden.",
  widgetBrokenSafe: "Sein Inhalt ist sicher, und die anderen sind nicht betroffen.",
  conflictWaiting: "Ein anderes Gerät hat dasselbe geändert.",
  choose: "Auswählen",
  importDropHere: "Zum Importieren hier ablegen",
  importDropSafe: "Du siehst, was darin ist, bevor sich etwas ändert.",

  noticeMerged: "Änderungen von einem anderen Gerät wurden zusammengeführt",
  noticeFollowed: "Auf den Stand deines anderen Geräts gebracht",
  updateReady: "Eine neue Version ist bereit",
  reload: "Neu laden",
  dismiss: "Ausblenden",
  openOn: (names: readonly string[]) => `Auch geöffnet auf ${list(names)}`,
  retryNow: "Jetzt erneut versuchen",
  saveNow: "Jetzt speichern",
  newGuest: "Als neuer Gast weitermachen",
  signInByCode: "Code von einem anderen Gerät verwenden",

  devices: "Geräte",

  appSettings: "Einstellungen",
  justNow: "Gerade eben",
  waitingSaves: "Auf diesem Gerät aufbewahrt",
  change: "Änderungen",
  waitingStates: {
    queued: "Wartet",
    sending: "Wird gesendet",
    auth: "Wartet auf die Anmeldung",
    conflict: "Wartet auf deine Entscheidung",
    parked: "Vom Server abgelehnt",
  },
  copyParked: "Als Kopie speichern",
  copyName: (day: string, turn: number) => `kopie-${day}${turn > 1 ? `-${turn}` : ""}`,
  copySaved: (name: string) => `Als eigenes Dashboard gespeichert, „${name}“`,
  downloadParked: "Herunterladen",
  keepParked: "Zurückholen",
  discardParked: "Verwerfen",
  discarded: "Verworfen",
};

/** What the pill says. "Gespeichert" always means: on the server. */
export const statusLabel = (status: ShownStatus): string => {
  switch (status.kind) {
    case "held":
      return "Noch nicht gespeichert";
    case "untouched":
      return "Bereit";
    case "saving":
      return "Wird gespeichert…";
    case "saved":
      return "Gespeichert";
    case "local":
      return status.waiting > 0 ? `Auf diesem Gerät, ${status.waiting} ausstehend` : "Auf diesem Gerät";
    case "sign-in":
      return status.waiting > 0 ? "Zum Speichern anmelden" : "Nicht angemeldet";
    case "decision":
      return "Deine Entscheidung fehlt";
    case "locked":
      return "Passphrase nötig";
    case "not-saved":
      return status.reason === "deleted" ? "Gelöscht" : "Nicht gespeichert";
  }
};

/** One honest sentence or two: what happened, what is safe, what comes next. */
export const statusSentence = (status: ShownStatus): string => {
  switch (status.kind) {
    case "held":
      return "Automatisches Speichern ist aus. Deine Änderungen sind auf diesem Gerät sicher, und nirgends sonst, bis du sie speicherst.";
    case "untouched":
      return "Es gibt noch nichts zu speichern. Sobald du etwas änderst, speichert es sich von selbst.";
    case "saving":
      return "Deine letzten Änderungen sind auf dem Weg zum Server. Auf diesem Gerät sind sie schon sicher.";
    case "saved":
      return "Alles ist auf dem Server. Du kannst diese Seite schließen oder auf einem anderen Gerät weitermachen.";
    case "local":
      return `Der Server ist nicht erreichbar. ${safeHere(status.waiting)}, sobald es eine Verbindung gibt. Du kannst weiterarbeiten.`;
    case "sign-in":
      return `Der Server weiß nicht, wer du bist. ${status.waiting === 0 ? "Was du hier tust, bleibt auf diesem Gerät, bis du wieder angemeldet bist." : `${safeHere(status.waiting)}, sobald du wieder angemeldet bist.`} Als neuer Gast behältst du dieses Dashboard, und sein Verlauf beginnt von vorn.`;
    case "decision":
      return "Ein anderes Gerät hat dasselbe geändert wie du. Nichts ist verloren: Wähle, womit es weitergeht.";
    case "locked":
      return `Dieses Dashboard ist verschlüsselt, und dieses Gerät braucht die Passphrase. Auf dem Server wurde nichts geändert; ${status.waiting === 0 ? "was du hier tust, bleibt" : count(status.waiting, "Speicherstand bleibt", "Speicherstände bleiben")} auf diesem Gerät, bis es entsperrt ist.`;
    case "not-saved":
      if (status.reason === "damaged") {
        return "Was der Server von diesem Dashboard hat, ist beschädigt und wurde deshalb nicht verwendet. Was auf diesem Gerät ist, wurde behalten.";
      }
      if (status.reason === "deleted") {
        return "Dieses Dashboard wurde auf dem Server gelöscht. Was dieses Gerät davon hat, ist noch da: Behalte es als neues Dashboard, oder lade eine Kopie herunter.";
      }
      return status.reason === "storage"
        ? "Dieser Browser kann deine letzten Änderungen nicht ablegen, sie sind also nur in diesem Tab. Schließ ihn nicht: Lade eine Kopie herunter, oder schaff etwas Platz und versuch es noch einmal."
        : "Der Server hat einen Speicherstand abgelehnt. Er ist auf diesem Gerät aufbewahrt; hol ihn zurück, um ihn zu ändern, oder lade eine Kopie herunter.";
  }
};

const safeHere = (waiting: number): string =>
  count(
    waiting,
    "Speicherstand ist auf diesem Gerät sicher und wird gesendet",
    "Speicherstände sind auf diesem Gerät sicher und werden gesendet",
  );

/** Why a save still waits, from what its last attempt met: an error's name, an HTTP status or a failure's code. */
export const attemptInWords = (met: string): string => {
  const status = Number(/^HTTP (\d+)$/.exec(met)?.[1]);
  if (status >= 500 || status === 429 || BUSY.has(met)) return "Der Server ist ausgelastet.";
  if (status > 0) return "Etwas anderes hat anstelle des Servers geantwortet.";
  if (met === "TimeoutError") return "Der Server hat zu lange für eine Antwort gebraucht.";
  if (met === "locked") return "Wartet auf die Passphrase.";
  if (met === "tampered" || met === "checksum-mismatch") return "Was der Server hat, ist beschädigt.";
  if (met === "version-conflict" || met === "exists") return "Ein anderes Gerät speichert gerade auch.";
  return "Der Server war nicht erreichbar.";
};

const BUSY: ReadonlySet<string> = new Set(["unavailable", "internal", "rate-limited"]);
