/**
 * One person's layout in one page: the working copy, its way onto the device and to the server, and what can be said
 * of it. All that must survive is in the document store; this object can be thrown away at any time.
 */
import { same } from "../../worker/layout/canonical.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import type { Session, VersionPage, VersionWithLayout } from "../../worker/layout/wire.ts";
import { backoffMs } from "../offline/backoff.ts";
import { hastened, signedOut } from "../offline/delivery.ts";
import { adopted, type Document, edited, opened, pulled, queued, resolved } from "../offline/document.ts";
import type { Remote, StartedSession } from "../offline/remote.ts";
import { type DocId, type DocumentStore, docIdOf } from "../offline/store.ts";
import { toAnswer } from "./answers.ts";
import { type Autosave, type Clock, createAutosave } from "./autosave.ts";
import { compose, waitingSaves } from "./compose.ts";
import { leaveBehind, takeBack } from "./rescue.ts";
import { createSender, type Sender } from "./sender.ts";
import type { Answer, ConflictChoice, KeeperState, Notice, SaveStatus, WaitingSave } from "./state.ts";
import { NO_HISTORY, recorded, redone, type UndoHistory, undone } from "./undo.ts";
import { caughtUp, incoming, isDirty, NO_COPY, type WorkingCopy } from "./working-copy.ts";

/** How long an edit may be in memory alone. */
const DRAFT_AFTER_MS = 200;
const SAVE_AFTER_MS = 2_000;
const SAVE_AT_LEAST_EVERY_MS = 10_000;
/** How long a first visit waits for the server before it starts without. */
const FIRST_ANSWER_MS = 1_500;

/** Whose documents are edited before there has ever been a session on this device. */
const NOBODY = "local";

export type ManagerPorts = {
  readonly store: DocumentStore;
  readonly remote: Remote;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly deviceName: () => string;
  readonly seed: Layout;
  /** Tells other tabs and the service worker that a document changed. */
  readonly announce: (docId: DocId) => void;
  /** Asks the browser to wake the service worker when there is a network. */
  readonly requestSync: () => void;
};

export type EditOptions = { readonly immediate?: boolean; readonly description?: string };

export class WidgetPersistenceManager {
  readonly #ports: ManagerPorts;
  readonly #layoutId: string;
  readonly #listeners = new Set<() => void>();
  readonly #draftTimer: Autosave;
  readonly #saveTimer: Autosave;
  readonly #sender: Sender;

  #session: Session | null = null;
  #isSignedOut = false;
  #storageFailed = false;
  #copy: WorkingCopy = NO_COPY;
  #undo: UndoHistory = NO_HISTORY;
  #notice: Notice | null = null;
  #state: KeeperState;

  #lookedAt: { readonly userId: string | undefined; readonly value: VersionWithLayout } | undefined;
  #started: Promise<void> | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #connectAttempts = 0;

