/**
 * How soon a second device has what the first one saved: from sending the save until the second was told of it and has
 * loaded it. And how soon a thousand hear of one save, and what they cost the one who saves.
 */
import { type Connection, connect } from "./connection.ts";
import { gather, type Person } from "./crowd.ts";
import { createDraft } from "./draft.ts";
import { atMost, type Figure, plain } from "./figure.ts";
import { listen } from "./listener.ts";
import { median } from "./median.ts";
import { load, save } from "./requests.ts";
import { scratch } from "./scratch.ts";
import { startSite } from "./site.ts";

const SAVES = 200;
const WARM_UP = 20;
const SOCKETS = 1_000;
const ROUNDS = 20;
const AT_ONCE = 50;

export default async function bench(): Promise<readonly Figure[]> {
  const site = await startSite(scratch());
  const device = await start(site.url);
  const pairs = await toSecond(device);
  const alone = await answered(device);
  const crowd = await toAll(device);
  device.line.close();
  await site.stop();
  const at = (part: number): number => pairs[Math.floor(pairs.length * part)] ?? Number.NaN;
  return [
    atMost("live: from a save to the layout on a second device, p95", at(0.95), "ms", 300),
    plain("live: from a save to the layout on a second device, p50", at(0.5), "ms"),
    plain("live: from a save to the layout on a second device, p99", at(0.99), "ms"),
    plain(`live: from a save until ${SOCKETS} sockets heard of it, median`, crowd.heardMs, "ms"),
    plain("live: from a save to its answer, nobody listening, median", alone, "ms"),
    plain(`live: from a save to its answer, ${SOCKETS} sockets listening, median`, crowd.answeredMs, "ms"),
  ];
}

type Device = { readonly url: URL; readonly person: Person; readonly line: Connection };

const start = async (url: URL): Promise<Device> => {
  const { people } = await gather(url, [createDraft({ widgets: 20, seed: 1 })]);
  const [person] = people;
  if (person === undefined) throw new Error("Nobody came.");
  return { url, person, line: await connect(url) };
};

/** Sorted. */
const toSecond = async (device: Device): Promise<Float64Array> => {
  const cookie = await pair(device);
  const listener = await listen(device.url, cookie);
  const second: Device = { ...device, person: { ...device.person, cookie }, line: await connect(device.url) };
  const times: number[] = [];
  for (let at = 0; at < WARM_UP + SAVES; at += 1) {
    const begun = performance.now();
    const next = versionOf(device) + 1;
    const loaded = listener.heard(next).then(() => loadVersion(second, next));
    const saved = saveOn(device);
    await loaded;
    if (at >= WARM_UP) times.push(performance.now() - begun);
    await saved;
  }
  listener.close();
  second.line.close();
  return Float64Array.from(times).sort();
};

const toAll = async (device: Device) => {
  const { url, person } = device;
  const listeners: Awaited<ReturnType<typeof listen>>[] = [];
  while (listeners.length < SOCKETS)
    listeners.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => listen(url, person.cookie)))));
  const times = { heard: [] as number[], answered: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const next = versionOf(device) + 1;
    const heard = Promise.all(listeners.map((listener) => listener.heard(next)));
    await saveOn(device);
    times.answered.push(performance.now() - begun);
    await heard;
    times.heard.push(performance.now() - begun);
  }
  for (const listener of listeners) listener.close();
  return { heardMs: median(times.heard), answeredMs: median(times.answered) };
};

const answered = async (device: Device): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await saveOn(device);
    times.push(performance.now() - begun);
  }
  return median(times);
};

const saveOn = async ({ url, person, line }: Device): Promise<void> => {
  const { request, expected, settle } = save(person, url.host);
  const reply = await line.send(request);
  if (reply.status !== expected) throw new Error(`Not saved: ${reply.status} ${reply.text()}`);
  settle?.(reply);
};

const loadVersion = async ({ url, person, line }: Device, version: number): Promise<void> => {
  const reply = await line.send(load(person, url.host).request);
  if (reply.etag !== `"${version}"`) throw new Error(`Loaded ${reply.etag} in place of ${version}.`);
};

const versionOf = ({ person: { head } }: Device): number => Number(head?.slice(1, -1));

/** The cookie of a second device, signed in by a code of the first. */
const pair = async ({ url, person }: Device): Promise<string> => {
  const asked = await post(new URL("/api/session/pairings", url), { Cookie: person.cookie });
  const told: unknown = await asked.json();
  const code = told instanceof Object && "code" in told ? told.code : null;
  const redeemed = await post(new URL("/api/session/pairings/redeem", url), {}, { code });
  const [cookie] = redeemed.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`Not paired: ${redeemed.status}`);
  return cookie.split(";")[0] ?? "";
};

const post = (url: URL, headers: Record<string, string>, body: object = {}): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { Origin: url.origin, "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
