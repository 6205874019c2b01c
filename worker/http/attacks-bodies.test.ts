import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { canonical } from "../layout/canonical.ts";
import type { Head, Problem, SaveReply, VersionWithLayout } from "../layout/wire.ts";
import { type CallOptions, newAddress, newGuest, ORIGIN } from "./api.testing.ts";
import { app } from "./app.ts";
import { INTERNALS, newVictim, ROUTES, type Victim } from "./attacks.testing.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
const BASE = { "If-Match": '"3"' };

type Target = {
  readonly call: (victim: Victim) => readonly [method: string, path: string];
  /** What would be taken. */
  readonly good: object;
  readonly headers?: Record<string, string>;
  /** Members of another name are passed over: an export may have learned more. */
  readonly isLenient?: true;
};

const layout = { desktop: [], mobile: [] };

/** Every call that reads a body. */
const TARGETS: Readonly<Record<string, Target>> = {
  "POST /api/session": { call: () => ["POST", "/session"], good: { deviceName: "x" } },
  "PATCH /api/session/devices/:id": {
    call: ({ phone }) => ["PATCH", `/session/devices/${phone.deviceId}`],
    good: { name: "x" },
  },
  "POST /api/session/pairings/redeem": {
    call: () => ["POST", "/session/pairings/redeem"],
    good: { code: "ABCDEFGH" },
  },
  "POST /api/tokens": { call: () => ["POST", "/tokens"], good: { name: "x", scope: "write" } },
  "PUT /api/layouts/:id": { call: () => ["PUT", "/layouts/main"], good: { layout }, headers: BASE },
  "POST /api/layouts/:id/versions/prune": {
    call: () => ["POST", "/layouts/main/versions/prune"],
    good: { keep: 1 },
  },
  "PATCH /api/layouts/:id/versions/:version": {
    call: () => ["PATCH", "/layouts/main/versions/2"],
    good: { pinned: false },
  },
  "POST /api/layouts/:id/rollback": {
    call: () => ["POST", "/layouts/main/rollback"],
    good: { version: 1 },
    headers: BASE,
  },
  "POST /api/layouts/:id/import": {
    call: () => ["POST", "/layouts/main/import"],
    good: { format: "gridkeep/1", layout },
    headers: BASE,
    isLenient: true,
  },
};

/** What reads none: whatever comes along is not looked at. */
const WITHOUT_BODY = ["POST /api/session/pairings"];

type Trick = readonly [title: string, raw: (good: string) => BodyInit, headers?: Record<string, string>];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0), 0])]);
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...utf8(part)] : [...part])));
const inside = (good: string, member: string): string => `${good.slice(0, -1)},${member}}`;
const first = (good: string, member: string): string => `{${member},${good.slice(1)}`;

const malformed: readonly Trick[] = [
  ["in UTF-16", utf16],
  ["with an overlong slash", (good) => bytes(good.slice(0, -1), [0xc0, 0xaf], "}")],
  ["with half a surrogate pair in bytes", (good) => bytes(first(good, '"a":"'), [0xed, 0xa0, 0x80], '"}')],
  ["with a byte that ends it too early", (good) => bytes(good, [0])],
  ["twice", (good) => good + good],
  ["with more after it", (good) => `${good}x`],
  ["with a comment", (good) => `/* */${good}`],
  ["with a comment at the end", (good) => `${good}// `],
  ["with a comma too many", (good) => `${good.slice(0, -1)},}`],
  ["in single quotes", (good) => good.replaceAll('"', "'")],
  ["with names without quotes", (good) => good.replaceAll('"', "")],
  ["with NaN in it", (good) => inside(good, '"a":NaN')],
  ["with Infinity in it", (good) => inside(good, '"a":Infinity')],
  ["with an octal number", (good) => inside(good, '"a":017')],
  ["with a raw line break in a text", (good) => inside(good, '"a":"\n"')],
  ["with a guard before it", (good) => `)]}',\n${good}`],
  ["with half an escape", (good) => inside(good, '"a":"\\u00"')],
  ["cut", (good) => good.slice(0, -1)],
  ["as a call", (good) => `f(${good})`],
];

