/** `/api/tokens`: API tokens, for programs. Made and revoked by people. */
import { Hono } from "hono";
import { newToken } from "../identity/token.ts";
import { type NewToken, type TokenList, TokenRequest } from "../layout/wire.ts";
import { parseBody, readSmall } from "./body.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { createToken, listTokens, revokeToken } from "./operations/tokens.ts";
import { tokenIdOf } from "./parameters.ts";
import { Refusal } from "./problem.ts";
import { refused } from "./refusal.ts";
import { callOf, inPerson } from "./signed-in.ts";

export const tokens = new Hono<AppEnv>()
  .use(inPerson)

  .get(
    "/",
    documented(listTokens, async (c) => {
      const { room, caller } = callOf(c);
      const result = await room.tokens(caller);
      if (result.kind !== "found") return refused(c, result);
      const list: TokenList = { tokens: result.tokens };
      return c.json(list);
    }),
  )

  .post(
    "/",
    documented(createToken, async (c) => {
      const { name, scope, expiresAt: until } = parseBody(TokenRequest, await readSmall(c.req.raw));
      const expiresAt = until === undefined ? null : Date.parse(until);
      if (expiresAt !== null && expiresAt <= Date.now())
        throw new Refusal("invalid-parameter", "expiresAt must lie in the future.", {
          issues: [{ path: "/expiresAt", code: "past" }],
        });
      const { secret, id, hash } = newToken(c.var.identity.userId);
      const { room, caller } = callOf(c);
      const result = await room.createToken(caller, { id, hash, name, scope, expiresAt });
      if (result.kind !== "found") return refused(c, result);
      const token: NewToken = { ...result.token, secret };
      return c.json(token, 201, { "Cache-Control": "no-store" });
    }),
  )

  .delete(
    "/:id",
    documented(revokeToken, async (c) => {
      const { room, caller } = callOf(c);
      const result = await room.revokeToken(caller, tokenIdOf(c));
      return result.kind === "done" ? c.body(null, 204) : refused(c, result);
    }),
  );
