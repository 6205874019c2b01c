/** The encryption of a page, wired to the browser: the part that is loaded when a page first needs it. */
import type { DocId } from "../offline/store.ts";
import { createEncryptionService, createIdbKeyStorage, type EncryptionService } from "./encryption.ts";
import { createHttpKeyRing } from "./encryption-http.ts";

export const createBrowserEncryption = (
  docId: DocId,
  fetcher: typeof fetch,
  root: string,
): EncryptionService => {
  const end = docId.lastIndexOf("/");
  const [userId, layoutId] = [docId.slice(0, end), docId.slice(end + 1)];
  return createEncryptionService({
    ...{ userId, layoutId },
    storage: createIdbKeyStorage(),
    remote: createHttpKeyRing({ fetcher, root, userId, newId: () => crypto.randomUUID() }),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
};
