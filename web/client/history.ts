/** Reads versions from the server, and names them. */
import type { OpenVersion } from "../../worker/layout/wire.ts";
import type { Remote } from "../offline/remote.ts";
import type { DocId } from "../offline/store.ts";
import { toAnswer } from "./answers.ts";
import type { Cloud } from "./cloud.ts";
import type { Keeper } from "./keeper.ts";
import type { Answer } from "./state.ts";

/** What is kept of versions that were looked at, as canonical text. The last one is, whatever its size. */
const KEPT_BYTES = 4 * 1024 * 1024;

type History = Pick<Cloud, "versions" | "version" | "describe"> & {
  /** What was looked at is not to be had without the server any more. */
  readonly forget: () => void;
};

export const createHistory = ({ desk, config }: Keeper, remote: Remote): History => {
  /** The one that was looked at last is last. */
  const kept = new Map<string, OpenVersion>();
  const keep = (key: string, value: OpenVersion): void => {
    kept.delete(key);
    kept.set(key, value);
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [other, { bytes: size }] of kept) {
      if (bytes <= KEPT_BYTES || other === key) return;
      kept.delete(other);
      bytes -= size;
    }
  };
  return {
    forget: () => kept.clear(),
    versions: async (page) =>
      config().enableVersioning ? toAnswer(await remote.versions(desk.docId, page)) : VERSIONING_OFF,
    version: async (version) => {
      if (!config().enableVersioning) return VERSIONING_OFF;
      const key = keyOf(desk.docId, version);
      const known = kept.get(key);
      const answer: Answer<OpenVersion> =
        known === undefined
          ? toAnswer(await remote.version(desk.docId, version))
          : { ok: true, value: known };
      if (answer.ok) keep(key, answer.value);
      return answer;
    },
    describe: async (version, change) => {
      if (!config().enableVersioning) return VERSIONING_OFF;
      const key = keyOf(desk.docId, version);
      const answer = toAnswer(await remote.describe(desk.docId, version, change));
      // What it is called is all that can change of it: it is read again.
      if (answer.ok) kept.delete(key);
      return answer;
    },
  };
};

const keyOf = (docId: DocId, version: number): string => `${docId} ${version}`;

const VERSIONING_OFF: Answer<never> = {
  ok: false,
  failure: { code: "versioning-off", message: "This page keeps no history: enableVersioning is off." },
};
