/** Which types the declarations of a package name, as the compiler wrote them down. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "vite";

type Node = Readonly<Record<string, unknown>>;
/** Where a name was declared. External packages and what is global are nowhere. */
type Origin = { readonly file: string; readonly name: string };

type Module = {
  readonly declared: ReadonlyMap<string, Node>;
  /** What a name of this file is in another: by an import, or by an export of what is not declared here. */
  readonly imported: ReadonlyMap<string, Origin>;
  readonly exported: ReadonlyMap<string, Origin>;
  readonly wholes: readonly string[];
};

/**
 * The types that the declarations of what the doors export name, that these types' declarations name, and so on, and
 * that no door exports. What a file keeps to itself, and a value by its `typeof`, is a piece of what names it. What
 * `isInner` says yes to is not gone into.
 */
export const unnameable = (
  doors: readonly string[],
  isInner: (name: string) => boolean,
): readonly string[] => {
  const keyOf = ({ file, name }: Origin) => `${file}#${name}`;
  const found = new Map(doors.flatMap(originsIn).map((one) => [keyOf(one), one]));
  const isOpen = new Set(found.keys());
  // A map goes on with what it gets while it is gone through.
  for (const { file, name } of found.values()) {
    const node = moduleOf(file).declared.get(name);
    for (const named of node === undefined ? [] : typesIn(node)) {
      const origin = originOf(file, named);
      if (origin !== null && !isInner(origin.name)) found.set(keyOf(origin), origin);
    }
  }
  const missing = [...found].filter(([key, origin]) => !isOpen.has(key) && isType(origin));
  return missing.map(([, { name }]) => name).toSorted();
};

const isType = ({ file, name }: Origin): boolean => {
  const { declared, exported } = moduleOf(file);
  return exported.has(name) && TYPES.includes(String(declared.get(name)?.["type"]));
};
const TYPES = ["TSTypeAliasDeclaration", "TSInterfaceDeclaration", "ClassDeclaration"];

const originsIn = (file: string): readonly Origin[] => {
  const { exported, wholes } = moduleOf(file);
  const own = [...exported.values()].flatMap(({ file: from, name }) => originOf(from, name) ?? []);
  return [...own, ...wholes.flatMap(originsIn)];
};

const originOf = (file: string, name: string): Origin | null => {
  const { declared, imported, exported } = moduleOf(file);
  if (declared.has(name)) return { file, name };
  const there = imported.get(name) ?? exported.get(name);
  return there === undefined ? null : originOf(there.file, there.name);
};

const read = new Map<string, Module>();
const moduleOf = (file: string): Module => {
  const known = read.get(file) ?? parsed(file);
  read.set(file, known);
  return known;
};

const parsed = (file: string): Module => {
  const declared = new Map<string, Node>();
  const imported = new Map<string, Origin>();
  const exported = new Map<string, Origin>();
  const wholes: string[] = [];
  for (const node of nodesIn(parseSync(file, readFileSync(file, "utf8"), { lang: "dts" }).program.body)) {
    const from = fileOf(file, node["source"]);
    const names = listOf(node["specifiers"]);
    if (node["type"] === "ImportDeclaration" && from !== null)
      for (const one of names)
        imported.set(nameOf(one["local"]), { file: from, name: nameOf(one["imported"]) });
    if (node["type"] === "ExportAllDeclaration" && from !== null) wholes.push(from);
    if (node["type"] === "ExportNamedDeclaration")
      for (const one of names)
        exported.set(nameOf(one["exported"]), { file: from ?? file, name: nameOf(one["local"]) });
    const declaration = isNode(node["declaration"]) ? node["declaration"] : node;
    for (const one of [declaration, ...listOf(declaration["declarations"])])
      if (isNode(one["id"])) {
        const name = nameOf(one["id"]);
        declared.set(name, one);
        if (declaration !== node) exported.set(name, { file, name });
      }
  }
  return { declared, imported, exported, wholes };
};

/** Without the names that the declaration brings along itself. */
const typesIn = (declaration: Node): readonly string[] => {
  const nodes = [...within(declaration)];
  const own = nodes.filter(({ type }) => type === "TSTypeParameter" || type === "TSMappedType");
  const bound = new Set(own.map((node) => nameOf(node["name"] ?? node["key"])));
  const names = nodes.flatMap(({ type, typeName, exprName }) =>
    type === "TSTypeReference" || type === "TSTypeQuery" ? [nameOf(typeName ?? exprName)] : [],
  );
  return names.filter((name) => !bound.has(name));
};

function* within(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) yield* within(part);
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
const nodesIn = (list: readonly unknown[]): readonly Node[] => list.filter(isNode);
const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? nodesIn(value) : []);

/** Of an identifier; of a qualified one the last part. */
const nameOf = (node: unknown): string => {
  if (typeof node === "string") return node;
  if (!isNode(node)) return "";
  return typeof node["name"] === "string" ? node["name"] : nameOf(node["right"]);
};

const fileOf = (file: string, source: unknown): string | null => {
  const path = isNode(source) ? source["value"] : null;
  return typeof path === "string" && path.startsWith(".")
    ? join(dirname(file), path.replace(/\.tsx?$/, ".d.ts"))
    : null;
};
