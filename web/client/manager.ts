/**
 * Keeps one layout of one person: shows it, takes edits, and sees to it that they reach the device and the server.
 * All that must survive is in the document store; this object can be thrown away at any time.
 */
import { same } from "../../worker/layout/canonical.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import type { OpenVersion, Session, VersionPage } from "../../worker/layout/wire.ts";
import { backoffMs } from "../offline/backoff.ts";
import { resolved } from "../offline/conflict.ts";
import { hastened, signedOut } from "../offline/delivery.ts";
import { type Document, EMPTY_DOCUMENT, edited } from "../offline/document.ts";
import { asOnlyNewcomer } from "../offline/lock.ts";
import { discarded, keptAgain } from "../offline/parked.ts";
import { queued } from "../offline/queue.ts";
import { adopted, pulled } from "../offline/rebase.ts";
import type { LoadOutcome, Remote, StartedSession } from "../offline/remote.ts";
import { type DocId, type DocumentStore, docIdOf, type StoredSession } from "../offline/store.ts";
import { toAnswer } from "./answers.ts";
import { type Autosave, type Clock, createAutosave } from "./autosave.ts";
import { compose, waitingSaves } from "./compose.ts";
import { Desk } from "./desk.ts";
import { forget, leaveBehind, leftBehind, takeBack } from "./rescue.ts";
import { createSender, type Sender } from "./sender.ts";
import type { Answer, ConflictChoice, KeeperState, SaveStatus, Undo, WaitingSave } from "./state.ts";
import type { Step } from "./undo.ts";
import { isDirty } from "./working-copy.ts";

/** How long an edit may be in memory alone. */
const DRAFT_AFTER_MS = 200;
const SAVE_AFTER_MS = 2_000;
const SAVE_AT_LEAST_EVERY_MS = 10_000;
/** How long a first visit waits for the server before it starts without. */
const FIRST_ANSWER_MS = 1_500;

/** Whose document is edited before there has ever been a session on this device. */
const NOBODY = "local";

export type ManagerPorts = {
  readonly store: DocumentStore;
  readonly remote: Remote;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly deviceName: () => string;
  /** What a first visit shows. */
  readonly seed: Layout;
  /** Tells other tabs and the service worker that a document changed. */
  readonly announce: (docId: DocId) => void;
  /** Asks the browser to wake the service worker when there is a network. */
  readonly requestSync: () => void;
};

export type EditOptions = {
  /** Save now instead of after a pause. */
  readonly immediate?: boolean;
  /** Names the version; such a save is never joined with another. At most 500 characters. */
  readonly description?: string;
};

export class WidgetPersistenceManager {
  readonly #ports: ManagerPorts;
  readonly #layoutId: string;
  readonly #listeners = new Set<() => void>();
  readonly #desk: Desk;
  readonly #sender: Sender;
  readonly #draftTimer: Autosave;
  readonly #saveTimer: Autosave;
  /** Tells this tab from others of the same browser. */
  readonly #tab: string;
  #session: Session | null = null;
  #isSignedOut = false;
  #failedConnects = 0;
  #unstoredName: string | undefined;
  #sealedDetail: string | null = null;
  #lookedAt: { readonly docId: DocId; readonly value: OpenVersion } | undefined;
  #started: Promise<void> | undefined;
  #state: KeeperState;

