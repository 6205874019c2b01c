import { describe, expect, it } from "vitest";
import { sign } from "../identity/issuer.testing.ts";
import { ORIGIN } from "./api.testing.ts";
import { bearer, type Fired, stateOf } from "./attacks.testing.ts";
import {
  type Attack,
  expectAnswer,
  FAILED,
  fireAll,
  isRead,
  jwtOf,
  issuerKey as key,
  newWorld,
  OWN,
  prepareVolleys,
  type Sent,
} from "./attacks-volley.testing.ts";

prepareVolleys();

const others: readonly Attack[] = [
  ["cookie", ({ attacker }) => ({ ...OWN, Cookie: attacker.cookie })],
  ["token", ({ attacker }) => attacker.writer.headers],
  [
    "token, beside the victim's cookie",
    ({ attacker, victim }) => ({ ...attacker.writer.headers, Cookie: victim.cookie }),
  ],
  ["token of an issuer", async () => bearer(await sign(key, jwtOf()))],
  [
    "token of an issuer, beside the victim's cookie",
    async ({ victim }) => ({ ...bearer(await sign(key, jwtOf())), Cookie: victim.cookie }),
  ],
  [
    "assertion, beside the victim's cookie",
    async ({ victim }) => ({
      ...OWN,
      "Cf-Access-Jwt-Assertion": await sign(key, jwtOf()),
      Cookie: victim.cookie,
    }),
  ],
  [
    "token of an issuer that names the victim",
    async ({ victim }) => bearer(await sign(key, jwtOf({ sub: victim.userId, user: victim.userId }))),
  ],
  [
    "cookie before the victim's",
    ({ attacker, victim }) => ({ ...OWN, Cookie: `${attacker.cookie}; ${victim.cookie}` }),
  ],
];

describe("another user touches what is their own alone, and reads of nobody else, with their", () => {
  it.each(others)("%s", async (title, headersOf) => {
    const world = await newWorld();
    const headers = await headersOf(world);
    await fireAll(world, headers, ({ route, kind, status, headers: replied }) => {
      expect(status, route).toBeLessThan(500);
      // Never a session out of an API token, nor out of a person's token but where it is asked for.
      const isEnd = kind === "end" || route === "DELETE /api/account";
      const isAsked = isEnd || (kind === "start" && title.includes("issuer"));
      if (title.startsWith("token") && !isAsked) expect(replied.get("Set-Cookie"), route).toBeNull();
    });
  });

  it("cookie, where the request is meant for the victim", async () => {
    const world = await newWorld();
    const headers = { ...OWN, Cookie: world.attacker.cookie, "Gridkeep-User": world.victim.userId };
    const before = await stateOf(world.attacker);
    await fireAll(world, headers, ({ kind, ...fired }) => {
      if (kind !== "health") expectAnswer(FAILED)({ kind, ...fired });
    });
    expect(await stateOf(world.attacker)).toEqual(before);
  });
});

it("a token that may only read writes nothing, makes no session, and is no person", async () => {
  const world = await newWorld();
  const judge = ({ route, kind, status, code, headers }: Fired) => {
    expect(headers.get("Set-Cookie"), route).toBeNull();
    if (kind === "person" || kind === "end" || (kind === "own" && !isRead(route)))
      expect([route, status, route.startsWith("HEAD") ? "forbidden" : code]).toEqual([
        route,
        403,
        "forbidden",
      ]);
    else expect([200, 101, 404, 426], route).toContain(status);
  };
  await fireAll(world, world.victim.reader.headers, judge, { isVictim: true });
});

const HOST = new URL(ORIGIN).host;
const pages: readonly Sent[] = [
  ...[
    ...["https://evil.test", "null", `${ORIGIN}.evil.com`, `https://evil-${HOST}`, `https://evil.${HOST}`],
    ...[
      `${ORIGIN}:8443`,
      `http://${HOST}`,
      `${ORIGIN}@evil.com`,
      `${ORIGIN}/`,
      `${ORIGIN}\u0009`.concat("x"),
      "",
    ],
    ...[
      `${ORIGIN}, ${ORIGIN}`,
      `https://${HOST.toUpperCase()}`,
      `https://${HOST}.`,
      "file://",
      "chrome-extension://a",
    ],
  ].map((Origin) => ({ Origin })),
  { "Sec-Fetch-Site": "cross-site" },
  { "Sec-Fetch-Site": "same-site" },
  { Origin: "https://evil.test", "Sec-Fetch-Site": "same-origin" },
  { Origin: "https://evil.test", "X-Forwarded-Host": "evil.test", Forwarded: "host=evil.test" },
];

describe("a page of another origin changes nothing with the victim's cookie", () => {
  it.each(pages)("%j", async (headers) => {
    const world = await newWorld();
    const judge = ({ route, status, code, isSocket, headers: replied }: Fired) => {
      expect(replied.get("Access-Control-Allow-Origin")).toBeNull();
      expect(replied.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
      if (!isRead(route) || route === "GET /api/layouts/:id/live")
        expect([route, status, code, isSocket]).toEqual([route, 403, "forbidden", false]);
    };
    await fireAll(world, { ...headers, Cookie: world.victim.cookie }, judge, { isVictim: true });
  });
});