  constructor(ports: ManagerPorts, layoutId = "main") {
    this.#ports = ports;
    this.#layoutId = layoutId;
    const { clock } = ports;
    this.#draftTimer = createAutosave({
      ...{ clock, waitMs: DRAFT_AFTER_MS, maxWaitMs: DRAFT_AFTER_MS },
      save: () => void this.#keep(),
    });
    this.#saveTimer = createAutosave({
      ...{ clock, waitMs: SAVE_AFTER_MS, maxWaitMs: SAVE_AT_LEAST_EVERY_MS },
      save: () => void this.#queue(),
    });
    this.#sender = createSender(
      clock,
      {
        ...ports,
        onChange: (docId) => {
          ports.announce(docId);
          this.follow(docId);
        },
      },
      () => {
        this.#noStorage(undefined);
        this.#publish();
      },
    );
    this.#state = this.#compose();
  }

  /** Changes only by being replaced. */
  get state(): KeeperState {
    return this.#state;
  }

  get status(): SaveStatus {
    return this.#state.status;
  }

  /** Called after each change of `state`; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows what is on the device, then finds the server. Can be called again. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /**
   * Changes the working copy. It shows at once, is on the device within 250 ms and becomes a save after 2 s without
   * another edit, or right away if `immediate`. The same layout back means no change.
   */
  edit(change: (layout: Layout) => Layout, options: EditOptions = {}): void {
    const before = this.#copy.layout;
    if (before === null) return;
    const after = change(before);
    if (after === before) return;
    this.#undo = recorded(this.#undo, { before, after });
    this.#changeTo(after, options);
  }

  undo(): void {
    this.#travel(undone);
  }

  redo(): void {
    this.#travel(redone);
  }

  /** Saves now what would be saved in a moment. */
  saveNow(): void {
    this.#saveTimer.cancel();
    void this.#queue();
  }

  /** Tries again now: for a person who does not want to wait, and whenever there is new hope. */
  async retry(): Promise<void> {
    await this.#exclusive(() =>
      this.#update((doc) => (this.#isSignedOut ? doc : hastened(doc, this.#ports.clock.now()))),
    );
    await this.#connect();
  }

  /** Asks the server for a newer version and sends what waits. */
  async sync(): Promise<void> {
    if (this.#session === null || this.#isSignedOut) return this.#connect();
    await this.#pull();
    this.#drain();
  }

  /** Newest first. `before` continues where a page ended. */
  async getVersionHistory(limit = 20, before?: number): Promise<Answer<VersionPage>> {
    const page = before === undefined ? { limit } : { limit, before };
    return toAnswer(await this.#ports.remote.versions(this.#layoutId, page));
  }

  /** A version never changes: the one looked at last is not asked for again, and can be restored offline. */
  async readVersion(version: number): Promise<Answer<VersionWithLayout>> {
    const userId = this.#session?.user.id;
    if (this.#lookedAt?.value.version === version && this.#lookedAt.userId === userId) {
      return { ok: true, value: this.#lookedAt.value };
    }
    const answer = toAnswer(await this.#ports.remote.version(this.#layoutId, version));
    if (answer.ok) this.#lookedAt = { userId, value: answer.value };
    return answer;
  }

  /** Restores a version as a new one: an edit like any other, which undo takes back. */
  async rollbackToVersion(version: number): Promise<Answer<void>> {
    const answer = await this.readVersion(version);
    if (!answer.ok) return answer;
    this.edit(() => answer.value.layout, { immediate: true, description: `Restored version ${version}` });
    return { ok: true, value: undefined };
  }

  /** Settles an open conflict. Whatever is chosen, the other side is in the history. */
  resolveConflict(choice: ConflictChoice): void {
    const { clock, newId } = this.#ports;
    const order = { opId: newId(), now: clock.now() };
    void this.#exclusive(async () => {
      const before = this.#copy.layout;
      await this.#persist((doc) => resolved(doc, choice, order));
      const after = this.#copy.layout;
      if (before !== null && after !== null && before !== after) {
        this.#undo = recorded(this.#undo, { before, after });
        this.#publish();
      }
      this.#drain();
    });
  }

  /** For a guest whose session is lost for good: keeps the dashboard, starts a new history. */
  async continueAsGuest(): Promise<Answer<void>> {
    const answer = toAnswer(await this.#ports.remote.startSession(this.#ports.deviceName()));
    if (!answer.ok) return answer;
    this.#isSignedOut = false;
    await this.#exclusive(() => this.#become(answer.value, { adopting: true }));
    await this.sync();
    return { ok: true, value: undefined };
  }

  dismissNotice(): void {
    this.#notice = null;
    this.#publish();
  }

  /** What is on this device and not on the server, oldest first. */
  async waiting(): Promise<readonly WaitingSave[]> {
    return waitingSaves(await this.#ports.store.read(this.#docId).catch(() => this.#copy.doc));
  }

  /** Puts a refused save back as an edit. */
  keepParked(id: string): void {
    const row = this.#copy.doc.parked.find(({ opId }) => opId === id);
    if (row === undefined) return;
    this.edit(() => row.layout);
    this.discardParked(id);
  }

  discardParked(id: string): void {
    void this.#exclusive(() =>
      this.#update((doc) => ({ ...doc, parked: doc.parked.filter(({ opId }) => opId !== id) })),
    );
  }

  /** Another tab or the service worker changed the document. */
  follow(docId: DocId): void {
    if (docId === this.#docId && this.#copy.basis !== null) void this.#exclusive(() => this.#refresh());
  }

  /** The page may be gone in a moment: everything onto the device now, by every road there is. */
  leave(): void {
    const { basis, layout } = this.#copy;
    if (basis !== null && layout !== null && isDirty(this.#copy)) {
      leaveBehind(this.#docId, { rev: basis.rev, layout });
    }
    this.saveNow();
  }

  /** What a person can take away as a file, whatever the server says. */
  downloadable(): Layout {
    return this.#copy.layout ?? this.#ports.seed;
  }

  get #docId(): DocId {
    return docIdOf(this.#session?.user.id ?? NOBODY, this.#layoutId);
  }

  async #start(): Promise<void> {
    const { store, clock } = this.#ports;
    this.#session = await store.session().catch(() => this.#noStorage(null));
    const connected = this.#session === null ? this.#connect() : undefined;
    // A first visit may be a return with an emptied browser: the server is asked before a starter is shown.
    if (connected !== undefined) {
      await Promise.race([connected, new Promise<void>((done) => void clock.after(FIRST_ANSWER_MS, done))]);
    }
    if (this.#copy.basis === null) await this.#exclusive(() => this.#open());
    this.#drain();
    await (connected ?? this.#connect());
  }

  /** Makes sure whose page this is; then pulls and sends. Without an answer it tries again later. */
  async #connect(): Promise<void> {
    const { remote, clock, random, deviceName } = this.#ports;
    const known = this.#session;
    const outcome = known === null ? await remote.startSession(deviceName()) : await remote.session();
    if (outcome.kind === "found") {
      this.#connectAttempts = 0;
      this.#isSignedOut = false;
      const isNewDocument = await this.#exclusive(() =>
        this.#become(outcome.value, { adopting: known === null }),
      );
      if (!isNewDocument) await this.#pull();
      return this.#drain();
    }
    if (outcome.kind === "signed-out") return this.#exclusive(() => this.#signOut());
    this.#connectAttempts += 1;
    const wait = backoffMs(this.#connectAttempts, { random });
    this.#sender.at(clock.now() + wait, () => void this.#connect());
  }

  /** Whether that made this page open another document, which is then as new as the server's. */
  async #become(
    { isNew, ...session }: StartedSession,
    { adopting }: { readonly adopting: boolean },
  ): Promise<boolean> {
    const { store, remote, seed, clock } = this.#ports;
    const isSame = this.#session?.user.id === session.user.id;
    if (!isSame) await this.#persist((doc) => doc);
    const [before, sent] = [this.#docId, this.#copy.layout];
    await store.writeSession(session).catch(() => this.#noStorage(undefined));
    this.#session = session;
    if (isSame) {
      await this.#update((doc) => hastened(doc, clock.now()));
      return false;
    }

    const orphan = adopting ? orphanOf(this.#copy.doc) : null;
    const loaded = isNew ? null : await remote.load(this.#layoutId, null);
    const doc = await this.#write((stored) => {
      const known = opened(loaded?.kind === "found" ? pulled(stored, loaded.value) : stored, seed);
      return orphan === null ? known : adopted(known, orphan);
    });
    // What is another user's is not carried over, and what was adopted is not kept twice.
    if (!adopting) this.#copy = NO_COPY;
    else await store.remove(before).catch(() => this.#noStorage(undefined));
    this.#show(doc, adopting && sent !== null ? sent : undefined);
    if (orphan !== null) this.#saveTimer.touch();
    return true;
  }

  async #open(): Promise<void> {
    this.#show(await this.#write((stored) => opened(stored, this.#ports.seed)));
    const { basis } = this.#copy;
    const rescued = basis === null ? null : takeBack(this.#docId, basis.rev);
    if (rescued !== null) this.#changeTo(rescued, { immediate: true });
    else if (basis !== null && basis.rev > basis.queuedRev) this.#saveTimer.touch();
  }

  async #signOut(): Promise<void> {
    this.#isSignedOut = true;
    await this.#update(signedOut);
  }

  async #pull(): Promise<void> {
    const known = this.#copy.doc.head?.version ?? null;
    const outcome = await this.#ports.remote.load(this.#layoutId, known);
    if (outcome.kind === "signed-out") return this.#exclusive(() => this.#signOut());
    if (outcome.kind !== "found") return;
    await this.#exclusive(() => this.#persist((doc) => pulled(doc, outcome.value)));
  }

  #changeTo(layout: Layout, { immediate = false, description }: EditOptions): void {
    this.#copy = { ...this.#copy, layout };
    this.#publish();
    if (immediate || description !== undefined) {
      this.#draftTimer.cancel();
      this.#saveTimer.cancel();
      void this.#queue(description);
    } else {
      this.#draftTimer.touch();
      this.#saveTimer.touch();
    }
  }

  #travel(step: typeof undone): void {
    const { layout } = this.#copy;
    const result = layout && step(this.#undo, layout);
    if (result === null) return;
    this.#undo = result.history;
    this.#changeTo(result.layout, {});
  }

  /** Working copy to draft. */
  #keep(): Promise<void> {
    return this.#exclusive(() => this.#persist((doc) => doc));
  }

  /** Working copy to draft to outbox, in one transaction, and off. */
  async #queue(description?: string): Promise<void> {
    const { clock, newId, requestSync } = this.#ports;
    this.#draftTimer.cancel();
    const order = {
      ...{ opId: newId(), now: clock.now() },
      ...(description === undefined ? {} : { description, changeType: "manual" as const }),
    };
    await this.#exclusive(() => this.#persist((doc) => queued(doc, order)));
    if (this.#copy.doc.rows.length > 0) requestSync();
    this.#drain();
  }

  async #persist(then: (doc: Document) => Document): Promise<void> {
    const { basis, layout } = this.#copy;
    if (layout === null || basis === null) return;
    const hasEdits = isDirty(this.#copy);
    const doc = await this.#write((stored) => {
      const open = opened(stored, this.#ports.seed);
      return then(hasEdits ? edited(open, { layout, basis }) : open);
    });
    this.#show(doc, layout);
  }

  async #update(change: (doc: Document) => Document): Promise<void> {
    if (this.#copy.basis === null) return;
    this.#show(await this.#write((doc) => change(opened(doc, this.#ports.seed))));
  }

  async #refresh(): Promise<void> {
    this.#show(await this.#ports.store.read(this.#docId).catch(() => this.#noStorage(this.#copy.doc)));
  }

  /** Where the device can't store, the document lives on in memory, and the person is told. */
  async #write(change: (doc: Document) => Document): Promise<Document> {
    const docId = this.#docId;
    try {
      const [doc, isNew] = await this.#ports.store.update(docId, (stored) => {
        const next = change(stored);
        return [next, [next, next !== stored] as const];
      });
      this.#storageFailed = false;
      if (isNew) this.#ports.announce(docId);
      return doc;
    } catch {
      return this.#noStorage(change(this.#copy.doc));
    }
  }

  #noStorage<T>(instead: T): T {
    this.#storageFailed = true;
    return instead;
  }

  /** Takes over what is stored. Own tabs are followed in silence; another device's edit is said, and undoable. */
  #show(doc: Document, sent?: Layout): void {
    const before = this.#copy;
    this.#copy = caughtUp(before, doc, sent);
    const news = incoming(before, this.#copy);
    if (news !== null) this.#notice = { kind: news };
    if (news === "merged" && before.layout !== null && this.#copy.layout !== null) {
      this.#undo = recorded(this.#undo, { before: before.layout, after: this.#copy.layout });
    }
    this.#publish();
  }

  #drain(): void {
    const session = this.#session;
    if (session !== null && !this.#isSignedOut) this.#sender.send(session.user.id, session.device.id);
  }

  /** One step at a time: each starts from what the one before it stored. */
  #exclusive<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#tail.then(step);
    this.#tail = run.catch(() => undefined);
    return run;
  }

  #publish(): void {
    this.#state = this.#compose();
    for (const listener of this.#listeners) listener();
  }

  #compose(): KeeperState {
    return compose({
      copy: this.#copy,
      session: this.#session,
      isSignedOut: this.#isSignedOut,
      storageFailed: this.#storageFailed,
      undo: this.#undo,
      notice: this.#notice,
    });
  }
}

/** What a document holds of a person's own work; a starter that nobody touched is none. */
const orphanOf = (doc: Document): Document | null => {
  const { draft, head } = doc;
  return draft === null || (head === null && same(draft.layout, draft.seed)) ? null : doc;
};
