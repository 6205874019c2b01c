import { describe, expect, it } from "vitest";
import type { Checksum } from "../layout/schema.ts";
import type { ImportedVersion } from "../room/results.ts";
import { layoutOf } from "./api.testing.ts";
import { fileVersions } from "./import-file.ts";
import { Refusal } from "./problem.ts";
import { judge } from "./saving.ts";

const NOW = "2026-11-23T12:00:00.000Z";
const context = { nowMs: Date.parse(NOW), deviceId: "importer" };

const sumOf = (mark: string): Checksum => judge(layoutOf(mark)).checksum;
const entry = (version: number, rest: object = {}) => ({
  ...{ version, createdAt: NOW, deviceId: "phone", changeType: "auto", pinned: false, setAside: false },
  layout: layoutOf(`v${version}`),
  ...rest,
});
const fileOf = (versions: readonly unknown[] | undefined, rest: object = {}) => ({
  ...{ format: "gridkeep/1", exportedAt: NOW, id: "main", version: 2 },
  layout: layoutOf("v2"),
  ...(versions === undefined ? {} : { versions }),
  ...rest,
});

const read = async (file: unknown): Promise<readonly ImportedVersion[]> => {
  const text = typeof file === "string" ? file : JSON.stringify(file);
  async function* parts() {
    for (let at = 0; at < text.length; at += 50) yield text.slice(at, at + 50);
  }
  const found: ImportedVersion[] = [];
  for await (const { version } of fileVersions(parts(), context)) found.push(version);
  return found;
};

const refusalOf = async (file: unknown): Promise<Refusal> => {
  const outcome = await read(file).catch((error: unknown) => error);
  if (outcome instanceof Refusal) return outcome;
  throw new Error(`This was not refused: ${JSON.stringify(outcome)}`);
};

describe("a gridkeep/1 file", () => {
  it("brings its versions with all that was known of them", async () => {
    const second = {
      description: "Ünï 👩‍👩‍👧",
      pinned: true,
      changeType: "migration",
      checksum: sumOf("v2"),
    };
    expect(await read(fileOf([entry(1), entry(2, second)]))).toEqual([
      {
        ...judge(layoutOf("v1")),
        ...{ changeType: "auto", deviceId: "phone", createdAt: NOW },
        ...{ description: null, pinned: false, setAside: false },
      },
      {
        ...judge(layoutOf("v2")),
        ...{ changeType: "migration", deviceId: "phone", createdAt: NOW },
        ...{ description: "Ünï 👩‍👩‍👧", pinned: true, setAside: false },
      },
    ]);
  });

  it("may leave out what is known of a version, but not its number and layout", async () => {
    expect(await read(fileOf([{ version: 7, layout: layoutOf("v2") }]))).toEqual([
      {
        ...judge(layoutOf("v2")),
        ...{ changeType: "manual", deviceId: "importer", createdAt: null },
        ...{ description: null, pinned: false, setAside: false },
      },
    ]);
  });

  it("brings one version where it has no history", async () => {
    const one = { description: "Imported", changeType: "manual", deviceId: "importer", createdAt: null };
    for (const versions of [undefined, []]) {
      expect(await read(fileOf(versions, { chain: 7, pinned: true }))).toMatchObject([
        { ...one, pinned: false, setAside: false, checksum: sumOf("v2") },
      ]);
    }
  });

  it.each([
    ["differs from the last version", [entry(1)], ["v1", "v2"]],
    ["is the last version", [entry(1), entry(2)], ["v1", "v2"]],
    ["is older than the last version", [entry(2), entry(3)], ["v2", "v3", "v2"]],
    ["comes after one that was set aside", [entry(2), entry(3, { setAside: true })], ["v2", "v3", "v2"]],
    ["equals one that was set aside", [entry(1), entry(2, { setAside: true })], ["v1", "v2", "v2"]],
    ["comes after one set aside before it", [entry(1, { setAside: true }), entry(2)], ["v1", "v2"]],
    ["comes after a damaged version", [entry(1), { version: 2, damaged: "history-damaged" }], ["v1", "v2"]],
    ["comes after damaged versions alone", [{ version: 2, damaged: "history-damaged" }], ["v2"]],
  ])("has its head for the last version where that %s", async (_title, versions, marks) => {
    const found = await read(fileOf(versions));
    expect(found.map(({ checksum }) => checksum)).toEqual(marks.map(sumOf));
    expect(found.at(-1)?.setAside).toBe(false);
  });

  it("is read whatever the order of its members, and whatever else it says", async () => {
    const { versions, ...rest } = fileOf([{ ...entry(1), extra: [1], chain: 3, bytes: "x", changes: null }]);
    for (const file of [
      { versions, ...rest },
      { ...rest, versions },
      { unknown: { versions: 1 }, versions, ...rest },
    ]) {
      expect((await read(JSON.stringify(file, null, "\t"))).map(({ checksum }) => checksum)).toEqual([
        sumOf("v1"),
        sumOf("v2"),
      ]);
    }
  });

  it("keeps the checksum of what was saved where the layout was brought to a later schema", async () => {
    const migrated = { checksum: "0".repeat(64), migratedFrom: 0 };
    expect(await read(fileOf([entry(2, migrated)]))).toMatchObject([{ checksum: sumOf("v2") }]);
  });

  it("may name its times in any zone, and a minute ahead", async () => {
    const createdAt = "2026-11-23T13:00:59+01:00";
    expect(await read(fileOf([entry(2, { createdAt })]))).toMatchObject([
      { createdAt: "2026-11-23T12:00:59.000Z" },
    ]);
  });

  it("is harmed by no name that objects inherit", async () => {
    const text = JSON.stringify(fileOf([entry(2)])).replace(
      "{",
      '{"__proto__":{"format":"x"},"constructor":1,',
    );
    expect(await read(text)).toHaveLength(1);
    expect(
      (await refusalOf('{"__proto__":{"format":"gridkeep/1","layout":{}}}')).members.issues,
    ).toMatchObject([{ path: "" }]);
  });
});

