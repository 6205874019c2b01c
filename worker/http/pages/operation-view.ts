/** One operation of the document, for people. */
import { html } from "hono/html";
import { resolved } from "../openapi/resolved.ts";
import type { DocumentedOperation, MediaType, OpenApiDocument, Parameter, Reply } from "../openapi/types.ts";
import type { Html } from "./page.ts";
import { typeOf } from "./schema-view.ts";
import { inline, paragraphs } from "./text.ts";

export type Place = { readonly method: string; readonly path: string };

export const operationView = (
  document: OpenApiDocument,
  { method, path }: Place,
  operation: DocumentedOperation,
): Html => {
  const { operationId: id, summary, description, requestBody, parameters, responses } = operation;
  const own = parameters.flatMap((parameter) => ("$ref" in parameter ? [] : [parameter]));
  const replies = Object.entries(responses).map(
    ([status, reply]) => [status, resolved<Reply>(document.components.responses, reply)] as const,
  );
  const body = requestBody === undefined ? undefined : Object.values(requestBody.content)[0];
  return html`<article id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${summary}</h3>
<p class="call"><span class="method">${method.toUpperCase()}</span> <span>/api${path}</span></p>
${description === undefined ? "" : paragraphs(description)}
<p class="soft">${WHO[who(operation)]}</p>
${own.length === 0 ? "" : html`<h4>Parameters</h4><dl>${own.map(parameterView)}</dl>`}
${body === undefined ? "" : html`<h4>Body</h4><p>${typeOf(body.schema)}${requestBody?.required ? "" : ", may be left out"}, as <code>application/json</code></p>`}
<h4>Replies</h4>
<dl>${replies.filter(([, reply]) => !isFailure(reply)).map(([status, reply]) => replyView(status, reply))}</dl>
<h4>Problems</h4>
<ul>${replies.filter(([status, reply]) => isFailure(reply) && status !== "4XX" && status !== "default").map(([status, reply]) => problemsView(status, reply))}</ul>
<h4>Example</h4>
<pre><code class="curl">${operation["x-codeSamples"][0].source}</code></pre>
${replies.map(([status, reply]) => exampleView(status, reply))}
</article>`;
};

const WHO = {
  anyone: "Anyone may call this.",
  optional: "Anyone may call this; credentials are heeded.",
  "signed-in": "Takes a session, an API token or an issuer's token.",
  "in-person": "Takes a session or an issuer's token: API tokens are refused.",
} as const;

const who = ({ security }: DocumentedOperation): keyof typeof WHO => {
  if (security.length === 0) return "anyone";
  if (security.some((one) => Object.keys(one).length === 0)) return "optional";
  return security.some((one) => "apiToken" in one) ? "signed-in" : "in-person";
};

export const parameterView = ({ name, in: place, required, description, schema }: Parameter): Html =>
  html`<dt><code>${name}</code> <span class="type">${PLACES[place]}, ${typeOf(schema)}${required ? "" : ", optional"}${schema["default"] === undefined ? "" : html`, <code>${String(schema["default"])}</code> unless told`}</span></dt>
<dd>${inline(description)}</dd>`;

const PLACES = { path: "in the address", query: "in the query", header: "header" } as const;

const isFailure = ({ content = {} }: Reply): boolean => "application/problem+json" in content;

const replyView = (status: string, { description, headers, content = {} }: Reply): Html => {
  const names = Object.keys(headers).filter((name) => name !== "Request-Id");
  return html`<dt><strong>${status}</strong> <span class="type">${Object.entries(content).map(bodyOf)}</span></dt>
<dd>${inline(description)}${names.length === 0 ? "" : html` With ${names.map((name, index) => html`${index === 0 ? "" : ", "}<code>${name}</code>`)}.`}</dd>`;
};

const bodyOf = ([type, { schema }]: readonly [string, MediaType]): Html =>
  type === "application/json" ? html`${typeOf(schema)}` : html`<code>${type}</code>`;

const problemsView = (status: string, { content = {} }: Reply): Html => {
  const kinds = Object.values(content).flatMap(({ examples = {} }) => Object.keys(examples));
  return html`<li>${status} ${kinds.map((kind, index) => html`${index === 0 ? "" : ", "}<a href="/api/problems/${kind}">${kind}</a>`)}</li>`;
};

const exampleView = (status: string, { content = {} }: Reply): Html => {
  const [example] = Object.values(content).flatMap((one) => (one.example === undefined ? [] : [one.example]));
  if (example === undefined) return html``;
  return html`<details><summary>What comes back, with status ${status}</summary><pre><code>${JSON.stringify(example, null, 2)}</code></pre></details>`;
};
