/**
 * One user's room: the single place where that user's layouts are written. Between reading a head and writing the
 * next one it never waits, so saves are serialized by nature. A save is durable when it answers; the archive in D1
 * follows by alarm and is never on the path of a save.
 *
 * Every call says who makes it, and is looked at before anything else: see access.ts.
 */
import { DurableObject } from "cloudflare:workers";
import { untilDeadline } from "../deadline.ts";
import type { DescribeRequest } from "../layout/wire.ts";
import { log } from "../log.ts";
import type { NewTokenRow } from "./access.ts";
import { exportAccount } from "./account-export.ts";
import { describeVersion, prune, verify } from "./archived.ts";
import { createErasure, type Erasure } from "./erasure.ts";
import { type ExportHistory, exportLayout } from "./export.ts";
import { headOf } from "./head.ts";
import { changesBetween, listVersions, readVersion } from "./history.ts";
import { importVersions } from "./import.ts";
import { lagOf } from "./lag.ts";
import { type ListRequest, listLayouts } from "./layouts.ts";
import { SIGNED_OUT } from "./listener.ts";
import { readRequest } from "./live-call.ts";
import { createParts, hasTables, type Parts, type Place } from "./parts.ts";
import { put } from "./put.ts";
import { createQueue } from "./queue.ts";
import { remove } from "./remove.ts";
import type {
  AccountExportResult,
  Admitted,
  Caller,
  ChangesResult,
  DescribeResult,
  DeviceResult,
  DevicesResult,
  EraseResult,
  ExportResult,
  HeadResult,
  ImportCommand,
  LagResult,
  LayoutId,
  LayoutsResult,
  NotAdmitted,
  PruneResult,
  PutCommand,
  PutResult,
  RemoveCommand,
  RemoveResult,
  RollbackCommand,
  RollbackResult,
  SaveResult,
  TokenResult,
  TokensResult,
  VerifyResult,
  VersionResult,
  VersionsResult,
} from "./results.ts";
import { rollback } from "./rollback.ts";
import { isDeletionKnown, isWorkLeft, PUBLISH_AFTER_MS, retryAfterMs, upkeep } from "./upkeep.ts";

/** As long as a person waits for an account to be gone from everywhere. */
const ERASE_LIMIT_MS = 10_000;
const UNAUTHENTICATED: NotAdmitted = { kind: "unauthenticated" };

export class LayoutRoom extends DurableObject<Env> {
  /** Null while nothing is kept here: who made up this user's name leaves nothing behind. */
  #parts: Parts | null = null;
  /** Whatever writes to the archive goes through here. */
  readonly #inTurn = createQueue();
  readonly #erasure: Erasure;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#erasure = createErasure(this.#place());
    if (this.#erasure.isErased()) ctx.blockConcurrencyWhile(() => this.#erasure.rearm());
    if (!hasTables(ctx.storage.sql)) return;
    const { store, keep } = this.#built();
    // An alarm that was lost (given up after crashes, not carried by a restored snapshot) must not strand versions.
    if (!isWorkLeft(store, keep)) return;
    ctx.blockConcurrencyWhile(async () => {
      if ((await ctx.storage.getAlarm()) === null) await this.#wakeIn(PUBLISH_AFTER_MS);
    });
  }

  /** Whether this caller would be let in. */
  admit(caller: Caller): Promise<Admitted<{ kind: "admitted" }>> {
    return this.#for(caller, () => ({ kind: "admitted" }));
  }

  /** As `admit`, for a device that another one invited: who was signed out meanwhile brings nobody in. */
  welcome(caller: Caller, invitedBy: string): Promise<Admitted<{ kind: "admitted" }>> {
    const isGone = this.#parts?.access.isSignedOut(invitedBy) === true;
    return isGone ? Promise.resolve({ kind: "unauthenticated" }) : this.admit(caller);
  }

  list(caller: Caller, request: ListRequest): Promise<Admitted<LayoutsResult>> {
    return this.#for(caller, ({ store }) => ({ kind: "found", page: listLayouts(store, request) }));
  }

