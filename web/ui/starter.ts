/** What a first visit shows. The same on every device, so that two first visits of one person merge. */
import type { Layout } from "../../worker/layout/schema.ts";

export const starterLayout: Layout = {
  desktop: [
    { id: "starter-clock", type: "clock", x: 0, y: 0, w: 3, h: 3, config: { date: true } },
    {
      id: "starter-notes",
      type: "notes",
      title: "Welcome",
      ...{ x: 3, y: 0, w: 5, h: 6 },
      config: {
        text: "This dashboard is yours, and it saves itself.\n\nPress Edit to move, resize and remove widgets, or to add new ones. Everything you change is kept, and History brings any earlier version back.",
        tint: "yellow",
      },
    },
    {
      id: "starter-checklist",
      type: "checklist",
      title: "To do",
      ...{ x: 8, y: 0, w: 4, h: 6 },
      config: {
        items: [
          { id: "one", text: "Tick this off", done: false },
          { id: "two", text: "Arrange the widgets", done: false },
          { id: "three", text: "Look back in the history", done: false },
        ],
      },
    },
    {
      id: "starter-countdown",
      type: "countdown",
      title: "Countdown",
      ...{ x: 0, y: 3, w: 3, h: 3 },
      config: {},
    },
    {
      id: "starter-links",
      type: "links",
      title: "Links",
      ...{ x: 0, y: 6, w: 12, h: 3 },
      config: { items: [] },
    },
  ],
  mobile: [],
};
