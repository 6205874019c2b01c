/** What the model and the room are both told, in any order; all that can be seen must be the same after each. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect } from "vitest";
import { agree, agreeOnAll, layoutFor, replyOf } from "./agreement.testing.ts";
import {
  BLANK,
  type Content,
  expire,
  importAll,
  type Model,
  type ModelLayout,
  nameOrPin,
  prune,
  publish,
  remove,
  rollback,
  save,
} from "./model.testing.ts";
import {
  alarm,
  bind,
  down,
  evict,
  forgetful,
  importedOf,
  importOf,
  onRoom,
  putOf,
  removeOf,
  rollbackOf,
  streamOf,
  type User,
} from "./room.testing.ts";

type Command = fc.AsyncCommand<Model, User>;

const command = (name: string, args: object, step: (model: Model, user: User) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, user) => {
    await step(model, user);
    await agree(model, user);
  },
  toString: () => `${name}(${JSON.stringify(args)})`,
});

/** Asks the room and the model the same, now and maybe later again. */
const exchange = async (model: Model, ask: () => Promise<void>): Promise<void> => {
  model.sent.push(ask);
  await ask();
};

const layoutId = fc.constantFrom("main", "main", "main", "other");
const operationId = fc.option(
  fc.nat(200).map((number) => `o${number}`),
  { freq: 6 },
);
const deviceId = fc.constantFrom("desk", "phone");
const changeType = fc.constantFrom("auto", "auto", "manual");
const onConflict = fc.constantFrom("merge", "merge", "reject");
const edit = fc.record({ at: fc.nat(4), text: fc.constantFrom("a", "b", "c") });
type Edit = { readonly at: number; readonly text: string };
const edited = (content: Content, { at, text }: Edit): Content =>
  content.map((one, index) => (index === at ? text : one));

/** The head, so many versions before it, none, or one that is still to come. */
type Base = number | "head" | "none" | "future";
const base: fc.Arbitrary<Base> = fc.oneof(
  { weight: 5, arbitrary: fc.constant("head") },
  { weight: 5, arbitrary: fc.nat(5) },
  { weight: 1, arbitrary: fc.constantFrom("none", "future") },
);
const baseIn = (layout: ModelLayout | undefined, wish: Base): number | null => {
  if (wish === "none" || layout === undefined) return null;
  // Where there is no head, creating it anew is what builds on it.
  if (wish === "head") return layout.isDeleted ? null : layout.last;
  return wish === "future" ? layout.last + 3 : Math.max(1, layout.last - wish);
};
/** Counted back from the one after the newest. */
const versionIn = (layout: ModelLayout | undefined, back: number): number =>
  Math.max(1, (layout?.last ?? 0) + 1 - back);

const aside = fc.option(edit, { freq: 1 }).map((one) => (one?.text === "c" ? one : null));
const saves = fc
  .record({
    layoutId,
    base,
    edit: fc.option(edit, { freq: 8 }),
    aside,
    operationId,
    deviceId,
    onConflict,
    changeType,
  })
  .map((args) =>
    command("save", args, async (model, user) => {
      const layout = model.layouts.get(args.layoutId);
      const from = baseIn(layout, args.base);
      const known = layout?.ever.get(from ?? layout.last) ?? BLANK;
      const content = args.edit === null ? known : edited(known, args.edit);
      const setAside = args.aside === null ? null : edited(known, args.aside);
      const { edit: _, aside: __, ...wish } = { ...args, base: from };
      const put = putOf(layoutFor(content), {
        ...wish,
        ...(setAside === null ? {} : { setAside: layoutFor(setAside) }),
      });
      await exchange(model, async () =>
        expect(replyOf(await user.room.put(put))).toEqual(save(model, { ...wish, content, setAside })),
      );
    }),
  );

const PARTS = {
  all: { only: null, widgets: null },
  desktop: { only: { form: "desktop" }, widgets: [0, 1, 2, 3] },
  mobile: { only: { form: "mobile" }, widgets: [4] },
  "widget 1": { only: { widgetIds: ["w1"] }, widgets: [1] },
  "the phone's": { only: { widgetIds: ["p"] }, widgets: [4] },
} as const;
const part = fc.constantFrom("all", "all", "desktop", "mobile", "widget 1", "the phone's");
const rollbacks = fc.record({ layoutId, base, back: fc.nat(9), operationId, deviceId, part }).map((args) =>
  command("rollback", args, async (model, user) => {
    const layout = model.layouts.get(args.layoutId);
    const version = versionIn(layout, args.back);
    const isComingBack = layout?.isDeleted === true && args.base === "head";
    const from = isComingBack ? layout.last : baseIn(layout, args.base);
    const wish = { ...args, base: from, description: "back", changeType: "manual" };
    const { only, widgets } = PARTS[args.part];
    const parts = only !== null && "widgetIds" in only ? { widgetIds: [...only.widgetIds] } : only;
    const asked = rollbackOf(version, {
      ...{ layoutId: args.layoutId, base: from, operationId: args.operationId, deviceId: args.deviceId },
      ...{ description: "back", only: parts },
    });
    await exchange(model, async () =>
      expect(replyOf(await user.room.rollback(asked))).toEqual(
        rollback(model, { ...wish, version, only: widgets }),
      ),
    );
  }),
);

