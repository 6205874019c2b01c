/** `/api/problems` and `/api/problems/{code}`: the pages that the `type` of a problem points to. */
import { Hono } from "hono";
import { html } from "hono/html";
import { FAILURES } from "../layout/wire.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { failureExamples } from "./openapi/failures.ts";
import { listProblems, readProblem } from "./operations/service.ts";
import { htmlPage } from "./pages/page.ts";
import { inline } from "./pages/text.ts";
import { problem, problemHead } from "./problem.ts";

export const problemPages = new Hono<AppEnv>()
  .get(
    "/",
    documented(listProblems, (c) => htmlPage(c, { title: "Problems", body: list() })),
  )
  .get(
    "/:code",
    documented(readProblem, (c) => {
      const code = FAILURES.find((failure) => failure === c.req.param("code"));
      if (code === undefined) return problem(c, "not-found", "There is no problem of this name.");
      const { status, title, help } = problemHead(code);
      return htmlPage(c, {
        title: `${title} (${code})`,
        body: html`<nav aria-label="Back"><a href="/api/problems">All problems</a> · <a href="/api/docs">API</a></nav>
<main id="main">
<h1>${title}</h1>
<p class="lead"><code>${code}</code>, HTTP status ${status}</p>
<p>${inline(help)}</p>
<h2>What it looks like</h2>
<pre><code>${JSON.stringify(failureExamples()[code]?.value, null, 2)}</code></pre>
</main>`,
      });
    }),
  );

const list = () => html`<nav aria-label="Back"><a href="/api/docs">API</a></nav>
<main id="main">
<h1>Problems</h1>
<p class="lead">Every failure is <code>application/problem+json</code> with one of these codes.</p>
<table>
<thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">What it is</th></tr></thead>
<tbody>${FAILURES.map((code) => {
  const { status, title } = problemHead(code);
  return html`<tr><td>${status}</td><td><a href="/api/problems/${code}">${code}</a></td><td>${title}</td></tr>`;
})}</tbody>
</table>
</main>`;
