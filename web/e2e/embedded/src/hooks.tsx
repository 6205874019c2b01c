/**
 * Looks at the hooks where they are easily wrong: a layout that changes all the time, under slow concurrent rendering.
 */
import { widgetPersistenceManager as keeper, type Layout, type SaveStatus } from "gridkeep/client";
import { type SetLayout, usePersistedLayout, useSaveStatus } from "gridkeep/react";
import { type ReactNode, StrictMode, startTransition, useEffect, useLayoutEffect, useState } from "react";
import { createRoot, type Root } from "react-dom/client";

const READERS = Array.from({ length: 40 }, (_, n) => n);
const SLOW_MS = 2;

const widget = (id: string, text: string) => ({
  id,
  type: "acme.note",
  x: 0,
  y: 0,
  w: 1,
  h: 1,
  config: { text },
});
const withWidget =
  (id: string, text: string) =>
  (layout: Layout): Layout => ({
    ...layout,
    desktop: [...layout.desktop.filter((one) => one.id !== id), widget(id, text)],
  });
const textIn = (layout: Layout | null): string =>
  String(layout?.desktop.find(({ id }) => id === "counter")?.config["text"] ?? "");

const beSlow = (): void => {
  const end = performance.now() + SLOW_MS;
  while (performance.now() < end);
};

const Reader = () => {
  const [layout] = usePersistedLayout();
  useLayoutEffect(() => look("ours"));
  beSlow();
  return <i className="ours">{textIn(layout)}</i>;
};

/** As one would write it without a second thought: what shows that the circumstances do tear. */
const NaiveReader = () => {
  const [layout, setLayout] = useState(keeper.state.layout);
  useEffect(() => keeper.subscribe(() => setLayout(keeper.state.layout)), []);
  useLayoutEffect(() => look("naive"));
  beSlow();
  return <i className="naive">{textIn(layout)}</i>;
};

const torn = { ours: 0, naive: 0 };
const look = (kind: keyof typeof torn): void => {
  const texts = [...document.querySelectorAll(`.${kind}`)].map(({ textContent }) => textContent);
  if (new Set(texts).size > 1) torn[kind] += 1;
};

/** Come in as a transition, whose rendering makes way for timers. */
const Readers = ({ of: One }: { of: () => ReactNode }) => {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => startTransition(() => setIsShown(true)), []);
  return isShown && READERS.map((n) => <One key={n} />);
};

const show = (page: ReactNode): Root => {
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  root.render(<StrictMode>{page}</StrictMode>);
  return root;
};

let count = 0;

/** Shows readers while the layout changes all the time. Nothing else may render: React would begin anew with them. */
const showReaders = (kind: keyof typeof torn, one: () => ReactNode): Promise<void> =>
  new Promise((done) => {
    const root = show(<Readers of={one} />);
    const timer = setInterval(() => {
      count += 1;
      keeper.edit(withWidget("counter", String(count)));
      if (document.querySelectorAll(`.${kind}`).length < READERS.length) return;
      clearInterval(timer);
      root.unmount();
      done();
    }, 5);
  });

const setters = new Set<SetLayout>();
const statuses: SaveStatus[] = [];

const Editor = () => {
  const [layout, setLayout] = usePersistedLayout();
  const status = useSaveStatus();
  setters.add(setLayout);
  if (statuses.at(-1) !== status) statuses.push(status);
  // Before there is a layout, and in this order.
  useEffect(() => {
    setLayout(withWidget("early", "first"));
    setLayout((now) => withWidget("early", `${now.desktop.at(-1)?.config["text"]}, second`)(now));
  }, [setLayout]);
  return <p>{String(layout?.desktop.at(-1)?.config["text"])}</p>;
};

const editor = show(<Editor />);
await keeper.start();
const early = keeper.state.layout?.desktop.find(({ id }) => id === "early")?.config["text"];
for (let n = 0; n < 20; n += 1) keeper.edit(withWidget("early", `first, second, ${n}`));
await new Promise((done) => setTimeout(done, 100));
const text = document.querySelector("p")?.textContent;
const seen = { early, text, setters: setters.size, statuses: statuses.length };
editor.unmount();

await showReaders("naive", NaiveReader);
await showReaders("ours", Reader);
document.body.dataset["seen"] = JSON.stringify({ torn, ...seen });
