/** What a person does at a tab, and how the ledger hears of it. */
import { same } from "../../../worker/layout/canonical.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import type { Device, Tab } from "./device.testing.ts";
import { type Ledger, valuesOf } from "./ledger.testing.ts";
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

/** Does it, and writes down what the person saw before and after. */
export const gesture = ({ device, tab, ledger, note }: Act, work: () => void): void => {
  const { life, manager } = tab;
  const before = manager.state.layout;
  life.run(work);
  const after = manager.state.layout;
  const isChange = before !== null && after !== null && before !== after;
  note(isChange ? changesOf(before, after) : "nothing");
  if (isChange)
    ledger.gesture({ device: device.name, life, isKnown: manager.state.session !== null }, before, after);
};

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
  const { life, manager } = tab;
  device.promised(tab, "restore", async () => {
    const page = await manager.getVersionHistory(20);
    if (!page.ok || page.value.versions.length === 0) return;
    const { version } = random.pick(page.value.versions);
    const answer = await manager.readVersion(version);
    if (!answer.ok) return;
    let before = manager.state.layout;
    const stop = manager.subscribe(() => {
      const { layout: after, session } = manager.state;
      if (before !== null && after !== null && before !== after && same(after, answer.value.layout)) {
        ledger.gesture({ device: device.name, life, isKnown: session !== null }, before, after);
        note(`restores version ${version}: ${changesOf(before, after)}`);
      }
      before = after;
    });
    await manager.rollbackToVersion(version).finally(stop);
  });
};

/** Settles the question, if there is one. The ledger hears of it from the store. */
export const answer = ({ device, tab, random, note }: Act): void => {
  if (tab.manager.state.conflict === null) return;
  const choice = random.pick(["mine", "theirs", "merged"] as const);
  note(choice);
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
