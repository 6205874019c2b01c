/**
 * Keeps one layout of one person: shows it, takes edits, and sees to it that they reach the device and the server.
 * All that must survive is in the document store; this object can be thrown away at any time.
 */

import type { Choices } from "../../worker/layout/resolve.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import type {
  DescribeRequest,
  Only,
  OpenVersion,
  Pruned,
  Version,
  VersionPage,
} from "../../worker/layout/wire.ts";
import { CURRENT_USER, type DocId, type DocumentStore } from "../offline/store.ts";
import type { Clock } from "./autosave.ts";
import type { Cloud, CloudPart } from "./cloud.ts";
import type { Config, ConfigChange } from "./config.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import type { Keyholder, SealMode } from "./keyholder.ts";
import type { Metadata } from "./metadata.ts";
import type {
  Answer,
  ConflictChoice,
  Copy,
  EditOptions,
  KeeperState,
  LoadResult,
  Presence,
  SaveOptions,
  SaveResult,
  SaveStatus,
  SyncResult,
  Undo,
  WaitingSave,
} from "./state.ts";
import type { Step } from "./undo.ts";
import { UNREACHABLE } from "./unreachable.ts";

export type ManagerPorts = {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  /** What a first visit shows. */
  readonly seed: Layout;
  /** Tells other tabs and the service worker that a document changed. */
  readonly announce: (docId: DocId) => void;
  /** Asks the browser to wake the service worker when there is a network. */
  readonly requestSync: () => void;
  /** What talks to the server, and merges. Asked for again after it was rejected. */
  readonly loadCloud: () => Promise<CloudPart>;
  /** Told once: from here on the page's life is followed. */
  readonly onStart?: (manager: WidgetPersistenceManager) => void;
};

export class WidgetPersistenceManager {
  readonly #keeper: Keeper;

  constructor(ports: ManagerPorts, layoutId = "main") {
    this.#keeper = createKeeper(ports, layoutId);
  }

  /** Changes only by being replaced. */
  get state(): KeeperState {
    return this.#keeper.state();
  }

  /** Whose layout is shown now, and which. */
  get docId(): DocId {
    return this.#keeper.desk.docId;
  }

  /** Its name on the server. */
  get layoutId(): string {
    return this.#keeper.layoutId;
  }

  get status(): SaveStatus {
    return this.state.status;
  }

  /** As in `state`. */
  get presence(): Presence {
    return this.state.presence;
  }

  /** Called after each change of `state`; returns how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#keeper.subscribe(listener);
  }

  /**
   * What a first visit starts from instead; nothing changes once something was edited or saved. Before or after
   * `start`.
   */
  seed(layout: Layout): void {
    this.#keeper.reseed(layout);
  }

  /**
   * Shows what is on the device, then finds the server. Can be called again. `seed` is what a first visit shows: the
   * same on every device, so that two first visits of one person merge.
   */
  start({ seed }: { readonly seed?: Layout } = {}): Promise<void> {
    return this.#keeper.start(seed, () => this.#keeper.ports.onStart?.(this));
  }

  /**
   * Changes the working copy. It shows at once, is on the device within 250 ms and becomes a save after 2 s without
   * another edit, or right away if `immediate`. The same layout back means no change, and null. What comes back
   * otherwise undoes just this edit, with those that it joined.
   */
  edit(change: (layout: Layout) => Layout, options: EditOptions = {}): Undo | null {
    const { desk, saving } = this.#keeper;
    // Nobody changes what they can't see.
    const step = this.state.layout && desk.edit(change, options.joins);
    if (step !== null) saving.touched(options);
    return this.#undoOf(step);
  }

  /**
   * Puts `layout` in place of the user's, as an edit that undo takes back. For whoever is shown here, `CURRENT_USER`
   * among others, it shows at once and goes to the server; for another user it is kept on this device until they
   * are back. Resolves when it is settled: acknowledged, or durable here while the server is out of reach.
   */
  async saveLayout(userId: string, layout: Layout, options: SaveOptions = {}): Promise<SaveResult> {
    const cloud = this.#keeper.cloud.now() ?? (await this.#opened());
    return cloud?.save(userId, layout, options) ?? this.#saveAlone(userId, layout, options);
  }

