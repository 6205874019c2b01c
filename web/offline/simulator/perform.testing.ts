/** Carries out one step of a script. */
import type { Device } from "./device.testing.ts";
import type { Ledger } from "./ledger.testing.ts";
import type { Network } from "./network.testing.ts";
import { type Act, answer, gesture, move, remove, restore, write } from "./person.testing.ts";
import type { Random } from "./random.testing.ts";
import type { Room } from "./room.testing.ts";
import type { Script, Step } from "./script.testing.ts";
import type { Timeline } from "./timeline.testing.ts";

export type World = {
  readonly script: Script;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  readonly devices: readonly Device[];
  readonly room: Room;
  readonly shared: readonly string[];
  readonly note: (actor: string, what: string, result?: string) => void;
};

const FOR_MS = [500, 3_000, 15_000, 60_000, 200_000] as const;

export const perform = (world: World, step: Step, random: Random): void => {
  const device = world.devices[step.device];
  if (device === undefined) return;
  const tab = device.open(step.slot);
  const note = (result: string) => world.note(tab.life.name, `[${step.index}] ${step.kind}`, result);
  const act: Act = { device, tab, random, note, ledger: world.ledger, text: `${tab.place}:${step.index}` };
  const { life, manager } = tab;
  const shared = random.pick(world.shared);
  const untilThen = (begin: () => void, end: () => void) => {
    begin();
    world.timeline.after(random.pick(FOR_MS), end);
  };
  switch (step.kind) {
    case "edit":
      write(act, tab.place, random.chance(0.2) ? { immediate: true } : {});
      break;
    case "edit shared":
      // One place in one tab of a device: a person does not write the same thing in two windows at once.
      step.slot === 0 ? write(act, shared) : write(act, tab.place);
      break;
    case "save now":
      note("");
      life.run(() => manager.saveNow());
      break;
    case "name":
      write(act, tab.place, { description: `named ${act.text}` });
      break;
    case "add":
      write(act, `${tab.place}.${step.index}`);
      break;
    case "remove":
      remove(act, random.chance(0.7) || step.slot > 0 ? tab.place : shared);
      break;
    case "move":
      move(act, tab.place);
      break;
    case "undo":
      gesture(act, () => manager.undo());
      break;
    case "change mind":
      write(act, tab.place, { immediate: true });
      life.after(random.between(200, 4_000), () => {
        gesture(act, () => manager.undo());
        manager.saveNow();
      });
      break;
    case "redo":
      gesture(act, () => manager.redo());
      break;
    case "restore":
      restore(act);
      break;
    case "answer":
      answer(act);
      break;
    case "sync":
      note("");
      device.promised(tab, "sync", () => manager.sync());
      break;
    case "look at history":
      note("");
      device.promised(tab, "history", () => manager.getVersionHistory(5));
      break;
    case "network":
      setNetwork(world, device, random, note);
      break;
    case "sign out":
      note("");
      untilThen(
        () => Object.assign(device, { isSignedOut: true }),
        () => {
          Object.assign(device, { isSignedOut: false });
          device.online();
        },
      );
      break;
    case "crash":
      note("in a moment");
      life.doom(random.between(1, 25));
      break;
    case "close":
      note("");
      close(device, tab, random);
      break;
    case "hide":
      note("");
      life.run(() => manager.leave());
      break;
    case "kill browser":
      note("");
      for (const one of device.tabs) one?.life.end();
      device.worker()?.end();
      break;
    case "kill worker":
      note("in a moment");
      device.worker()?.doom(random.between(1, 8));
      break;
    case "wake worker":
      note("");
      device.drainInWorker();
      break;
    case "fill disk":
      note("");
      untilThen(
        () => Object.assign(device.disk, { refuses: true }),
        () => Object.assign(device.disk, { refuses: false }),
      );
      break;
    case "set clock":
      note("");
      Object.assign(device, { skewMs: random.between(-3_600_000, 3_600_000) });
      break;
    case "archive":
      note("D1 goes");
      untilThen(
        () => Object.assign(world.room.weather, { now: random.pick(["down", "shaky"]) }),
        () => Object.assign(world.room.weather, { now: "up" }),
      );
      break;
  }
};

const STATES: readonly Network["state"][] = ["down", "flaky", "flaky", "flaky", "portal", "busy"];

const setNetwork = (world: World, device: Device, random: Random, note: (result: string) => void): void => {
  const state = random.pick(STATES);
  note(state);
  Object.assign(device.network, { state });
  world.timeline.after(random.pick(FOR_MS), () => {
    world.note(device.name, "network", "up");
    Object.assign(device.network, { state: "up" });
    if (random.chance(0.8)) device.online();
  });
};

/** As a page goes: everything by every road, and then it may be gone before any of them was taken to its end. */
const close = (device: Device, { life, manager }: Act["tab"], random: Random): void => {
  life.run(() => manager.leave());
  device.drainInWorker();
  life.doom(random.between(1, 6));
  life.after(500, () => life.end());
};
