/** How managers, tabs and service worker tell each other that a document in IndexedDB has changed. */
import type { DocId } from "./store.ts";

const NAME = "gridkeep";

type Message = { readonly docId: DocId };

/** Opened when it is first asked for; undefined where there is none. */
export type Channel = () => BroadcastChannel | undefined;

/** Each manager has its own: a channel does not hear itself, so those of a page can't share one. */
export const createChannel = (): Channel => {
  let channel: BroadcastChannel | undefined;
  return () => {
    // Without it (some embedded browsers) tabs meet in IndexedDB all the same, only later.
    if (typeof BroadcastChannel !== "undefined") channel ??= new BroadcastChannel(NAME);
    return channel;
  };
};

/** Tells all others, those of the same page among them. */
export const announceOn =
  (channel: Channel) =>
  (docId: DocId): void =>
    channel()?.postMessage({ docId } satisfies Message);

export const onAnnounced = (channel: Channel, listener: (docId: DocId) => void): void =>
  channel()?.addEventListener("message", (event: MessageEvent<Message>) => listener(event.data.docId));
