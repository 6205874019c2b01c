/**
 * Validates and sanitizes widgets and layouts by the rules that the server goes by, and by the schemas that an
 * embedder registers for widget types of its own. Brings the schemas of all built-in types along: an app that only
 * loads and saves imports this when it needs it.
 */
import { type Catalog, catalog, isBuiltIn, registerType } from "../../../worker/layout/catalog.ts";
import type { AnyLayout, Widget } from "../../../worker/layout/schema.ts";
import {
  sanitizeLayout,
  sanitizeWidget,
  type Validation,
  validateLayout,
  validateWidget,
} from "../../../worker/layout/validate.ts";
import { type EmbedderSchema, isSchema, totalSchema } from "./embedder-schema.ts";
import { type Result, refuse } from "./ports.ts";

export type { Issue, Validation } from "../../../worker/layout/validate.ts";
export type { EmbedderSchema, StandardSchema } from "./embedder-schema.ts";

/** Of the grid that a single widget or a bare list stands on; 12 unless told. A layout names its own. */
export type GridOptions = { readonly columns?: number };

export type RegisterCode =
  /** Not 1 to 64 characters of `a-z 0-9 _ . -`. */
  | "invalid-type"
  /** Built in, or registered before. */
  | "type-taken"
  /** Neither a schema of Zod 4 nor a Standard Schema. */
  | "invalid-schema";

/**
 * Total, all of them: each takes any value and throws on none. An issue has a path (a JSON Pointer), a stable code
 * and a sentence. A type that nobody registered is a warning and takes any config.
 */
export type Validator = {
  readonly validateWidget: (widget: unknown, options?: GridOptions) => Validation;
  /** Of a layout, open or sealed, or of a bare list of widgets as the desktop's. */
  readonly validateLayout: (widgets: unknown, options?: GridOptions) => Validation;
  /** The nearest valid widget; a valid one comes back as it is. Undefined where nothing of a widget is there. */
  readonly sanitizeWidget: (widget: unknown, options?: GridOptions) => Widget | undefined;
  /** The nearest valid layout; a valid one comes back as it is. */
  readonly sanitizeLayout: (widgets: unknown, options?: GridOptions) => AnyLayout;
  /**
   * Judges the configs of a type from now on, in this validator alone; `value` is the type. The schema must answer
   * at once and without waiting. The server doesn't know it: there, the type takes any config.
   */
  readonly registerType: (type: string, schema: EmbedderSchema) => Result<string, RegisterCode>;
};

/**
 * @example
 * const validator = createValidator();
 * validator.registerType("weather", z.object({ city: z.string() }));
 * const { valid, errors } = validator.validateWidget({
 *   ...{ id: "w1", type: "weather", x: 0, y: 0, w: 2, h: 2 },
 *   config: { city: 5 },
 * }); // errors[0]: { path: "/config/city", code: "config", message: "This must be a text." }
 */
export const createValidator = (): Validator => {
  let known: Catalog = catalog;
  const withTypes = (options: GridOptions = {}) => ({ ...options, catalog: known });
  return {
    validateWidget: (widget, options) => validateWidget(widget, withTypes(options)),
    validateLayout: (widgets, options) => validateLayout(widgets, withTypes(options)),
    sanitizeWidget: (widget, options) => sanitizeWidget(widget, withTypes(options)),
    sanitizeLayout: (widgets, options) => sanitizeLayout(widgets, withTypes(options)),
    registerType: (type, schema) => {
      if (Object.hasOwn(known, type) || isBuiltIn(type))
        return refuse("type-taken", `There is a widget type "${type}" already.`);
      if (!isSchema(schema)) return refuse("invalid-schema", "This is no schema that can be judged by.");
      try {
        known = registerType(known, type, totalSchema(schema));
        return { ok: true, value: type };
      } catch {
        return refuse("invalid-type", "Widget types are 1 to 64 characters of a-z 0-9 _ . -");
      }
    },
  };
};

export const widgetValidator: Validator = /* @__PURE__ */ createValidator();
