/**
 * One keep-alive HTTP/1.1 connection, one request at a time, at the least cost that finds the end of a reply: the
 * load must not be what limits the measured. Bodies are kept as bytes, and made text only where somebody asks.
 */
import { connect as open, type Socket } from "node:net";

export type Reply = {
  readonly status: number;
  readonly etag: string | null;
  /** The cookie that is set, as it is to be sent back. */
  readonly cookie: string | null;
  text(): string;
};

export type Connection = { send(request: string): Promise<Reply>; close(): void };

export const connect = async ({ hostname, port }: URL): Promise<Connection> => {
  const socket = open({ host: hostname, port: Number(port), noDelay: true });
  let waiting = Promise.withResolvers<Reply>();
  let reading = createReading();
  const fail = (error: Error) => waiting.reject(error);
  socket.on("error", fail).on("close", () => fail(new Error("The connection was closed.")));
  socket.on("data", (chunk: Buffer) => {
    const reply = reading(chunk);
    if (reply === null) return;
    reading = createReading();
    waiting.resolve(reply);
  });
  await connected(socket);
  return {
    send: (request) => {
      waiting = Promise.withResolvers();
      socket.write(request);
      return waiting.promise;
    },
    close: () => {
      waiting.promise.catch(() => {}); // nobody waits any more
      socket.destroy();
    },
  };
};

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));

/** Takes chunks until the reply is whole. */
const createReading = (): ((chunk: Buffer) => Reply | null) => {
  let bytes: Buffer = Buffer.alloc(0);
  let head: Head | null = null;
  return (chunk) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    head ??= readHead(bytes);
    if (head === null || !isWhole(bytes, head)) return null;
    const { end, ...reply } = head;
    return { ...reply, text: () => bytes.toString("utf8", end) };
  };
};

type Head = Omit<Reply, "text"> & { readonly end: number; readonly length: number | "chunked" };

const readHead = (bytes: Buffer): Head | null => {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const text = bytes.toString("latin1", 0, end);
  const status = Number(text.slice(9, 12));
  const isChunked = /\r\ntransfer-encoding: *chunked/i.test(text);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  const etag = /\r\netag: *([^\r]+)/i.exec(text)?.[1] ?? null;
  const cookie = /\r\nset-cookie: *([^;\r]+)/i.exec(text)?.[1] ?? null;
  return { status, etag, cookie, end: end + 4, length: isChunked && status !== 304 ? "chunked" : length };
};

// JSON has no bare line ends, so the mark of the last chunk is in no body.
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

const isWhole = (bytes: Buffer, { end, length }: Head): boolean =>
  length === "chunked"
    ? bytes.subarray(Math.max(end, bytes.length - LAST_CHUNK.length)).equals(LAST_CHUNK)
    : bytes.length >= end + length;
