/** Pairing codes as people read and type them: eight characters of Crockford's base 32, in two groups. */

const LENGTH = 8;

/** Whether it can be one: in capitals or not, with spaces and dashes anywhere, an O for a 0, an I or L for a 1. */
export const isPairingCode = (text: string): boolean =>
  /^[0-9A-TV-Z]{8}$/.test(text.toUpperCase().replace(/[\s-]/g, ""));

export const inGroups = (code: string): string =>
  code.length === LENGTH ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
