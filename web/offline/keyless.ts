/**
 * The server for whoever has no keys and no rules of merging. It says what became of a save, and brings no layout: an
 * answer with another one is left to somebody who can look at it. Saves go out in the open; what is to be sealed is
 * not given to it.
 */
import type { AnyLayout } from "../../worker/layout/schema.ts";
import { RulesMissing } from "./merging.ts";
import type { Remote } from "./remote.ts";
import { sealIn } from "./seal.ts";

type Sending<L> = Pick<Remote<L>, "load" | "save">;

/** @throws RulesMissing from any call whose answer is left. */
export const keyless = ({ load, save }: Sending<AnyLayout>): Pick<Remote, "load" | "save"> => ({
  load: left,
  save: async (docId, row) => {
    // Somebody may have had it sealed meanwhile: asked before each save says what is a secret now.
    const head = await load(docId, row.base.version);
    if (head.kind === "no-answer" || head.kind === "signed-out") return head;
    if (head.kind === "refused") return { kind: "no-answer", error: head.code };
    if (head.kind === "found") {
      const seal = sealIn(head.value.layout);
      const met = { seal, version: head.value.version };
      if (seal !== "open") return { kind: "no-answer", error: "locked", met };
    }
    const outcome = await save(docId, row);
    if (outcome.kind !== "acked") return outcome.kind === "outdated" ? left() : outcome;
    return outcome.layout === null ? { ...outcome, layout: null } : left();
  },
});

const left = async (): Promise<never> => {
  throw new RulesMissing();
};
