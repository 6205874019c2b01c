/** What people do, as requests: save, load, and ask whether what they have still holds. */
import { randomUUID } from "node:crypto";
import type { Reply } from "./connection.ts";
import type { Person } from "./crowd.ts";
import type { Exchange } from "./drive.ts";

export type Act = (person: Person, host: string) => Exchange;

/**
 * The next change of a person's dashboard.
 * @throws where the reply names no new version: such a save would have cost nothing.
 */
export const save: Act = (person, host) => {
  const { cookie, draft, head } = person;
  const body = draft.next();
  return {
    request: request("PUT", "/api/layouts/main", host, {
      Cookie: cookie,
      Origin: `http://${host}`,
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "Idempotency-Key": randomUUID(),
      ...(head === null ? { "If-None-Match": "*" } : { "If-Match": head }),
    }).concat(body),
    expected: head === null ? 201 : 200,
    settle: ({ etag }) => {
      if (etag === null || etag === head) throw new Error(`A save made no version after ${head}.`);
      person.head = etag;
    },
  };
};

export const load: Act = ({ cookie }, host) => ({
  request: request("GET", "/api/layouts/main", host, { Cookie: cookie }),
  expected: 200,
});

export const revalidate: Act = ({ cookie, head }, host) => ({
  request: request("GET", "/api/layouts/main", host, { Cookie: cookie, "If-None-Match": head ?? "" }),
  expected: 304,
});

export const readVersion =
  (version: number, settle: (reply: Reply) => void): Act =>
  ({ cookie }, host) => ({
    request: request("GET", `/api/layouts/main/versions/${version}`, host, { Cookie: cookie }),
    ...{ expected: 200, settle },
  });

export const request = (
  method: string,
  path: string,
  host: string,
  headers: Readonly<Record<string, string | number>> = {},
): string => {
  const lines = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
};
