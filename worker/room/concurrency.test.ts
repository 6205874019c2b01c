/** Many clients at once on one layout, over HTTP: laws 2 to 6 hold whatever the order in which they come. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { type Guest, newGuest } from "../http/api.testing.ts";
import type { Layout } from "../layout/schema.ts";
import type { Head, Problem, SaveReply, Version, VersionPage, VersionWithLayout } from "../layout/wire.ts";
import { alarm, bind, down, newUser, range } from "./room.testing.ts";

const CLIENTS = range(0, 19);
const SEED = 20_261_125;

/** Numbers from 0 up to 1, the same in every run. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** One widget for each client, which nobody else edits. */
const start: Layout = {
  desktop: CLIENTS.map((client) => ({
    ...{ id: `w${client}`, type: "notes", x: (client % 4) * 3, y: Math.floor(client / 4) * 2, w: 3, h: 2 },
    config: { text: "" },
  })),
  mobile: [],
};
const write = (layout: Layout, client: number, text: string): Layout => ({
  ...layout,
  desktop: layout.desktop.map((one) => (one.id === `w${client}` ? { ...one, config: { text } } : one)),
});
const textIn = (layout: Layout, client: number): unknown =>
  layout.desktop.find(({ id }) => id === `w${client}`)?.config["text"];

type Known = { readonly version: number; readonly layout: Layout };
type Done = { readonly client: number; readonly text: string; readonly version: number };
type Wish = { readonly guest: Guest; readonly edits: number; readonly seed: number };

/** Edits its widget so many times, on whatever it knows; asks again with the same words now and then. */
const work = async ({ guest, edits, seed }: Wish, client: number, first: Known): Promise<Done[]> => {
  const random = randomFrom(seed + client);
  const done: Done[] = [];
  let known = first;
  for (const number of range(1, edits)) {
    const text = `${client}-${number}`;
    let sent = false;
    while (!sent) {
      const layout = write(known.layout, client, text);
      const send = () =>
        guest.call<SaveReply & Problem & { head: Head }>(
          "PUT",
          `/layouts/main?onConflict=${random() < 0.7 ? "merge" : "reject"}`,
          {
            body: { layout, deviceId: `device-${client}` },
            headers: { "If-Match": `"${known.version}"`, "Idempotency-Key": text },
          },
        );
      const replies = await Promise.all(random() < 0.3 ? [send(), send(), send()] : [send()]);
      const taken = replies.filter(({ status }) => status === 200).map(({ body }) => body);
      const [reply] = taken;
      if (reply === undefined) {
        const head = replies[0]?.body.head;
        expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 412));
        known = { version: head?.version ?? 0, layout: head?.layout as Layout };
        continue;
      }
      expect(new Set(taken.map(({ version }) => version)).size, `${text} made more than one version`).toBe(1);
      sent = true;
      done.push({ client, text, version: reply.version });
      // Now and then a client stays with what it knew, and is stale.
      if (random() < 0.6)
        known = { version: reply.version, layout: (reply.layout as Layout | undefined) ?? layout };
    }
  }
  return done;
};

const allVersions = async (guest: Guest): Promise<Version[]> => {
  const versions: Version[] = [];
  for (let before: number | null = 1_000_000; before !== null; ) {
    const page: VersionPage = (
      await guest.call<VersionPage>("GET", `/layouts/main/versions?limit=100&before=${before}`)
    ).body;
    versions.push(...page.versions);
    before = page.next;
  }
  return versions;
};

/** What was acknowledged is there, each in its own version, and all together in the head. */
const expectAll = async (guest: Guest, done: readonly Done[]): Promise<void> => {
  const versions = await allVersions(guest);
  const newest = versions[0]?.version ?? 0;
  expect(versions.map(({ version }) => version)).toEqual(range(1, newest).reverse());
  expect(done.map(({ version }) => version).sort((a, b) => a - b)).toEqual(range(2, newest));
  const head = (await guest.head()).body;
  expect(head.version).toBe(newest);
  for (const client of CLIENTS)
    expect(textIn(head.layout as Layout, client)).toBe(done.findLast((one) => one.client === client)?.text);
  for (const { client, text, version } of done) {
    const read = await guest.call<VersionWithLayout>("GET", `/layouts/main/versions/${version}`);
    expect([read.status, read.body.deviceId, textIn(read.body.layout as Layout, client)]).toEqual([
      200,
      `device-${client}`,
      text,
    ]);
  }
  expect((await guest.call("GET", "/layouts/main/versions/verify")).body).toEqual({
    ok: true,
    versions: newest,
    damaged: [],
  });
};

describe(`twenty clients at once (seed ${SEED})`, () => {
  it("save two hundred edits, none lost and none twice", { timeout: 60_000 }, async () => {
    const guest = await newGuest();
    const user = newUser(guest.userId);
    await bind(user, { HISTORY: down() });
    await guest.save(start, { base: null });
    const wish = { guest, edits: 10, seed: SEED };
    const done = (
      await Promise.all(CLIENTS.map((client) => work(wish, client, { version: 1, layout: start })))
    ).flat();
    expect(done).toHaveLength(200);
    await bind(user, { HISTORY: env.HISTORY });
    await expectAll(guest, done);
  });

  it("do so while what they save is published under their hands", { timeout: 60_000 }, async () => {
    const guest = await newGuest();
    const user = newUser(guest.userId);
    await guest.save(start, { base: null });
    let isOver = false;
    const publishing = (async () => {
      while (!isOver) await alarm(user);
    })();
    const wish = { guest, edits: 2, seed: SEED + 100 };
    const done = (
      await Promise.all(CLIENTS.map((client) => work(wish, client, { version: 1, layout: start })))
    ).flat();
    isOver = true;
    await publishing;
    expect(done).toHaveLength(40);
    await expectAll(guest, done);
    await alarm(user);
    expect(await user.room.lag()).toEqual({ versions: 0, oldest: null });
  });
});
