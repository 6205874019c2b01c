/** Whether a room is what its model says that it is. */
import { expect } from "vitest";
import type { Layout } from "../layout/schema.ts";
import { type Content, headOf, type Model, type Reply, read, restorable, there } from "./model.testing.ts";
import type { PutResult, RemoveResult, RollbackResult } from "./results.ts";
import { everyVersion, type User } from "./room.testing.ts";

const IDS = ["w0", "w1", "w2", "w3", "p"];
export const layoutFor = (content: Content): Layout => {
  const widgets = content.map((text, at) => ({
    ...{ id: IDS[at] ?? "", type: "notes", x: 0, y: at * 2, w: 2, h: 2 },
    config: { text },
  }));
  return { desktop: widgets.slice(0, 4), mobile: widgets.slice(4) };
};
/** @throws where it is no layout of these five. */
const contentOf = (layoutText: string): Content => {
  const layout: Layout = JSON.parse(layoutText);
  const content = [...layout.desktop, ...layout.mobile].map(({ config }) => String(config["text"]));
  expect(layout).toEqual(layoutFor(content));
  return content;
};

/** A reply as the model would give it. */
export const replyOf = (result: PutResult | RollbackResult | RemoveResult): Reply => {
  if (result.kind === "done") {
    const { kind, outcome, version, layoutText } = result;
    return { kind, outcome, version, content: layoutText === null ? null : contentOf(layoutText) };
  }
  return "version" in result ? { kind: result.kind, version: result.version } : { kind: result.kind };
};

/** Everything about the room that is at hand must be as the model has it. */
export const agree = async (model: Model, user: User): Promise<void> => {
  const [here, deleted] = [false, true].map((isDeleted) =>
    [...model.layouts]
      .filter(([, layout]) => !layout.isGone && layout.isDeleted === isDeleted)
      .map(([id, { last }]) => [id, last])
      .sort(),
  );
  const page = { limit: 10, after: null };
  const listed = async (isDeleted: boolean) =>
    (await user.room.list({ ...page, deleted: isDeleted })).layouts.map(({ id, version }) => [id, version]);
  expect([await listed(false), await listed(true)]).toEqual([here, deleted]);
  for (const [id, layout] of model.layouts) {
    const head = await user.room.head(id, []);
    const known =
      head === null || typeof head === "number" ? null : [head.version, contentOf(head.layoutText)];
    expect(known, `head of ${id}`).toEqual(there(model, id) === null ? null : [layout.last, headOf(layout)]);
    expect(await entriesOf(user, id), `versions of ${id}`).toEqual(entriesIn(model, id));
  }
};

const entriesIn = (model: Model, id: string) => {
  const layout = restorable(model, id);
  if (layout === null) return "layout-not-found";
  const isAtHand = (version: number) => model.archive === "up" || version >= layout.published;
  const entries = [...layout.listed].filter(([version]) => isAtHand(version)).sort(([a], [b]) => b - a);
  return {
    incomplete: model.archive !== "up",
    entries: entries.map(([version, { content: _, ...entry }]) => ({ version, ...entry })),
  };
};

const entriesOf = async ({ room }: User, id: string) => {
  const page = await room.versions(id, everyVersion);
  if (page.kind !== "found") return page.kind;
  const { incomplete, versions } = page;
  return {
    incomplete,
    entries: versions.map(({ version, changeType, deviceId, pinned, setAside, description }) => ({
      ...{ version, changeType, deviceId, pinned, setAside },
      ...(description === undefined ? {} : { description }),
    })),
  };
};

/** Each version by itself, and the whole. */
export const agreeOnAll = async (model: Model, user: User): Promise<void> => {
  for (const [id, layout] of model.layouts) {
    for (let version = 1; version <= layout.last + 1; version += 1) {
      const [theirs, ours] = [await user.room.version(id, version), read(model, id, version)];
      const seen = theirs.kind === "found" ? contentOf(theirs.layoutText) : theirs.kind;
      expect(seen, `version ${version} of ${id}`).toEqual("pinned" in ours ? ours.content : ours.kind);
    }
    const layoutOrNull = restorable(model, id);
    const verified = await user.room.verify(id);
    if (layoutOrNull === null) expect(verified).toEqual({ kind: "layout-not-found" });
    else if (model.archive === "up")
      expect(verified).toEqual({
        kind: "verified",
        report: { ok: true, versions: layoutOrNull.listed.size, damaged: [] },
      });
    else expect(verified).toEqual({ kind: "unavailable" });
  }
};
