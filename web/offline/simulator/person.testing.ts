/** What a person does at a tab, and how the ledger hears of it. */
import { same } from "../../../worker/layout/same.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import type { OpenConflict } from "../conflict.ts";
import type { Device, Tab } from "./device.testing.ts";
import { type Author, type Ledger, valuesOf } from "./ledger.testing.ts";
import type { Random } from "./random.testing.ts";

export type Act = {
  readonly device: Device;
  readonly tab: Tab;
  readonly ledger: Ledger;
  readonly random: Random;
  /** A text that nobody else writes. */
  readonly text: string;
  readonly note: (result: string) => void;
};

/** Does it, and writes down what the person saw before and after: at once, or when it shows. */
export const gesture = (act: Act, work: () => unknown): void => {
  const { life, manager } = act.tab;
  const { layout, conflict } = manager.state;
  let last = [layout, layout] as const;
  const stop = manager.subscribe(() => {
    if (manager.state.layout !== last[1]) last = [last[1], manager.state.layout];
  });
  const done = life.run(work);
  const isDone = wrote(act, conflict, last);
  const later = !isDone && done instanceof Promise ? done : Promise.resolve(false);
  later.then((isChange: boolean) => {
    stop();
    if (isChange) wrote(act, conflict, last);
  });
};

const wrote = (
  { device, tab, ledger, note }: Act,
  asked: OpenConflict | null,
  [before, after]: readonly [Layout | null, Layout | null],
): boolean => {
  const isChange = before !== null && after !== null && before !== after;
  note(isChange ? changesOf(before, after) : "nothing");
  if (isChange) ledger.gesture({ ...authorOf({ device, tab }), asked }, before, after);
  return isChange;
};

const authorOf = ({
  device,
  tab: { life, manager },
}: Pick<Act, "device" | "tab">): Omit<Author, "asked"> => ({
  ...{ device: device.name, life, isKnown: manager.state.session !== null },
});

/** Writes at a place: makes a widget there if there is none. */
export const write = (
  act: Act,
  place: string,
  options: { immediate?: boolean; description?: string } = {},
) => {
  const { text, tab } = act;
  gesture(act, () => void tab.manager.edit((layout) => written(layout, place, text), options));
};

export const remove = (act: Act, place: string): void =>
  gesture(act, () => {
    act.tab.manager.edit((layout) =>
      valuesOf(layout).has(place)
        ? { ...layout, desktop: layout.desktop.filter(({ id }) => id !== place) }
        : layout,
    );
  });

export const move = (act: Act, place: string): void =>
  gesture(act, () => {
    act.tab.manager.edit((layout) => ({
      ...layout,
      desktop: layout.desktop.map((one) => (one.id === place ? { ...one, x: (one.x + 1) % 12 } : one)),
    }));
  });

/** Looks at the history and restores one of it. What comes of it is a gesture in the moment in which it shows. */
export const restore = (act: Act): void => {
  const { device, tab, random, ledger, note } = act;
  const { manager } = tab;
  device.promised(tab, "restore", async () => {
    const page = await manager.getVersionHistory(20);
    if (!page.ok || page.value.versions.length === 0) return;
    const { version } = random.pick(page.value.versions);
    const answer = await manager.readVersion(version);
    if (!answer.ok) return;
    let { layout: before, conflict: asked } = manager.state;
    const stop = manager.subscribe(() => {
      const { layout: after, conflict } = manager.state;
      if (before !== null && after !== null && before !== after && same(after, answer.value.layout)) {
        ledger.gesture({ ...authorOf({ device, tab }), asked }, before, after);
        note(`restores version ${version}: ${changesOf(before, after)}`);
      }
      [before, asked] = [after, conflict];
    });
    await manager.rollbackToVersion(version).finally(stop);
  });
};

/** Settles the question, if there is one. */
export const answer = ({ device, tab, ledger, random, note }: Omit<Act, "text">): void => {
  const { conflict, layout } = tab.manager.state;
  if (conflict === null || layout === null) return;
  const choice = random.pick(["mine", "theirs", "merged"] as const);
  note(choice);
  ledger.answered(device.name, { ...conflict, mine: layout }, choice);
  device.promised(tab, "answer", () => tab.manager.resolveConflict(choice));
};

const written = (layout: Layout, place: string, text: string): Layout => {
  const known = layout.desktop.find(({ id }) => id === place);
  const widget: Widget = {
    ...(known ?? { id: place, type: "notes", x: 0, y: layout.desktop.length, w: 1, h: 1 }),
    config: { text },
  };
  return {
    ...layout,
    desktop:
      known === undefined
        ? [...layout.desktop, widget]
        : layout.desktop.map((one) => (one === known ? widget : one)),
  };
};

const changesOf = (before: Layout, after: Layout): string =>
  [...valuesOf(after)]
    .filter(([place, text]) => valuesOf(before).get(place) !== text)
    .map(([place, text]) => `${place} = ${text}`)
    .join(", ") || "places only";
