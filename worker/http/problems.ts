/** `/api/problems/{code}`: the page that a problem's `type` points to. */
import { Hono } from "hono";
import { html } from "hono/html";
import { FAILURES } from "../layout/wire.ts";
import type { AppEnv } from "./env.ts";
import { problem, problemHead } from "./problem.ts";

export const problemPages = new Hono<AppEnv>().get("/:code", (c) => {
  const code = FAILURES.find((failure) => failure === c.req.param("code"));
  if (code === undefined) return problem(c, "not-found", "There is no problem of this name.");
  const { status, title, help } = problemHead(code);
  return c.html(html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} (${code})</title>
      </head>
      <body>
        <h1>${title}</h1>
        <p><code>${code}</code>, HTTP status ${status}</p>
        <p>${help}</p>
      </body>
    </html>`);
});
