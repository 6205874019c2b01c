/** The cloud side in a browser: the network, keys, the live socket, and asking now and then where there is none. */
import type { Session } from "../../worker/layout/wire.ts";
import { announceOn, type Channel, onAnnounced } from "../offline/channel.ts";
import { guarded } from "../offline/guarded.ts";
import { createRemote } from "../offline/remote.ts";
import { createRetryAfter } from "../offline/retry-after.ts";
import { createRoomyStore } from "../offline/roomy-store.ts";
import { type Cloud, type CloudPart, createCloudPart } from "./cloud.ts";
import { deviceName } from "./device-name.ts";
import { holdOn } from "./hold-on.ts";
import type { Keeper } from "./keeper.ts";
import { createKeyholder, type Keyholder } from "./keyholder.ts";
import { type Audience, createLive } from "./live.ts";
import { createPresence } from "./presence.ts";
import { makeRoom } from "./room.ts";
import { createIdbSteps } from "./undo-idb.ts";

/** How often a visible page asks whether another device has saved, where no socket tells it. */
const ASK_EVERY_MS = 30_000;

/** `channel`: the manager's own, so that it does not hear what it tells of its keys. */
export const createBrowserCloud = (root: string, channel: Channel): CloudPart => {
  const keys = createBrowserKeyholder(root, channel);
  const part = createCloudPart({
    ...{
      keys,
      remote: guarded(createRemote(fetch.bind(globalThis), root, createRetryAfter(Date.now)), keys.vault),
    },
    deviceName: () => deviceName(navigator.userAgent),
    steps: createIdbSteps(),
  });
  return {
    ...part,
    backed: (ports) => part.backed({ ...ports, device: createRoomyStore(ports.device, makeRoom) }),
    open: (keeper) => {
      const cloud = part.open(keeper);
      listen(keeper, cloud, root);
      onAnnounced(channel, keys.follow);
      holdOn(keeper);
      addEventListener("pagehide", cloud.leave);
      return cloud;
    },
  };
};

/** Loads the encryption of a document when it is first asked for. */
const createBrowserKeyholder = (root: string, channel: Channel): Keyholder =>
  createKeyholder({
    create: async (docId) => {
      const { createBrowserEncryption } = await import("./encryption-browser.ts");
      return createBrowserEncryption(docId, fetch.bind(globalThis), root);
    },
    announce: announceOn(channel),
  });

/** Only a page that is looked at listens; it asks when it comes back. */
const listen = (keeper: Keeper, cloud: Cloud, root: string): void => {
  const { clock, random } = keeper.ports;
  const live = createLive({
    ...{ clock, random, version: () => keeper.state().version },
    open: (path) => new WebSocket(root + path),
    onNews: () => void cloud.meet(),
    onPresence: createPresence(keeper),
    onReturn: () => void cloud.retry(),
  });
  const isVisible = () => document.visibilityState === "visible";
  const look = (): void => {
    const { session, status } = keeper.state();
    const isWatched = isVisible() && session !== null && status.kind !== "sign-in";
    live.listen(isWatched ? audienceOf(session, keeper.layoutId) : null);
  };
  keeper.subscribe(look);
  document.addEventListener("visibilitychange", look);
  look();
  setInterval(() => {
    if (isVisible() && !live.isOpen()) void cloud.meet();
  }, ASK_EVERY_MS);
};

const audienceOf = ({ user, device }: Session, layoutId: string): Audience => ({
  ...{ userId: user.id, layoutId, deviceId: device.id, deviceName: device.name },
});
