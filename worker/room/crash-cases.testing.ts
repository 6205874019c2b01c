/** The operations that are tried with every fault, in groups that can be tried side by side. */
import { runDurableObjectAlarm } from "cloudflare:test";
import { layoutOf } from "../http/api.testing.ts";
import type { Operation } from "./crash.testing.ts";
import {
  evict,
  importedOf,
  importOf,
  onRoom,
  putAll,
  putOf,
  range,
  removeOf,
  rest,
  rollbackOf,
  streamOf,
  type User,
} from "./room.testing.ts";

const once = { operationId: "once" };
const layouts = (...marks: readonly string[]) => marks.map((mark) => layoutOf(mark, 2));

const unpublished = (user: User) => putAll(user, layouts("a", "b", "c"));
const published = async (user: User) => {
  await unpublished(user);
  await rest(user);
};
const halfPublished = async (user: User) => {
  await published(user);
  await putAll(user, layouts("d", "e"), { base: 3 });
};
/** Another device has added a phone's side meanwhile. */
const stale = async (user: User) => {
  await published(user);
  const mobile = layoutOf("phone").desktop.map((widget) => ({ ...widget, id: "phone" }));
  await putAll(user, [{ ...layoutOf("c", 2), mobile }], { base: 3 });
  await rest(user);
};
const replayed = async (user: User) => {
  await published(user);
  await putAll(user, layouts("d"), { base: 3, ...once });
  await putAll(user, layouts("e"), { base: 4 });
};
const imported = async ({ room, stub }: User, last: number, isPinned: (version: number) => boolean) => {
  const versions = range(1, last).map((mark) =>
    importedOf(layoutOf(`v${mark}`, 2), { pinned: isPinned(mark) }),
  );
  await room.import(importOf(), streamOf(versions));
  await runDurableObjectAlarm(stub);
};
const long = (user: User) => imported(user, 53, () => false);
/** What stays of these is written so that the newest can carry no other version. */
const mostlyPinned = async (user: User) => {
  await imported(user, 17, (version) => version > 1 && version < 17);
  await putAll(user, layouts("head"), { base: 17 });
};
const deletedLongAgo = async (user: User) => {
  await published(user);
  await user.room.remove(removeOf(3));
  await rest(user);
  await onRoom(user, "UPDATE layouts SET deleted_at = '2026-01-01T00:00:00.000Z'");
  await evict(user);
};

const put = (mark: string, base: number | null, wish = {}) => ({
  act: ({ room }: User) => room.put(putOf(layoutOf(mark, 2), { base, ...once, ...wish })),
});
const alarm = { act: ({ stub }: User) => runDurableObjectAlarm(stub).then(() => undefined) };
const three = ["x", "y", "z"].map((mark) => importedOf(layoutOf(mark, 2), { pinned: mark === "y" }));

export type Case = readonly [string, Operation];

export const saves: readonly Case[] = [
  ["a first save", put("a", null)],
  ["a save", { before: published, ...put("d", 3) }],
  ["a save after unpublished ones", { before: halfPublished, ...put("f", 5) }],
  ["a merge", { before: stale, ...put("d", 3, { onConflict: "merge" }) }],
  [
    "a save with a version set aside",
    { before: published, ...put("d", 3, { setAside: layoutOf("theirs") }) },
  ],
  ["a save that changes nothing", { before: published, ...put("c", 3) }],
  ["a replay", { before: replayed, ...put("d", 3) }],
];

export const calls: readonly Case[] = [
  [
    "a rollback",
    { before: published, act: ({ room }) => room.rollback(rollbackOf(1, { base: 3, ...once })) },
  ],
  [
    "a name and a pin",
    {
      before: halfPublished,
      act: ({ room }) => room.describe("main", 3, { description: "x", pinned: true }),
    },
  ],
  ["a deletion", { before: published, act: ({ room }) => room.remove(removeOf(3, once)) }],
];

export const imports: readonly Case[] = [
  [
    "an import",
    { before: published, act: ({ room }) => room.import(importOf({ base: 3, ...once }), streamOf(three)) },
  ],
];

export const publication: readonly Case[] = [
  ["the first publication", { before: unpublished, ...alarm }],
  ["a later publication", { before: halfPublished, ...alarm }],
  ["a purge", { before: deletedLongAgo, ...alarm }],
];

export const thinning: readonly Case[] = [
  ["a prune", { before: mostlyPinned, act: ({ room }) => room.prune("main", 16) }],
  ["a thinning", { before: long, ...alarm }],
];
