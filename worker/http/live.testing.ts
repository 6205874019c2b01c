/** Devices that listen, for tests: open a socket through the whole app, and keep all that comes on it. */
import { exports } from "cloudflare:workers";
import { expect, vi } from "vitest";
import type { LiveMessage, Session } from "../layout/wire.ts";
import { type Guest, ORIGIN, send } from "./api.testing.ts";

export type Listening = Awaited<ReturnType<typeof listen>>;

export type ListenOptions = {
  readonly layoutId?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The reply to an upgrade, whatever it is. */
export const upgrade = ({ layoutId = "main", query = "", headers = {} }: ListenOptions): Promise<Response> =>
  exports.default.fetch(
    new Request(`${ORIGIN}/api/layouts/${layoutId}/live${query}`, {
      headers: { Upgrade: "websocket", ...headers },
    }),
  );

/** As a page of our own does. @throws where there is no socket. */
export const listen = async (headers: Readonly<Record<string, string>>, options: ListenOptions = {}) => {
  const { webSocket: socket, status } = await upgrade({
    ...options,
    headers: { Origin: ORIGIN, ...headers },
  });
  if (socket === null) throw new Error(`No socket: ${status}`);
  const texts: string[] = [];
  const closed = Promise.withResolvers<{ readonly code: number; readonly reason: string }>();
  socket.addEventListener("message", ({ data }) => void texts.push(String(data)));
  socket.addEventListener("close", ({ code, reason }) => closed.resolve({ code, reason }));
  socket.accept();
  const received = (): LiveMessage[] =>
    texts.filter((text) => text !== "pong").map((text) => JSON.parse(text));
  return {
    socket,
    texts,
    received,
    closed: closed.promise,
    heads: () => received().flatMap((message) => (message.kind === "head" ? [message.version] : [])),
    presence: () => received().findLast((message) => message.kind === "presence"),
    hello: (deviceId: string, version: number | null = null): void =>
      socket.send(JSON.stringify({ kind: "hello", deviceId, deviceName: `The ${deviceId}`, version })),
  };
};

export const listenAs = ({ cookie }: Guest, options: ListenOptions = {}): Promise<Listening> =>
  listen({ Cookie: cookie }, options);

/** A second device of a guest, signed in by code. */
export const pairedWith = async (
  guest: Guest,
): Promise<{ readonly cookie: string; readonly deviceId: string }> => {
  const { body: pairing } = await guest.call<{ code: string }>("POST", "/session/pairings");
  const redeemed = await send<Session>("POST", "/session/pairings/redeem", { body: { code: pairing.code } });
  const cookie = redeemed.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  return { cookie, deviceId: redeemed.body.device.id };
};

export const newToken = async (
  guest: Guest,
  wish: object,
): Promise<{ id: string; headers: { Authorization: string } }> => {
  const { body } = await guest.call<{ id: string; secret: string }>("POST", "/tokens", {
    body: { name: "t", ...wish },
  });
  return { id: body.id, headers: { Authorization: `Bearer ${body.secret}` } };
};

/** What is asked comes to pass soon. */
export const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 5 });

/** Whatever was on its way is there once a later answer is. */
export const settled = async ({ socket, texts }: Listening): Promise<void> => {
  const before = texts.length;
  socket.send("ping");
  await until(() => expect(texts.slice(before)).toContain("pong"));
};
