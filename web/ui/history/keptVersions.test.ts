import { describe, expect, it } from "vitest";
import type { Checksum } from "../../../worker/layout/schema.ts";
import type { Version } from "../../client/index.ts";
import type { VersionHistory } from "../../react/useVersionHistory.ts";
import { keepVersions, withKeptVersions } from "./keptVersions.ts";

const version = (number: number): Version => ({
  ...{ version: number, bytes: 1, checksum: `sum-${number}` as Checksum, chain: "", deviceId: "laptop" },
  ...{ createdAt: "", changeType: "auto" },
  ...{ pinned: false, setAside: false },
  changes: { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 },
});

const never = (): Promise<never> => Promise.reject(new Error("nobody asked"));
const history = (more: Partial<VersionHistory> = {}): VersionHistory => ({
  ...{ versions: [], hasMore: false, incomplete: false, loading: false, error: null },
  ...{ more: never, refresh: never, describe: never, restore: never },
  ...more,
});
const unreachable = history({ error: { code: "unreachable", message: "" } });
const seen = { versions: [version(2), version(1)], hasMore: true, incomplete: false };

describe("the list of versions as it was last seen", () => {
  it("is not made up where nothing was seen", () => {
    expect(withKeptVersions("ada", unreachable)).toBe(unreachable);
  });

  it("is there where the server can't be reached, and more of it begins anew", () => {
    keepVersions("ada", seen);
    const found = withKeptVersions("ada", unreachable);
    expect(found).toMatchObject({ ...seen, error: { code: "unreachable" } });
    expect(found.more).toBe(unreachable.refresh);
  });

  it("takes the place of nothing else: of no list, no other failure, and nobody else's", () => {
    keepVersions("ada", seen);
    const none = history();
    const refused = history({ error: { code: "storage", message: "" } });
    const listed = history({ ...seen, versions: [version(3)], error: unreachable.error });
    for (const one of [none, refused, listed]) expect(withKeptVersions("ada", one)).toBe(one);
    expect(withKeptVersions("bob", unreachable)).toBe(unreachable);
    expect(withKeptVersions(null, unreachable)).toBe(unreachable);
  });

  it("is not forgotten when the list is empty for a moment", () => {
    keepVersions("ada", seen);
    keepVersions("ada", history());
    keepVersions(null, { ...seen, versions: [version(9)] });
    expect(withKeptVersions("ada", unreachable).versions).toBe(seen.versions);
  });
});
