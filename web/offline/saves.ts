/** The two calls that sending takes: what the server has of a layout, and a save of it. As they travel. */
import type { AnyLayout, Checksum } from "../../worker/layout/schema.ts";
import type { SaveReply } from "../../worker/layout/wire.ts";
import {
  type Broken,
  type Call,
  createCallFor,
  failure,
  isObject,
  type Json,
  noAnswer,
  type Options,
  type Reply,
  read,
} from "./call.ts";
import type { HeadOf, Remote, RowOf, SaveOutcome } from "./remote.ts";

export const createSaves = (call: Call): Pick<Remote<AnyLayout>, "load" | "save"> => {
  const callFor = createCallFor(call);
  return {
    load: async (docId, known) => {
      const reply = await callFor(docId, "GET", "", {
        headers: known === null ? {} : { "If-None-Match": `"${known}"` },
      });
      if ("error" in reply) return noAnswer(reply);
      if (reply.status === 304) return { kind: "unchanged" };
      if (reply.status === 404 && reply.json?.["code"] === "layout-not-found") return { kind: "none" };
      return read(reply, isHead);
    },
    save: async (docId, row) =>
      saved(
        await callFor(
          docId,
          "PUT",
          `?onConflict=${row.asks === undefined ? "merge" : "reject"}`,
          request(row),
        ),
      ),
  };
};

const request = ({ opId, base, layout, changeType, description, setAside }: RowOf<AnyLayout>): Options => ({
  headers: {
    "Idempotency-Key": opId,
    ...(base.version === null ? { "If-None-Match": "*" } : { "If-Match": `"${base.version}"` }),
  },
  body: { layout, changeType, description, setAside },
});

const OUTCOMES: readonly SaveReply["outcome"][] = ["created", "saved", "merged", "unchanged", "replayed"];

const saved = (reply: Reply | Broken): SaveOutcome<AnyLayout> => {
  if ("error" in reply) return noAnswer(reply);
  const { status, json } = reply;
  const outcome = OUTCOMES.find((one) => one === json?.["outcome"]);
  if ((status === 200 || status === 201) && outcome !== undefined && typeof json?.["version"] === "number") {
    const layout = json["layout"] === undefined ? null : (json["layout"] as AnyLayout);
    return {
      ...{ kind: "acked", outcome, layout },
      version: json["version"],
      checksum: json["checksum"] as Checksum,
    };
  }
  if (status === 412 && isObject(json?.["head"]) && isHead(json["head"]))
    return { kind: "outdated", theirs: json["head"] };
  if (status === 409 && json?.["code"] === "layout-exists") return { kind: "exists" };
  return failure(reply);
};

export const isHead = (json: Json): json is Json & HeadOf<AnyLayout> =>
  typeof json["version"] === "number" && isObject(json["layout"]);
