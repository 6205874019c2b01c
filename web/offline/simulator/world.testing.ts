/** One run: a server, devices and people, by a script; then everything is mended, and everybody must agree. */
import { canonical } from "../../../worker/layout/canonical.ts";
import { notes } from "../document.testing.ts";
import { createDevice, type Device } from "./device.testing.ts";
import { createLedger } from "./ledger.testing.ts";
import { installBrowser } from "./life.testing.ts";
import { perform, type World } from "./perform.testing.ts";
import { answer } from "./person.testing.ts";
import type { Plant } from "./planted.testing.ts";
import { createRandom } from "./random.testing.ts";
import { createRoom } from "./room.testing.ts";
import { chanceOf, type Script } from "./script.testing.ts";
import { createServer } from "./server.testing.ts";
import { createTimeline } from "./timeline.testing.ts";

export type Run = {
  /** What was found wrong first; null where nothing was. */
  readonly fault: string | null;
  /** One line a step of anybody, where it was asked for. */
  readonly trace: readonly string[];
};

installBrowser();

export const run = async (
  script: Script,
  { plant = null, traced = false }: { readonly plant?: Plant | null; readonly traced?: boolean } = {},
): Promise<Run> => {
  const trace: string[] = [];
  const timeline = createTimeline();
  let found: string | null = null;
  const note = (actor: string, what: string, result = "") => {
    if (traced)
      trace.push(
        `${trace.length + 1}. ${(timeline.now() / 1000).toFixed(3)}s ${actor}: ${what}${result && ` -> ${result}`}`,
      );
  };
  const fault = (what: string) => {
    found ??= what;
    note("FAULT", what);
  };
  const ledger = createLedger(fault);
  const room = createRoom({
    ...{ timeline, random: createRandom(script.seed, "room") },
    forgetsOperations: plant === "operation-ids-forgotten",
    onVersion: ({ entry, layout }, operationId) => {
      note("server", `version ${entry.version} by ${operationId}`, entry.setAside ? "set aside" : "head");
      if (layout !== null) ledger.versioned(entry, layout, operationId, entry.setAside);
    },
  });
  const server = createServer(room, { ignoresBase: plant === "base-ignored" });
  const names = script.slots.map((_, index) => `d${index}`);
  const places = script.slots.flatMap((count, at) =>
    Array.from({ length: count }, (_, slot) => `d${at}.${slot}`),
  );
  const starter = notes(Object.fromEntries([...places, ...SHARED].map((place) => [place, "0"])));
  const devices = names.map((name, index): Device => {
    const device: Device = createDevice({
      ...{ seed: script.seed, name, slots: script.slots[index] ?? 1, starter, timeline, ledger, plant },
      ...{ note, fault },
      serve: (request) => server.handle(request, { deviceId: name, isSignedOut: device.isSignedOut }),
    });
    return device;
  });
  const world: World = { ...{ script, timeline, ledger, devices, room, note }, shared: SHARED };
  try {
    for (const device of devices) device.open(0);
    for (const step of script.steps) {
      await timeline.pass(step.waitMs);
      perform(world, step, chanceOf(script, step));
      if (found !== null) break;
    }
    if (found === null) await rest(world);
    if (found === null) await judge(world, fault);
  } catch (error) {
    fault(`A crash: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    room.close();
  }
  return { fault: found, trace };
};

const SHARED = ["s0", "s1"] as const;

/** Two of them are longer than anything that is still on its way. */
const ROUND_MS = 35_000;
const ROUNDS = 40;

/** The network is good again, every tab is open, every question is answered; then time passes until all is quiet. */
const rest = async ({ devices, timeline, room, script, note, ledger }: World): Promise<void> => {
  note("everybody", "rests");
  room.weather.now = "up";
  for (const device of devices) {
    Object.assign(device, { isSignedOut: false, skewMs: 0 });
    Object.assign(device.network, { state: "up" });
    device.disk.refuses = false;
    device.worker()?.doom(Number.POSITIVE_INFINITY);
    for (const tab of device.tabs) tab?.life.doom(Number.POSITIVE_INFINITY);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const device of devices) {
      for (const slot of device.tabs.keys()) {
        const tab = device.open(slot);
        if (slot > 0) continue;
        const random = createRandom(script.seed, "rest", round, device.name);
        answer({ device, tab, ledger, random, note: (choice) => note(tab.life.name, "answers", choice) });
      }
      if (round === 0) device.online();
    }
    await timeline.pass(ROUND_MS);
    if (round > 0 && isQuiet(devices, room.store.layout("main")?.versions.at(-1)?.entry.version ?? null))
      return;
  }
};

const isQuiet = (devices: readonly Device[], newest: number | null): boolean => {
  const managers = devices.flatMap(({ tabs }) => tabs.flatMap((tab) => tab?.manager ?? []));
  return managers.every(
    ({ status, state: { version } }) =>
      version === newest && (status.kind === "saved" || status.kind === "untouched"),
  );
};

const judge = async (
  { devices, room, ledger, timeline }: World,
  fault: (what: string) => void,
): Promise<void> => {
  const row = room.store.layout("main");
  const held = row?.versions.at(-1);
  const head = held === undefined ? null : room.store.lookInto(held);
  for (const device of devices) {
    for (const tab of device.tabs) {
      if (tab === null) continue;
      const { status, layout, version } = tab.manager.state;
      const { name } = tab.life;
      if (status.kind !== (head === null ? "untouched" : "saved"))
        fault(`${name} ends as ${status.kind}${"detail" in status ? `: ${status.detail}` : ""}.`);
      if (head === null || layout === null) continue;
      if (version !== held?.entry.version)
        fault(`${name} ends at version ${version}, the server at ${held?.entry.version}.`);
      if (canonical(layout) !== canonical(head)) fault(`${name} ends with another layout than the server.`);
    }
    for (const { life } of device.tabs.filter((tab) => tab !== null))
      if (life.hanging().length > 0) fault(`${life.name} left hanging: ${life.hanging().join(", ")}.`);
    if (device.worker()?.hanging().length) fault(`${device.name}'s worker never came to an end.`);
    if (device.heldLocks().length > 0)
      fault(`${device.name} holds ${device.heldLocks().join(", ")} for ever.`);
  }
  if (head === null) return;
  ledger.settle(head);
  const proof = room.verify();
  await timeline.pass(1_000);
  const result = await proof;
  if (result.kind !== "verified" || !result.report.ok)
    fault(`The history does not verify: ${JSON.stringify(result)}`);
};
