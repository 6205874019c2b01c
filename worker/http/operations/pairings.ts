/** The operations of `pairings.ts`. */
import { BODY, operation, SIGNED_IN } from "../operation.ts";
import { Pairing, RedeemBody, Session } from "../schemas/access.ts";
import { session, times } from "./examples.ts";

const CODE = "7K3P9QXM";

export const startPairing = operation(() => ({
  id: "startPairing",
  tag: "Session",
  summary: "Get a pairing code",
  description: "Eight characters that sign in another device as the same user: once, within 10 minutes.",
  access: "in-person",
  replies: { 201: { says: "The code.", schema: Pairing(), headers: ["Cache-Control"] } },
  failures: [...SIGNED_IN, "forbidden"],
  example: { status: 201, reply: { code: CODE, expiresAt: times.second } },
}));

export const redeemPairing = operation(() => ({
  id: "redeemPairing",
  tag: "Session",
  summary: "Sign in with a pairing code",
  description: "The code is read as people write: in small letters, in groups, with an O for a 0.",
  access: "anyone",
  body: { schema: RedeemBody() },
  replies: { 201: { says: "Signed in.", schema: Session(), headers: ["Set-Cookie"] } },
  failures: ["rate-limited", "forbidden", "pairing-not-found", ...BODY],
  example: {
    before: [`code=$(curl -s -b jar -X POST $api/session/pairings | sed 's/.*"code":"\\([^"]*\\)".*/\\1/')`],
    found: { [CODE]: "$code" },
    cookies: "-c second-jar",
    body: { code: CODE, deviceName: "Kitchen tablet" },
    status: 201,
    reply: session,
  },
}));
