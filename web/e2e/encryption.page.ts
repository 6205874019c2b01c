/** The page of the encryption's journey: the library as an embedder has it, within reach of the test. */
import { widgetEncryptionService, widgetPersistenceManager } from "../client/index.ts";
import { starter } from "../ui/starter.ts";

declare global {
  var embedded: {
    readonly manager: typeof widgetPersistenceManager;
    readonly encryption: typeof widgetEncryptionService;
  };
}

globalThis.embedded = { manager: widgetPersistenceManager, encryption: widgetEncryptionService };
void widgetPersistenceManager.start({ seed: starter() });
