/** The way from a proxy to the real server, which then sees its own address as the page's. */
import { Agent, type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";
import type { Reply } from "./fault.ts";

export type Upstream = {
  readonly hear: (call: IncomingMessage, path: string) => Promise<Reply>;
  readonly join: (call: IncomingMessage, socket: Socket) => void;
  readonly stop: () => void;
};

/** `callerAddress` counts as the caller's own: calls of several tests from one address would add up to too many. */
export const createUpstream = (url: string, callerAddress: string): Upstream => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port, host, origin } = new URL(url);
  const headersOf = ({ headers, url: path = "" }: IncomingMessage) => {
    const { "if-none-match": known, ...others } = headers;
    // What may be changed on its way back has to come whole.
    const isWhole = known === undefined || !path.startsWith("/api/");
    return {
      ...(isWhole ? others : headers),
      host,
      ...(headers.origin === undefined ? {} : { origin }),
      "accept-encoding": "identity",
      "cf-connecting-ip": callerAddress,
    };
  };
  return {
    hear: (call, path) =>
      new Promise((resolve, reject) => {
        const { method } = call;
        const asked = request({ agent, hostname, port, method, path, headers: headersOf(call) }, (answer) => {
          read(answer).then((body) => {
            const { "transfer-encoding": _, connection: __, "keep-alive": ___, ...headers } = answer.headers;
            resolve({ status: answer.statusCode ?? 502, headers, body });
          }, reject);
        });
        asked.on("error", reject);
        // As a whole: a caller who goes away in the middle has said nothing.
        read(call).then((body) => asked.end(body), reject);
      }),
    join: (call, socket) => {
      const far = connect({ host: hostname, port: Number(port) });
      const lines = Object.entries(headersOf(call)).map(([name, value]) => `${name}: ${String(value)}`);
      far.write([`${call.method} ${call.url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
      far.pipe(socket).pipe(far);
      for (const [end, other] of [
        [far, socket],
        [socket, far],
      ] as const) {
        end.on("error", () => other.destroy());
        end.on("close", () => other.destroy());
      }
    },
    stop: () => agent.destroy(),
  };
};

const read = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
};
