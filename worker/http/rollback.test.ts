import { describe, expect, it } from "vitest";
import type { SaveReply } from "../layout/wire.ts";
import { type Guest, layoutOf, newGuest } from "./api.testing.ts";

describe("a rollback of a part", () => {
  const rollback = (guest: Guest, body: object, headers: Record<string, string> = {}) =>
    guest.call<SaveReply>("POST", "/layouts/main/rollback", {
      body,
      headers: { "If-Match": '"2"', ...headers },
    });
  const twoSided = async () => {
    const guest = await newGuest();
    const place = { x: 0, y: 0, w: 1, h: 1 };
    const phone = (mark: string) => [{ ...place, id: "p", type: "notes", config: { text: mark } }];
    await guest.save({ ...layoutOf("then", 4), mobile: phone("then") }, { base: null });
    await guest.save({ ...layoutOf("now", 3), mobile: phone("now") }, { base: 1 });
    return guest;
  };
  const notesOf = (reply: SaveReply) => {
    const layout = reply.layout;
    if (layout === undefined || "sealed" in layout) throw new Error("An open layout was expected.");
    const texts = (list: typeof layout.desktop) => list.map(({ config }) => config["text"]);
    return { desktop: texts(layout.desktop), mobile: texts(layout.mobile) };
  };

  it("restores some widgets and leaves the others", async () => {
    const guest = await twoSided();
    const reply = await rollback(guest, { version: 1, only: { widgetIds: ["w1", "w3"] } });
    expect([reply.status, reply.body.outcome, reply.body.version]).toEqual([200, "saved", 3]);
    expect(notesOf(reply.body)).toEqual({ desktop: ["now 0", "then 1", "now 2", "then 3"], mobile: ["now"] });
    expect((await guest.head()).body.layout).toEqual(reply.body.layout);
  });

  it("restores one form factor and leaves the other", async () => {
    const reply = await rollback(await twoSided(), { version: 1, only: { form: "mobile" } });
    expect(notesOf(reply.body)).toEqual({ desktop: ["now 0", "now 1", "now 2"], mobile: ["then"] });
  });

  it("restores everything where nothing limits it", async () => {
    const reply = await rollback(await twoSided(), { version: 1, only: {}, description: "All of it" });
    expect(notesOf(reply.body).desktop).toEqual(["then 0", "then 1", "then 2", "then 3"]);
  });

  it("is another request than one of the whole, or of another part", async () => {
    const guest = await twoSided();
    const headers = { "Idempotency-Key": "once" };
    const only = { widgetIds: ["w1"] };
    const first = await rollback(guest, { version: 1, only }, headers);
    expect((await rollback(guest, { version: 1, only }, headers)).body).toEqual({
      ...first.body,
      outcome: "replayed",
    });
    for (const other of [{ version: 1 }, { version: 1, only: { widgetIds: ["w2"] } }]) {
      const reply = await rollback(guest, other, headers);
      expect([reply.status, reply.body]).toMatchObject([422, { code: "idempotency-mismatch" }]);
    }
  });

  it("can name every widget there can be", async () => {
    const guest = await newGuest();
    const id = (index: number) => `w${index}${"_".repeat(60 - String(index).length)}`;
    const many = (text: string) => ({
      desktop: Array.from({ length: 500 }, (_, y) => ({
        id: id(y),
        type: "notes",
        x: 0,
        y,
        w: 1,
        h: 1,
        config: { text },
      })),
      mobile: [],
    });
    await guest.save(many("then"), { base: null });
    await guest.save(many("now"), { base: 1 });
    const widgetIds = Array.from({ length: 500 }, (_, index) => id(index));
    const reply = await rollback(guest, { version: 1, only: { widgetIds: [...widgetIds, ...widgetIds] } });
    expect([reply.status, reply.body.layout]).toEqual([200, many("then")]);
  });

  it("is refused where the layout is sealed", async () => {
    const guest = await twoSided();
    await guest.save({ sealed: "e30..aXY.b25l.dGFn" }, { base: 2 });
    const reply = await rollback(guest, { version: 1, only: { form: "mobile" } }, { "If-Match": '"3"' });
    expect([reply.status, reply.body]).toMatchObject([
      400,
      { code: "invalid-parameter", detail: expect.stringContaining("sealed") },
    ]);
  });
});
