/** A text as a sentence of its own: what ends as one already gets no second stop. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
