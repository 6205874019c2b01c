/**
 * A room in a few maps: what can be seen of it, written down without a look at how the room does it. Layouts are five
 * widgets that only ever change their texts, so that a merge is a line for each.
 */
export type Content = readonly string[];
export const BLANK: Content = ["", "", "", "", ""];

export type Entry = {
  readonly content: Content;
  readonly changeType: string;
  readonly deviceId: string;
  readonly description?: string;
  readonly pinned: boolean;
  readonly setAside: boolean;
};

export type ModelLayout = {
  last: number;
  isDeleted: boolean;
  /** Purged: only its number is left. */
  isGone: boolean;
  /** What the archive has, up to this one; what is not older the room has, too. */
  published: number;
  /** What the archive has still to be told to forget, up to this one. */
  purging: number;
  readonly listed: Map<number, Entry>;
  /** Also of versions that are no more, for who still builds on them. */
  readonly ever: Map<number, Content>;
};

export type Model = {
  readonly layouts: Map<string, ModelLayout>;
  readonly operations: Map<string, { layoutId: string; asked: string; version: number; content: Content }>;
  /** "forgetful" does what it is asked and never says so. */
  archive: "up" | "down" | "forgetful";
  /** What was asked, to be asked again. */
  readonly sent: (() => Promise<void>)[];
};

export const newModel = (): Model => ({
  layouts: new Map(),
  operations: new Map(),
  archive: "up",
  sent: [],
});

/** `content` is null where no layout is told. */
export type Reply = {
  readonly kind: string;
  readonly outcome?: string;
  readonly version?: number;
  readonly content?: Content | null;
  readonly kept?: number;
};

export type Wish = {
  readonly layoutId: string;
  readonly base: number | null;
  readonly operationId: string | null;
  readonly deviceId: string;
  readonly changeType: string;
  readonly description?: string;
};
export type SaveWish = Wish & {
  readonly content: Content;
  readonly setAside: Content | null;
  readonly onConflict: string;
};

const same = (a: Content, b: Content): boolean => a.join("|") === b.join("|");

export const there = (model: Model, layoutId: string): ModelLayout | null => {
  const layout = model.layouts.get(layoutId);
  return layout === undefined || layout.isDeleted || layout.isGone ? null : layout;
};
/** Its history can be read. */
export const restorable = (model: Model, layoutId: string): ModelLayout | null => {
  const layout = model.layouts.get(layoutId);
  return layout === undefined || layout.isGone ? null : layout;
};
export const headOf = (layout: ModelLayout): Content => layout.ever.get(layout.last) ?? BLANK;

/** A version as it can be read, or why it can't. */
export const read = (model: Model, layoutId: string, version: number): Entry | Reply => {
  const layout = restorable(model, layoutId);
  if (layout === null) return { kind: "layout-not-found" };
  const isHeld = layout.listed.has(version) && version >= layout.published;
  if (version > layout.last || version <= layout.purging) return { kind: "version-not-found" };
  if (!isHeld && model.archive !== "up") return { kind: "unavailable" };
  return layout.listed.get(version) ?? { kind: "version-not-found" };
};

export const save = (model: Model, wish: SaveWish): Reply => {
  const { layoutId, base, content, setAside, onConflict } = wish;
  const asked = JSON.stringify(["save", layoutId, content, setAside, wish.changeType, wish.description]);
  const replay = replayed(model, wish, asked, content);
  if (replay !== null) return replay;
  const layout = there(model, layoutId);
  const contents = setAside === null ? [content] : [setAside, content];
  if (layout === null)
    return base === null ? add(model, wish, asked, "created", contents) : { kind: "layout-not-found" };
  const head = headOf(layout);
  if (setAside === null && same(content, head)) return unchanged(model, wish, asked, null);
  if (base === null) return { kind: "layout-exists", version: layout.last };
  if (base === layout.last) return add(model, wish, asked, "saved", contents);
  const conflict = { kind: "version-conflict", version: layout.last };
  const from = read(model, layoutId, base);
  if (onConflict === "reject" || setAside !== null || !("content" in from) || !("pinned" in from))
    return conflict;
  const merged: string[] = [];
  for (const [at, mine] of content.entries()) {
    const [before, theirs] = [from.content[at] ?? "", head[at] ?? ""];
    if (mine !== before && theirs !== before && mine !== theirs) return conflict;
    merged.push(mine === before ? theirs : mine);
  }
  if (same(merged, head)) return unchanged(model, wish, asked, same(content, head) ? null : head);
  return { ...add(model, wish, asked, "merged", [merged]), content: merged };
};

