/** What lies between one device and the server, as a `fetch`: it loses, delays, doubles, and lies. */
import type { Life } from "./life.testing.ts";
import type { Random } from "./random.testing.ts";
import type { Timeline } from "./timeline.testing.ts";

export type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

/** `flaky` does a bit of everything. `portal` answers with a page of its own, `busy` with 429 or 503. */
export type Network = { state: "up" | "down" | "flaky" | "portal" | "busy" };

type Ports = {
  readonly timeline: Timeline;
  readonly network: Network;
  readonly random: Random;
  readonly serve: (request: Request) => Promise<Reply>;
  readonly onSend: (request: Request) => () => void;
  readonly note: (what: string, result?: string) => void;
};

export const createFetch = (life: Life, ports: Ports): typeof fetch => {
  const { timeline, onSend, note } = ports;
  const fetcher = async (address: string, init: RequestInit): Promise<Reply> => {
    const { method = "GET", headers = {}, body = "" } = init;
    const request = {
      method,
      path: address.slice("/api".length),
      headers: headers as Record<string, string>,
      body: String(body),
    };
    const arrived = onSend(request);
    const what = `${method} ${request.path} ${request.headers["If-Match"] ?? ""} ${request.headers["Idempotency-Key"] ?? ""}`;
    await life.touch(0);
    return new Promise((answer, fail) => {
      const settle = (work: () => void) => () => {
        giveUp();
        arrived();
        if (!life.isOver()) work();
      };
      const lost = settle(() => {
        note(what, "no answer");
        fail(new TypeError("Failed to fetch"));
      });
      const giveUp = timeline.after(timeoutOf(init), lost);
      travel(ports, request, {
        lost,
        answered: (reply) =>
          settle(() => {
            if (reply.status !== 304) note(what, `${reply.status} ${reply.text.slice(0, 40)}`);
            answer(reply);
          })(),
      });
    }).then(async (reply) => {
      await life.touch(0);
      return reply as Reply;
    });
  };
  return (async (address: string, init: RequestInit) =>
    responseOf(await fetcher(address, init))) as typeof fetch;
};

const timeoutOf = ({ signal }: RequestInit): number => {
  const timeoutMs: unknown = signal && Reflect.get(signal, "timeoutMs");
  return typeof timeoutMs === "number" ? timeoutMs : 60_000;
};

/** As much of a response as is asked for, without the streams that would take real time. */
const responseOf = ({ status, headers, text }: Reply): Response =>
  ({
    status,
    ok: status < 300,
    headers: { get: (name: string) => headers[name] ?? null },
    json: async () => JSON.parse(text),
    text: async () => text,
  }) as Partial<Response> as Response;

type Ends = { readonly lost: () => void; readonly answered: (reply: Reply) => void };

const travel = (ports: Ports, request: Request, { lost, answered }: Ends): void => {
  const { timeline, network, random, serve } = ports;
  const later = (least: number, most: number, work: () => void) =>
    void timeline.after(random.between(least, most), work);
  const deliver = (waits: readonly [number, number], back: (reply: Reply) => void) =>
    later(...waits, () => void serve(request).then((reply) => later(5, 80, () => back(reply))));
  const answer = (reply: Reply) => later(5, 200, () => answered(reply));
  const NEAR = [5, 80] as const;
  const FAR = [1_000, 40_000] as const;
  const nothing = () => undefined;
  const fates: Readonly<Record<Network["state"], readonly (() => void)[]>> = {
    up: [() => deliver(NEAR, answered)],
    down: [() => later(1, 50, lost)],
    portal: [() => answer(random.chance(0.8) ? PORTAL : { ...PORTAL, headers: JSON_TYPE, text: "{}" })],
    busy: [() => answer(random.pick([LIMITED, AWAY, BROKEN]))],
    flaky: [
      () => deliver(NEAR, answered),
      () => deliver(NEAR, answered),
      () => later(1, 500, lost),
      () => nothing(),
      () => deliver(NEAR, nothing),
      () => deliver(NEAR, lost),
      () => deliver(FAR, answered),
      () => {
        deliver(NEAR, answered);
        deliver(FAR, nothing);
      },
      () => answer(random.pick([PORTAL, LIMITED, AWAY, BROKEN])),
      () => deliver(NEAR, () => answered(random.pick([PORTAL, AWAY, BROKEN]))),
    ],
  };
  random.pick(fates[network.state])();
};

const JSON_TYPE = { "Content-Type": "application/json" };
const PROBLEM_TYPE = { "Content-Type": "application/problem+json" };
const PORTAL: Reply = {
  status: 200,
  headers: { "Content-Type": "text/html" },
  text: "<!doctype html><title>Welcome to our hotel</title>",
};
const LIMITED: Reply = {
  status: 429,
  headers: { ...PROBLEM_TYPE, "Retry-After": "60" },
  text: '{"status":429,"code":"rate-limited"}',
};
const AWAY: Reply = {
  status: 503,
  headers: { ...PROBLEM_TYPE, "Retry-After": "5" },
  text: '{"status":503,"code":"unavailable"}',
};
const BROKEN: Reply = { status: 500, headers: PROBLEM_TYPE, text: '{"status":500,"code":"internal"}' };