  /** What the server has, with what is not sent yet; after 5 s without its answer, what is on this device. */
  async loadLayout(userId: string): Promise<LoadResult> {
    const cloud = await this.#opened();
    const { layout, version } = this.state;
    return cloud?.load(userId) ?? { layout, version, source: "local", error: UNREACHABLE };
  }

  getConfig(): Config {
    return this.#keeper.config();
  }

  /** Takes effect at once. A bad value or an unknown setting: `invalid-config`, and nothing is changed. */
  async updateConfig(change: ConfigChange): Promise<Answer<Config>> {
    const before = this.getConfig();
    const cloud = this.#keeper.cloud.now() ?? (await this.#opened());
    return cloud?.configure(change, before) ?? { ok: false, failure: UNREACHABLE };
  }

  /**
   * Has the layout's saves sealed from now on, widget by widget or whole; null: no longer. Saved so at once, or as
   * soon as there is a passphrase and this device has it. What was saved before stays as it is in the history.
   */
  encrypt(mode: SealMode | null): Promise<Answer<void>> {
    void this.start();
    return this.#ask((cloud) => cloud.encrypt(mode));
  }

  /** Who has the keys; null until that is loaded. */
  get keys(): Keyholder | null {
    return this.#keeper.cloud.now()?.keys ?? null;
  }

