/** A caller of the API for tests: signs in as a fresh guest and speaks JSON. Each reply must be as documented. */
import { env, exports } from "cloudflare:workers";
import type { Head, Pairing, Problem, SaveReply, Session, Version, VersionPage } from "../layout/wire.ts";
import { expectDocumented } from "./conformance.testing.ts";

export const ORIGIN = "https://gridkeep.test";

export type Reply<T> = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
};

export type CallOptions = {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: BodyInit;
  readonly headers?: Record<string, string>;
};

let addresses = 0;

/** Of a caller who has not called before: the limits by address are the real ones, also in tests. */
export const newAddress = (): string => {
  addresses += 1;
  return `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
};

export const send = async <T>(
  method: string,
  path: string,
  { body, raw, headers = {} }: CallOptions = {},
): Promise<Reply<T>> => {
  const payload = raw ?? (body === undefined ? null : JSON.stringify(body));
  const response = await exports.default.fetch(
    new Request(`${ORIGIN}/api${path}`, {
      method,
      headers: {
        "CF-Connecting-IP": newAddress(),
        ...(payload === null ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: payload,
    }),
  );
  const { status } = response;
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
  const json = isJson && text !== "" ? JSON.parse(text) : null;
  expectDocumented(method, path, { status, headers: response.headers, text, body: json });
  return { status, headers: response.headers, text, body: json };
};

export type Guest = ReturnType<typeof asGuest>;

export const newGuest = async (address: string = newAddress()) => {
  const from = { "CF-Connecting-IP": address };
  return asGuest(await send<Session>("POST", "/session", { headers: from }), from);
};

/** Another device of a guest's. */
export const paired = async (guest: Pick<Guest, "call">, deviceName: string): Promise<Guest> => {
  const { code } = (await guest.call<Pairing>("POST", "/session/pairings")).body;
  const from = { "CF-Connecting-IP": newAddress() };
  const options = { body: { code, deviceName }, headers: from };
  return asGuest(await send<Session>("POST", "/session/pairings/redeem", options), from);
};

const asGuest = (started: Reply<Session>, from: Record<string, string>) => {
  const cookie = started.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  const call = <T>(method: string, path: string, options: CallOptions = {}) =>
    send<T>(method, path, { ...options, headers: { ...from, Cookie: cookie, ...options.headers } });
  const save = (
    layout: unknown,
    {
      base,
      query = "",
      headers = {},
      ...rest
    }: { base: number | null; query?: string; headers?: Record<string, string> } & Record<string, unknown>,
  ) =>
    call<SaveReply & Problem & { head: Head }>("PUT", `/layouts/main${query}`, {
      body: { layout, ...rest },
      headers: { ...(base === null ? { "If-None-Match": "*" } : { "If-Match": `"${base}"` }), ...headers },
    });
  return {
    cookie,
    userId: started.body.user.id,
    deviceId: started.body.device.id,
    room: env.ROOMS.getByName(started.body.user.id),
    call,
    save,
    head: () => call<Head>("GET", "/layouts/main"),
    versions: async (query = "?limit=100"): Promise<readonly Version[]> =>
      (await call<VersionPage>("GET", `/layouts/main/versions${query}`)).body.versions,
  };
};

/** A layout of one row of clocks, told apart by `mark`. */
export const layoutOf = (mark: string, widgets = 1) => ({
  desktop: Array.from({ length: widgets }, (_, index) => ({
    id: `w${index}`,
    type: "notes",
    ...{ x: (index % 4) * 3, y: Math.floor(index / 4) * 2, w: 3, h: 2 },
    config: { text: `${mark} ${index}` },
  })),
  mobile: [],
});

/** A guest whose layout `main` was saved so often: as `v1`, `v2` and so on. */
export const withHistory = async (versions: number): Promise<Guest> => {
  const guest = await newGuest();
  for (let version = 1; version <= versions; version += 1) {
    await guest.save(layoutOf(`v${version}`), { base: version === 1 ? null : version - 1 });
  }
  return guest;
};
