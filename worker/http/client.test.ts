// A client of the public types alone: nothing here is cast, and what is wrong does not compile.
import { exports } from "cloudflare:workers";
import { hc } from "hono/client";
import { describe, expect, it } from "vitest";
import type { Api } from "./app.ts";

const ORIGIN = "https://gridkeep.test";

/** As a browser would: the cookie that came goes along from then on. */
const newClient = () => {
  let cookie = "";
  const client = hc<Api>(ORIGIN, {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      if (cookie !== "") request.headers.set("Cookie", cookie);
      const reply = await exports.default.fetch(request);
      cookie = reply.headers.get("Set-Cookie")?.split(";")[0] ?? cookie;
      return reply;
    },
  });
  return client.api;
};

const note = (text: string, id = "n") => ({
  ...{ id, type: "notes", x: 0, y: id === "n" ? 0 : 3, w: 4, h: 3 },
  config: { text },
});
const layoutOf = (...desktop: ReturnType<typeof note>[]) => ({ desktop, mobile: [] });
const param = { id: "main" };

const withLayout = async () => {
  const api = newClient();
  const started = await api.session.$post({ json: { deviceName: "Test" } });
  if (!started.ok) throw new Error((await started.json()).detail);
  const created = await api.layouts[":id"].$put({
    ...{ param, header: { "If-None-Match": "*" } },
    json: { layout: layoutOf(note("first")) },
  });
  expect(created.status).toBe(201);
  return api;
};

describe("a typed client", () => {
  it("starts a session, saves, loads, lists versions and goes back", async () => {
    const api = await withLayout();
    const who = await api.session.$get();
    if (!who.ok) throw new Error((await who.json()).title);
    expect((await who.json()).device.name).toBe("Test");

    const saved = await api.layouts[":id"].$put({
      ...{ param, header: { "If-Match": '"1"', "Idempotency-Key": "op" } },
      json: { layout: layoutOf(note("second")), description: "Two" },
    });
    if (saved.status !== 200) throw new Error("not saved");
    const { outcome, version, changes } = await saved.json();
    expect([outcome, version, changes.edited]).toEqual(["saved", 2, 1]);

    const versions = await api.layouts[":id"].versions.$get({ param, query: { limit: 10 } });
    if (!versions.ok) throw new Error("no versions");
    const page = await versions.json();
    expect([page.next, page.versions.map((one) => one.description ?? "")]).toEqual([null, ["Two", ""]]);

    const back = await api.layouts[":id"].rollback.$post({
      ...{ param, header: { "If-Match": '"2"' } },
      json: { version: 1, only: { widgetIds: ["n"] } },
    });
    if (back.status !== 200) throw new Error("not restored");
    expect((await back.json()).version).toBe(3);

    const head = await api.layouts[":id"].$get({ param });
    if (head.status !== 200) throw new Error("no head");
    const { layout } = await head.json();
    expect("sealed" in layout ? null : layout.desktop).toEqual([note("first")]);
  });

  it("learns from a refusal what clashes, and saves what a person chose", async () => {
    const api = await withLayout();
    const save = (base: number, text: string) =>
      api.layouts[":id"].$put({
        ...{ param, query: { onConflict: "merge" }, header: { "If-Match": `"${base}"` } },
        json: { layout: layoutOf(note(text)) },
      });
    await save(1, "theirs");
    const refused = await save(1, "mine");
    if (refused.status !== 412) throw new Error("not refused");
    const { code, head, base, conflicts } = await refused.json();
    expect([code, head.version, base?.version]).toEqual(["version-conflict", 2, 1]);
    const chosen = conflicts.flatMap((conflict) => (conflict.kind === "edit" ? [conflict.theirs] : []));
    expect(chosen).toEqual(["theirs"]);

    const resolved = await api.layouts[":id"].$put({
      ...{ param, header: { "If-Match": `"${head.version}"` } },
      json: { layout: head.layout, setAside: layoutOf(note("mine")), changeType: "conflict_resolution" },
    });
    if (resolved.status !== 200) throw new Error("not resolved");
    expect((await resolved.json()).version).toBe(4);
  });

  it("tells the failures of one status apart by their codes", async () => {
    const api = await withLayout();
    const missing = await api.layouts[":id"].versions[":version"].$get({
      param: { id: "main", version: "9" },
    });
    if (missing.status !== 404) throw new Error("found");
    const problem = await missing.json();
    const code: "layout-not-found" | "version-not-found" = problem.code;
    expect(code).toBe("version-not-found");
  });

  it("does not compile where it is wrong", async () => {
    const api = await withLayout();
    // @ts-expect-error A rollback takes a version.
    const noVersion = await api.layouts[":id"].rollback.$post({ param, json: { versions: 1 } });
    expect(noVersion.ok).toBe(false);
    const limited = await api.layouts[":id"].versions.$get({
      param,
      // @ts-expect-error A limit is a number.
      query: { limit: "ten" },
    });
    expect(limited.status).toBe(400);
    const head = await api.layouts[":id"].$get({ param });
    if (head.status !== 200) throw new Error("no head");
    // @ts-expect-error A head has no such member.
    expect((await head.json()).widgets).toBeUndefined();
    // @ts-expect-error There is no such address.
    expect((await api.layouts[":id"].history.$get({ param })).status).toBe(404);
  });
});
