/** Law 10: a row of the archive that is not what was saved is reported by its version, and never returned as good. */
import { describe, expect, it } from "vitest";
import { archived, damagedBy, saved, textOf } from "./damage.testing.ts";
import { textsOf } from "./observed.testing.ts";
import { onArchive, rollbackOf, type User } from "./room.testing.ts";

const exported = async ({
  room,
}: User): Promise<{ version: number; layout?: unknown; damaged?: string }[]> => {
  const result = await room.export("main", "all");
  if (result.kind !== "found") throw new Error("no layout");
  return JSON.parse(await new Response(result.stream).text()).versions;
};

const set = (values: string) => `UPDATE archived_versions SET ${values} WHERE id = $KEY + 3`;

describe("of seven versions the third, with", () => {
  it.each([
    [
      "another layout's body",
      set(
        "body = (SELECT body FROM archived_versions WHERE id = $KEY + 4), format = (SELECT format FROM archived_versions WHERE id = $KEY + 4)",
      ),
    ],
    ["a body that is cut off", set("body = substr(body, 1, length(body) - 1)")],
    ["a body of one byte", set("body = x'00'")],
    ["no body", set("body = x''")],
    ["a format that nobody knows", set("format = 'video'")],
    ["another checksum", set("checksum = x'ab'")],
    ["another chain", set("chain = x'ab'")],
    ["another device", set("device_id = 'mallory'")],
    ["another time", set("created_at = created_at + 1")],
    ["an impossible time", set("created_at = 9e18")],
  ])("%s is reported wherever it is asked for, and all others are as they were", async (_what, tampering) => {
    const user = await archived();
    await onArchive(user, tampering);
    const isDamage = { kind: "history-damaged", version: 3 };
    expect(await user.room.version("main", 3)).toEqual(isDamage);
    expect(await user.room.changes("main", 7, 3)).toEqual(isDamage);
    expect(await user.room.rollback(rollbackOf(3, { base: 7 }))).toEqual(isDamage);
    expect(await damagedBy(user)).toEqual([3]);
    const texts = await textsOf(user);
    for (const [version, text] of texts) expect([textOf(version), "history-damaged"]).toContain(text);
    for (const intact of [1, 2, 7]) expect(texts).toContainEqual([intact, textOf(intact)]);
    expect((await exported(user)).find(({ version }) => version === 3)).toMatchObject({
      damaged: "history-damaged",
    });

    // And life goes on.
    await saved(user, 8, 9);
    expect(await user.room.version("main", 9)).toMatchObject({ kind: "found", layoutText: textOf(9) });
    expect(await damagedBy(user)).toContain(3);
  });
});
