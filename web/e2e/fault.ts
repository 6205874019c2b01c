/** What can go wrong between a browser and the server, one call at a time. */
import type { ServerResponse } from "node:http";

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
};

export type Fault =
  /** The connection breaks before the server hears of the call. */
  | { readonly kind: "unheard" }
  /** Nobody ever answers, and the server does not hear of it. */
  | { readonly kind: "silence" }
  /** The server does it; the connection breaks before it can say so. */
  | { readonly kind: "reply-lost" }
  /** The server does it, and its answer breaks off in the middle. */
  | { readonly kind: "reply-cut" }
  /** The server does it, and its answer comes when `until` has come. */
  | { readonly kind: "reply-late"; readonly until: Promise<unknown> }
  /** The server answers, and something on the way changes the text. */
  | { readonly kind: "reply-changed"; readonly change: (text: string) => string }
  /** The server is asked for something else, such as a file that it does not have. */
  | { readonly kind: "elsewhere"; readonly path: string }
  /** Something else answers in place of the server, which does not hear of it. */
  | {
      readonly kind: "instead";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    };

/** An answer as this server gives it. */
export const problem = (
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Fault => ({
  kind: "instead",
  status,
  headers: { "Content-Type": "application/problem+json", ...headers },
  body: JSON.stringify({
    type: "about:blank",
    title: "Made up",
    status,
    code,
    detail: `It says ${code}, for a test.`,
  }),
});

/** An answer as a proxy on the way gives it. */
export const page = (status: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: "instead",
  status,
  headers: { "Content-Type": "text/html", ...headers },
  body: "<h1>Something else</h1>",
});

/** Answers a call that `fault` spoils; `hear` lets the server hear of it. */
export const spoil = async (
  fault: Fault,
  response: ServerResponse,
  hear: (path?: string) => Promise<Reply>,
): Promise<void> => {
  switch (fault.kind) {
    case "unheard":
      return cut(response);
    case "silence":
      return;
    case "reply-lost":
      await hear();
      return cut(response);
    case "reply-cut": {
      const reply = await hear();
      begin(response, reply);
      response.write(reply.body.subarray(0, reply.body.length / 2), () => cut(response));
      return;
    }
    case "reply-late": {
      const reply = await hear();
      await fault.until;
      return send(response, reply);
    }
    case "reply-changed": {
      const reply = await hear();
      return send(response, { ...reply, body: Buffer.from(fault.change(reply.body.toString())) });
    }
    case "elsewhere":
      return send(response, await hear(fault.path));
    case "instead":
      return send(response, {
        status: fault.status,
        headers: fault.headers ?? {},
        body: Buffer.from(fault.body),
      });
  }
};

export const send = (response: ServerResponse, reply: Reply): void => {
  begin(response, reply);
  response.end(reply.body);
};

const begin = (response: ServerResponse, { status, headers, body }: Reply): void => {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  if (status !== 304) response.setHeader("Content-Length", body.length);
};

const cut = (response: ServerResponse): void => {
  response.socket?.destroy();
};
