/** Saves what waits for a person as a layout of its own. It waits on until the server has that. */
import type { Layout } from "../../worker/layout/schema.ts";
import { copied, copyable } from "../offline/copied.ts";
import { newRow, type OutboxRow, sealOf } from "../offline/document.ts";
import type { Remote, SaveOutcome } from "../offline/remote.ts";
import type { Seal } from "../offline/seal.ts";
import { docIdOf } from "../offline/store.ts";
import { SIGNED_OUT } from "./failure.ts";
import type { Keeper } from "./keeper.ts";
import { LOCKED, type Sealing } from "./sealing.ts";
import type { Answer, Copy, Failure } from "./state.ts";
import { sumOf } from "./sum.ts";
import { UNREACHABLE } from "./unreachable.ts";

export const createCopying =
  (
    keeper: Keeper,
    remote: Remote,
    { send, sealing }: { readonly send: () => void; readonly sealing: Sealing },
  ) =>
  async (id: string, layoutId: string): Promise<Answer<Copy>> => {
    const { desk, known, order, ports } = keeper;
    if (!/^[\w-]{1,64}$/.test(layoutId)) return failed(NO_NAME);
    if (layoutId === keeper.layoutId) return failed(EXISTS);
    const { session, isSignedOut } = known();
    // While the page moves to another user, what is shown is not theirs yet.
    if (session === null || isSignedOut || !desk.docId.startsWith(`${session.user.id}/`))
      return failed(SIGNED_OUT);
    const doc = await keeper
      .store()
      .read(desk.docId)
      .catch(() => desk.copy.doc);
    if (await sealing.isLockedAway(desk.docId, doc)) return failed(LOCKED);
    const layout = copyable(doc, id);
    if (layout === null) return failed(NOT_WAITING);
    const row = copyOf(id, layoutId, layout, { now: ports.clock.now(), seal: sealOf(doc) });
    const answer = answerTo(await remote.save(docIdOf(session.user.id, layoutId), row), layoutId);
    if (!answer.ok) return answer;
    const own = order();
    await desk.persistUndoably((now) => copied(now, { opId: id, layout }, own));
    send();
    return answer;
  };

/** The same of the same under the same name is the same operation, whoever tries it again and whenever. */
const copyOf = (
  id: string,
  layoutId: string,
  layout: Layout,
  { now, seal }: { readonly now: number; readonly seal: Seal },
): OutboxRow => ({
  ...newRow({
    opId: `${id}.${layoutId}.${sumOf(JSON.stringify(layout))}`.slice(-128),
    ...{ seq: 1, now, base: { version: null, layout }, layout },
  }),
  changeType: "manual",
  ...(seal === "open" ? {} : { seal }),
});

const answerTo = (outcome: SaveOutcome, layoutId: string): Answer<Copy> => {
  switch (outcome.kind) {
    case "acked":
      return { ok: true, value: { layoutId, version: outcome.version } };
    case "exists":
    case "outdated":
      return failed(EXISTS);
    case "refused":
      return failed({ code: outcome.code, message: outcome.detail });
    case "no-answer":
      return failed(outcome.error === "locked" ? LOCKED : UNREACHABLE);
    case "signed-out":
      return failed(SIGNED_OUT);
  }
};

const failed = (failure: Failure): Answer<never> => ({ ok: false, failure });

const NO_NAME: Failure = {
  code: "invalid-parameter",
  message: "A layout's name is 1 to 64 letters, digits, _ and -.",
};

const EXISTS: Failure = { code: "layout-exists", message: "There is a layout of this name already." };

const NOT_WAITING: Failure = {
  code: "not-found",
  message: "No save of this id waits for a person.",
};
