import { describe, expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { type CallOptions, layoutOf, newGuest, ORIGIN, send } from "./api.testing.ts";
import { type Case, expectRefused } from "./refusals.testing.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
const BASE = { "If-Match": '"1"' };
const widget = { id: "a", type: "notes", x: 0, y: 0, w: 1, h: 1, config: {} };
const withWidget = (fields: object) => ({ layout: { desktop: [{ ...widget, ...fields }], mobile: [] } });
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
const good = { layout: layoutOf("new") };

const put = (title: string, options: CallOptions, status: number, code: string): Case => [
  ...([
    title,
    "PUT",
    "/layouts/main",
    { ...options, headers: { ...BASE, ...options.headers } },
    status,
    code,
  ] as const),
];

const cases: readonly Case[] = [
  put("malformed JSON", { raw: "{", headers: JSON_TYPE }, 400, "malformed-json"),
  put("no body", { headers: JSON_TYPE }, 400, "malformed-json"),
  put(
    "bytes that are not UTF-8",
    { raw: new Uint8Array([0x7b, 0xff, 0x7d]), headers: JSON_TYPE },
    400,
    "malformed-json",
  ),
  put(
    "another content type",
    { raw: "{}", headers: { "Content-Type": "text/plain" } },
    415,
    "unsupported-media-type",
  ),
  put("a body that is a list", { body: [] }, 400, "invalid-parameter"),
  put("a body that is null", { raw: "null", headers: JSON_TYPE }, 400, "invalid-parameter"),
  put("an unknown member", { body: { ...good, surprise: 1 } }, 400, "invalid-parameter"),
  put("a description of the wrong type", { body: { ...good, description: 7 } }, 400, "invalid-parameter"),
  put(
    "a description that is too long",
    { body: { ...good, description: "x".repeat(501) } },
    400,
    "invalid-parameter",
  ),
  put("an unknown change type", { body: { ...good, changeType: "magic" } }, 400, "invalid-parameter"),
  put("no layout", { body: {} }, 400, "invalid-parameter"),
  put("a layout that is a number", { body: { layout: 3 } }, 422, "layout-invalid"),
  put("a bare list of widgets", { body: { layout: [widget] } }, 422, "layout-invalid"),
  put("an empty list set aside", { body: { ...good, setAside: [] } }, 422, "layout-invalid"),
  put(
    "a version and a word",
    { body: good, headers: { "If-Match": '"1", "abc"' } },
    400,
    "invalid-parameter",
  ),
  put(
    "a page that thinks it is another user's",
    { body: good, headers: { "Gridkeep-User": "guest-other" } },
    401,
    "unauthenticated",
  ),
  ["a layout without a name", "GET", "/layouts/", {}, 404, "not-found"],
  put("a widget outside the grid", { body: withWidget({ x: 12 }) }, 422, "layout-invalid"),
  put("a widget at half a unit", { body: withWidget({ x: 0.5 }) }, 422, "layout-invalid"),
  put("a widget with an unknown field", { body: withWidget({ z: 1 }) }, 422, "layout-invalid"),
  put("a widget id with a slash", { body: withWidget({ id: "a/b" }) }, 422, "layout-invalid"),
  put(
    "two widgets of one id",
    { body: { layout: { desktop: [widget, widget], mobile: [] } } },
    422,
    "layout-invalid",
  ),
  put(
    "a link that runs code",
    {
      body: withWidget({
        type: "links",
        config: { items: [{ id: "1", label: "x", url: "javascript:alert(1)" }] },
      }),
    },
    422,
    "layout-invalid",
  ),
  put("a config nested too deep", { body: withWidget({ config: nested(33) }) }, 422, "layout-invalid"),
  put(
    "a body nested 100,000 deep",
    { raw: `{"layout":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, headers: JSON_TYPE },
    422,
    "layout-invalid",
  ),
  put(
    "a number that JSON can't carry back",
    { raw: JSON.stringify(withWidget({ config: { n: 7 } })).replace("7", "1e999"), headers: JSON_TYPE },
    422,
    "layout-invalid",
  ),
  put(
    "half of a surrogate pair",
    { raw: JSON.stringify(withWidget({ config: { s: "?" } })).replace("?", "\\ud800"), headers: JSON_TYPE },
    422,
    "layout-invalid",
  ),
  put("a side set aside that is invalid", { body: { ...good, setAside: {} } }, 422, "layout-invalid"),
  put(
    "more than 500 widgets",
    {
      body: {
        layout: {
          desktop: Array.from({ length: 501 }, (_, index) => ({ ...widget, id: `w${index}`, y: index })),
          mobile: [],
        },
      },
    },
    422,
    "layout-invalid",
  ),
  put(
    "a layout over 1 MiB",
    { body: withWidget({ type: "x", config: { text: "x".repeat(1024 * 1024) } }) },
    413,
    "layout-too-large",
  ),
  put("a body over 2 MiB", { raw: " ".repeat(2_200_000), headers: JSON_TYPE }, 413, "layout-too-large"),
  put(
    "a small layout among blanks",
    { raw: JSON.stringify(good) + " ".repeat(1_100_000), headers: JSON_TYPE },
    413,
    "layout-too-large",
  ),
  put(
    "malformed JSON over 1 MiB",
    { raw: `{${" ".repeat(1_100_000)}`, headers: JSON_TYPE },
    413,
    "layout-too-large",
  ),
  put(
    "a note over 1 MiB",
    { body: withWidget({ config: { text: "x".repeat(1_100_000) } }) },
    413,
    "layout-too-large",
  ),
  [
    "a rollback of many words",
    "POST",
    "/layouts/main/rollback",
    { body: { version: 1, description: "x".repeat(90_000) }, headers: BASE },
    413,
    "layout-too-large",
  ],
  put("a stale version", { body: good, headers: { "If-Match": '"7"' } }, 412, "version-conflict"),
  put("a version without quotes", { body: good, headers: { "If-Match": "1" } }, 400, "invalid-parameter"),
  put("any version at all", { body: good, headers: { "If-Match": "*" } }, 400, "invalid-parameter"),
  put("two versions", { body: good, headers: { "If-Match": '"1", "2"' } }, 400, "invalid-parameter"),
  put("version nought", { body: good, headers: { "If-Match": '"0"' } }, 400, "invalid-parameter"),
  put("both preconditions", { body: good, headers: { "If-None-Match": "*" } }, 400, "invalid-parameter"),
  put(
    "a key that is too long",
    { body: good, headers: { "Idempotency-Key": "x".repeat(129) } },
    400,
    "invalid-parameter",
  ),
  ["no version", "PUT", "/layouts/main", { body: good }, 428, "precondition-required"],
  [
    "a wish for conflicts that is none",
    "PUT",
    "/layouts/main?onConflict=force",
    { body: good, headers: BASE },
    400,
    "invalid-parameter",
  ],
  [
    "two wishes for conflicts",
    "PUT",
    "/layouts/main?onConflict=merge&onConflict=merge",
    { body: good, headers: BASE },
    400,
    "invalid-parameter",
  ],
  ["a layout name with odd characters", "GET", "/layouts/ma%20in", {}, 400, "invalid-parameter"],
  ["a layout name that climbs", "GET", "/layouts/..%2Fother", {}, 400, "invalid-parameter"],
  ["an unknown layout", "GET", "/layouts/other", {}, 404, "layout-not-found"],
  ["the history of an unknown layout", "GET", "/layouts/other/versions", {}, 404, "layout-not-found"],
  ["an unknown version", "GET", "/layouts/main/versions/99", {}, 404, "version-not-found"],
  ["a version that is no number", "GET", "/layouts/main/versions/one", {}, 400, "invalid-parameter"],
  ["a limit beyond bounds", "GET", "/layouts/main/versions?limit=1000", {}, 400, "invalid-parameter"],
  [
    "a rollback without a base",
    "POST",
    "/layouts/main/rollback",
    { body: { version: 1 } },
    428,
    "precondition-required",
  ],
  [
    "a rollback to an unknown version",
    "POST",
    "/layouts/main/rollback",
    { body: { version: 5 }, headers: BASE },
    404,
    "version-not-found",
  ],
  [
    "a rollback of an unknown layout",
    "POST",
    "/layouts/other/rollback",
    { body: { version: 1 }, headers: BASE },
    404,
    "layout-not-found",
  ],
  [
    "a rollback to a word",
    "POST",
    "/layouts/main/rollback",
    { body: { version: "1" }, headers: BASE },
    400,
    "invalid-parameter",
  ],
  ["an unknown address", "GET", "/nothing", {}, 404, "not-found"],
  ["a method that a layout does not have", "PATCH", "/layouts/main", {}, 405, "method-not-allowed"],
  [
    "a page of another origin",
    "PUT",
    "/layouts/main",
    { body: good, headers: { ...BASE, Origin: "https://evil.test" } },
    403,
    "forbidden",
  ],
  [
    "a page without an origin",
    "PUT",
    "/layouts/main",
    { body: good, headers: { ...BASE, Origin: "null" } },
    403,
    "forbidden",
  ],
  [
    "a cookie of another server",
    "PUT",
    "/layouts/main",
    {
      body: good,
      headers: {
        ...BASE,
        Cookie: "__Host-gridkeep_session=%7B%22user%22%3A%22x%22%7D.c2lnbmVkIGVsc2V3aGVyZQ%3D%3D",
      },
    },
    401,
    "unauthenticated",
  ],
  ["no cookie", "GET", "/layouts/main", { headers: { Cookie: "" } }, 401, "unauthenticated"],
];

describe("bad input gets a typed problem and changes nothing", () => expectRefused(cases));

describe("a tampered cookie", () => {
  it("is nobody's, whichever character was changed", async () => {
    const { cookie } = await newGuest();
    const [name = "", value = ""] = cookie.split("=", 2);
    const forged = value.replace("guest-", "Guest-");
    expect(forged).not.toBe(value);
    for (const Cookie of [`${name}=${forged}`, `${name}=${value.slice(0, -8)}`, `${name}=`, "other=1"]) {
      const reply = await send<Problem>("GET", "/session", { headers: { Cookie } });
      expect([reply.status, reply.body.code]).toEqual([401, "unauthenticated"]);
    }
  });
});

describe("a problem's type", () => {
  it("resolves to a page that explains it", async () => {
    const { body } = await send<Problem>("GET", "/session");
    const { exports } = await import("cloudflare:workers");
    const page = await exports.default.fetch(new Request(new URL(body.type, ORIGIN)));
    expect([page.status, page.headers.get("Content-Type")]).toEqual([200, "text/html; charset=UTF-8"]);
    expect(await page.text()).toContain(body.title);
  });
});