  /** The head, or its version alone where the caller has that already. */
  head(caller: Caller, id: LayoutId, known: readonly number[] | "any"): Promise<Admitted<HeadResult>> {
    return this.#for(caller, ({ store }) => {
      const row = store.layout(id);
      const held = row?.versions.at(-1);
      if (row === null || row.deletedAt !== null || held === undefined) return { kind: "layout-not-found" };
      const { version } = held.entry;
      if (known !== "any" && !known.includes(version)) return { kind: "found", head: headOf(store, row) };
      store.touch(held);
      return { kind: "known", version };
    });
  }

  put(caller: Caller, command: PutCommand): Promise<Admitted<PutResult>> {
    return this.#for(caller, (parts) => put(parts, command));
  }

  rollback(caller: Caller, command: RollbackCommand): Promise<Admitted<RollbackResult>> {
    return this.#for(caller, (parts) => rollback(parts, command));
  }

  remove(caller: Caller, command: RemoveCommand): Promise<Admitted<RemoveResult>> {
    return this.#for(caller, (parts) => remove(parts, command));
  }

  import(
    caller: Caller,
    command: ImportCommand,
    versions: ReadableStream<Uint8Array>,
  ): Promise<Admitted<SaveResult>> {
    return this.#for(caller, (parts) => {
      const admit = () => parts.access.admit(caller);
      return importVersions({ ...parts, admit }, command, versions);
    });
  }

  versions(
    caller: Caller,
    id: LayoutId,
    page: { limit: number; before: number },
  ): Promise<Admitted<VersionsResult>> {
    return this.#for(caller, (parts) => listVersions(parts, id, page));
  }

  version(caller: Caller, id: LayoutId, version: number): Promise<Admitted<VersionResult>> {
    return this.#for(caller, (parts) => readVersion(parts, id, version));
  }

  changes(caller: Caller, id: LayoutId, version: number, since: number): Promise<Admitted<ChangesResult>> {
    return this.#for(caller, (parts) => changesBetween(parts, id, { version, since }));
  }

  describe(
    caller: Caller,
    id: LayoutId,
    version: number,
    request: DescribeRequest,
  ): Promise<Admitted<DescribeResult>> {
    return this.#for(caller, (parts) => this.#inTurn(() => describeVersion(parts, id, version, request)));
  }

  prune(caller: Caller, id: LayoutId, keep: number): Promise<Admitted<PruneResult>> {
    return this.#for(caller, (parts) => this.#inTurn(() => prune(parts, id, keep)));
  }

  verify(caller: Caller, id: LayoutId): Promise<Admitted<VerifyResult>> {
    return this.#for(caller, (parts) => this.#inTurn(() => verify(parts, id)));
  }

  export(caller: Caller, id: LayoutId, history: ExportHistory): Promise<Admitted<ExportResult>> {
    return this.#for(caller, (parts) => {
      const row = parts.store.layout(id);
      if (row === null || row.deletedAt !== null) return { kind: "layout-not-found" };
      return { kind: "found", stream: exportLayout(parts, row, history, parts.now()) };
    });
  }

  lag(caller: Caller): Promise<Admitted<LagResult>> {
    return this.#for(caller, ({ store }) => ({ kind: "found", lag: lagOf(store) }));
  }

  /** The user's devices; or of an API token, the token. */
  devices(caller: Caller): Promise<Admitted<DevicesResult>> {
    return this.#for(caller, ({ access }) => ({
      kind: "found",
      devices: caller.token === null ? access.devices() : [],
      token: caller.token && access.token(caller.token.id),
    }));
  }

  renameDevice(caller: Caller, id: string, name: string): Promise<Admitted<DeviceResult>> {
    return this.#for(caller, ({ access }) => {
      const device = access.rename(id, name);
      return device === null ? { kind: "device-not-found" } : { kind: "found", device };
    });
  }

  signOut(caller: Caller, id: string): Promise<Admitted<{ kind: "done" } | { kind: "device-not-found" }>> {
    return this.#for(caller, ({ access, live }) => {
      if (!access.signOut(id)) return { kind: "device-not-found" };
      live.end(({ deviceId }) => deviceId === id, SIGNED_OUT);
      return { kind: "done" };
    });
  }

  tokens(caller: Caller): Promise<Admitted<TokensResult>> {
    return this.#for(caller, ({ access }) => ({ kind: "found", tokens: access.tokens() }));
  }

  createToken(caller: Caller, token: NewTokenRow): Promise<Admitted<TokenResult>> {
    return this.#for(caller, ({ access }) => {
      const added = access.addToken(token);
      return added === null ? { kind: "limit-reached" } : { kind: "found", token: added };
    });
  }

  revokeToken(caller: Caller, id: string): Promise<Admitted<{ kind: "done" } | { kind: "token-not-found" }>> {
    return this.#for(caller, ({ access, live }) => {
      if (!access.revokeToken(id)) return { kind: "token-not-found" };
      live.end(({ tokenId }) => tokenId === id, SIGNED_OUT);
      return { kind: "done" };
    });
  }

  /** A live socket, or as JSON why there is none: see live-call.ts. */
  override async fetch(request: Request): Promise<Response> {
    const { caller, layoutId, endsAt } = readRequest(request);
    const result = await this.#for(caller, ({ access, live }) => {
      const { deviceId, token } = caller;
      const until = token === null ? endsAt : access.endOfToken(token.id);
      return live.open({ layoutId, deviceId, tokenId: token?.id ?? null, endsAt: until });
    });
    if (result.kind !== "open") return Response.json(result);
    return new Response(null, { status: 101, webSocket: result.socket });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#parts?.live.hear(socket, message);
  }

  override webSocketClose(socket: WebSocket): void {
    this.#parts?.live.left(socket);
  }

  override webSocketError(socket: WebSocket, error: unknown): void {
    log("live-socket-failed", { error });
    this.#parts?.live.left(socket);
  }

  async exportAccount(caller: Caller): Promise<Admitted<AccountExportResult>> {
    return this.#for(caller, (parts) => ({
      kind: "found",
      stream: exportAccount(parts, this.#place().userId, parts.now()),
    }));
  }

  /** Can come again: it says how far it is. Whatever waits in this room meanwhile finds nothing left. */
  async erase(caller: Caller): Promise<Admitted<EraseResult>> {
    if (!this.#erasure.isErased()) {
      const parts = this.#enter(caller);
      if ("kind" in parts) return parts;
      this.#end(parts);
    }
    // In turn: nothing that writes to the archive is on its way then. Who waits no longer is told so; it goes on.
    await untilDeadline(() => this.#inTurn(() => this.#erasure.proceed()), ERASE_LIMIT_MS);
    return { kind: "erased", isComplete: this.#erasure.isComplete() };
  }

  /** From the daily clean-up, which found these layouts deleted. Says which of them it has wrong. */
  async wake(layoutIds: readonly LayoutId[]): Promise<LayoutId[]> {
    const unknown = layoutIds.filter((id) => {
      const layout = this.#parts?.store.layout(id) ?? null;
      return layout === null || !isDeletionKnown(layout);
    });
    if (unknown.length < layoutIds.length) await this.#wakeIn(0);
    return unknown;
  }

  /** Never throws: the runtime gives up on an alarm after six failures, and this room never does. */
  override async alarm(): Promise<void> {
    if (this.#erasure.isErased()) return this.#inTurn(() => this.#erasure.ring());
    if (this.#parts === null) return;
    const parts = this.#parts;
    const { store } = parts;
    const failures = store.failures();
    try {
      const waitMs = await this.#inTurn(() => upkeep(parts));
      if (this.#erasure.isErased()) return;
      if (failures > 0) store.writeFailures(0);
      if (waitMs !== null) await this.#wakeIn(waitMs);
    } catch (error) {
      // It has set an alarm of its own.
      if (this.#erasure.isErased()) return;
      log("upkeep-failed", { failures: failures + 1, lag: lagOf(store), error });
      store.writeFailures(failures + 1);
      await this.#wakeIn(retryAfterMs(failures + 1));
    }
  }

  async #for<T>(caller: Caller, work: (parts: Parts) => T | Promise<T>): Promise<Admitted<T>> {
    const parts = this.#enter(caller);
    if ("kind" in parts) return parts;
    try {
      const result = await work(parts);
      return this.#erasure.isErased() ? UNAUTHENTICATED : result;
    } catch (error) {
      // The account ended while this waited: it failed for that, and nothing came of it.
      if (this.#erasure.isErased()) return UNAUTHENTICATED;
      throw error;
    }
  }

  #enter(caller: Caller): Parts | NotAdmitted {
    if (this.#erasure.isErased() && !this.#erasure.beginAgain(caller)) return UNAUTHENTICATED;
    // A token is as good as what is known of it here: where nothing is, it is none.
    if (this.#parts === null && caller.token !== null) return UNAUTHENTICATED;
    const parts = this.#built();
    return parts.access.admit(caller) ?? parts;
  }

  #end({ store, live }: Parts): void {
    try {
      this.#erasure.begin(store.archive());
    } finally {
      // Whoever still holds them fails at the next statement: there are no tables.
      if (this.#erasure.isErased()) this.#parts = null;
    }
    live.endAll(SIGNED_OUT.code, SIGNED_OUT.reason);
  }

  #built(): Parts {
    this.#parts ??= createParts(this.#place());
    return this.#parts;
  }

  #place(): Place {
    const { storage, id } = this.ctx;
    if (id.name === undefined) throw new Error("A room is only ever reached by its user's name.");
    return { storage, sockets: this.ctx, userId: id.name, env: () => this.env };
  }

  #wakeIn(waitMs: number): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + waitMs);
  }
}