const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
const imports = fc.record({ layoutId, base, edits, operationId, deviceId }).map((args) =>
  command("import", args, async (model, user) => {
    const { edits: _, ...wish } = { ...args, base: baseIn(model.layouts.get(args.layoutId), args.base) };
    const contents = args.edits.map((one) => edited(BLANK, one));
    const versions = contents.map((content) => importedOf(layoutFor(content), { deviceId: args.deviceId }));
    await exchange(model, async () =>
      expect(replyOf(await user.room.import(importOf(wish), streamOf(versions)))).toEqual(
        importAll(model, { ...wish, changeType: "auto" }, contents),
      ),
    );
  }),
);

const removals = fc.record({ layoutId, base, operationId, deviceId }).map((args) =>
  command("remove", args, async (model, user) => {
    const from = baseIn(model.layouts.get(args.layoutId), args.base) ?? 1;
    const wish = { ...args, base: from };
    await exchange(model, async () =>
      expect(replyOf(await user.room.remove(removeOf(from, wish)))).toEqual(
        remove(model, { ...wish, changeType: "auto" }),
      ),
    );
  }),
);

const description = fc.option(fc.constantFrom("x", "y", ""));
const names = fc
  .record({ layoutId, back: fc.nat(6), description, pinned: fc.option(fc.boolean()) })
  .map((args) =>
    command("describe", args, async (model, user) => {
      const version = versionIn(model.layouts.get(args.layoutId), args.back);
      const asked = {
        ...(args.description === null ? {} : { description: args.description }),
        ...(args.pinned === null ? {} : { pinned: args.pinned }),
      };
      await exchange(model, async () => {
        // What the room still has it shows as it knows it, until it hears from the archive.
        if (model.archive === "forgetful" && version === model.layouts.get(args.layoutId)?.last) return;
        const { kind } = await user.room.describe(args.layoutId, version, asked);
        expect(kind).toBe(nameOrPin(model, { ...args, version }));
      });
    }),
  );

const prunes = fc.record({ layoutId, keep: fc.integer({ min: 1, max: 6 }) }).map((args) =>
  command("prune", args, async (model, user) => {
    const { kind, ...told } = await user.room.prune(args.layoutId, args.keep);
    const kept = "kept" in told ? { kept: told.kept } : {};
    expect({ kind, ...kept }).toEqual(prune(model, args.layoutId, args.keep));
  }),
);

const alarms = fc.constant(
  command("alarm", {}, async (model, user) => {
    await alarm(user);
    for (const id of model.layouts.keys()) publish(model, id);
  }),
);

const DATABASES = { up: () => env.HISTORY, down, forgetful };
const evictAndStay = async ({ archive }: Model, user: User): Promise<void> => {
  await evict(user);
  await bind(user, { HISTORY: DATABASES[archive]() });
};
const evictions = fc.constant(command("evict", {}, evictAndStay));

const LONG_AGO = "UPDATE layouts SET deleted_at = '2026-01-01T00:00:00.000Z' WHERE deleted_at IS NOT NULL";
const expiries = layoutId.map((id) =>
  command("expire", { id }, async (model, user) => {
    await onRoom(user, `${LONG_AGO} AND id = '${id}'`);
    await evictAndStay(model, user);
    await alarm(user);
    expire(model, id);
    for (const one of model.layouts.keys()) publish(model, one);
  }),
);

const outages = fc.constantFrom("up", "up", "down", "forgetful").map((archive) =>
  command(`archive ${archive}`, {}, async (model, user) => {
    model.archive = archive;
    await bind(user, { HISTORY: DATABASES[archive]() });
  }),
);

const repetitions = fc.nat(50).map((number) =>
  command("again", { number }, async ({ sent }) => {
    await sent[number % Math.max(1, sent.length)]?.();
  }),
);

const looks = fc.constant(command("look at all", {}, agreeOnAll));

/** How often each comes. */
const KINDS: readonly (readonly [number, fc.Arbitrary<Command>])[] = [
  ...([
    [8, saves],
    [4, rollbacks],
    [2, imports],
    [2, removals],
    [2, names],
    [2, prunes],
  ] as const),
  ...([
    [3, alarms],
    [1, expiries],
    [2, evictions],
    [2, outages],
    [5, repetitions],
    [1, looks],
  ] as const),
];

export const commands = (maxCommands: number) =>
  fc.commands(
    KINDS.flatMap(([times, kind]) => Array.from({ length: times }, () => kind)),
    { maxCommands, size: "max" },
  );
