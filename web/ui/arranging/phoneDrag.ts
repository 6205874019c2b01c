/** A card of the phone's list under a finger: it follows, the others make room, and where it will lie is drawn. */
import type { Widget } from "../../../worker/layout/schema.ts";
import { announce } from "../common/announcer.tsx";
import { words } from "../moreWords.ts";
import { nameOf } from "../widgetKinds.ts";
import { moveOnPhone } from "./placeActions.ts";
import { trackPointer } from "./trackPointer.ts";

export const dragCard = (
  press: PointerEvent,
  { handle, list }: { readonly handle: HTMLElement; readonly list: HTMLElement },
  {
    widget,
    from,
    onHeld,
  }: {
    readonly widget: Widget;
    /** Its index in the list. */
    readonly from: number;
    readonly onHeld: (id: string | null) => void;
  },
): void => {
  const { id } = widget;
  const cards = [...list.children].filter((card) => card instanceof HTMLElement);
  const card = cards[from];
  if (card === undefined || press.button !== 0) return;
  // Measured once: where the cards are when nothing is held.
  const middles = cards.map((one) => one.offsetTop + one.offsetHeight / 2);
  const gap = (cards[1]?.offsetTop ?? 0) - (cards[0]?.offsetHeight ?? 0) - (cards[0]?.offsetTop ?? 0);
  const heightPx = card.offsetHeight + gap;
  let to = from;
  const landing = document.createElement("li");
  landing.className = "landing";
  landing.ariaHidden = "true";
  landing.style.height = `${card.offsetHeight}px`;
  // Written straight to the page: a list of 150 cards is not rendered for each that makes room.
  const show = (next: number): void => {
    to = next;
    for (const [index, one] of cards.entries())
      one.style.transform = index === from ? "" : `translateY(${shift({ from, to, heightPx }, index)}px)`;
    landing.style.transform = `translateY(${landingTop(cards, from, to)}px)`;
  };
  trackPointer(press, handle, {
    onStart: () => {
      onHeld(id);
      list.append(landing);
      show(from);
      announce(words.phoneLifted(nameOf(widget), words.phonePlace(from, cards.length)));
    },
    onMove: (travel) => {
      // Past the ends there is no place, and the page would grow as long as it is held there.
      const room = list.offsetHeight - card.offsetTop - card.offsetHeight;
      const dy = Math.max(-card.offsetTop, Math.min(room, travel.dy));
      card.style.translate = `0 ${dy}px`;
      const next = indexAt(card, dy, from, middles);
      if (next !== to) show(next);
    },
    onEnd: (outcome) => {
      landing.remove();
      for (const one of cards) one.style.transform = one.style.translate = "";
      onHeld(null);
      if (outcome === "dropped" && to !== from) moveOnPhone(id, to);
      else if (outcome !== "clicked") announce(words.cancelled(nameOf(widget)));
    },
  });
};

/** Cards between where the held one was and where it will be make room by its height. */
const shift = (
  drag: { readonly from: number; readonly to: number; readonly heightPx: number },
  index: number,
): number => {
  if (index === drag.from) return 0;
  if (index > drag.from && index <= drag.to) return -drag.heightPx;
  if (index < drag.from && index >= drag.to) return drag.heightPx;
  return 0;
};

/** Where the held card will lie: those after it have made room by its own height. */
const landingTop = (cards: readonly HTMLElement[], from: number, to: number): number => {
  const [there, held] = [cards[to], cards[from]];
  if (there === undefined || held === undefined) return 0;
  return to > from ? there.offsetTop + there.offsetHeight - held.offsetHeight : there.offsetTop;
};

/** The held card takes a place once its leading edge has passed the middle of the card there. */
const indexAt = (card: HTMLElement, dy: number, from: number, middles: readonly number[]): number => {
  const top = card.offsetTop + dy;
  const bottom = top + card.offsetHeight;
  if (dy < 0)
    return Math.min(
      from,
      middles.findIndex((middle) => top < middle),
    );
  return Math.max(
    from,
    middles.findLastIndex((middle) => bottom > middle),
  );
};
