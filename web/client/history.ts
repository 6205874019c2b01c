/** Reads versions from the server. */
import type { OpenVersion } from "../../worker/layout/wire.ts";
import type { Remote } from "../offline/remote.ts";
import type { DocId } from "../offline/store.ts";
import { toAnswer } from "./answers.ts";
import type { Cloud } from "./cloud.ts";
import type { Keeper } from "./keeper.ts";
import type { Answer } from "./state.ts";

type History = Pick<Cloud, "versions" | "version"> & {
  /** What was looked at is not to be had without the server any more. */
  readonly forget: () => void;
};

export const createHistory = ({ desk, config }: Keeper, remote: Remote): History => {
  let lookedAt: { readonly docId: DocId; readonly value: OpenVersion } | undefined;
  return {
    forget: () => {
      lookedAt = undefined;
    },
    versions: async (page) =>
      config().enableVersioning ? toAnswer(await remote.versions(desk.docId, page)) : VERSIONING_OFF,
    version: async (version) => {
      if (!config().enableVersioning) return VERSIONING_OFF;
      const { docId } = desk;
      if (lookedAt?.docId === docId && lookedAt.value.version === version)
        return { ok: true, value: lookedAt.value };
      const answer = toAnswer(await remote.version(docId, version));
      if (answer.ok) lookedAt = { docId, value: answer.value };
      return answer;
    },
  };
};

const VERSIONING_OFF: Answer<never> = {
  ok: false,
  failure: { code: "versioning-off", message: "This page keeps no history: enableVersioning is off." },
};