  constructor(ports: ManagerPorts, layoutId = "main") {
    const { clock, store, seed, announce } = ports;
    this.#ports = ports;
    this.#layoutId = layoutId;
    this.#tab = ports.newId();
    this.#desk = new Desk(
      {
        ...{ store, seed, announce, order: () => this.#order(), onChange: () => this.#publish() },
        // A page that only seemed to go edits on: what is stored must not come in over that at the next start.
        onStored: (docId) => takeBack(docId, this.#tab),
      },
      docIdOf(NOBODY, layoutId),
    );
    const onChange = (docId: DocId) => {
      announce(docId);
      this.follow(docId);
    };
    this.#sender = createSender(clock, { ...ports, onChange });
    this.#draftTimer = createAutosave({
      ...{ clock, waitMs: DRAFT_AFTER_MS, maxWaitMs: DRAFT_AFTER_MS },
      save: () => void this.#desk.persist(),
    });
    this.#saveTimer = createAutosave({
      ...{ clock, waitMs: SAVE_AFTER_MS, maxWaitMs: SAVE_AT_LEAST_EVERY_MS },
      save: () => void this.#queue(),
    });
    this.#state = this.#compose();
  }

  /** Changes only by being replaced. */
  get state(): KeeperState {
    return this.#state;
  }

  /** Its name on the server. */
  get layoutId(): string {
    return this.#layoutId;
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
   * another edit, or right away if `immediate`. The same layout back means no change, and null. What comes back
   * otherwise undoes just this edit.
   */
  edit(change: (layout: Layout) => Layout, options: EditOptions = {}): Undo | null {
    const step = this.#desk.edit(change);
    if (step !== null) this.#touched(options);
    return this.#undoOf(step);
  }

  undo(): void {
    if (this.#desk.travel("undo")) this.#touched();
  }

  redo(): void {
    if (this.#desk.travel("redo")) this.#touched();
  }

  /** Saves now what would be saved in a moment. */
  saveNow(): void {
    void this.#queue();
  }

  /** Tries again now: for a person who does not want to wait, and whenever there is new hope. */
  async retry(): Promise<void> {
    const { clock } = this.#ports;
    await this.#desk.persist((doc) => (this.#isSignedOut ? doc : hastened(doc, clock.now())));
    await this.#connect();
  }

  /** Asks the server for a newer version and sends what waits. */
  async sync(): Promise<void> {
    if (this.#session === null || this.#isSignedOut) return this.#connect();
    await this.#pull();
    if (this.#isSignedOut) return this.#connect();
    this.#send();
  }

  /** Newest first. `before` continues where a page ended. */
  async getVersionHistory(limit = 20, before?: number): Promise<Answer<VersionPage>> {
    const page = before === undefined ? { limit } : { limit, before };
    return toAnswer(await this.#ports.remote.versions(this.#desk.docId, page));
  }

  /** A version never changes: the one looked at last is not asked for again, and can be restored offline. */
  async readVersion(version: number): Promise<Answer<OpenVersion>> {
    const { docId } = this.#desk;
    const seen = this.#lookedAt;
    if (seen?.docId === docId && seen.value.version === version) return { ok: true, value: seen.value };
    const answer = toAnswer(await this.#ports.remote.version(docId, version));
    if (answer.ok) this.#lookedAt = { docId, value: answer.value };
    return answer;
  }

  /** Restores a version as a new one: an edit like any other, which undo takes back. */
  async rollbackToVersion(version: number): Promise<Answer<Undo | null>> {
    const answer = await this.readVersion(version);
    if (!answer.ok) return answer;
    const description = `Restored version ${version}`;
    return { ok: true, value: this.edit(() => answer.value.layout, { immediate: true, description }) };
  }

  /** Settles an open conflict. Whatever is chosen, the other side is in the history. */
  async resolveConflict(choice: ConflictChoice): Promise<Undo | null> {
    const order = this.#order();
    const step = await this.#desk.persistUndoably((doc) => resolved(doc, choice, order));
    this.#send();
    return this.#undoOf(step);
  }

  /** For a guest whose session is lost for good: keeps the dashboard, starts a new history. */
  async continueAsGuest(): Promise<Answer<void>> {
    const { remote, deviceName } = this.#ports;
    const answer = toAnswer(await remote.startSession(deviceName()));
    if (!answer.ok) return answer;
    await this.#become({ ...answer.value, succeeds: this.#session?.user.id ?? NOBODY }, { adopting: true });
    return { ok: true, value: undefined };
  }

  dismissNotice(): void {
    this.#desk.dismissNotice();
  }

  /** Takes back what other devices brought, where the notice says that it was merged. */
  undoNotice(): void {
    this.#undoOf(this.#desk.noticed)?.();
  }

  /** What is on this device and not on the server, oldest first. */
  async waiting(): Promise<readonly WaitingSave[]> {
    const { docId, copy } = this.#desk;
    return waitingSaves(await this.#ports.store.read(docId).catch(() => copy.doc));
  }

  /** Puts a refused save back as an edit. */
  keepParked(id: string): void {
    void this.#desk.persistUndoably((doc) => keptAgain(doc, id)).then(() => this.saveNow());
  }

  /** Drops a refused save; where it is what is shown, the page goes back to what the server has. */
  discardParked(id: string): void {
    void this.#desk.persistUndoably((doc) => discarded(doc, id));
  }

  /** What a person can take away as a file, whatever the server says. */
  downloadable(): Layout {
    return this.#desk.copy.layout ?? this.#ports.seed;
  }

  /** Another tab or the service worker changed a document. */
  follow(docId: DocId): void {
    if (docId === this.#desk.docId) void this.#desk.refresh();
    else if (this.#session === null) void this.#join();
  }

  /** The page may be gone in a moment: everything onto the device now, by every road there is. */
  leave(): void {
    const { docId, copy } = this.#desk;
    if (copy.basis !== null && copy.layout !== null && isDirty(copy)) {
      leaveBehind(docId, this.#tab, { basis: copy.basis, layout: copy.layout });
    }
    this.saveNow();
  }

  async #start(): Promise<void> {
    const { store, clock } = this.#ports;
    const session = await store.session().catch(() => null);
    if (session === null) {
      // A first visit may be a return with an emptied browser: the server is asked before a starter is shown.
      const connected = this.#connect();
      await Promise.race([connected, new Promise<void>((done) => void clock.after(FIRST_ANSWER_MS, done))]);
      await this.#desk.open();
      await this.#resume();
      return connected;
    }
    // The last page may have ended between writing down whose this is and taking along what was here before.
    await this.#moveTo(session, { adopting: true });
    const { succeeds, user } = session;
    if (succeeds !== undefined && succeeds !== user.id)
      await this.#leaveEmpty(docIdOf(succeeds, this.#layoutId), EMPTY_DOCUMENT);
    this.#send();
    return this.#connect();
  }

  /** Takes up what the last page left undone. */
  async #resume(): Promise<void> {
    const { docId } = this.#desk;
    if (await this.#desk.absorb(leftBehind(docId))) forget(docId);
    this.#takeUp();
  }

  /** A draft that nobody has queued: its tab is gone, or the device could not be read until now. */
  #takeUp(): void {
    const { basis } = this.#desk.copy;
    if (basis !== null && basis.rev > basis.queuedRev) this.#saveTimer.touch();
  }

  /** Makes sure whose page this is, then pulls and sends. Without an answer it tries again later. */
  async #connect(): Promise<void> {
    const { remote } = this.#ports;
    const known = this.#session;
    const outcome = known === null ? await this.#introduce() : await remote.session();
    if (outcome.kind === "found") {
      const stored = await this.#ports.store.session().catch(() => null);
      // Another tab may have gone on as a new guest, with the work of the one that this tab still holds.
      const succeeds = stored?.user.id === outcome.value.user.id ? stored.succeeds : undefined;
      const adopting = known === null || succeeds === known.user.id;
      return this.#become(
        { ...outcome.value, ...(succeeds === undefined ? {} : { succeeds }) },
        { adopting },
      );
    }
    if (outcome.kind === "signed-out") return this.#signOut();
    this.#connectLater();
  }

  #connectLater(): void {
    const { clock, random } = this.#ports;
    this.#failedConnects += 1;
    this.#publish();
    const waitMs = backoffMs(this.#failedConnects, { random });
    this.#sender.at(clock.now() + waitMs, () => void this.#connect());
  }

  /** Another tab found out whose browser this is: what is here goes along before it is edited apart. */
  async #join(): Promise<void> {
    const stored = await this.#ports.store.session().catch(() => null);
    if (stored === null || this.#session !== null) return;
    await this.#moveTo(stored, { adopting: true });
    this.#send();
  }

  /** Who this browser is, asked by one tab at a time and written down before the next one asks. */
  #introduce(): ReturnType<Remote["startSession"]> {
    const { store, remote, deviceName } = this.#ports;
    return asOnlyNewcomer(async () => {
      const known = await store.session().catch(() => null);
      const outcome = known === null ? await remote.startSession(deviceName()) : await remote.session();
      if (outcome.kind !== "found") return outcome;
      const { isNew, ...session } = outcome.value;
      await store.writeSession(session).catch(() => undefined); // Told again by `become`.
      return outcome;
    });
  }

  async #become(
    started: StartedSession & StoredSession,
    { adopting }: { readonly adopting: boolean },
  ): Promise<void> {
    const { isNew, ...session } = started;
    const { store, remote, clock } = this.#ports;
    this.#failedConnects = 0;
    this.#isSignedOut = false;
    await store.writeSession(session).catch(() => undefined); // Asked for again at the next start.
    const isHere = () => this.#session?.user.id === session.user.id;
    if (!isHere()) {
      const docId = docIdOf(session.user.id, this.#layoutId);
      const found = isNew ? ({ kind: "none" } as const) : await remote.load(docId, null);
      // Another call may have been faster: what is here already is not to be adopted, and never to be left behind.
      if (!isHere()) {
        this.#noteSeal(found);
        await this.#moveTo(session, { adopting, found });
        return this.#send();
      }
    }
    this.#session = session;
    await this.#desk.persist((doc) => hastened(doc, clock.now()));
    await this.#pull();
    this.#send();
  }

  async #moveTo(
    session: Session,
    { adopting = false, found }: { readonly adopting?: boolean; readonly found?: LoadOutcome } = {},
  ): Promise<void> {
    const before = this.#desk.docId;
    const known = this.#session;
    this.#session = session;
    const docId = docIdOf(session.user.id, this.#layoutId);
    let taken = EMPTY_DOCUMENT;
    const hasMoved = await this.#desk.moveTo(
      docId,
      (doc, left) => {
        taken = left;
        const whole = leftBehind(docId).reduce(edited, doc);
        const mine = leftBehind(before).reduce(edited, left);
        // Before the news, so that these meet all there is here as edits that did not know them.
        const own = adopting && hasOwnWork(mine) ? adopted(whole, mine, this.#order()) : whole;
        return found?.kind === "found" ? pulled(own, found.value, this.#order()) : own;
      },
      { keepShowing: adopting },
    );
    if (!hasMoved) {
      this.#session = known;
      return this.#connectLater();
    }
    if (!this.#desk.isBroken) forget(docId);
    if (adopting && !this.#desk.isBroken) {
      forget(before);
      await this.#leaveEmpty(before, taken);
      this.#saveTimer.touch();
    }
    this.#takeUp();
  }

  /**
   * What was adopted is part of the new document now; left where it was, it would come back with the next guest. What
   * another tab has put there since is taken along, too.
   */
  async #leaveEmpty(before: DocId, adoptedAs: Document): Promise<void> {
    const { store } = this.#ports;
    const revOf = ({ draft }: Document) => draft?.rev ?? null;
    try {
      let taken = adoptedAs;
      while (!(await store.remove(before, (doc) => revOf(doc) === revOf(taken)))) {
        const more = await store.read(before);
        await this.#desk.persist((doc) => (hasOwnWork(more) ? adopted(doc, more, this.#order()) : doc));
        taken = more;
      }
    } catch {
      // The device can't be written now: it stays, and comes back as an edit that was made already.
    }
  }

  async #signOut(): Promise<void> {
    this.#isSignedOut = true;
    await this.#desk.persist(signedOut);
  }

  async #pull(): Promise<void> {
    const known = this.#desk.copy.doc.head?.version ?? null;
    const outcome = await this.#ports.remote.load(this.#desk.docId, known);
    if (outcome.kind === "signed-out") return this.#signOut();
    this.#noteSeal(outcome);
    if (outcome.kind === "no-answer" || outcome.kind === "refused") return;
    await this.#desk.persist((doc) => {
      // Who may read may write: a sign-in that was missed for a moment holds nothing up any longer.
      const awake = doc.rows.some(({ state }) => state === "auth")
        ? hastened(doc, this.#ports.clock.now())
        : doc;
      return outcome.kind === "found" ? pulled(awake, outcome.value, this.#order()) : awake;
    });
    this.#takeUp();
  }

  /** While the head is sealed nothing is sent: what is shown here is not what is there. */
  #noteSeal(outcome: LoadOutcome): void {
    const before = this.#sealedDetail;
    if (outcome.kind === "refused" && outcome.code === "layout-sealed") this.#sealedDetail = outcome.detail;
    else if (outcome.kind === "found" || outcome.kind === "none") this.#sealedDetail = null;
    if (this.#sealedDetail !== before) this.#publish();
  }

  #touched({ immediate = false, description }: EditOptions = {}): void {
    if (immediate || description !== undefined) {
      void this.#queue(description);
    } else {
      this.#draftTimer.touch();
      this.#saveTimer.touch();
    }
  }

  /** Working copy to draft to outbox, in one transaction, and off. */
  async #queue(wanted?: string): Promise<void> {
    // A name that could not be stored with its edit waits for the next attempt.
    const description = wanted ?? this.#unstoredName;
    const { requestSync } = this.#ports;
    this.#draftTimer.cancel();
    this.#saveTimer.cancel();
    const named = description === undefined ? {} : { description, changeType: "manual" as const };
    const order = { ...this.#order(), ...named };
    await this.#desk.persist((doc) => queued(doc, order));
    this.#unstoredName = this.#desk.isBroken ? description : undefined;
    if (this.#desk.isBroken) this.#saveTimer.touch();
    if (this.#desk.copy.doc.rows.length > 0) requestSync();
    this.#send();
  }

  #undoOf(step: Step | null): Undo | null {
    if (step === null) return null;
    return () => {
      if (this.#desk.revert(step)) this.#touched();
    };
  }

  #order(): { readonly opId: string; readonly now: number } {
    return { opId: this.#ports.newId(), now: this.#ports.clock.now() };
  }

  #send(): void {
    const session = this.#session;
    if (session !== null && !this.#isSignedOut && this.#sealedDetail === null)
      this.#sender.send(session.user.id, session.device.id);
  }

  #publish(): void {
    this.#state = this.#compose();
    for (const listener of this.#listeners) listener();
  }

  #compose(): KeeperState {
    return compose(this.#desk, {
      session: this.#session,
      isSignedOut: this.#isSignedOut,
      isUnreachable: this.#failedConnects > 0,
      sealedDetail: this.#sealedDetail,
    });
  }
}

/** A starter that nobody touched is nobody's work. */
const hasOwnWork = ({ draft, head }: Document): boolean =>
  draft !== null && (head !== null || !same(draft.layout, draft.seed));
