/** The operations of `tokens.ts`. */
import { BODY, operation, SIGNED_IN } from "../operation.ts";
import { tokenId } from "../parameter-schemas.ts";
import { NewToken, TokenBody, TokenList } from "../schemas/access.ts";
import { token } from "./examples.ts";

export const listTokens = operation(() => ({
  id: "listTokens",
  tag: "API tokens",
  summary: "List API tokens",
  access: "in-person",
  replies: { 200: { says: "The user's tokens, without their secrets.", schema: TokenList() } },
  failures: [...SIGNED_IN, "forbidden"],
  example: { status: 200, reply: { tokens: [token] } },
}));

export const createToken = operation(() => ({
  id: "createToken",
  tag: "API tokens",
  summary: "Make an API token",
  description: "The secret is told this once: nobody can read it again, here or in the database.",
  access: "in-person",
  body: { schema: TokenBody() },
  replies: { 201: { says: "The token with its secret.", schema: NewToken(), headers: ["Cache-Control"] } },
  failures: [...SIGNED_IN, "forbidden", "limit-reached", ...BODY],
  example: {
    body: { name: token.name, scope: token.scope, expiresAt: token.expiresAt },
    status: 201,
    reply: {
      ...token,
      secret:
        "gk1.guest-7f0f2b0e-4c8a-4f0d-9a55-3a1d6f1e2b90.5f0c5bd2a7e14f60.u5Wm0yY0cXo4v7b1Zr8dQ2sT6nPqK9aLhGfEjR3xVwI",
    },
  },
}));

export const revokeToken = operation(() => ({
  id: "revokeToken",
  tag: "API tokens",
  summary: "Revoke an API token",
  description: "At once.",
  access: "in-person",
  path: { id: tokenId() },
  replies: { 204: { says: "Revoked." } },
  failures: [...SIGNED_IN, "forbidden", "invalid-parameter", "token-not-found"],
  example: {
    before: [
      `token=$(curl -s -b jar -X POST $api/tokens -H 'Content-Type: application/json' -d '{"name":"Short-lived","scope":"read"}' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')`,
    ],
    found: { [token.id]: "$token" },
    path: { id: token.id },
    status: 204,
  },
}));
