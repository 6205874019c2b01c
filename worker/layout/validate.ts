/**
 * The two questions to put to a layout of any origin: what is wrong with it (`validate*`), and what is the nearest
 * layout with nothing wrong (`sanitize*`). Total, both.
 */
export type { ErrorCode, Issue, Validation, WarningCode } from "./issues.ts";
export { type Options, validateLayout, validateWidget } from "./judge.ts";
export { sanitizeLayout, sanitizeWidget } from "./sanitize.ts";
