/** What went wrong, by its code, in German: as failures.en.ts. */
import { type FailureTexts, failuresIn } from "./failure.ts";

const MISUNDERSTOOD =
  "Der Server hat diese Seite nicht verstanden. Lade sie neu, um die neueste Fassung zu bekommen; was du getan hast, ist auf diesem Gerät aufbewahrt.";
const BUSY = "Der Server ist ausgelastet. Nichts ist verloren; versuch es gleich noch einmal.";
const DAMAGED =
  "Was der Server hat, ist beschädigt und wurde deshalb nicht verwendet. Was auf diesem Gerät ist, wurde behalten.";

const failures: FailureTexts = {
  "malformed-json": MISUNDERSTOOD,
  "invalid-parameter": MISUNDERSTOOD,
  "not-found": MISUNDERSTOOD,
  "method-not-allowed": MISUNDERSTOOD,
  "unsupported-media-type": MISUNDERSTOOD,
  "upgrade-required": MISUNDERSTOOD,
  "precondition-required": MISUNDERSTOOD,
  "idempotency-mismatch": MISUNDERSTOOD,
  "invalid-config": "Diese Einstellung kann nicht so sein. Nichts wurde geändert.",
  unauthenticated:
    "Du bist abgemeldet. Was du getan hast, ist auf diesem Gerät aufbewahrt, bis du wieder da bist.",
  forbidden: "Dieses Gerät darf das nicht. Auf dem Server wurde nichts geändert.",
  "layout-not-found": "Das Dashboard ist nicht mehr auf dem Server: Es wurde gelöscht.",
  "version-not-found": "Diese Version steht nicht mehr im Verlauf.",
  "pairing-not-found":
    "Dieser Code stimmt nicht, wurde schon benutzt oder ist abgelaufen. Lass dir einen neuen geben.",
  "device-not-found": "Dieses Gerät ist nicht mehr angemeldet.",
  "token-not-found": "Diesen Schlüssel gibt es nicht mehr.",
  "layout-exists": "Ein Dashboard mit diesem Namen gibt es schon.",
  "limit-reached": "Mehr davon kann es nicht geben. Entferne eines, das du nicht mehr brauchst.",
  "history-damaged":
    "Diese Version ist auf dem Server beschädigt und wurde deshalb nicht verwendet. Die anderen sind nicht betroffen.",
  "version-conflict":
    "Ein anderes Gerät hat es gleichzeitig geändert. Nichts ist verloren; versuch es noch einmal.",
  "layout-too-large":
    "Das Dashboard ist größer als das 1 MB, das der Server annimmt. Nimm etwas Großes heraus, etwa eine eingefügte Tabelle.",
  "layout-invalid":
    "Etwas auf dem Dashboard geht über das hinaus, was der Server annimmt. Nimm die letzte Änderung zurück, oder entferne das Widget.",
  "too-slow": "Die Verbindung war zu langsam. Nichts ist verloren; versuch es noch einmal.",
  "rate-limited": BUSY,
  unavailable: BUSY,
  internal: BUSY,
  unreachable:
    "Der Server ist gerade nicht erreichbar. Nichts ist verloren; versuch es noch einmal, sobald es eine Verbindung gibt.",
  storage: "Dieser Browser kann gerade nichts ablegen. Schaff etwas Platz und versuch es noch einmal.",
  conflict: "Ein anderes Gerät hat dasselbe geändert. Entscheide zuerst, womit es weitergeht.",
  "versioning-off": "Der Verlauf ist auf dieser Seite ausgeschaltet.",
  locked: "Dafür braucht dieses Gerät zuerst die Passphrase.",
  tampered: DAMAGED,
  "checksum-mismatch": DAMAGED,
};

export const failureInWords = failuresIn(failures, "Der Server hat keinen Grund genannt.");
