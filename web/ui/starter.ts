/**
 * What a first visit shows. The same widgets on every device, so that two first visits of one person merge; only their
 * words are those of the device.
 */
import type { Layout } from "../../worker/layout/schema.ts";
import { words } from "./words.ts";

/** Called once the page knows its words. */
export const starter = (): Layout => ({
  desktop: [
    { id: "starter-clock", type: "clock", x: 0, y: 0, w: 3, h: 3, config: { date: true } },
    {
      id: "starter-notes",
      type: "notes",
      title: words.starter.welcome,
      ...{ x: 3, y: 0, w: 5, h: 6 },
      config: {
        text: words.starter.text,
        tint: "yellow",
      },
    },
    {
      id: "starter-checklist",
      type: "checklist",
      title: words.starter.toDo,
      ...{ x: 8, y: 0, w: 4, h: 6 },
      config: {
        items: [
          { id: "one", text: words.starter.tickOff, done: false },
          { id: "two", text: words.starter.arrange, done: false },
          { id: "three", text: words.starter.lookBack, done: false },
        ],
      },
    },
    {
      id: "starter-countdown",
      type: "countdown",
      title: words.starter.countdown,
      ...{ x: 0, y: 3, w: 3, h: 3 },
      config: {},
    },
    {
      id: "starter-links",
      type: "links",
      title: words.starter.links,
      ...{ x: 0, y: 6, w: 12, h: 3 },
      config: { items: [] },
    },
  ],
  mobile: [],
});
