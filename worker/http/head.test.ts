import { describe, expect, it } from "vitest";
import { utf8Length } from "../layout/canonical.ts";
import { layoutOf, newGuest } from "./api.testing.ts";

const withTwoVersions = async () => {
  const guest = await newGuest();
  await guest.save(layoutOf("é 👩‍👩‍👧"), { base: null });
  await guest.save(layoutOf("ü"), { base: 1, description: "Ü" });
  return guest;
};

/** What differs from one reply to the next, whatever the method. */
const told = (headers: Headers) =>
  [...headers].filter(([name]) => !["request-id", "content-length", "set-cookie"].includes(name));

describe("HEAD", () => {
  it.each([
    "/session",
    "/layouts",
    "/layouts/main",
    "/layouts/main/versions",
    "/layouts/main/versions/1",
    "/layouts/main/versions/2/changes",
    "/layouts/main/versions/verify",
    "/layouts/main/live",
    "/health",
    "/problems/unavailable",
    "/problems/nothing",
    "/layouts/other",
    "/layouts/other/export",
    "/layouts/main/versions/9",
    "/layouts/main/versions/one",
    "/nothing",
  ])("of %s says what GET says, and how long the body is that it leaves out", async (path) => {
    const { call } = await withTwoVersions();
    const [full, head] = [await call("GET", path), await call("HEAD", path)];
    expect([head.status, head.text, told(head.headers)]).toEqual([full.status, "", told(full.headers)]);
    expect(Number(head.headers.get("Content-Length"))).toBe(utf8Length(full.text));
  });

  it("of an export makes none", async () => {
    const { call } = await withTwoVersions();
    const path = "/layouts/main/export?history=all";
    const [full, head] = [await call("GET", path), await call("HEAD", path)];
    expect([head.status, head.text, told(head.headers)]).toEqual([full.status, "", told(full.headers)]);
    expect(head.headers.get("Content-Length")).toBeNull();
  });

  it.each(["/layouts/main", "/layouts/main/versions/1"])("of %s takes If-None-Match", async (path) => {
    const { call } = await withTwoVersions();
    const tag = (await call("HEAD", path)).headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"[^"]+"$/);
    const known = await call("HEAD", path, { headers: { "If-None-Match": tag } });
    expect([known.status, known.headers.get("ETag"), known.headers.get("Content-Length")]).toEqual([
      304,
      tag,
      null,
    ]);
  });
});