  /** Null where it can't be had for the moment. */
  async loadKeys(): Promise<Keyholder | null> {
    return (await this.#opened())?.keys ?? null;
  }

  /** As any `Undo`. */
  undo(): Promise<boolean> {
    return this.#travel(() => this.#keeper.desk.travel("undo"));
  }

  redo(): Promise<boolean> {
    return this.#travel(() => this.#keeper.desk.travel("redo"));
  }

  /** Saves now what would be saved in a moment. */
  saveNow(): void {
    void this.#keeper.saving.queue();
  }

  /**
   * Tries again now: for a person who does not want to wait, and whenever there is new hope. With the `id` of a save
   * that was refused, that one too, as by `keepParked`; all others go in their order.
   */
  retry(id?: string): Promise<void> {
    return this.#reach((cloud) => cloud.retry(id));
  }

  /** Asks the server for a newer version and sends what waits. Resolves when that is settled. */
  async sync(userId: string = CURRENT_USER): Promise<SyncResult> {
    const cloud = await this.#opened();
    const { version } = this.state;
    const pending = this.#keeper.desk.copy.doc.rows.length;
    return cloud?.sync(userId) ?? { success: false, source: "local", version, pending, error: UNREACHABLE };
  }

  /** As `sync`, for whom nobody waits. */
  meet(): Promise<void> {
    return this.#reach((cloud) => cloud.meet());
  }

  /** Newest first. `before` continues where a page ended. */
  getVersionHistory(limit = 20, before?: number): Promise<Answer<VersionPage>> {
    return this.#ask((cloud) => cloud.versions(before === undefined ? { limit } : { limit, before }));
  }

  /** A version never changes: those looked at lately are not asked for again, and can be restored offline. */
  readVersion(version: number): Promise<Answer<OpenVersion>> {
    return this.#ask((cloud) => cloud.version(version));
  }

  /**
   * Restores a version as a new one, or only one form factor or some widgets of it: an edit like any other, which
   * undo takes back.
   */
  async rollbackToVersion(
    version: number,
    { only }: { readonly only?: Only } = {},
  ): Promise<Answer<Undo | null>> {
    const answer = await this.#ask((cloud) => cloud.rollback(version, only));
    return answer.ok ? { ok: true, value: this.#undoOf(answer.value) } : answer;
  }

  /** Names a version, or pins it: a pinned one is never given up. An empty description takes the name away. */
  describeVersion(version: number, change: DescribeRequest): Promise<Answer<Version>> {
    return this.#ask((cloud) => cloud.describe(version, change));
  }

  /** Gives up the oldest versions beyond `keep`; named and pinned ones last. */
  pruneVersions(keep: number): Promise<Answer<Pruned>> {
    return this.#ask((cloud) => cloud.prune(keep));
  }

  /**
   * Settles an open conflict: as a whole, or merged with a choice for each clash, by its `conflictKey`; what nobody
   * chose keeps mine. Whatever is chosen, the other side is in the history.
   */
  async resolveConflict(choice: ConflictChoice | Choices): Promise<Undo | null> {
    const cloud = await this.#keeper.cloud.get();
    return this.#undoOf(cloud && (await cloud.resolve(choice)));
  }

  /** For a guest whose session is lost for good: keeps the dashboard, starts a new history. */
  continueAsGuest(): Promise<Answer<void>> {
    return this.#ask((cloud) => cloud.continueAsGuest());
  }

  dismissNotice(): void {
    this.#keeper.desk.dismissNotice();
  }

  /** Takes back what other devices brought, where the notice says that it was merged. */
  undoNotice(): void {
    void this.#undoOf(this.#keeper.desk.noticed)?.();
  }

  /** What is on this device and not on the server, oldest first. */
  async waiting(): Promise<readonly WaitingSave[]> {
    return (await this.#keeper.cloud.get())?.waiting() ?? [];
  }

  /** What this device knows of a user's layout, without asking the server. */
  async metadata(userId: string): Promise<Metadata> {
    return (await this.#opened())?.metadata(userId) ?? NOTHING_KNOWN;
  }

  /** Puts a refused save back as an edit; not while the layout is locked. */
  keepParked(id: string): Promise<Answer<void>> {
    return this.#ask((cloud) => cloud.keepParked(id));
  }

  /** Drops a refused save; where it is what is shown, the page goes back to what the server has. Not while it is locked. */
  discardParked(id: string): Promise<Answer<void>> {
    return this.#ask((cloud) => cloud.discardParked(id));
  }

  /**
   * Saves what was refused, or waits for a decision or a sign-in, as a layout of its own: `layoutId` is a name that
   * none of this person's has, else `layout-exists`. Only once the server has it, it waits no longer, and what is shown
   * goes back to what the server has. Tried again after an answer that was lost, it is still one copy.
   */
  saveAsCopy(id: string, layoutId: string): Promise<Answer<Copy>> {
    return this.#ask((cloud) => cloud.saveAsCopy(id, layoutId));
  }

  /** What a person can take away as a file, whatever the server says: what is shown, or what one save would save. */
  downloadable(): Layout;
  downloadable(id: string): Layout | null;
  downloadable(id?: string): Layout | null {
    if (id !== undefined) return this.#keeper.cloud.now()?.layoutOf(id) ?? null;
    return this.state.layout ?? this.#keeper.seed();
  }

  /** Another tab or the service worker changed a document. */
  follow(docId: DocId): void {
    this.#keeper.follow(docId);
  }

  /** The page may be gone in a moment: everything onto the device now, by every road there is. */
  leave(): void {
    this.#keeper.leave();
  }

  /** Where no other part of the library can be had: on this device, if it has the form of a layout. */
  async #saveAlone(userId: string, layout: Layout, options: SaveOptions): Promise<SaveResult> {
    const { desk, saving, isShown } = this.#keeper;
    const isLayout = [layout?.desktop, layout?.mobile].every(Array.isArray);
    if (isLayout && isShown(userId)) {
      this.edit(() => layout, options);
      await saving.queue();
    }
    return { success: isLayout && isShown(userId) && !desk.isBroken, source: "local", error: UNREACHABLE };
  }

  #undoOf(step: Step | null): Undo | null {
    const { desk } = this.#keeper;
    const { era } = desk;
    // What one person did is nothing to another who is shown by then.
    return step && (() => this.#travel(() => desk.era === era && desk.revert(step)));
  }

  #travel(step: () => boolean): Promise<boolean> {
    const { withRules, saving } = this.#keeper;
    return withRules(() => {
      const isChange = this.state.layout !== null && step();
      if (isChange) saving.touched();
      return isChange;
    }).catch(() => false); // Out of reach, the rules leave everything as it is.
  }

  #opened(): Promise<Cloud | null> {
    void this.start();
    return this.#keeper.cloud.get();
  }

  async #ask<T>(ask: (cloud: Cloud) => Promise<Answer<T>>): Promise<Answer<T>> {
    const cloud = await this.#keeper.cloud.get();
    return cloud === null ? { ok: false, failure: UNREACHABLE } : ask(cloud);
  }

  /** Once loaded it connects by itself. */
  async #reach(work: (cloud: Cloud) => Promise<unknown>): Promise<void> {
    const { cloud } = this.#keeper;
    const known = cloud.now();
    await (known === null ? (await cloud.get())?.connected : work(known));
  }
}

const NOTHING_KNOWN: Metadata = {
  ...{ version: null, checksum: null, deviceId: null, updatedAt: null, pending: 0 },
  error: UNREACHABLE,
};