/** `only` are the widgets that `part` stands for. */
export type RollbackWish = Wish & {
  readonly version: number;
  readonly part: string | null;
  readonly only: readonly number[] | null;
};

export const rollback = (model: Model, wish: RollbackWish): Reply => {
  const { layoutId, version, only, base } = wish;
  const asked = JSON.stringify(["rollback", layoutId, version, wish.part, wish.description]);
  const past = wish.operationId === null ? undefined : model.operations.get(wish.operationId);
  const source = read(model, layoutId, past?.asked === asked ? past.version : version);
  if (past?.asked === asked && "pinned" in source)
    return { kind: "done", outcome: "replayed", version: past.version, content: source.content };
  if (past?.asked === asked && "kind" in source && source.kind === "version-not-found")
    return becameOf(model, layoutId);
  if (!("pinned" in source)) return source;
  const layout = restorable(model, layoutId);
  if (layout === null) return { kind: "layout-not-found" };
  if (only !== null && layout.isDeleted) return { kind: "layout-not-found" };
  const head = headOf(layout);
  const content =
    only === null
      ? source.content
      : head.map((text, at) => (only.includes(at) ? (source.content[at] ?? "") : text));
  if (past !== undefined) return { kind: "idempotency-mismatch" };
  if (layout.isDeleted) {
    if (base !== layout.last && base !== null) return { kind: "layout-not-found" };
    return { ...add(model, wish, asked, "created", [content]), content };
  }
  if (same(content, head)) return { ...unchanged(model, wish, asked, null), content };
  if (base === null) return { kind: "layout-exists", version: layout.last };
  if (base !== layout.last) return { kind: "version-conflict", version: layout.last };
  return { ...add(model, wish, asked, "saved", [content]), content };
};

export const importAll = (model: Model, wish: Wish, contents: readonly Content[]): Reply => {
  const asked = JSON.stringify(["import", wish.layoutId, contents]);
  const newest = contents.at(-1) ?? BLANK;
  const past = wish.operationId === null ? undefined : model.operations.get(wish.operationId);
  if (past !== undefined)
    return past.asked === asked
      ? { kind: "done", outcome: "replayed", version: past.version, content: null }
      : { kind: "idempotency-mismatch" };
  const layout = there(model, wish.layoutId);
  if (layout === null)
    return wish.base === null ? add(model, wish, asked, "created", contents) : { kind: "layout-not-found" };
  if (same(newest, headOf(layout))) return unchanged(model, wish, asked, null);
  if (wish.base === null) return { kind: "layout-exists", version: layout.last };
  if (wish.base !== layout.last) return { kind: "version-conflict", version: layout.last };
  return add(model, wish, asked, "saved", contents);
};

export const remove = (model: Model, wish: Wish): Reply => {
  const asked = JSON.stringify(["remove", wish.layoutId]);
  const past = wish.operationId === null ? undefined : model.operations.get(wish.operationId);
  if (past !== undefined && past.asked !== asked) return { kind: "idempotency-mismatch" };
  const layout = model.layouts.get(wish.layoutId);
  if (past !== undefined && layout !== undefined) return { kind: "removed", version: past.version };
  if (layout === undefined || layout.isDeleted || layout.isGone) return { kind: "layout-not-found" };
  if (wish.base !== layout.last) return { kind: "version-conflict", version: layout.last };
  layout.isDeleted = true;
  remember(model, wish, asked, layout.last, headOf(layout));
  return { kind: "removed", version: layout.last };
};

/** All that waits is published; only where the archive is up. */
export const publish = (model: Model, layoutId: string): void => {
  const layout = model.layouts.get(layoutId);
  if (layout === undefined || model.archive !== "up") return;
  layout.purging = 0;
  layout.published = layout.last;
};

export const nameOrPin = (
  model: Model,
  wish: { layoutId: string; version: number; description: string | null; pinned: boolean | null },
): string => {
  const layout = restorable(model, wish.layoutId);
  if (layout === null) return "layout-not-found";
  if (wish.version > layout.last) return "version-not-found";
  publish(model, wish.layoutId);
  const isTaken = model.archive === "up" || (model.archive === "forgetful" && isAllPublished(layout));
  if (!isTaken) return "unavailable";
  const entry = layout.listed.get(wish.version);
  if (entry === undefined) return model.archive === "up" ? "version-not-found" : "unavailable";
  const { description: before = "", ...rest } = entry;
  const name = wish.description ?? before;
  const pinned = wish.pinned ?? rest.pinned;
  layout.listed.set(wish.version, { ...rest, pinned, ...(name === "" ? {} : { description: name }) });
  return model.archive === "up" ? "found" : "unavailable";
};
const isAllPublished = ({ published, purging, last }: ModelLayout) => published === last && purging === 0;

