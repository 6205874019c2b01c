/** The fenced blocks of the embedding page: each a file of the app that it builds, a shell script, or an example. */
import { readFileSync } from "node:fs";

export type Block = {
  /** The nearest heading above it. */
  readonly heading: string;
  /** "sh", "ts", "tsx". */
  readonly language: string;
  /** The file that it is, or where a shell runs it; empty for an example that stands by itself. */
  readonly name: string;
  readonly code: string;
};

const blocksIn = (text: string): readonly Block[] => {
  let heading = "";
  const blocks: Block[] = [];
  for (const [, title, language = "", name = "", code = ""] of text.matchAll(HEADING_OR_BLOCK)) {
    heading = title ?? heading;
    if (title === undefined) blocks.push({ heading, language, name: name.trim(), code });
  }
  return blocks;
};

const HEADING_OR_BLOCK = /^#+ (.+)$|^```(\w*)(.*)\n([\s\S]*?)^```$/gm;

export const blocks: readonly Block[] = blocksIn(
  readFileSync(new URL("../client/README.md", import.meta.url), "utf8"),
);

export const scripts: readonly Block[] = blocks.filter(({ language }) => language === "sh");

export const files: readonly Block[] = blocks.filter(
  ({ language, name }) => language !== "sh" && name !== "",
);

/** Each a module that runs by itself, as a new guest. */
export const examples = blocks
  .filter(({ language, name }) => language === "ts" && name === "")
  .map((block, index) => ({ ...block, index, file: `src/examples/${index}.ts` }));

/** What an example says that it prints: behind each `console.log`. */
export const promisedBy = ({ code }: Block): readonly string[] =>
  [...code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, text = ""]) => text);
