/** Law 10: a history with versions too many, too few or out of place, and one that was written anew. */
import { describe, expect, it } from "vitest";
import { sha256 } from "../history/sha256.ts";
import { layoutOf } from "../http/api.testing.ts";
import { chainOf } from "../layout/commit.ts";
import type { Version } from "../layout/wire.ts";
import { archived, damagedBy, saved, textOf } from "./damage.testing.ts";
import { textsOf } from "./observed.testing.ts";
import {
  alarm,
  archivedOf,
  done,
  everyVersion,
  numbersOf,
  onArchive,
  putOf,
  range,
  type User,
} from "./room.testing.ts";

const rowsOf = (user: User) =>
  onArchive(user, "SELECT * FROM archived_versions WHERE id BETWEEN $KEY AND $KEY + 99");

it("a prune that would have to write a damaged version again says so, and changes nothing", async () => {
  for (const tampering of ["chain = x'ab'", "device_id = 'mallory'", "body = x'00'", "checksum = x'ab'"]) {
    const user = await archived();
    await user.room.describe("main", 3, { pinned: true });
    await onArchive(user, `UPDATE archived_versions SET ${tampering} WHERE id = $KEY + 3`);
    const before = await rowsOf(user);
    expect(await user.room.prune("main", 2), tampering).toEqual({ kind: "history-damaged", version: 3 });
    expect(await rowsOf(user)).toEqual(before);
  }
});

it("a version that is taken out is missed", async () => {
  const user = await archived();
  await onArchive(user, "DELETE FROM archived_versions WHERE id = $KEY + 3");
  expect(await damagedBy(user)).toEqual([3]);
  expect(await user.room.version("main", 3)).toEqual({ kind: "version-not-found" });
  expect(await user.room.version("main", 4)).toEqual({ kind: "history-damaged", version: 3 });
  expect(await user.room.prune("main", 2)).toEqual({ kind: "history-damaged", version: 3 });
  expect(await user.room.version("main", 2)).toMatchObject({ layoutText: textOf(2) });
});

it("the newest version that is taken out is missed, and no later one hides that", async () => {
  const user = await archived();
  await onArchive(user, "DELETE FROM archived_versions WHERE id = $KEY + 7");
  expect(await damagedBy(user)).toEqual([7]);
  expect(await user.room.prune("main", 2)).toEqual({ kind: "history-damaged", version: 7 });
  await saved(user, 8, 8);
  expect(await damagedBy(user)).toEqual([7]);
  expect(await user.room.prune("main", 2)).toEqual({ kind: "history-damaged", version: 7 });
});

it("two versions that change places are both noticed", async () => {
  const user = await archived();
  await user.room.describe("main", 4, { pinned: true });
  for (const [from, to] of [
    [3, 99],
    [4, 3],
    [99, 4],
  ])
    await onArchive(user, `UPDATE archived_versions SET id = $KEY + ${to} WHERE id = $KEY + ${from}`);
  expect((await damagedBy(user)).slice(0, 1)).toEqual([3]);
  for (const version of [3, 4])
    expect(await user.room.version("main", version)).toMatchObject({ kind: "history-damaged" });
  expect(await user.room.prune("main", 2)).toMatchObject({ kind: "history-damaged" });
});

const copyOf3 = (to: number) =>
  `INSERT INTO archived_versions SELECT $KEY + ${to}, checksum, chain, description, change_type, device_id,
     created_at, pinned, set_aside, changes, bytes, schema, format, body FROM archived_versions WHERE id = $KEY + 3`;

it("a version that is put in where one was thinned away is noticed", async () => {
  const user = await archived();
  await user.room.describe("main", 3, { pinned: true });
  await user.room.prune("main", 2);
  await onArchive(user, copyOf3(5));
  expect((await damagedBy(user)).length).toBeGreaterThan(0);
  expect(await user.room.version("main", 5)).toMatchObject({ kind: "history-damaged" });
});

it("a version that nobody saved is noticed, never shown, and makes room for the real one", async () => {
  const user = await archived();
  await onArchive(user, copyOf3(8));
  await onArchive(user, copyOf3(9));
  expect(await damagedBy(user)).toEqual([8, 9]);
  const page = await user.room.versions("main", { limit: 2, before: 100 });
  expect(page.kind === "found" && [numbersOf(page), page.next]).toEqual([[7, 6], 6]);
  expect(await user.room.version("main", 8)).toEqual({ kind: "version-not-found" });
  expect(await user.room.describe("main", 9, { pinned: true })).toEqual({ kind: "version-not-found" });
  await saved(user, 8, 10);
  expect(await user.room.lag()).toMatchObject({ versions: 0 });
  expect((await textsOf(user)).toSorted(([a], [b]) => a - b)).toEqual(
    range(1, 10).map((version) => [version, textOf(version)]),
  );
  expect(await damagedBy(user)).toEqual([]);
});

describe("an end of the history that was written anew, with a chain that fits,", () => {
  /** Versions 5 to 7 as if another device had saved them. */
  const forge = async (user: User) => {
    const page = await user.room.versions("main", everyVersion);
    const versions = page.kind === "found" ? page.versions.toReversed() : [];
    let { chain: previous = "" }: Partial<Version> = versions[3] ?? {};
    for (const { version, checksum, createdAt } of versions.slice(4)) {
      const deviceId = "mallory";
      previous = chainOf({ previous, version, checksum, deviceId, createdAt }, sha256);
      await onArchive(
        user,
        `UPDATE archived_versions SET device_id = 'mallory', chain = x'${previous}' WHERE id = $KEY + ${version}`,
      );
    }
  };

  it("is noticed by what the room itself remembers of its head", async () => {
    const user = await archived();
    await forge(user);
    expect(await damagedBy(user)).toEqual([7]);
    expect(await user.room.prune("main", 2)).toEqual({ kind: "history-damaged", version: 7 });
    expect(done(await user.room.put(putOf(layoutOf("v8"), { base: 7 }))).version).toBe(8);
    expect((await damagedBy(user)).slice(0, 1)).toEqual([7]);
    await alarm(user);
    expect(await damagedBy(user)).toEqual([8]);
    expect(await archivedOf(user)).toEqual(range(1, 8));
  });
});
