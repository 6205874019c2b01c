/** An operation's example as lines of shell that work when they are pasted. */
import type { Example } from "../operation.ts";

/** `path` has names in braces, as in the document. */
export const curl = (method: string, path: string, example: Example): string => {
  const { before = [], found = {}, cookies = "-b jar", headers = {}, body, query = {} } = example;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => example.path?.[name] ?? "");
  const search = new URLSearchParams(query).toString();
  const address = `$api${filled}${search === "" ? "" : `?${search}`}`;
  const all = body === undefined ? headers : { ...headers, "Content-Type": "application/json" };
  const words = [
    "curl -s",
    ...(cookies === "" ? [] : [cookies]),
    ...(method === "get" ? [] : [`-X ${method.toUpperCase()}`]),
    address.includes("?") ? `"${address}"` : address,
  ].join(" ");
  const options = [
    ...Object.entries(all).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body), found)}`]),
  ];
  const command = [swap(words, found), ...options].join(" \\\n  ");
  return [...before, command].join("\n");
};

const swap = (text: string, found: Found): string =>
  Object.entries(found).reduce((done, [value, name]) => done.replaceAll(value, name), text);

type Found = NonNullable<Example["found"]>;

/** In single quotes nothing has a meaning; what is to be filled in needs double ones. */
const quoted = (text: string, found: Found = {}): string =>
  Object.keys(found).some((value) => text.includes(value))
    ? `"${swap(text.replace(/["\\`$]/g, "\\$&"), found)}"`
    : `'${text.replaceAll("'", "'\\''")}'`;