const version = (rest: object) => fileOf([entry(1), entry(2, rest)]);

describe("a file is refused with the place of its fault", () => {
  it.each([
    ["an object that is no file", {}, ""],
    ["a list", [], ""],
    ["null", "null", ""],
    ["a bare layout", layoutOf("v1"), ""],
    ["panels that are none", { panels: [1] }, ""],
    ["a later format", fileOf([], { format: "gridkeep/2" }), "/format"],
    ["a format of another kind", fileOf([], { format: 1 }), "/format"],
    ["a dashboard with a format", { format: "x", panels: [] }, "/format"],
    ["no layout", fileOf([entry(1)], { layout: undefined }), "/layout"],
    ["a layout that is none", fileOf([entry(1)], { layout: [] }), "/layout"],
    [
      "a layout beyond the grid",
      fileOf([], { layout: { desktop: [{}], mobile: [] } }),
      "/layout/desktop/0/id",
    ],
    ["a checksum of another layout", fileOf([], { checksum: sumOf("other") }), "/checksum"],
    ["versions that are no list", fileOf(undefined, { versions: {} }), "/versions"],
    ["a version that is a number", fileOf([entry(1), 7]), "/versions/1"],
    ["a version without a number", version({ version: undefined }), "/versions/1/version"],
    ["version nought", fileOf([entry(0)]), "/versions/0/version"],
    ["a version at half", version({ version: 1.5 }), "/versions/1/version"],
    ["a number twice", version({ version: 1 }), "/versions/1/version"],
    [
      "a damaged version out of order",
      fileOf([entry(2), { version: 1, damaged: "x" }]),
      "/versions/1/version",
    ],
    ["a version without a layout", version({ layout: undefined }), "/versions/1/layout"],
    ["a version with a layout that is none", version({ layout: 3 }), "/versions/1/layout"],
    [
      "a damaged version with a layout that is none",
      version({ damaged: "x", layout: {} }),
      "/versions/1/layout/desktop",
    ],
    [
      "a widget beyond the grid",
      version({ layout: { desktop: [{ ...layoutOf("x").desktop[0], x: 99 }], mobile: [] } }),
      "/versions/1/layout/desktop/0",
    ],
    ["a checksum of another version", version({ checksum: sumOf("v1") }), "/versions/1/checksum"],
    ["a checksum that is a number", version({ checksum: 1 }), "/versions/1/checksum"],
    ["an unknown change type", version({ changeType: "magic" }), "/versions/1/changeType"],
    ["a device that is no name", version({ deviceId: "a b" }), "/versions/1/deviceId"],
    ["a time that is none", version({ createdAt: "yesterday" }), "/versions/1/createdAt"],
    ["a day that is none", version({ createdAt: "2026-02-30T00:00:00Z" }), "/versions/1/createdAt"],
    ["a time without a zone", version({ createdAt: "2026-02-20T00:00:00" }), "/versions/1/createdAt"],
    ["a time in the future", version({ createdAt: "2026-11-23T12:01:01Z" }), "/versions/1/createdAt"],
    ["a description that is too long", version({ description: "x".repeat(501) }), "/versions/1/description"],
    ["half of a surrogate pair", version({ description: "\ud800" }), "/versions/1/description"],
    ["a pin that is a word", version({ pinned: "yes" }), "/versions/1/pinned"],
    ["a side set aside that is a number", version({ setAside: 1 }), "/versions/1/setAside"],
  ])("%s", async (_title, file, path) => {
    const { code, members } = await refusalOf(file);
    expect([code, members.issues?.[0]?.path]).toEqual(["layout-invalid", path]);
  });

  it.each([
    ["nothing", ""],
    ["half a file", JSON.stringify(fileOf([entry(1)])).slice(0, 200)],
    ["a version that is no JSON", '{"format":"gridkeep/1","versions":[{"version":1,}]}'],
    ["two histories", '{"versions":[],"versions":[]}'],
    ["a file and more", `${JSON.stringify(fileOf([]))}x`],
  ])("%s, as malformed", async (_title, text) => {
    expect((await refusalOf(text)).code).toBe("malformed-json");
  });

  it("what is too large, as a whole or in part", async () => {
    const big = {
      desktop: [{ ...layoutOf("x").desktop[0], type: "x", config: { text: "x".repeat(1024 * 1024) } }],
      mobile: [],
    };
    expect((await refusalOf(version({ layout: big }))).code).toBe("layout-too-large");
    expect(await refusalOf(fileOf([], { layout: big }))).toMatchObject({
      code: "layout-too-large",
      message: expect.stringContaining("/layout"),
    });
    expect((await refusalOf(fileOf([], { more: "x".repeat(2_200_000) }))).code).toBe("layout-too-large");
    const many = Array.from({ length: 10_001 }, (_, index) => ({ version: index + 1, damaged: "x" }));
    expect((await refusalOf(fileOf(many))).code).toBe("layout-too-large");
    expect(await read(fileOf(many.slice(1)))).toHaveLength(1);
  });
});

describe("a Grafana dashboard", () => {
  const panels = [{ id: 4, type: "stat", gridPos: { x: 0, y: 0, w: 6, h: 4 } }];

  it.each([{ panels }, { dashboard: { panels }, meta: {} }, { panels, version: 9, versions: 3 }])(
    "becomes one version",
    async (file) => {
      expect(await read(file)).toMatchObject([
        { description: "Imported from Grafana", changeType: "manual" },
      ]);
    },
  );

  it("is refused where its panels can't be kept", async () => {
    const id = "x".repeat(3);
    const { code, members } = await refusalOf({ panels: [{ id, type: "links", items: 3 }] });
    expect([code, members.issues?.[0]?.path]).toEqual(["layout-invalid", "/desktop/0/config/items"]);
  });
});
