/**
 * A server in front of the real one that fails to order. A page opened at its address talks to it, and so does that
 * page's service worker, whose calls a test can't reach otherwise. What no rule spoils passes through, sockets too.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { type Fault, type Reply, send, spoil } from "./fault.ts";
import { createUpstream } from "./upstream.ts";

export type Call = {
  readonly method: string;
  readonly path: string;
  /** Of a save: its operation id. */
  readonly operation: string;
  readonly isByServiceWorker: boolean;
  /** On the test's own clock. */
  readonly atMs: number;
};

export type Rule = (call: Call) => Fault | undefined;

/** What the server said to a save, whether or not that ever got through. */
export type Said = { readonly operation: string; readonly status: number; readonly outcome: unknown };

export type Road = {
  readonly url: string;
  /** In the order in which they came here. */
  readonly saves: readonly Call[];
  readonly said: readonly Said[];
  /** Decides about each call from now on, in place of the rule before. */
  readonly spoil: (rule: Rule) => void;
  readonly heal: () => void;
  /** Breaks every connection and takes none, until `comeBack`. */
  readonly goAway: () => void;
  readonly comeBack: () => void;
  readonly stop: () => Promise<void>;
};

const passAll: Rule = () => undefined;

export const startRoad = async (upstreamUrl: string): Promise<Road> => {
  const saves: Call[] = [];
  const said: Said[] = [];
  const sockets = new Set<Socket>();
  let rule = passAll;
  let isAway = false;
  const server = createServer();
  const port = await listening(server);
  const upstream = createUpstream(upstreamUrl, `10.0.${port >> 8}.${port & 255}`);

  server.on("connection", (socket: Socket) => {
    if (isAway) return socket.destroy();
    sockets.add(socket);
    return socket.on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (request: IncomingMessage, socket: Socket) => upstream.join(request, socket));
  server.on("request", (request, response) => {
    const call = callOf(request);
    if (isSave(call)) saves.push(call);
    const hear = async (path = call.path): Promise<Reply> => {
      const reply = await upstream.hear(request, path);
      if (isSave(call)) said.push({ operation: call.operation, ...saidIn(reply) });
      return reply;
    };
    const fault = rule(call);
    const answered =
      fault === undefined ? hear().then((reply) => send(response, reply)) : spoil(fault, response, hear);
    answered.catch(() => response.destroy());
  });

  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${port}`,
    saves,
    said,
    spoil: (next) => {
      rule = next;
    },
    heal: () => {
      rule = passAll;
    },
    goAway: () => {
      isAway = true;
      breakAll();
    },
    comeBack: () => {
      isAway = false;
    },
    stop: async () => {
      isAway = true;
      breakAll();
      upstream.stop();
      await new Promise((done) => server.close(done));
    },
  };
};

export const isSave = ({ method, path }: Call): boolean =>
  method === "PUT" && path.startsWith("/api/layouts/");

const callOf = ({ method = "", url = "", headers }: IncomingMessage): Call => ({
  method,
  path: url,
  operation: String(headers["idempotency-key"] ?? ""),
  isByServiceWorker: headers.referer?.endsWith("/sw.js") === true,
  atMs: performance.now(),
});

const saidIn = ({ status, body }: Reply): Pick<Said, "status" | "outcome"> => ({
  status,
  outcome: JSON.parse(body.toString()).outcome,
});

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "localhost", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
