import { describe, expect, it } from "vitest";
import type { Problem, SaveReply } from "../layout/wire.ts";
import { type CallOptions, type Guest, layoutOf, newGuest } from "./api.testing.ts";
import { newVictim, tokenOf } from "./attacks.testing.ts";

type Call = (name: string, base: number) => readonly [method: string, path: string, options: CallOptions];

const on = (base: number) => ({ "If-Match": `"${base}"` });
const fresh = layoutOf("fresh");

/** Every call that takes an Idempotency-Key. */
const CALLS: Readonly<Record<string, Call>> = {
  save: (name, base) => ["PUT", `/layouts/${name}`, { body: { layout: fresh }, headers: on(base) }],
  rollback: (name, base) => [
    "POST",
    `/layouts/${name}/rollback`,
    { body: { version: 1 }, headers: on(base) },
  ],
  import: (name, base) => [
    "POST",
    `/layouts/${name}/import`,
    { body: { format: "gridkeep/1", layout: fresh }, headers: on(base) },
  ],
  delete: (name, base) => ["DELETE", `/layouts/${name}`, { headers: on(base) }],
};

const withKey = (guest: Pick<Guest, "call">, key: string, [method, path, options]: ReturnType<Call>) =>
  guest.call<SaveReply & Problem>(method, path, {
    ...options,
    headers: { ...options.headers, "Idempotency-Key": key },
  });

const PAIRS = Object.keys(CALLS).flatMap((first) =>
  Object.keys(CALLS).map((second) => [first, second] as const),
);

describe("a key that was used", () => {
  it.each(PAIRS)(
    "by a %s is worth nothing for a %s of another layout, or as another call",
    async (first, second) => {
      const victim = await newVictim();
      await victim.call("PUT", "/layouts/used", {
        body: { layout: layoutOf("a") },
        headers: { "If-None-Match": "*" },
      });
      await victim.call("PUT", "/layouts/used", { body: { layout: layoutOf("b") }, headers: on(1) });
      const [use, again] = [CALLS[first], CALLS[second]];
      if (use === undefined || again === undefined) throw new Error("No such call.");
      expect((await withKey(victim, "the-key", use("used", 2))).status).toBe(200);
      const before = await victim.state();
      const reply = await withKey(victim, "the-key", again("main", 3));
      expect([reply.status, reply.body.code]).toEqual([422, "idempotency-mismatch"]);
      if (first !== second) {
        const here = await withKey(victim, "the-key", again("used", first === "delete" ? 2 : 3));
        expect([422, 404]).toContain(here.status);
      }
      expect(await victim.state()).toEqual(before);
    },
  );

  it.each(Object.entries(CALLS))("by one user for a %s is another's own to use", async (_name, call) => {
    const [victim, attacker] = [await newVictim(), await newVictim("of the attacker")];
    const done = await withKey(victim, "shared-key", call("main", 3));
    expect(done.status).toBe(200);
    const before = await victim.state();
    const reply = await withKey(attacker, "shared-key", call("main", 3));
    expect([reply.status, reply.body.outcome]).toEqual([200, done.body.outcome]);
    expect(reply.text).not.toContain(victim.mark);
    const stranger = await newGuest();
    const missed = await withKey(stranger, "shared-key", call("main", 3));
    expect([missed.status, missed.body.code]).toEqual([404, "layout-not-found"]);
    expect(await victim.state()).toEqual(before);
  });

  it("with a token that may write tells nothing to one that may only read, or that was revoked", async () => {
    const victim = await newVictim();
    const writer = await tokenOf(victim, "write");
    const save = CALLS["save"]?.("main", 3);
    if (save === undefined) throw new Error("No such call.");
    const [method, path, options] = save;
    const sendAs = (headers: Record<string, string>) =>
      victim.call<Problem>(method, path, {
        ...options,
        headers: { ...options.headers, "Idempotency-Key": "k", Cookie: "", ...headers },
      });
    expect((await sendAs(writer.headers)).status).toBe(200);
    expect((await sendAs(writer.headers)).text).toContain("replayed");
    expect((await sendAs(victim.reader.headers)).body.code).toBe("forbidden");
    await victim.call("DELETE", `/tokens/${writer.id}`);
    const before = await victim.state();
    expect((await sendAs(writer.headers)).body.code).toBe("unauthenticated");
    expect(await victim.state()).toEqual(before);
  });
});

describe("a version that is guessed", () => {
  it("opens one's own layout alone, and a conflict tells of no other", async () => {
    const [victim, attacker] = [await newVictim(), await newVictim("of the attacker")];
    const before = await victim.state();
    for (const [name, call] of Object.entries(CALLS))
      for (const base of [1, 2, 4, 5, 999_999_999_999_999]) {
        const reply = await withKey(attacker, `${name}-${base}`, call("main", base));
        expect([name, base, reply.status, reply.body.code]).toEqual([name, base, 412, "version-conflict"]);
        expect(reply.text).not.toContain(victim.mark);
        expect(reply.text).not.toContain(victim.userId);
        expect(reply.headers.get("ETag")).toBe('"3"');
      }
    expect(await victim.state()).toEqual(before);
  });

  it("as a read tells only whether one's own is that", async () => {
    const [victim, attacker] = [await newVictim(), await newVictim("of the attacker")];
    const tagOf = async (guest: Pick<Guest, "call">) =>
      (await guest.call("GET", "/layouts/main/versions/2")).headers.get("ETag") ?? "";
    const [theirs, own] = [await tagOf(victim), await tagOf(attacker)];
    expect(theirs).not.toBe(own);
    const ask = async (tag: string) =>
      (await attacker.call("GET", "/layouts/main/versions/2", { headers: { "If-None-Match": tag } })).status;
    expect([await ask(theirs), await ask(own)]).toEqual([200, 304]);
  });
});
