/** The little of Markdown that descriptions make use of: paragraphs, `code` and **strong**. */
import { raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export const inline = (text: string): HtmlEscapedString =>
  raw(
    escaped(text)
      .replace(/`([^`]+)`/g, "<code>$1</code>")
      .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>"),
  );

export const paragraphs = (text: string): HtmlEscapedString =>
  raw(
    text
      .split("\n\n")
      .map((paragraph) => `<p>${inline(paragraph)}</p>`)
      .join("\n"),
  );

export const join = (parts: readonly HtmlEscapedString[], between = ""): HtmlEscapedString =>
  raw(parts.join(between));

const ESCAPED: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;" },
  ...{ '"': "&quot;", "'": "&#39;" },
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign);
