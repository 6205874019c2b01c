/**
 * One user's room: the single place where that user's layouts are written. Between reading a head and writing the
 * next one it never waits, so saves are serialized by nature. A save is durable when it answers; the archive in D1
 * follows by alarm and is never on the path of a save.
 */
import { DurableObject } from "cloudflare:workers";
import { type Archive, createArchive } from "../history/archive.ts";
import { chooseShard, shardOf } from "../history/shards.ts";
import type { DescribeRequest, LayoutPage } from "../layout/wire.ts";
import { log } from "../log.ts";
import { describeVersion, prune, verify } from "./archived.ts";
import { type ExportHistory, exportLayout } from "./export.ts";
import { headOf } from "./head.ts";
import { changesBetween, listVersions, type Places, readVersion } from "./history.ts";
import { importVersions } from "./import.ts";
import { lagOf } from "./lag.ts";
import { type ListRequest, listLayouts } from "./layouts.ts";
import { hasUnpublished } from "./publish.ts";
import { put } from "./put.ts";
import { createQueue } from "./queue.ts";
import { remove } from "./remove.ts";
import type {
  ChangesResult,
  DescribeResult,
  HeadText,
  ImportCommand,
  Lag,
  LayoutId,
  PruneResult,
  PutCommand,
  PutResult,
  RemoveCommand,
  RemoveResult,
  RollbackCommand,
  RollbackResult,
  SaveResult,
  VerifyResult,
  VersionResult,
  VersionsResult,
} from "./results.ts";
import { rollback } from "./rollback.ts";
import type { SavePorts } from "./save.ts";
import { createStore, type Store } from "./store.ts";
import { isWorkLeft, PUBLISH_AFTER_MS, retryAfterMs, type UpkeepPorts, upkeep } from "./upkeep.ts";

export class LayoutRoom extends DurableObject<Env> {
  readonly #store: Store;
  /** Whatever writes to the archive goes through here. */
  readonly #inTurn = createQueue();
  readonly #ports: SavePorts & UpkeepPorts;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = ctx.storage.transactionSync(() => createStore(ctx.storage.sql));
    this.#ports = this.#createPorts();
    // An alarm that was lost (given up after crashes, not carried by a restored snapshot) must not strand versions.
    if (!isWorkLeft(this.#store, this.#keep)) return;
    ctx.blockConcurrencyWhile(async () => {
      if ((await ctx.storage.getAlarm()) === null) await this.#wakeIn(PUBLISH_AFTER_MS);
    });
  }

  list(request: ListRequest): LayoutPage {
    return listLayouts(this.#store, request);
  }

  /** The head, or its version alone where the caller has that already. */
  head(id: LayoutId, known: readonly number[] | "any"): HeadText | number | null {
    const row = this.#store.layout(id);
    const held = row?.versions.at(-1);
    if (row === null || row.deletedAt !== null || held === undefined) return null;
    const { version } = held.entry;
    if (known !== "any" && !known.includes(version)) return headOf(this.#store, row);
    this.#store.touch(held);
    return version;
  }

  put(command: PutCommand): Promise<PutResult> {
    return put(this.#ports, command);
  }

  rollback(command: RollbackCommand): Promise<RollbackResult> {
    return rollback(this.#ports, command);
  }

  remove(command: RemoveCommand): RemoveResult {
    return remove(this.#ports, command);
  }

  import(command: ImportCommand, versions: ReadableStream<Uint8Array>): Promise<SaveResult> {
    return importVersions(this.#ports, command, versions);
  }

  versions(id: LayoutId, page: { limit: number; before: number }): Promise<VersionsResult> {
    return listVersions(this.#places, id, page);
  }

  version(id: LayoutId, version: number): Promise<VersionResult> {
    return readVersion(this.#places, id, version);
  }

  changes(id: LayoutId, version: number, since: number): Promise<ChangesResult> {
    return changesBetween(this.#places, id, { version, since });
  }

  describe(id: LayoutId, version: number, request: DescribeRequest): Promise<DescribeResult> {
    return this.#inTurn(() => describeVersion(this.#ports, id, version, request));
  }

  prune(id: LayoutId, keep: number): Promise<PruneResult> {
    return this.#inTurn(() => prune(this.#ports, id, keep));
  }

  verify(id: LayoutId): Promise<VerifyResult> {
    return this.#inTurn(() => verify(this.#ports, id));
  }

  export(
    id: LayoutId,
    history: ExportHistory,
  ): { kind: "found"; stream: ReadableStream<Uint8Array> } | { kind: "layout-not-found" } {
    const row = this.#store.layout(id);
    if (row === null || row.deletedAt !== null) return { kind: "layout-not-found" };
    return { kind: "found", stream: exportLayout(this.#places, row, history, this.#ports.now()) };
  }

  lag(): Lag {
    return lagOf(this.#store);
  }

  /** Never throws: the runtime gives up on an alarm after six failures, and this room never does. */
  override async alarm(): Promise<void> {
    const failures = this.#store.failures();
    try {
      const waitMs = await this.#inTurn(() => upkeep(this.#ports));
      if (failures > 0) this.#store.writeFailures(0);
      if (waitMs !== null) await this.#wakeIn(waitMs);
    } catch (error) {
      log("upkeep-failed", { failures: failures + 1, lag: this.lag(), error });
      this.#store.writeFailures(failures + 1);
      await this.#wakeIn(retryAfterMs(failures + 1));
    }
  }

  #createPorts(): SavePorts & UpkeepPorts {
    const store = this.#store;
    return {
      store,
      keep: this.#keep,
      archive: () => this.#archive,
      transaction: (write) => this.#transaction(write),
      now: () => new Date().toISOString(),
      readVersion: (id, version) => readVersion(this.#places, id, version),
      announce: () => {
        this.#chooseArchive();
        // Versions in waiting mean an alarm in waiting: only the first has to set it.
        if (!hasUnpublished(store)) void this.#wakeIn(PUBLISH_AFTER_MS);
      },
    };
  }

  #transaction<T>(write: () => T): T {
    try {
      return this.ctx.storage.transactionSync(write);
    } catch (error) {
      this.#store.forget();
      throw error;
    }
  }

  get #places(): Places {
    return { store: this.#store, archive: () => this.#archive };
  }

  get #archive(): Archive {
    return createArchive(shardOf(this.env, this.#chooseArchive()), this.#userId);
  }

  /** Once and for all; where none is bound, when one is. */
  #chooseArchive(): string | null {
    const chosen = this.#store.archive() ?? chooseShard(this.env, this.#userId);
    if (chosen !== null && this.#store.archive() === null) this.#store.writeArchive(chosen);
    return chosen;
  }

  get #keep(): number {
    return Number(this.env.MAX_VERSIONS);
  }

  get #userId(): string {
    const userId = this.ctx.id.name;
    if (userId === undefined) throw new Error("A room is only ever reached by its user's name.");
    return userId;
  }

  #wakeIn(waitMs: number): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + waitMs);
  }
}
