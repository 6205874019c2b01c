/**
 * One document open in one tab: the working copy, undo, and every step between them and the store. Steps run one at
 * a time, each from what the one before it stored. Knows nothing of servers.
 */
import { same } from "../../worker/layout/canonical.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { type Document, edited, type Order, opened } from "../offline/document.ts";
import { broughtIn, NO_REV } from "../offline/rebase.ts";
import type { DocId, DocumentStore } from "../offline/store.ts";
import type { Rescued } from "./rescue.ts";
import type { Notice } from "./state.ts";
import { NO_HISTORY, recorded, redone, type Step, type UndoHistory, undone, without } from "./undo.ts";
import { caughtUp, incoming, isDirty, NO_COPY, type WorkingCopy } from "./working-copy.ts";

export type DeskPorts = {
  readonly store: DocumentStore;
  /** What a document starts from that is neither on the device nor on the server. */
  readonly seed: Layout;
  /** Tells other tabs and the service worker that a document changed. */
  readonly announce: (docId: DocId) => void;
  readonly order: () => Order;
  /** The device has what this tab holds of the document. */
  readonly onStored: (docId: DocId) => void;
  /** Something that is shown has changed. */
  readonly onChange: () => void;
};

export class Desk {
  readonly #ports: DeskPorts;
  #docId: DocId;
  #copy: WorkingCopy = NO_COPY;
  #undo: UndoHistory = NO_HISTORY;
  #notice: Notice | null = null;
  #noticed: Step | null = null;
  #isBroken = false;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(ports: DeskPorts, docId: DocId) {
    this.#ports = ports;
    this.#docId = docId;
  }

  get docId(): DocId {
    return this.#docId;
  }

  get copy(): WorkingCopy {
    return this.#copy;
  }

  get undoHistory(): UndoHistory {
    return this.#undo;
  }

  get notice(): Notice | null {
    return this.#notice;
  }

  /** The device did not store the last change; it is in this tab's memory, and is tried again with the next. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** The step that was made, if any; it shows at once, and is stored by the next `persist`. */
  edit(change: (layout: Layout) => Layout): Step | null {
    const before = this.#copy.layout;
    const after = before && change(before);
    if (before === null || after === null || after === before) return null;
    this.#replace(after);
    return this.#record(before);
  }

  /** Takes back one step and nothing else; itself a step. Whether that changed anything. */
  revert(step: Step): boolean {
    if (step === this.#undo.past.at(-1)) return this.travel("undo");
    return (
      this.edit((layout) => {
        const next = without(step, layout);
        return same(next, layout) ? layout : next;
      }) !== null
    );
  }

  /** Whether there was a step to take. */
  travel(direction: "undo" | "redo"): boolean {
    const { layout } = this.#copy;
    const step = direction === "undo" ? undone : redone;
    const result = layout && step(this.#undo, layout);
    if (result === null) return false;
    this.#undo = result.history;
    this.#replace(result.layout);
    return true;
  }

  dismissNotice(): void {
    this.#notice = null;
    this.#ports.onChange();
  }

  /** What other devices changed, as the notice says; null where there is nothing to take back. */
  get noticed(): Step | null {
    return this.#noticed;
  }

  /** Puts the working copy into the draft and goes on from there, in one transaction. */
  persist(then: (doc: Document) => Document = (doc) => doc): Promise<void> {
    return this.#exclusive(() => this.#persist(then));
  }

  /** As `persist`, as one step of undo. */
  persistUndoably(then: (doc: Document) => Document): Promise<Step | null> {
    return this.#exclusive(async () => {
      const before = this.#copy.layout;
      await this.#persist(then);
      return this.#record(before);
    });
  }

  /** Takes over what others have stored; what is under way here meets it in the store, where a clash is seen. */
  refresh(): Promise<void> {
    return this.#exclusive(async () => {
      if (isDirty(this.#copy)) return this.#persist((doc) => doc);
      const doc = await this.#ports.store.read(this.#docId).catch(() => this.#broke());
      if (doc !== null && this.#copy.basis !== null) this.#show(doc);
    });
  }

  /** Takes in edits that a page which is gone now may not have stored. Whether the device has them. */
  absorb(rescued: readonly Rescued[]): Promise<boolean> {
    return this.#exclusive(async () => {
      await this.#load((doc) => rescued.reduce(edited, doc));
      return !this.#isBroken;
    });
  }

  /** Opens the document, or does nothing if it is open. */
  open(): Promise<void> {
    return this.#exclusive(async () => {
      if (this.#copy.basis === null) await this.#load((doc) => doc);
    });
  }

  /**
   * Goes over to another document. `prepare` makes it ready, given what this one held; with `keepShowing` the edits
   * of this moment are carried over, else nothing of this one remains. Where the device can't store, it stays at
   * what it was to carry over. Whether it went.
   */
  moveTo(
    docId: DocId,
    prepare: (doc: Document, left: Document) => Document,
    { keepShowing }: { readonly keepShowing: boolean },
  ): Promise<boolean> {
    return this.#exclusive(async () => {
      await this.#persist((doc) => doc);
      const { layout, basis } = this.#copy;
      const here = this.#docId;
      // What this tab never opened, another one may have written.
      const unopened = basis === null ? await this.#ports.store.read(this.#docId).catch(() => null) : null;
      const left = unopened ?? this.#copy.doc;
      this.#docId = docId;
      if (!keepShowing) {
        this.#copy = NO_COPY;
        this.#undo = NO_HISTORY;
      } else if (basis !== null) {
        // Revisions are counted for each document: an equal one of another says nothing.
        this.#copy = { ...this.#copy, basis: { ...basis, rev: NO_REV } };
      }
      await this.#load((doc) => prepare(doc, left), keepShowing ? layout : null);
      if (!this.#isBroken || !keepShowing) return true;
      this.#docId = here;
      return false;
    });
  }

  async #persist(then: (doc: Document) => Document): Promise<void> {
    const { basis, layout } = this.#copy;
    if (layout === null || basis === null) return;
    const hasEdits = isDirty(this.#copy);
    const edit = { layout, basis, seen: this.#copy.doc.head };
    const order = this.#ports.order();
    await this.#load((doc) => then(hasEdits ? broughtIn(doc, edit, order) : doc), layout);
  }

  async #load(change: (doc: Document) => Document, sent: Layout | null = null): Promise<void> {
    const { store, seed, announce, onStored } = this.#ports;
    const docId = this.#docId;
    const stored = await store
      .update(docId, (before) => {
        const doc = change(opened(before, seed));
        return [doc, { doc, isNew: doc !== before }];
      })
      .catch(() => this.#broke());
    if (stored === null) return;
    this.#isBroken = false;
    if (stored.isNew) announce(docId);
    this.#show(stored.doc, sent);
    if (!isDirty(this.#copy)) onStored(docId);
  }

  /** The working copy stays as it is, so that the next step tries to store all of it again. */
  #broke(): null {
    this.#isBroken = true;
    // A first visit has nothing to lose yet, and shall see something.
    if (this.#copy.layout === null) this.#show(opened(this.#copy.doc, this.#ports.seed));
    this.#ports.onChange();
    return null;
  }

  /** Own tabs are followed in silence; another device's edit is said, and can be undone. */
  #show(doc: Document, sent: Layout | null = null): void {
    const before = this.#copy;
    this.#copy = caughtUp(before, doc, sent);
    const news = incoming(before, this.#copy);
    if (news !== null) this.#notice = { kind: news };
    if (news === "merged") this.#noticed = this.#record(before.layout);
    this.#ports.onChange();
  }

  /** What was shown before against what is shown now, as a step of undo. */
  #record(before: Layout | null): Step | null {
    const after = this.#copy.layout;
    if (before === null || after === null || before === after) return null;
    const step = { before, after };
    this.#undo = recorded(this.#undo, step);
    this.#ports.onChange();
    return step;
  }

  #replace(layout: Layout): void {
    this.#copy = { ...this.#copy, layout };
    this.#ports.onChange();
  }

  #exclusive<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#tail.then(step);
    this.#tail = run.catch(() => undefined);
    return run;
  }
}
