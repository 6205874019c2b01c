/** FNV-1a of a text, 32 bits: tells apart what was not meant to be taken for each other, and no more than that. */
export const sumOf = (text: string): number => {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
};
