/** The public door of the rules: what a layout is, and what may be done to one. Pure, with `zod/mini` alone. */

export { canonical } from "./canonical.ts";
export {
  type BuiltInType,
  type Catalog,
  type ConfigOf,
  type ConfigSchema,
  catalog,
  registerType,
} from "./catalog.ts";
export { checksum } from "./checksum.ts";
export { type CommitContext, type CurrentHead, commit, type Outcome, type Save } from "./commit.ts";
export { applyChanges, type Change, type ChangeCounts, diff, summarize } from "./diff.ts";
export { DEFAULT_COLUMNS, EMPTY_LAYOUT, FORMS, LIMITS } from "./limits.ts";
export {
  type Choice,
  type Conflict,
  type Merge,
  type MergeSides,
  merge,
  type PlacementNotice,
} from "./merge.ts";
export { type Choices, conflictKey, resolve, resolveWhole, type Strategy } from "./resolve.ts";
export { type Retained, retain } from "./retention.ts";
export type { AnyLayout, Checksum, Columns, Form, Layout, SealedLayout, Widget } from "./schema.ts";
export {
  type ErrorCode,
  type Issue,
  type Options,
  sanitizeLayout,
  sanitizeWidget,
  type Validation,
  validateLayout,
  validateWidget,
  type WarningCode,
} from "./validate.ts";
