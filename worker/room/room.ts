/**
 * One user's room: the single place where that user's layouts are written. Between reading a head and writing the
 * next one it never waits, so saves are serialized by nature. A save is durable when it answers; the archive in D1
 * follows by alarm and is never on the path of a save.
 */
import { DurableObject } from "cloudflare:workers";
import { createArchive } from "../history/archive.ts";
import { log } from "../log.ts";
import { listVersions, type Places, readVersion } from "./history.ts";
import { PUBLISH_AFTER_MS, publishBatch, retryAfterMs } from "./publish.ts";
import type {
  HeadText,
  Lag,
  LayoutId,
  RollbackCommand,
  RollbackResult,
  SaveCommand,
  SaveResult,
  VersionResult,
  VersionsResult,
} from "./results.ts";
import { save } from "./save.ts";
import { createStore, type Store } from "./store.ts";

export class LayoutRoom extends DurableObject<Env> {
  readonly #store: Store;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = ctx.storage.transactionSync(() => createStore(ctx.storage.sql));
    // An alarm that was lost (given up after crashes, not carried by a restored snapshot) must not strand versions.
    if (!this.#store.hasUnpublished()) return;
    ctx.blockConcurrencyWhile(async () => {
      if ((await ctx.storage.getAlarm()) === null) await this.#publishIn(PUBLISH_AFTER_MS);
    });
  }

  /** The head, or its version alone where the caller has that already. */
  head(id: LayoutId, known: readonly number[] | "any"): HeadText | number | null {
    const version = this.#store.headVersion(id);
    if (version === null) return null;
    return known === "any" || known.includes(version) ? version : this.#store.head(id);
  }

  save(command: SaveCommand): Promise<SaveResult> {
    return save(
      {
        store: this.#store,
        transaction: (write) => this.ctx.storage.transactionSync(write),
        now: () => new Date().toISOString(),
        readVersion: (id, version) => readVersion(this.#places, id, version),
        announce: () => {
          // Versions in waiting mean an alarm in waiting: only the first has to set it.
          if (!this.#store.hasUnpublished()) void this.#publishIn(PUBLISH_AFTER_MS);
        },
      },
      command,
    );
  }

  /** Restores a version as a new one. */
  async rollback({ version, ...command }: RollbackCommand): Promise<RollbackResult> {
    // A replay is known by its operation id, whatever has become of the version since.
    const past = command.operationId === null ? null : this.#store.operation(command.operationId);
    const wanted = past?.fingerprint === command.fingerprint ? past.version : version;
    const found = await readVersion(this.#places, command.layoutId, wanted);
    if (found.kind !== "found") return found;
    const { layoutText } = found;
    const { checksum } = found.version;
    const description = command.description ?? `Restored version ${version}`;
    const result = await this.save({
      ...command,
      ...{
        layoutText,
        checksum,
        description,
        setAsideText: null,
        onConflict: "reject",
        changeType: "manual",
      },
    });
    return result.kind === "done" ? { ...result, layoutText: result.layoutText ?? layoutText } : result;
  }

  versions(id: LayoutId, page: { limit: number; before: number }): Promise<VersionsResult> {
    return listVersions(this.#places, id, page);
  }

  version(id: LayoutId, version: number): Promise<VersionResult> {
    return readVersion(this.#places, id, version);
  }

  lag(): Lag {
    return this.#store.lag();
  }

  /** Publishes. Never throws: the runtime gives up on an alarm after six failures, and this room never does. */
  override async alarm(): Promise<void> {
    const { store, archive } = this.#places;
    const failures = store.failures();
    try {
      await publishBatch(store, archive);
      if (failures > 0) store.writeFailures(0);
      if (store.hasUnpublished()) await this.#publishIn(0);
    } catch (error) {
      log("publish-failed", { failures: failures + 1, lag: store.lag(), error });
      store.writeFailures(failures + 1);
      await this.#publishIn(retryAfterMs(failures + 1));
    }
  }

  get #places(): Places {
    const userId = this.ctx.id.name;
    if (userId === undefined) throw new Error("A room is only ever reached by its user's name.");
    return { store: this.#store, archive: createArchive(this.env.HISTORY, userId) };
  }

  #publishIn(waitMs: number): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + waitMs);
  }
}
