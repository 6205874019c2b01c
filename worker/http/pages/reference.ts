/** The document as a page to read: how to begin, what is there, each operation, each schema. */
import { html } from "hono/html";
import type { DocumentedOperation, JsonSchema, OpenApiDocument } from "../openapi/types.ts";
import { layoutWith } from "../operations/examples.ts";
import { operationView, type Place, parameterView } from "./operation-view.ts";
import type { Html, Page } from "./page.ts";
import { membersOf } from "./schema-view.ts";
import { inline, paragraphs } from "./text.ts";

/** What stays the same wherever the page is read: all but how to begin. */
export const createReference = (document: OpenApiDocument): ((origin: string) => Page) => {
  const groups = groupsOf(document);
  const schemas = Object.entries(document.components.schemas).filter(isOfInterest);
  const [contents, operations, shapes] = [
    contentsOf(groups, schemas),
    groups.map((group) => groupView(document, group)),
    schemas.map(schemaView),
  ];
  const shared = sharedOf(document);
  return (origin) => ({
    ...{ title: "Gridkeep API", isWide: true },
    body: html`<header>
<h1>Gridkeep API</h1>
<p class="lead">${document.info.summary}. OpenAPI ${document.openapi}: <a href="/api/openapi.json">openapi.json</a>. Version ${document.info.version}.</p>
</header>
${contents}
<main id="main">
${paragraphs(document.info.description)}
${startOf(origin)}
${shared}
${operations}
<h2 id="schemas">Schemas</h2>
<p>Members are required unless they are called optional. All failures are explained under <a href="/api/problems">problems</a>.</p>
${shapes}
</main>`,
  });
};

type Group = {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly (readonly [Place, DocumentedOperation])[];
};

const groupsOf = ({ tags, paths }: OpenApiDocument): readonly Group[] => {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [{ method, path }, operation] as const),
  );
  return tags.map(({ name, description }) => ({
    ...{ name, description },
    operations: all.filter(([, operation]) => operation.tags.includes(name)),
  }));
};

/** Of the problems, those that have more to say than the others. */
const isOfInterest = ([name, schema]: readonly [string, JsonSchema]): boolean =>
  !name.endsWith("Problem") || Object.keys(schema["properties"] ?? {}).length > 6;

const idOf = (name: string): string => `group-${name.toLowerCase().replaceAll(" ", "-")}`;

const contentsOf = (groups: readonly Group[], schemas: readonly (readonly [string, JsonSchema])[]): Html =>
  html`<nav aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ul><li><a href="#start">How to begin</a></li><li><a href="#shared">Headers of any call</a></li></ul>
${groups.map(
  ({ name, operations }) => html`<h3>${name}</h3>
<ul>${operations.map(([, { operationId, summary }]) => html`<li><a href="#${operationId}">${summary}</a></li>`)}</ul>`,
)}
<h3>Schemas</h3>
<ul><li><a href="#schemas">All ${schemas.length}</a></li><li><a href="/api/problems">Problems</a></li></ul>
</nav>`;

const groupView = (document: OpenApiDocument, { name, description, operations }: Group): Html =>
  html`<section aria-labelledby="${idOf(name)}">
<h2 id="${idOf(name)}">${name}</h2>
<p>${inline(description)}</p>
${operations.map(([place, operation]) => operationView(document, place, operation))}
</section>`;

const schemaView = ([name, schema]: readonly [string, JsonSchema]): Html =>
  html`<article id="schema-${name}" aria-labelledby="schema-${name}-title">
<h3 id="schema-${name}-title">${name}</h3>
${typeof schema["description"] === "string" ? paragraphs(schema["description"]) : ""}
${membersOf(schema)}
</article>`;

/** What calls of many operations may bring. */
const sharedOf = ({ components }: OpenApiDocument): Html =>
  html`<section aria-labelledby="shared">
<h2 id="shared">Headers of any call</h2>
<dl>${Object.values(components.parameters).map(parameterView)}</dl>
</section>`;

/** The examples go on from here: a session in `jar`, and a first version of a layout. */
const startOf = (origin: string): Html => {
  const first = JSON.stringify({ layout: layoutWith("first") });
  const lines = [
    `api=${origin}/api`,
    "curl -s -c jar -X POST $api/session",
    `curl -s -b jar -X PUT $api/layouts/main \\
  -H 'If-None-Match: *' \\
  -H 'Content-Type: application/json' \\
  -d '${first}'`,
  ];
  return html`<section aria-labelledby="start">
<h2 id="start">How to begin</h2>
<p>These lines start a session, whose cookie they keep in the file <code>jar</code>, and save a first layout. The examples below go on from there, from top to bottom. A program takes an <a href="#createToken">API token</a> instead.</p>
<pre><code class="curl">${lines.join("\n")}</code></pre>
</section>`;
};
