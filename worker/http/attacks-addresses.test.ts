import { describe, expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { type CallOptions, layoutOf } from "./api.testing.ts";
import { INTERNALS, newVictim } from "./attacks.testing.ts";

const CALLS: readonly (readonly [method: string, rest: string, options: CallOptions])[] = [
  ["GET", "", {}],
  ["HEAD", "", {}],
  ["PUT", "", { body: { layout: layoutOf("smuggled") }, headers: { "If-Match": '"3"' } }],
  ["DELETE", "", { headers: { "If-Match": '"3"' } }],
  ["GET", "/versions", {}],
  ["GET", "/versions/2", {}],
  ["PATCH", "/versions/2", { body: { pinned: false } }],
  ["GET", "/versions/2/changes", {}],
  ["GET", "/versions/verify", {}],
  ["POST", "/versions/prune", { body: { keep: 1 } }],
  ["POST", "/rollback", { body: { version: 1 }, headers: { "If-Match": '"3"' } }],
  ["GET", "/export", {}],
  ["GET", "/live", { headers: { Upgrade: "websocket" } }],
  [
    "POST",
    "/import",
    { body: { format: "gridkeep/1", layout: layoutOf("smuggled") }, headers: { "If-Match": '"3"' } },
  ],
];

const INVALID = [400, "invalid-parameter"] as const;
const NOWHERE = [404, "not-found"] as const;
const UNKNOWN = [404, "layout-not-found"] as const;

/** In the place of a layout's name, by one who is signed in and has a layout called `main`. */
const names: readonly (readonly [name: string, status: number, code: string])[] = [
  ...[
    ...[
      "%2e%2e%2fmain",
      "..%2fmain",
      "%252e%252e%252fmain",
      "..%5cmain",
      "%00",
      "main%00",
      "%00main",
      "main%0a",
    ],
    ...[
      "main%0d%0aSet-Cookie:%20a=b",
      "main%20",
      "%20main",
      "main%2f",
      "main%2fversions",
      "main%252fversions",
    ],
    ...[
      "main;v=1",
      "main%3bv=1",
      "main%3fa=b",
      "main%23a",
      "main,other",
      "main%26a=b",
      "*",
      "%25",
      "%",
      "%zz",
      "%e0%a4",
    ],
    ...[
      "%c0%ae%c0%ae",
      "%c1%8dain",
      "%ef%bd%8dain",
      "m%c3%a4in",
      "main%e2%80%8b",
      "%ed%a0%80",
      "%f0%9f%92%a5",
    ],
    ...["a".repeat(65), "main'--", "main%22", "%3Cscript%3E", "$%7Bx%7D", "[]", "main[]"],
  ].map((name) => [name, ...INVALID] as const),
  ...["..", "%2e%2e", ".%2e", "main/", "main//", "/main", "main/../main/", "main\\x", "main/main"].map(
    (name) => [name, ...NOWHERE] as const,
  ),
  ...[
    ...[
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
      "MAIN",
      "Main",
      "m%41in",
      "main.",
    ],
    ...["...", "a".repeat(64), "null", "undefined", "0", "-", "main:"],
  ].map((name) => [name, ...UNKNOWN] as const),
];

describe("an address is no way around, with another name for a layout", () => {
  it.each(names)("%s", async (name, status, code) => {
    const victim = await newVictim();
    const before = await victim.state();
    for (const [method, rest, options] of CALLS) {
      // A name that takes itself away leaves another address; that one may know other methods, and changes as little.
      const isElsewhere = code === "not-found";
      const headers = { Origin: "https://gridkeep.test", ...options.headers };
      const reply = await victim.call<Problem>(method, `/layouts/${name}${rest}`, { ...options, headers });
      const label = `${method} ${name}${rest}`;
      if (isElsewhere) expect([200, 404, 405, 426], label).toContain(reply.status);
      else if (method === "HEAD") expect(reply.status, label).toBe(status);
      // Whether there is a layout to listen to is not asked: it may come.
      else if (rest === "/live" && code === "layout-not-found") expect(reply.status, label).toBe(101);
      else expect([label, reply.status, reply.body.code]).toEqual([label, status, code]);
      expect(reply.text).not.toMatch(INTERNALS);
      expect(reply.headers.get("Set-Cookie")).toBeNull();
    }
    expect(await victim.state()).toEqual(before);
  });
});

const numbers = [
  ...[
    "0",
    "-1",
    "+2",
    "%2B2",
    "2.0",
    "2e0",
    "0x2",
    "0b10",
    "2%00",
    "%002",
    "2%20",
    "2n",
    "%D9%A2",
    "%EF%BC%92",
    "two",
  ],
  ...["NaN", "Infinity", "null", "__proto__", "constructor", "9007199254740992", "9007199254740993"],
  ...["99999999999999999999", "2,3", "2;3", "2%2f..%2f1", "1%27%20OR%201=1"],
];

it("nor is it with another number for a version", async () => {
  const victim = await newVictim();
  const before = await victim.state();
  for (const number of numbers)
    for (const [method, rest, options] of [
      ["GET", "", {}],
      ["PATCH", "", { body: { pinned: false } }],
      ["GET", "/changes?since=1", {}],
    ] as const) {
      const reply = await victim.call<Problem>(method, `/layouts/main/versions/${number}${rest}`, options);
      expect([number, reply.status, reply.body.code]).toEqual([number, ...INVALID]);
    }
  expect(await victim.state()).toEqual(before);
});

it("nor with another id for a device or a token", async () => {
  const [victim, attacker] = [await newVictim(), await newVictim()];
  const [before, own] = [await victim.state(), await attacker.state()];
  const { id } = victim.writer;
  const { deviceId } = victim.phone;
  const tricks = (name: string): readonly (readonly [string, number])[] => [
    ...[name, name.toUpperCase(), "__proto__", "constructor"].map((one) => [one, 404] as const),
    ...[`${name}%00`, `${name}%20`, `${victim.userId}%2f${name}`, `..%2f${name}`, `${name},x`].map(
      (one) => [one, 400] as const,
    ),
  ];
  for (const [what, name] of [
    ["/session/devices", deviceId],
    ["/tokens", id],
  ] as const)
    for (const [trick, status] of tricks(name)) {
      const reply = await attacker.call<Problem>("DELETE", `${what}/${trick}`);
      expect([trick, reply.status]).toEqual([trick, status]);
      expect(reply.text).not.toContain(victim.userId);
    }
  expect(await victim.state()).toEqual(before);
  expect(await attacker.state()).toEqual(own);
});

it("nor for a problem, nor by other letters", async () => {
  const victim = await newVictim();
  const pages = [
    "__proto__",
    "constructor",
    "toString",
    "..%2finternal",
    "internal%00",
    "INTERNAL",
    "%3Cb%3E",
  ];
  const paths = [
    ...pages.map((page) => `/problems/${page}`),
    "/Layouts/main",
    "/LAYOUTS",
    "/session/",
    "//session",
  ];
  for (const path of [
    ...paths,
    "/tokens/",
    "/layouts/",
    "/session/pairings/redeem/",
    "/.env",
    "/..%2f.dev.vars",
  ]) {
    const reply = await victim.call<Problem>("GET", path);
    expect([path, reply.status, reply.body.code]).toEqual([path, ...NOWHERE]);
    expect(reply.text).not.toContain("<");
  }
});

const queries: readonly (readonly [call: string, status: number, code: string | undefined])[] = [
  ["GET /layouts?limit=1&limit=2", ...INVALID],
  ["GET /layouts?limit=1&limit=1", ...INVALID],
  ["GET /layouts?limit=1;limit=2", ...INVALID],
  ["GET /layouts?limit=%31%00", ...INVALID],
  ["GET /layouts?limit=1e1", ...INVALID],
  ["GET /layouts?limit=0x10", ...INVALID],
  ["GET /layouts?after=..%2f", ...INVALID],
  ["GET /layouts?after=%00", ...INVALID],
  ["GET /layouts?deleted=true&deleted=false", ...INVALID],
  ["GET /layouts?deleted=TRUE", ...INVALID],
  ["GET /layouts?l%69mit=1&limit=1", ...INVALID],
  ["GET /layouts/main/versions?before=1&before=9", ...INVALID],
  ["GET /layouts/main/export?history=none&history=all", ...INVALID],
  ["PUT /layouts/main?onConflict=merge&onConflict=reject", ...INVALID],
  ["PUT /layouts/main?onConflict=MERGE", ...INVALID],
  ["PUT /layouts/main?onConflict=__proto__", ...INVALID],
  // Of another name: nobody's.
  ["GET /layouts?limit[]=0", 200, undefined],
  ["GET /layouts?LIMIT=0", 200, undefined],
  ["GET /layouts?__proto__=1&__proto__[limit]=0&constructor[prototype][limit]=0", 200, undefined],
  ["GET /layouts/main?_method=DELETE&method=DELETE&X-HTTP-Method-Override=DELETE", 200, undefined],
  ["GET /layouts/main?user=guest-0&userId=guest-0&caller=x&call=x", 200, undefined],
];

it.each(queries)("a query says one thing or nothing: %s", async (call, status, code) => {
  const victim = await newVictim();
  const before = await victim.state();
  const [method = "", path = ""] = call.split(" ");
  const put = { body: { layout: layoutOf("smuggled") }, headers: { "If-Match": '"3"' } };
  const reply = await victim.call<Problem>(method, path, method === "PUT" ? put : {});
  expect([reply.status, reply.body.code]).toEqual([status, code]);
  expect(await victim.state()).toEqual(before);
  expect(Reflect.get({}, "limit")).toBeUndefined();
});

const METHODS = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];
const PLACES = [
  "X-Original-URL",
  "X-Rewrite-URL",
  "X-Forwarded-Path",
  "X-Forwarded-Prefix",
  "X-Override-URL",
];