/** Interiors of sessions first, then other automatic ones, then the rest, oldest first; no pinned one, nor the head. */
export const prune = (model: Model, layoutId: string, keep: number): Reply => {
  const layout = restorable(model, layoutId);
  if (layout === null) return { kind: "layout-not-found" };
  if (model.archive !== "up") return { kind: "unavailable" };
  publish(model, layoutId);
  const oldestFirst = [...layout.listed].sort(([a], [b]) => a - b);
  const nextOf = (version: number, deviceId: string) =>
    oldestFirst.find(([later, entry]) => later > version && entry.deviceId === deviceId)?.[1];
  const rank = ([version, { changeType, deviceId }]: readonly [number, Entry]): number => {
    if (changeType !== "auto") return 2;
    return nextOf(version, deviceId)?.changeType === "auto" ? 0 : 1;
  };
  const goable = oldestFirst.filter(([version, { pinned }]) => !pinned && version !== layout.last);
  for (const wanted of [0, 1, 2])
    for (const one of goable.filter((entry) => rank(entry) === wanted).map(([version]) => version))
      if (layout.listed.size > keep) layout.listed.delete(one);
  return { kind: "pruned", kept: layout.listed.size };
};

/** Its time is over. */
export const expire = (model: Model, layoutId: string): void => {
  const layout = model.layouts.get(layoutId);
  if (layout === undefined || !layout.isDeleted || layout.isGone) return;
  layout.isGone = true;
  layout.listed.clear();
  layout.published = layout.last;
  layout.purging = layout.last;
  for (const [id, operation] of model.operations)
    if (operation.layoutId === layoutId) model.operations.delete(id);
};

const replayed = (
  model: Model,
  { operationId, layoutId }: Wish,
  asked: string,
  sent: Content,
): Reply | null => {
  const past = operationId === null ? undefined : model.operations.get(operationId);
  if (past === undefined) return null;
  if (past.asked !== asked) return { kind: "idempotency-mismatch" };
  const reply = { kind: "done", outcome: "replayed", version: past.version };
  if (same(past.content, sent)) return { ...reply, content: null };
  const source = read(model, layoutId, past.version);
  if ("pinned" in source) return { ...reply, content: source.content };
  return source.kind === "unavailable" ? source : becameOf(model, layoutId);
};

const becameOf = (model: Model, layoutId: string): Reply => {
  const layout = there(model, layoutId);
  if (layout === null) return { kind: "layout-not-found" };
  return { kind: "done", outcome: "replayed", version: layout.last, content: headOf(layout) };
};

const unchanged = (model: Model, wish: Wish, asked: string, content: Content | null): Reply => {
  const layout = model.layouts.get(wish.layoutId);
  if (layout === undefined) throw new Error("Nothing can be unchanged.");
  remember(model, wish, asked, layout.last, headOf(layout));
  return { kind: "done", outcome: "unchanged", version: layout.last, content };
};

const remember = (
  model: Model,
  { operationId, layoutId }: Wish,
  asked: string,
  version: number,
  content: Content,
): void => {
  if (operationId !== null) model.operations.set(operationId, { layoutId, asked, version, content });
};

const add = (
  model: Model,
  wish: Wish,
  asked: string,
  outcome: string,
  contents: readonly Content[],
): Reply => {
  const layout = model.layouts.get(wish.layoutId) ?? {
    ...{ last: 0, isDeleted: false, isGone: false, published: 0, purging: 0 },
    ...{ listed: new Map<number, Entry>(), ever: new Map<number, Content>() },
  };
  model.layouts.set(wish.layoutId, layout);
  layout.isDeleted = false;
  layout.isGone = false;
  for (const [index, content] of contents.entries()) {
    const isNewest = index === contents.length - 1;
    layout.last += 1;
    layout.ever.set(layout.last, content);
    const { changeType, deviceId, description } = wish;
    layout.listed.set(layout.last, {
      ...{ content, changeType, deviceId, pinned: false, setAside: asked.startsWith('["save"') && !isNewest },
      ...(description !== undefined && isNewest ? { description } : {}),
    });
  }
  remember(model, wish, asked, layout.last, headOf(layout));
  return { kind: "done", outcome, version: layout.last, content: null };
};
