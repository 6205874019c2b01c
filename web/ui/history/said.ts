/** What is said of a change, in pieces: some of them are marked as what came, what went, or what differs. */
export type Mark = "ins" | "del" | "mark";
export type Piece = { readonly text: string; readonly mark?: Mark };
export type Said = readonly Piece[];

/** Without the marks. */
export const plain = (said: Said): string => said.map(({ text }) => text).join("");