describe("a header is no way around", () => {
  it("to another method, another address or another host", async () => {
    const victim = await newVictim();
    const before = await victim.state();
    for (const name of METHODS)
      for (const method of ["GET", "HEAD"]) {
        const headers = { [name]: "DELETE", "If-Match": '"3"' };
        expect((await victim.call(method, "/layouts/main", { headers })).status).toBe(200);
      }
    for (const name of PLACES) {
      const reply = await victim.call("GET", "/health", { headers: { [name]: "/api/layouts/main" } });
      expect([reply.status, reply.headers.get("ETag")]).toEqual([200, null]);
    }
    for (const name of ["X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "Forwarded"]) {
      const headers = {
        Origin: "https://evil.test",
        [name]: name === "Forwarded" ? "host=evil.test" : "evil.test",
      };
      const reply = await victim.call<Problem>("DELETE", "/layouts/main", {
        headers: { ...headers, "If-Match": '"3"' },
      });
      expect([reply.status, reply.body.code]).toEqual([403, "forbidden"]);
    }
    expect(await victim.state()).toEqual(before);
  });

  it("to two bases, two keys or two users at once", async () => {
    const victim = await newVictim();
    const before = await victim.state();
    const twice: readonly (readonly [Record<string, string>, number, string])[] = [
      [{ "If-Match": '"2", "3"' }, ...INVALID],
      [{ "If-Match": '"3","3"' }, ...INVALID],
      [{ "If-Match": '"3"', "If-None-Match": "*" }, ...INVALID],
      [{ "If-None-Match": "*, *" }, ...INVALID],
      [{ "If-Match": "*" }, ...INVALID],
      [{ "If-Match": '"03"' }, ...INVALID],
      [{ "If-Match": '"3' }, ...INVALID],
      [{ "If-Match": '"3"', "Idempotency-Key": "one, two" }, ...INVALID],
      [{ "If-Match": '"3"', "Idempotency-Key": "" }, ...INVALID],
      [{ "If-Match": '"3"', "Idempotency-Key": "k".repeat(129) }, ...INVALID],
      [{ "If-Match": '"3"', "Idempotency-Key": "k\u00e9" }, ...INVALID],
      [{ "If-Match": '"3"', "Gridkeep-User": `${victim.userId}, ${victim.userId}` }, 401, "unauthenticated"],
      [{ "If-Match": '"3"', "Gridkeep-User": "" }, 401, "unauthenticated"],
    ];
    for (const [headers, status, code] of twice) {
      const body = { layout: layoutOf("smuggled") };
      const reply = await victim.call<Problem>("PUT", "/layouts/main", { body, headers });
      expect([headers, reply.status, reply.body.code]).toEqual([headers, status, code]);
    }
    expect(await victim.state()).toEqual(before);
  });

  it("into a reply or the log: an id that is none is not repeated", async () => {
    const victim = await newVictim();
    const hostile = [
      "a b",
      "<script>",
      'a"b',
      "a\u00e9",
      "a".repeat(256),
      "a:b",
      "{}",
      "a,b",
      "%0d%0a",
      "a\tb",
    ];
    for (const id of hostile) {
      const reply = await victim.call<Problem>("GET", "/nothing", { headers: { "Request-Id": id } });
      expect(reply.headers.get("Request-Id")).toMatch(/^[\w-]{36}$/);
      expect(reply.text).not.toContain(id);
    }
    for (const id of ["a\r\nSet-Cookie: a=b", "a\nb", "a\u0000b"])
      expect(() => new Headers({ "Request-Id": id })).toThrow(TypeError);
  });
});
