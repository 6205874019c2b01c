import { describe } from "vitest";
import { layoutOf } from "./api.testing.ts";
import { expectRefused, invalid, refused } from "./refusals.testing.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
const TEXT_TYPE = { "Content-Type": "text/plain" };
const BASE = { "If-Match": '"1"' };
const STALE = { "If-Match": '"7"' };
const CREATE = { "If-None-Match": "*" };

const limits = ["limit=0", "limit=101", "limit=1.5", "limit=-1", "limit=ten", "limit=", "limit=5&limit=5"];

describe("a read that asks for nothing there is changes nothing", () =>
  expectRefused([
    ...limits.map((limit) => invalid(`GET /layouts?${limit}`)),
    ...limits.map((limit) => invalid(`GET /layouts/main/versions?${limit}`)),
    invalid("GET /layouts?after=a%20b"),
    invalid("GET /layouts?after="),
    invalid("GET /layouts?after=a&after=b"),
    invalid("GET /layouts?deleted=yes"),
    invalid("GET /layouts?deleted"),
    invalid("GET /layouts?deleted=true&deleted=true"),
    invalid("GET /layouts/main/versions?before=0"),
    invalid("GET /layouts/main/versions?before=1e3"),
    invalid("GET /layouts/main/versions?before=2&before=3"),
    invalid("GET /layouts/main/versions/0"),
    invalid("GET /layouts/main/versions/1e0"),
    invalid("GET /layouts/main/versions/99999999999999999"),
    invalid("GET /layouts/main/versions/1/changes"),
    invalid("GET /layouts/main/versions/1/changes?since=0"),
    invalid("GET /layouts/main/versions/1/changes?since=one"),
    invalid("GET /layouts/main/versions/1/changes?since=1&since=1"),
    invalid("GET /layouts/main/versions/0/changes?since=1"),
    invalid("GET /layouts/main/export?history=some"),
    invalid("GET /layouts/main/export?history=all&history=all"),
    invalid("GET /layouts/a%20b/export"),
    refused(404, "version-not-found", "GET /layouts/main/versions/9/changes"),
    refused(404, "version-not-found", "GET /layouts/main/versions/1/changes?since=9"),
    refused(404, "layout-not-found", "GET /layouts/other/versions/2/changes"),
    refused(404, "layout-not-found", "GET /layouts/other/versions/verify"),
    refused(404, "layout-not-found", "GET /layouts/other/export?history=all"),
    refused(405, "method-not-allowed", "GET /layouts/main/versions/prune"),
  ]));

describe("a deletion that is not sure changes nothing", () =>
  expectRefused([
    refused(428, "precondition-required", "DELETE /layouts/main"),
    refused(412, "version-conflict", "DELETE /layouts/main", { headers: STALE }),
    refused(404, "layout-not-found", "DELETE /layouts/other", { headers: BASE }),
    invalid("DELETE /layouts/main", { headers: { "If-Match": "*" } }),
    invalid("DELETE /layouts/main", { headers: { "If-Match": '"1", "2"' } }),
    invalid("DELETE /layouts/main", { headers: CREATE }),
    invalid("DELETE /layouts/main", { headers: { ...BASE, "If-None-Match": '"1"' } }),
    invalid("DELETE /layouts/main", { headers: { ...BASE, "Idempotency-Key": "two words" } }),
  ]));

const badNames: readonly unknown[] = [
  { pinned: "yes" },
  { pinned: null },
  { description: 7 },
  { description: null },
  { description: "x".repeat(501) },
  { description: "\ud800" },
  { name: "x" },
  [],
  "x",
];

describe("a name or a pin that can't be given changes nothing", () => {
  const call = "PATCH /layouts/main/versions/1";
  const body = { pinned: true };
  expectRefused([
    ...badNames.map((name) => invalid(call, { body: name })),
    invalid("PATCH /layouts/main/versions/one", { body }),
    refused(400, "malformed-json", call, { raw: "{", headers: JSON_TYPE }),
    refused(400, "malformed-json", call, { headers: JSON_TYPE }),
    refused(413, "layout-too-large", call, { body: { description: "x".repeat(5_000) } }),
    refused(415, "unsupported-media-type", call, { raw: "pinned=true", headers: TEXT_TYPE }),
    refused(404, "version-not-found", "PATCH /layouts/main/versions/9", { body }),
    refused(404, "layout-not-found", "PATCH /layouts/other/versions/1", { body }),
    refused(405, "method-not-allowed", "PATCH /layouts/main/versions/verify", { body }),
  ]);
});

const badKeeps = [
  {},
  { keep: 0 },
  { keep: 10_001 },
  { keep: "9" },
  { keep: 1.5 },
  { keep: null },
  { keep: 9, all: 1 },
];

describe("a prune to no number changes nothing", () => {
  const call = "POST /layouts/main/versions/prune";
  expectRefused([
    ...badKeeps.map((body) => invalid(call, { body })),
    refused(400, "malformed-json", call, { raw: "5;", headers: JSON_TYPE }),
    refused(404, "layout-not-found", "POST /layouts/other/versions/prune", { body: { keep: 5 } }),
  ]);
});

const badParts: readonly unknown[] = [
  { form: "tablet" },
  { widgetIds: [] },
  { widgetIds: "w0" },
  { widgetIds: ["a b"] },
  { widgetIds: ["unknown"] },
  { widgetIds: Array.from({ length: 1_001 }, () => "w0") },
  { form: "mobile", widgetIds: ["w0"] },
  { forms: ["desktop"] },
  null,
];

describe("a rollback of what can't be restored changes nothing", () => {
  const call = "POST /layouts/main/rollback";
  expectRefused([
    ...badParts.map((only) => invalid(call, { body: { version: 1, only }, headers: BASE })),
    invalid(call, { body: { version: 1, extra: 1 }, headers: BASE }),
    invalid(call, { body: { version: 1 }, headers: { ...BASE, ...CREATE } }),
  ]);
});

describe("an import that can't come in changes nothing", () => {
  const call = "POST /layouts/main/import";
  const body = { format: "gridkeep/1", layout: layoutOf("imported") };
  const json = { ...BASE, ...JSON_TYPE };
  expectRefused([
    invalid(call, { body, headers: { "If-Match": "1" } }),
    invalid(call, { body, headers: { ...BASE, "Idempotency-Key": "two words" } }),
    refused(428, "precondition-required", call, { body }),
    refused(412, "version-conflict", call, { body, headers: STALE }),
    refused(409, "layout-exists", call, { body, headers: CREATE }),
    refused(404, "layout-not-found", "POST /layouts/other/import", { body, headers: BASE }),
    refused(415, "unsupported-media-type", call, { raw: "{}", headers: { ...BASE, ...TEXT_TYPE } }),
    refused(400, "malformed-json", call, { headers: json }),
    refused(400, "malformed-json", call, { raw: new Uint8Array([0x22, 0xc3]), headers: json }),
    refused(422, "layout-invalid", call, { body: { a: 1 }, headers: BASE }),
    refused(422, "layout-invalid", call, { body: { ...body, checksum: "0" }, headers: BASE }),
  ]);
});
