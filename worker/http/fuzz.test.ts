// Ten thousand requests made of the document, half of them bent. None may fail on our side, each reply must be as the
// document says, and what the document forbids must be refused.
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { NewToken } from "../layout/wire.ts";
import { layoutOf, newGuest, ORIGIN, send } from "./api.testing.ts";
import { type Call, calls, HEAD } from "./requests.testing.ts";

const SEED = 20_261_123;
const REQUESTS = 10_000;
/** So many that no limit on one of them hides what the rest of the requests would have met. */
const USERS = 24;

const newUser = async () => {
  const guest = await newGuest();
  const token = async (scope: string) =>
    (await guest.call<NewToken>("POST", "/tokens", { body: { name: scope, scope } })).body.secret;
  for (const base of [null, 1, 2]) await guest.save(layoutOf(`${base}`, 2), { base });
  await guest.call("PUT", "/layouts/copy", {
    body: { layout: layoutOf("copy") },
    headers: { "If-None-Match": "*" },
  });
  return { cookie: guest.cookie, write: await token("write"), read: await token("read"), head: 3 };
};

/** Sent before the one before is answered. */
const AT_ONCE = 10;
/** A few addresses lead out of the API, and are not asked. */
const SPARE = 10;

type User = Awaited<ReturnType<typeof newUser>>;

const proofs = fc.constantFrom("cookie", "cookie", "cookie", "write", "read", "none", "wrong", "bent");

const proofOf = (user: User, proof: string): Record<string, string> => {
  switch (proof) {
    case "cookie":
      return { Cookie: user.cookie };
    case "write":
    case "read":
      return { Authorization: `Bearer ${user[proof]}` };
    case "wrong":
      return { Authorization: `Bearer ${user.write.slice(0, -4)}AAAA` };
    case "bent":
      return { Cookie: user.cookie.replace("guest-", "guest-0") };
    default:
      return {};
  }
};

type Shot = { readonly call: Call; readonly at: number; readonly proof: string };

const volleys: fc.Arbitrary<readonly Shot[]> = fc.array(
  fc.record({ call: calls, at: fc.nat(USERS - 1), proof: proofs }),
  { minLength: AT_ONCE, maxLength: AT_ONCE },
);

const ENDS: ReadonlySet<string> = new Set(["endSession", "signOutDevice", "eraseAccount"]);

/** Some of what is met only by requests that came through. */
const BEHIND_THE_DOOR = [
  ...["saveLayout 200", "saveLayout 201", "saveLayout 412", "saveLayout 422", "deleteLayout 200"],
  ...["rollback 200", "importLayout 201", "readVersion 200", "describeVersion 200", "exportLayout 200"],
];

const LEAKS = /SELECT |INSERT |SQLITE_|D1_ERROR|node_modules|\.(ts|js):\d|\n\s+at |a secret for tests/;

/** Where a request of the right form can still ask for what there can't be. */
const MAY_REFUSE: ReadonlySet<string> = new Set(["rollback", "compareVersions", "createToken"]);

const check = (call: Call, proof: string, { status, text }: { status: number; text: string }): void => {
  expect(status, text).toBeLessThan(500);
  expect(text).not.toMatch(LEAKS);
  expect(text).not.toContain(env.SESSION_SECRET);
  if (call.isRight === false) expect(status, text).toBeGreaterThanOrEqual(400);
  if (call.isRight === true && !MAY_REFUSE.has(call.operationId))
    expect([400, 405, 413, 415], text).not.toContain(status);
  // Who asks by POST /session who is calling changes nothing.
  const isReading = ["GET", "HEAD", "OPTIONS"].includes(call.method) || call.path === "/session";
  if (proof === "read" && status < 300) expect(isReading, `${call.method} ${call.path}`).toBe(true);
};

const atHead = (headers: Call["headers"], head: number): Record<string, string> =>
  headers["If-Match"] === HEAD ? { ...headers, "If-Match": `"${head}"` } : headers;

const versionIn = (headers: Headers): number | null => {
  const version = /^"(\d+)"$/.exec(headers.get("ETag") ?? "")?.[1];
  return version === undefined ? null : Number(version);
};

const addressOf = ({ path, query }: Call): string => {
  const search = query.map(([name, value]) => `${name}=${value.toWellFormed()}`).join("&");
  return `${path}${search === "" ? "" : `?${search}`}`;
};

it(`answers ${REQUESTS} requests as documented (seed ${SEED})`, { timeout: 240_000 }, async () => {
  const users = await Promise.all(Array.from({ length: USERS }, newUser));
  const tally = new Map<string, number>();
  const one = async ({ call, at, proof }: Shot): Promise<void> => {
    // An address that leads out of the API is somebody else's.
    const { pathname, search } = new URL(`${ORIGIN}/api${addressOf(call)}`);
    if (!pathname.startsWith("/api/")) return;
    const user = users[at] ?? (await newUser());
    const reply = await send(call.method, pathname.slice("/api".length) + search, {
      headers: { ...proofOf(user, proof), ...atHead(call.headers, user.head) },
      ...(call.body === null ? {} : { raw: call.body }),
    });
    const met = `${call.operationId} ${reply.status}`;
    tally.set(met, (tally.get(met) ?? 0) + 1);
    check(call, proof, reply);
    if (pathname === "/api/layouts/main") user.head = versionIn(reply.headers) ?? user.head;
    const isSignedOut = ENDS.has(call.operationId) && reply.status < 300 && proof === "cookie";
    if (isSignedOut && call.method === "DELETE") users[at] = await newUser();
  };
  const volley = fc.asyncProperty(volleys, async (shots) => {
    const isLast = ({ call }: Shot) => ENDS.has(call.operationId);
    await Promise.all(shots.filter((shot) => !isLast(shot)).map(one));
    // An export breaks off where the account ends meanwhile: half a file must not look whole.
    for (const shot of shots.filter(isLast)) await one(shot);
  });
  await fc.assert(volley, { seed: SEED, numRuns: REQUESTS / AT_ONCE + SPARE, endOnFailure: true });
  expect([...tally.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(REQUESTS);
  expect([...tally.keys()]).toEqual(expect.arrayContaining([...BEHIND_THE_DOOR]));
});
