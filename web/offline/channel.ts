/** How tabs and service worker tell each other that a document in IndexedDB has changed. */
import type { DocId } from "./store.ts";

const NAME = "gridkeep";

type Message = { readonly docId: DocId };

let channel: BroadcastChannel | undefined;

/** Tells all other tabs; a channel does not hear itself. */
export const announce = (docId: DocId): void => {
  channel ??= new BroadcastChannel(NAME);
  channel.postMessage({ docId } satisfies Message);
};

export const onAnnounced = (listener: (docId: DocId) => void): void => {
  channel ??= new BroadcastChannel(NAME);
  channel.addEventListener("message", (event: MessageEvent<Message>) => listener(event.data.docId));
};
