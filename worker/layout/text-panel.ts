/**
 * A text panel of Grafana as a note, and back. What it says becomes the note's text; the panel stays beside it under
 * `panel`, as it came but with nothing to say. Shape: `options {mode, content}`, or, before Grafana 7.2, `mode` and `content` alone.
 * Pure and total.
 */
import { LIMITS } from "./limits.ts";
import type { Config } from "./schema.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** HTML is no text that anybody would read, so such a panel stays what it is; so does one that a note can't hold. */
const MODES: ReadonlySet<unknown> = new Set([undefined, "markdown", "text"]);

/** The config of a note; undefined where the panel's can't be one. */
export const noteOfPanel = (config: JsonObject): Config | undefined => {
  const { content, mode } = sayingOf(config);
  if (typeof content !== "string" || content.length > LIMITS.notesLength || !MODES.has(mode))
    return undefined;
  return { text: content, panel: saying(config, "") };
};

/** The config of the panel that a note came from, with what it says now; undefined where it came from none. */
export const panelOfNote = ({ text = "", panel, ...others }: JsonObject): JsonObject | undefined =>
  isObject(panel) && typeof text === "string" ? { ...others, ...saying(panel, text) } : undefined;

/** The part of a panel that says something: its options, or all of it. */
const sayingOf = (config: JsonObject): JsonObject => {
  const { options } = config;
  return isObject(options) && "content" in options ? options : config;
};

/** The same panel, saying something else in the same place. */
const saying = (config: JsonObject, content: string): JsonObject => {
  const { options } = config;
  return isObject(options) && "content" in options
    ? { ...config, options: { ...options, content } }
    : { ...config, content };
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
