/** How tabs and service worker tell each other that a document in IndexedDB has changed. */
import type { DocId } from "./store.ts";

const NAME = "gridkeep";

type Message = { readonly docId: DocId };

let channel: BroadcastChannel | undefined;

// Without it (some embedded browsers) tabs meet in IndexedDB all the same, only later.
const opened = (): BroadcastChannel | undefined => {
  if (typeof BroadcastChannel !== "undefined") channel ??= new BroadcastChannel(NAME);
  return channel;
};

/** Tells all other tabs; a channel does not hear itself. */
export const announce = (docId: DocId): void => opened()?.postMessage({ docId } satisfies Message);

export const onAnnounced = (listener: (docId: DocId) => void): void =>
  opened()?.addEventListener("message", (event: MessageEvent<Message>) => listener(event.data.docId));
