/** Which addresses a widget may load by itself. Configs come from other devices, so each is judged again here. */
import { DATA_ADDRESS, SECURE_ADDRESS } from "../../../worker/layout/web-address.ts";

/** Of a picture or a page: https alone. */
export const secureAddress = (text: string): URL | undefined => allowed(text, SECURE_ADDRESS);

/** Of numbers: https, or this very machine. */
export const dataAddress = (text: string): URL | undefined => allowed(text, DATA_ADDRESS);

const allowed = (text: string, form: RegExp): URL | undefined => {
  const trimmed = text.trim();
  const url = trimmed !== "" && form.test(trimmed) ? URL.parse(trimmed) : null;
  // The parser has the last word: what it takes for a name and a password is one.
  return url === null || url.username !== "" || url.password !== "" ? undefined : url;
};

/**
 * What an embedded page may do. Scripts and its own origin together would let a page of ours take its sandbox off, so
 * one of this origin gets no scripts. None may lead the whole window elsewhere, open dialogs or start downloads.
 */
export const sandboxOf = (
  url: URL,
  { ownOrigin, storage }: { readonly ownOrigin: string; readonly storage: boolean },
): string => {
  if (url.origin === ownOrigin) return "";
  const base = "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox";
  return storage ? `${base} allow-same-origin` : base;
};
