/** How tabs and service worker tell each other that a document in IndexedDB has changed. */
import type { DocId } from "./store.ts";

const NAME = "gridkeep";

type Message = { readonly docId: DocId };

// Without it (some embedded browsers) tabs meet in IndexedDB all the same, only later.
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME);

/** Tells all other tabs; a channel does not hear itself. */
export const announce = (docId: DocId): void => channel?.postMessage({ docId } satisfies Message);

export const onAnnounced = (listener: (docId: DocId) => void): void =>
  channel?.addEventListener("message", (event: MessageEvent<Message>) => listener(event.data.docId));
