/** Scrolls a drawn widget to a place in one of its texts. Nothing else moves, and nothing is focused. */

export type Spot = { readonly text: string; readonly index: number };

/** Whether the text is there to be scrolled to: what is loaded later is not, or not laid out, at first. */
export const reveal = (drawn: HTMLElement, { text, index }: Spot): boolean => {
  const field = [...drawn.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea, input")].find(
    ({ value }) => value === text,
  );
  if (field === undefined || field.clientHeight === 0) return false;
  if (field instanceof HTMLTextAreaElement) field.scrollTop = topOf(field, index) - field.clientHeight / 2;
  else bringIntoView(field, drawn);
  return true;
};

/** How far down a line is: as far as a field reaches that ends with it. */
const topOf = (field: HTMLTextAreaElement, index: number): number => {
  const twin = document.createElement("textarea");
  twin.className = field.className;
  twin.value = field.value.slice(0, index);
  // As wide as what it measures for, with whose scrollbar it breaks its lines.
  twin.style.cssText = `position: absolute; visibility: hidden; block-size: 0; inline-size: ${field.clientWidth}px; overflow: hidden`;
  field.after(twin);
  const top = twin.scrollHeight;
  twin.remove();
  return top;
};

const bringIntoView = (field: HTMLElement, drawn: HTMLElement): void => {
  for (let box = field.parentElement; box !== null && drawn.contains(box); box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight) continue;
    const { top, height } = field.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    box.scrollTop += top + height / 2 - frame.top - frame.height / 2;
  }
};
