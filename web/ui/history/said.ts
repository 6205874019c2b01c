/** What is said of a change, in pieces: some of them are marked as what came or what went. */
import type { Excerpt } from "./excerpt.ts";

export type Mark = "ins" | "del";
export type Piece = { readonly text: string; readonly mark?: Mark };
export type Said = readonly Piece[];

export const marked = ({ before, part, after }: Excerpt, mark: Mark | undefined): Said => {
  const pieces: readonly Piece[] = [
    { text: before },
    mark === undefined ? { text: part } : { text: part, mark },
    { text: after },
  ];
  return pieces.filter(({ text }) => text !== "");
};

/** Without the marks. */
export const plain = (said: Said): string => said.map(({ text }) => text).join("");