const extra: readonly Trick[] = [
  ["__proto__", (good) => inside(good, '"__proto__":{"polluted":1}')],
  ["__proto__, first", (good) => first(good, '"__proto__":{"polluted":1}')],
  ["__proto__ in escapes", (good) => inside(good, '"\\u005f_proto__":{"polluted":1}')],
  ["constructor", (good) => inside(good, '"constructor":{"prototype":{"polluted":1}}')],
  ["prototype", (good) => inside(good, '"prototype":{"polluted":1}')],
  ["toString", (good) => inside(good, '"toString":"x"')],
  ["hasOwnProperty", (good) => inside(good, '"hasOwnProperty":1')],
  ["the user", (good) => inside(good, '"userId":"guest-0"')],
  ["a name with a null byte in it", (good) => inside(good, '"a\\u0000b":1')],
  ["half a surrogate pair for a name", (good) => inside(good, '"\\ud800":1')],
  ["100,000 levels", (good) => inside(good, `"a":${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
];

const beneath: readonly Trick[] = [
  ["beneath __proto__", (good) => `{"__proto__":${good}}`],
  ["beneath constructor", (good) => `{"constructor":${good}}`],
  ["in a list", (good) => `[${good}]`],
  ["as a text", (good) => JSON.stringify(good)],
  ["as null", () => "null"],
  ["as a number", () => "1e400"],
  ["as true", () => "true"],
];

const plain: readonly Trick[] = [
  ...[
    "gzip",
    "br",
    "deflate",
    "zstd",
    "GZIP",
    "x-gzip",
    "identity, gzip",
    "gzip, identity",
    "none",
    "aws-chunked",
  ].map((encoding): Trick => [`said to be ${encoding}`, (good) => good, { "Content-Encoding": encoding }]),
  ...[
    ...[
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/json",
      "*/*",
      "",
    ],
    ...[
      "application/jsonx",
      "application/json,text/plain",
      "text/plain;application/json",
      "application/ json",
    ],
  ].map((type): Trick => [`as "${type}"`, (good) => good, { "Content-Type": type }]),
];

const fire = async (target: Target, victim: Victim, [, raw, headers = {}]: Trick) => {
  const [method, path] = target.call(victim);
  const options: CallOptions = {
    raw: raw(JSON.stringify(target.good)),
    headers: { "CF-Connecting-IP": newAddress(), ...JSON_TYPE, ...target.headers, ...headers },
  };
  return victim.call<Problem>(method, path, options);
};

const expectRefused = (
  tricks: readonly Trick[],
  codesOf: (route: string, target: Target) => readonly string[],
) =>
  it.each(Object.entries(TARGETS))("%s", async (route, target) => {
    const victim = await newVictim();
    const before = await victim.state();
    for (const trick of tricks) {
      const reply = await fire(target, victim, trick);
      const label = `${route} ${trick[0]}`;
      const { status, code } = reply.body;
      expect([label, codesOf(route, target)]).toEqual([label, expect.arrayContaining([`${status} ${code}`])]);
      expect(reply.text, label).not.toMatch(INTERNALS);
      expect(reply.headers.get("Set-Cookie"), label).toBeNull();
    }
    expect(await victim.state()).toEqual(before);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

it("every call that takes a body is among the targets", () => {
  const known = [...Object.keys(TARGETS), ...WITHOUT_BODY];
  const bodied = ROUTES.filter((route) => /^(POST|PUT|PATCH) /.test(route));
  expect(bodied.toSorted()).toEqual(known.toSorted());
});

describe("what is no JSON is refused", () => expectRefused(malformed, () => ["400 malformed-json"]));

describe("what is not plain JSON is refused unread", () =>
  expectRefused(plain, () => ["415 unsupported-media-type"]));

describe("JSON of another form is refused", () =>
  expectRefused(beneath, (_route, { isLenient }) => [
    isLenient === true ? "422 layout-invalid" : "400 invalid-parameter",
  ]));

const strict = Object.entries(TARGETS).filter(([, { isLenient }]) => isLenient !== true);

describe("members that are none are refused, whatever they are called", () => {
  it.each(strict)("%s", async (route, target) => {
    const victim = await newVictim();
    const before = await victim.state();
    for (const trick of extra) {
      const reply = await fire(target, victim, trick);
      const label = `${route} ${trick[0]}`;
      const { status, code } = reply.body;
      // So many levels are also more bytes than most bodies may have.
      const wanted = status === 413 ? "413 layout-too-large" : "400 invalid-parameter";
      expect([label, `${status} ${code}`]).toEqual([label, wanted]);
      expect(reply.text).not.toMatch(INTERNALS);
    }
    expect(await victim.state()).toEqual(before);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("a body that stops coming is given up", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(Object.entries(TARGETS))("%s", async (_route, target) => {
    const victim = await newVictim();
    const before = await victim.state();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(utf8("{")),
    });
    const [method, path] = target.call(victim);
    const headers = {
      Cookie: victim.cookie,
      "CF-Connecting-IP": newAddress(),
      ...JSON_TYPE,
      ...target.headers,
    };
    // Directly: what a test's clock is set to ends where the platform's own begins.
    const request = new Request(`${ORIGIN}/api${path}`, { method, headers, body: stalled });
    const pending = Promise.resolve(app.fetch(request, env));
    let isOver = false;
    const over = pending.finally(() => {
      isOver = true;
    });
    for (let at = 0; at < 1_000 && !isOver; at += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      await scheduler.wait(1);
    }
    const reply = await over;
    vi.useRealTimers();
    expect([reply.status, (await reply.json<Problem>()).code]).toEqual([408, "too-slow"]);
    expect(await victim.state()).toEqual(before);
  });
});

it("of a member that comes twice one counts, and that one is judged", async () => {
  const victim = await newVictim();
  const before = await victim.state();
  const doubles: readonly (readonly [method: string, path: string, raw: string, code: string])[] = [
    ["POST", "/layouts/main/versions/prune", '{"keep":50,"keep":0}', "invalid-parameter"],
    ["PATCH", "/layouts/main/versions/2", '{"pinned":true,"pinned":"x"}', "invalid-parameter"],
    ["POST", "/tokens", '{"name":"x","scope":"read","scope":"admin"}', "invalid-parameter"],
    ["PUT", "/layouts/main", '{"layout":{"desktop":[],"mobile":[]},"layout":7}', "layout-invalid"],
    [
      "POST",
      "/layouts/main/import",
      '{"format":"gridkeep/1","layout":{"desktop":[],"mobile":[]},"versions":[],"versions":[]}',
      "malformed-json",
    ],
  ];
  for (const [method, path, raw, code] of doubles) {
    const reply = await victim.call<Problem>(method, path, { raw, headers: { ...JSON_TYPE, ...BASE } });
    expect([path, reply.body.code]).toEqual([path, code]);
  }
  expect(await victim.state()).toEqual(before);
});

it("numbers beyond what JSON can carry back are refused wherever they stand", async () => {
  const victim = await newVictim();
  const before = await victim.state();
  for (const number of [
    "9007199254740993",
    "1e400",
    "-1e400",
    "1e-400",
    "0.1",
    "-0",
    "1e999999999",
    "1".repeat(500),
  ])
    for (const [method, path, raw] of [
      ["POST", "/layouts/main/versions/prune", `{"keep":${number}}`],
      ["POST", "/layouts/main/rollback", `{"version":${number}}`],
      ["POST", "/layouts/main/rollback", `{"version":1,"only":{"widgetIds":[${number}]}}`],
    ] as const) {
      const reply = await victim.call<Problem>(method, path, { raw, headers: { ...JSON_TYPE, ...BASE } });
      expect([number, path, reply.body.code]).toEqual([number, path, "invalid-parameter"]);
    }
  expect(await victim.state()).toEqual(before);
});

it("a body where none belongs is nothing", async () => {
  const victim = await newVictim();
  const before = await victim.state();
  const raw = JSON.stringify({ layout, version: 1, keep: 1, code: "ABCDEFGH" });
  for (const [path, status] of [
    ["/layouts/main", 428],
    ["/layouts/other", 428],
    ["/tokens/0000000000000000", 404],
    ["/session/devices/nobody", 404],
  ] as const) {
    const reply = await victim.call<Problem>("DELETE", path, { raw, headers: JSON_TYPE });
    expect([path, reply.status]).toEqual([path, status]);
  }
  expect(() => new Request("https://gridkeep.test", { method: "GET", body: raw })).toThrow();
  expect(await victim.state()).toEqual(before);
});

describe("names that mean something to JavaScript are names like others", () => {
  const NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];
  /** As text, since an object literal would set a prototype. */
  const widgetText = (id: string, y: number, mark: string): string =>
    `{"id":"${id}","type":"x","x":0,"y":${y},"w":1,"h":1,"config":{"__proto__":{"polluted":"${mark}"},"constructor":{"prototype":{"polluted":"${mark}"}},"list":[{"id":"__proto__","__proto__":{"polluted":1}}]}}`;
  const layoutText = (mark: string): string =>
    `{"desktop":[${NAMES.map((name, at) => widgetText(name, at, mark)).join()}],"mobile":[${widgetText("__proto__", 0, mark)}]}`;

  it("for widgets and in their configuration: saved, merged, restored, exported and imported as they are", async () => {
    const guest = await newGuest();
    const put = (text: string, headers: Record<string, string>, query = "") =>
      guest.call<SaveReply & Problem>("PUT", `/layouts/__proto__${query}`, {
        raw: `{"layout":${text}}`,
        headers: { ...JSON_TYPE, ...headers },
      });
    expect((await put(layoutText("one"), { "If-None-Match": "*" })).status).toBe(201);
    expect((await put(layoutText("two"), { "If-Match": '"1"' })).status).toBe(200);
    const moved = layoutText("one").replace('"x":0', '"x":1');
    expect((await put(moved, { "If-Match": '"1"' }, "?onConflict=merge")).body.outcome).toBe("merged");
    const head = await guest.call<Head>("GET", "/layouts/__proto__");
    expect(canonical(head.body.layout)).toBe(
      canonical(JSON.parse(layoutText("two").replace('"x":0', '"x":1'))),
    );

    for (const only of [undefined, { widgetIds: ["__proto__"] }, { form: "mobile" }]) {
      const { headers } = await guest.call("GET", "/layouts/__proto__");
      const back = await guest.call("POST", "/layouts/__proto__/rollback", {
        body: { version: 1, ...(only === undefined ? {} : { only }) },
        headers: { "If-Match": headers.get("ETag") ?? "" },
      });
      expect(back.status).toBe(200);
    }
    const first = await guest.call<VersionWithLayout>("GET", "/layouts/__proto__/versions/1");
    expect(first.text).toContain(layoutText("one"));
    const changes = await guest.call("GET", "/layouts/__proto__/versions/2/changes?since=1");
    expect([changes.status, changes.text.includes('"__proto__"')]).toEqual([200, true]);
    const file = await guest.call("GET", "/layouts/__proto__/export?history=all");
    const imported = await guest.call("POST", "/layouts/constructor/import", {
      raw: file.text,
      headers: { ...JSON_TYPE, "If-None-Match": "*" },
    });
    expect(imported.status).toBe(201);
    const again = await guest.call<Head>("GET", "/layouts/constructor");
    expect(again.text.slice(again.text.indexOf('"layout":'))).toBe(
      (await guest.call("GET", "/layouts/__proto__")).text.replace(/.*?(?="layout":)/, ""),
    );
    expect((await guest.call<{ ok: boolean }>("GET", "/layouts/__proto__/versions/verify")).body.ok).toBe(
      true,
    );
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
