/** A page of the API's own: no script, one style, and a policy that lets nothing else in. */
import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { sha256 } from "../../history/sha256.ts";
import { POLICY } from "../standard-headers.ts";
import { STYLE } from "./style.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export type Page = {
  readonly title: string;
  /** From `<nav>` or `<header>` on; `<main id="main">` is in it. */
  readonly body: Html;
  /** With the contents beside it, where there is room. */
  readonly isWide?: boolean;
};

export const htmlPage = (c: Context, { title, body, isWide = false }: Page): Response | Promise<Response> =>
  c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<div class="frame${isWide ? " wide" : ""}">${body}</div>
</body>
</html>`,
    200,
    { "Content-Security-Policy": policy() },
  );

let made: string | null = null;
const policy = (): string => {
  made ??= `${POLICY}; style-src 'sha256-${Uint8Array.fromHex(sha256(STYLE)).toBase64()}'`;
  return made;
};
