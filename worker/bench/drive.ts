/**
 * The closed loop: so many connections, each sending its next request when the reply to the last is there. What is
 * answered after the warm-up counts. A reply that is not the expected one ends it all, and its body is said.
 */
import { type Connection, connect, type Reply } from "./connection.ts";

export type Exchange = {
  readonly request: string;
  readonly expected: number;
  /** Called with the expected reply. */
  settle?(reply: Reply): void;
};

export type Drive = {
  readonly url: URL;
  readonly connections: number;
  /** Null where there is nothing more to send: that connection ends. */
  readonly next: () => Exchange | null;
  readonly warmUpMs?: number;
  readonly measureMs?: number;
};

export type Round = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

export const drive = async ({
  url,
  connections,
  next,
  warmUpMs = 0,
  measureMs = Number.POSITIVE_INFINITY,
}: Drive): Promise<Round> => {
  const times: number[] = [];
  const lines = await Promise.all(Array.from({ length: connections }, () => connect(url)));
  const start = performance.now() + warmUpMs;
  const end = start + measureMs;
  const loop = async (line: Connection): Promise<void> => {
    for (let sent = performance.now(); sent < end; ) {
      const exchange = next();
      if (exchange === null) return;
      await carryOut(line, exchange);
      const answered = performance.now();
      if (answered >= start && answered < end) times.push(answered - sent);
      sent = answered;
    }
  };
  try {
    await Promise.all(lines.map(loop));
  } finally {
    for (const line of lines) line.close();
  }
  return toRound(times, Math.min(end, performance.now()) - start);
};

const carryOut = async (line: Connection, { request, expected, settle }: Exchange): Promise<void> => {
  const reply = await line.send(request);
  if (reply.status === expected) return settle?.(reply);
  const [asked = ""] = request.split("\r\n", 1);
  throw new Error(`${asked}: expected ${expected}, got ${reply.status}\n${reply.text()}`);
};

const toRound = (times: readonly number[], tookMs: number): Round => {
  const sorted = Float64Array.from(times).sort();
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return { perSecond: (times.length * 1000) / tookMs, p50Ms: at(0.5), p99Ms: at(0.99) };
};
