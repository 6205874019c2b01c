import { describe, expect, it } from "vitest";
import { checksum } from "../../worker/layout/checksum.ts";
import { layout, widget } from "../../worker/layout/layout.testing.ts";
import type { SealedLayout } from "../../worker/layout/schema.ts";
import {
  createTestDevice,
  createTestPage,
  createTestRing,
  PASSPHRASE,
  type TestPage,
  testKeys,
} from "./encryption.testing.ts";

const NEW = "another horse entirely";
const DASHBOARD = layout([widget({ title: "Bank", config: { text: "secret" } })]);
const DONE = { ok: true, value: null };

const protectedPage = async (given: Parameters<typeof createTestPage>[0] = {}): Promise<TestPage> => {
  const page = createTestPage(given);
  expect(await page.setPassphrase(PASSPHRASE)).toEqual(DONE);
  return page;
};
/** The same user on another device. */
const secondDevice = async ({ ring }: TestPage): Promise<TestPage> => {
  const page = createTestPage({ ring });
  await page.refresh();
  return page;
};
const sealedBy = async (page: TestPage): Promise<SealedLayout> => {
  const sealed = await page.encryptLayout(DASHBOARD);
  if (!sealed.ok) throw new Error(sealed.reason);
  return sealed.value;
};

describe("a user without a passphrase", () => {
  it("has encryption off, and nothing is sealed", async () => {
    const page = createTestPage();
    expect(await page.refresh()).toBe("off");
    expect(await page.encryptLayout(DASHBOARD)).toEqual({ ok: false, reason: "locked" });
    expect(await page.encryptLayoutData(DASHBOARD)).toEqual({ ok: false, reason: "locked" });
    expect(await page.unlock(PASSPHRASE)).toEqual({ ok: false, reason: "not-encrypted" });
    expect(await page.changePassphrase(PASSPHRASE, NEW)).toEqual({ ok: false, reason: "not-encrypted" });
  });

  it("is told what is too weak, and nothing is stored or sent", async () => {
    const page = createTestPage();
    expect(await page.setPassphrase("1234567")).toEqual({ ok: false, reason: "weak-passphrase" });
    expect([page.state, page.ring.versions, page.device.stored.size]).toEqual(["off", [], 0]);
  });

  it("stays so where the server does not answer", async () => {
    const page = createTestPage();
    page.ring.network = "down";
    expect(await page.setPassphrase(PASSPHRASE)).toEqual({ ok: false, reason: "unreachable" });
    expect(await page.unlock(PASSPHRASE)).toEqual({ ok: false, reason: "unreachable" });
    expect(await page.changePassphrase(PASSPHRASE, NEW)).toEqual({ ok: false, reason: "unreachable" });
    expect(page.state).toBe("off");
  });
});

describe("a passphrase that is being set or changed", () => {
  /** Stops it as soon as it says that it is at a step, and notes all that it said. */
  const stoppedAt = (wanted: string | null) => {
    const stopping = new AbortController();
    const steps: string[] = [];
    const onStep = (step: string): void => {
      steps.push(step);
      if (step === wanted) stopping.abort();
    };
    return { signal: stopping.signal, onStep, steps };
  };

  it("says at which step it is", async () => {
    const page = createTestPage();
    const [setting, changing] = [stoppedAt(null), stoppedAt(null)];
    expect(await page.setPassphrase(PASSPHRASE, setting)).toEqual(DONE);
    expect((await page.changePassphrase(PASSPHRASE, NEW, changing)).ok).toBe(true);
    expect(setting.steps).toEqual(["asking", "making", "saving"]);
    expect(changing.steps).toEqual(["asking", "opening", "making", "saving"]);
  });

  it.each(["asking", "making"])("comes to nothing where it is stopped while %s", async (step) => {
    const page = createTestPage();
    expect(await page.setPassphrase(PASSPHRASE, stoppedAt(step))).toEqual({ ok: false, reason: "stopped" });
    expect([page.state, page.ring.versions, page.device.stored.size]).toEqual(["off", [], 0]);
    expect(await page.setPassphrase(NEW)).toEqual(DONE);
  });

  it.each(["asking", "opening", "making"])(
    "stays what it was where a change is stopped while %s",
    async (step) => {
      const page = await protectedPage();
      const stopped = await page.changePassphrase(PASSPHRASE, NEW, stoppedAt(step));
      expect(stopped).toEqual({ ok: false, reason: "stopped" });
      const other = await secondDevice(page);
      expect(await other.unlock(PASSPHRASE)).toEqual(DONE);
    },
  );

  it("can't be stopped once it is on its way", async () => {
    const page = createTestPage();
    expect(await page.setPassphrase(PASSPHRASE, stoppedAt("saving"))).toEqual(DONE);
  });
});

describe("a passphrase that is set", () => {
  it("unlocks, and the server has the key in a wrap only", async () => {
    const page = await protectedPage();
    expect(page.state).toBe("unlocked");
    expect(page.ring.versions).toHaveLength(1);
    expect(page.ring.versions[0]?.sealed.split(".")).toHaveLength(5);
  });

  it("leaves nothing on the device that gives the key away", async () => {
    const { device } = await protectedPage();
    const keys = device.stored.get("guest-1")?.keys;
    for (const key of [keys?.content, keys?.nonce]) expect(key?.extractable).toBe(false);
    expect(JSON.stringify([...device.stored])).not.toContain(PASSPHRASE);
  });

  it("leaves no bytes of the key in memory", async () => {
    const given: Uint8Array[] = [];
    const randomBytes = (length: number) => {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      given.push(bytes);
      return bytes;
    };
    await protectedPage({ randomBytes });
    expect(given).toEqual([new Uint8Array(32)]);
  });

  it("is set once where it is set twice at once in one page", async () => {
    const page = createTestPage();
    const outcomes = await Promise.all([page.setPassphrase(PASSPHRASE), page.setPassphrase(NEW)]);
    expect(outcomes).toEqual([DONE, { ok: false, reason: "conflict" }]);
    expect(page.state).toBe("unlocked");
  });

  it("stays unlocked across a reload, also offline", async () => {
    const before = await protectedPage();
    const sealed = await sealedBy(before);
    before.ring.network = "down";
    const page = createTestPage({ device: before.device, ring: before.ring });
    expect(await page.refresh()).toBe("unlocked");
    expect(await page.decryptLayout(sealed)).toEqual({ ok: true, value: DASHBOARD });
  });

  it("is not set twice: the second of two devices at once learns that it must unlock", async () => {
    const ring = createTestRing();
    const [one, two] = [createTestPage({ ring }), createTestPage({ ring })];
    const outcomes = await Promise.all([one.setPassphrase(PASSPHRASE), two.setPassphrase(NEW)]);
    expect(outcomes).toContainEqual(DONE);
    expect(outcomes).toContainEqual({ ok: false, reason: "conflict" });
    expect(ring.versions).toHaveLength(1);
    const isFirst = outcomes[0].ok;
    const [winner, loser] = isFirst ? [one, two] : [two, one];
    expect(loser.state).toBe("locked");
    expect(await loser.unlock(isFirst ? PASSPHRASE : NEW)).toEqual(DONE);
    expect(await sealedBy(loser)).toEqual(await sealedBy(winner));
  });

  it("is not set over one that this device did not know of", async () => {
    const page = createTestPage({ ring: (await protectedPage()).ring });
    expect(await page.setPassphrase(NEW)).toEqual({ ok: false, reason: "conflict" });
    expect(page.state).toBe("locked");
  });

  it("is not set over one that the server has lost or hides", async () => {
    const page = await protectedPage();
    page.ring.versions.length = 0;
    expect(await page.setPassphrase(NEW)).toEqual({ ok: false, reason: "conflict" });
    await page.lock();
    expect(await page.setPassphrase(NEW)).toEqual({ ok: false, reason: "conflict" });
    expect(await page.unlock(PASSPHRASE)).toEqual(DONE);
  });

  it("whose reply was lost is there: this device unlocks with it", async () => {
    const page = createTestPage();
    page.ring.network = "deaf";
    expect(await page.setPassphrase(PASSPHRASE)).toEqual({ ok: false, reason: "unreachable" });
    page.ring.network = "up";
    expect(await page.setPassphrase(PASSPHRASE)).toEqual({ ok: false, reason: "conflict" });
    expect(await page.unlock(PASSPHRASE)).toEqual(DONE);
  });

  it("works until the page is closed where the device can't store the key, and says so", async () => {
    const page = createTestPage();
    page.device.isFull = true;
    expect(await page.setPassphrase(PASSPHRASE)).toEqual({ ok: false, reason: "storage" });
    expect(page.state).toBe("unlocked");
    expect(await page.decryptLayout(await sealedBy(page))).toEqual({ ok: true, value: DASHBOARD });
  });
});

describe("a device that is locked", () => {
  it("seals and opens nothing, and hands back what it was given", async () => {
    const page = await protectedPage();
    const whole = await sealedBy(page);
    const inFields = await page.encryptLayoutData(DASHBOARD);
    if (!inFields.ok) throw new Error(inFields.reason);
    expect(await page.lock()).toEqual(DONE);
    expect(page.state).toBe("locked");
    expect(await page.encryptLayout(DASHBOARD)).toEqual({ ok: false, reason: "locked" });
    const [one, two] = [await page.decryptLayout(whole), await page.decryptLayoutData(inFields.value)];
    expect(one).toEqual({ ok: false, reason: "locked", kept: whole });
    expect(two).toMatchObject({ ok: false, reason: "locked", widgetIds: ["a"] });
    expect("kept" in two && two.kept).toBe(inFields.value);
    expect(page.device.stored.get("guest-1")?.keys).toBeNull();
  });

  it("is locked at once, while an unlock or a slow server is waited for, and stays so", async () => {
    const page = await protectedPage();
    let answer = () => {};
    const slow = new Promise<void>((done) => {
      answer = done;
    });
    const { load } = page.ring;
    page.ring.load = () => slow.then(load);
    const unlocking = page.unlock(PASSPHRASE);
    const locking = page.lock();
    expect(page.state).toBe("locked");
    answer();
    expect(await unlocking).toEqual(DONE);
    expect(await locking).toEqual(DONE);
    expect(page.state).toBe("locked");
    expect(page.device.stored.get("guest-1")?.keys).toBeNull();
  });

  it("is locked after a reload too", async () => {
    const page = await protectedPage();
    await page.lock();
    expect(await createTestPage({ device: page.device, ring: page.ring }).refresh()).toBe("locked");
  });

  it("says so where it could not forget the key", async () => {
    const page = await protectedPage();
    page.device.isFull = true;
    expect(await page.lock()).toEqual({ ok: false, reason: "storage" });
    expect(page.state).toBe("locked");
  });

  it("unlocks with the passphrase and no other", async () => {
    const page = await secondDevice(await protectedPage());
    expect(page.state).toBe("locked");
    expect(await page.unlock("wrong passphrase")).toEqual({ ok: false, reason: "wrong-passphrase" });
    expect(page.state).toBe("locked");
    expect(await page.unlock(PASSPHRASE)).toEqual(DONE);
    expect(page.state).toBe("unlocked");
  });

  it("unlocks offline once it has seen the wrapped key", async () => {
    const page = await secondDevice(await protectedPage());
    page.ring.network = "down";
    expect(await page.unlock("wrong passphrase")).toEqual({ ok: false, reason: "wrong-passphrase" });
    expect(await page.unlock(PASSPHRASE)).toEqual(DONE);
  });

  it("opens with a key that it is given", async () => {
    const page = await protectedPage();
    const whole = await sealedBy(page);
    await page.lock();
    expect(await page.decryptLayout(whole, await testKeys())).toMatchObject({ reason: "tampered" });
    const known = createTestPage({ randomBytes: () => Uint8Array.from({ length: 32 }, (_, at) => at) });
    await known.setPassphrase(PASSPHRASE);
    const sealed = await sealedBy(known);
    await known.lock();
    expect(await known.decryptLayout(sealed, await testKeys())).toEqual({ ok: true, value: DASHBOARD });
  });

  it("refuses a wrapped key that was tampered with", async () => {
    const page = await secondDevice(await protectedPage());
    const head = page.ring.versions[0]?.sealed ?? "";
    const shorter = (by: number) => head.slice(0, -by);
    // Two characters and the bits they leave over are a byte, however short that makes the tag.
    const cuts = [1, 4, 22].map(shorter).concat(`${shorter(22)}AA`, `${shorter(4)}A`, `${head}AA`);
    for (const [at, sealed] of cuts.entries()) {
      page.ring.versions.push({ version: at + 2, sealed });
      expect(await page.unlock(PASSPHRASE), sealed).toEqual({ ok: false, reason: "tampered" });
      expect(page.state).toBe("locked");
    }
  });
});

describe("a passphrase that is changed", () => {
  it("re-encrypts nothing, and all that was ever sealed opens with the new one on any device", async () => {
    const page = await protectedPage();
    const [version1, inFields] = [await sealedBy(page), await page.encryptLayoutData(DASHBOARD)];
    expect(await page.changePassphrase(PASSPHRASE, NEW)).toEqual({
      ok: true,
      value: { olderForgotten: true },
    });
    expect(await sealedBy(page)).toEqual(version1);
    const other = await secondDevice(page);
    expect(await other.unlock(PASSPHRASE)).toEqual({ ok: false, reason: "wrong-passphrase" });
    expect(await other.unlock(NEW)).toEqual(DONE);
    expect(await other.decryptLayout(version1)).toEqual({ ok: true, value: DASHBOARD });
    if (!inFields.ok) throw new Error(inFields.reason);
    expect(await other.decryptLayoutData(inFields.value)).toEqual({ ok: true, value: DASHBOARD });
  });

  it("leaves no older wrap on the server", async () => {
    const page = await protectedPage();
    await page.changePassphrase(PASSPHRASE, NEW);
    expect(page.ring.versions.map(({ version }) => version)).toEqual([2]);
  });

  it("needs the old one, and a new one that is not weak", async () => {
    const page = await protectedPage();
    expect(await page.changePassphrase("wrong passphrase", NEW)).toEqual({
      ok: false,
      reason: "wrong-passphrase",
    });
    expect(await page.changePassphrase(PASSPHRASE, "short")).toEqual({
      ok: false,
      reason: "weak-passphrase",
    });
    expect(page.ring.versions).toHaveLength(1);
  });

  it("leaves a locked device locked and an unlocked one unlocked", async () => {
    const page = await protectedPage();
    const other = await secondDevice(page);
    await other.changePassphrase(PASSPHRASE, NEW);
    expect([page.state, other.state]).toEqual(["unlocked", "locked"]);
  });

  it("does not go over another device's change of the same moment", async () => {
    const page = await protectedPage();
    const other = await secondDevice(page);
    const outcomes = await Promise.all([
      page.changePassphrase(PASSPHRASE, NEW),
      other.changePassphrase(PASSPHRASE, "a third one"),
    ]);
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(outcomes).toContainEqual({ ok: false, reason: "conflict" });
    const standing = outcomes[0].ok ? NEW : "a third one";
    expect(await (await secondDevice(page)).unlock(standing)).toEqual(DONE);
  });

  it("whose reply was lost is found made when it is sent again", async () => {
    const page = await protectedPage();
    page.ring.network = "deaf";
    expect(await page.changePassphrase(PASSPHRASE, NEW)).toEqual({ ok: false, reason: "unreachable" });
    page.ring.network = "up";
    expect(await page.changePassphrase(PASSPHRASE, NEW)).toEqual({
      ok: true,
      value: { olderForgotten: true },
    });
    expect(page.ring.versions).toHaveLength(1);
    expect(await page.unlock(NEW)).toEqual(DONE);
  });

  it("needs the server, so that no device is left with a passphrase of its own", async () => {
    const page = await protectedPage();
    page.ring.network = "down";
    expect(await page.changePassphrase(PASSPHRASE, NEW)).toEqual({ ok: false, reason: "unreachable" });
    expect(await page.unlock(PASSPHRASE)).toEqual(DONE);
  });

  it("says where older wraps could not be given up", async () => {
    const page = await protectedPage();
    const { ring } = page;
    const failing = createTestPage({
      device: page.device,
      remote: { ...ring, forgetOlder: async () => ({ kind: "unreachable" }) },
    });
    const changed = await failing.changePassphrase(PASSPHRASE, NEW);
    expect(changed).toEqual({ ok: true, value: { olderForgotten: false } });
  });
});

describe("the state", () => {
  it("is told to whoever subscribed, when it changes and only then", async () => {
    const page = createTestPage();
    const states: string[] = [];
    const leave = page.subscribe(() => states.push(page.state));
    await page.refresh();
    await page.setPassphrase(PASSPHRASE);
    await page.unlock(PASSPHRASE);
    await page.changePassphrase(PASSPHRASE, NEW);
    await page.lock();
    await page.lock();
    await page.unlock(NEW);
    leave();
    await page.lock();
    expect(states).toEqual(["unlocked", "locked", "unlocked"]);
  });

  it("follows another tab of the device that locked", async () => {
    const page = await protectedPage();
    const tab = createTestPage({ device: page.device, ring: page.ring });
    await tab.refresh();
    await tab.lock();
    expect(page.state).toBe("unlocked");
    expect(await page.refresh()).toBe("locked");
  });

  it("never brings back keys that another tab has forgotten", async () => {
    const page = await protectedPage();
    const tab = createTestPage({ device: page.device, ring: page.ring });
    await tab.refresh();
    await tab.lock();
    await page.changePassphrase(PASSPHRASE, NEW);
    expect(page.device.stored.get("guest-1")).toMatchObject({ ring: { version: 2 }, keys: null });
    expect(await page.refresh()).toBe("locked");
  });

  it("stays what it was where the device can't be read", async () => {
    const page = await protectedPage();
    const failing = { ...page.device, read: () => Promise.reject(new Error("gone")) };
    const tab = createTestPage({ storage: failing, ring: page.ring });
    expect(await tab.refresh()).toBe("locked");
  });

  it("is each user's own on a shared device", async () => {
    const page = await protectedPage();
    const other = createTestPage({ device: page.device, userId: "guest-2" });
    expect(await other.refresh()).toBe("off");
  });
});

describe("a sealed layout", () => {
  it("opens for no other user and as no other layout, even with the key", async () => {
    const page = await protectedPage();
    const whole = await sealedBy(page);
    const { device, ring } = page;
    const copied = createTestDevice();
    const stored = device.stored.get("guest-1");
    if (stored !== undefined) copied.stored.set("guest-2", stored);
    const others = [
      createTestPage({ device: copied, userId: "guest-2", ring: createTestRing() }),
      createTestPage({ device, ring, layoutId: "another" }),
    ];
    for (const other of others) {
      expect(await other.refresh()).toBe("unlocked");
      expect(await other.decryptLayout(whole)).toEqual({ ok: false, reason: "tampered", kept: whole });
    }
  });

  it("opens from an old version of its layout, as a restore is", async () => {
    const page = await protectedPage();
    const version1 = await sealedBy(page);
    await page.encryptLayout(layout());
    expect(await page.decryptLayout(structuredClone(version1))).toEqual({ ok: true, value: DASHBOARD });
  });

  it("is one thing and an open one another", async () => {
    const page = await protectedPage();
    expect(await page.decryptLayout(DASHBOARD)).toEqual({
      ok: false,
      reason: "not-encrypted",
      kept: DASHBOARD,
    });
    expect(await page.open(DASHBOARD)).toEqual({ ok: true, value: DASHBOARD });
    expect(await page.open(await sealedBy(page))).toEqual({ ok: true, value: DASHBOARD });
  });
});

describe("the integrity of a layout", () => {
  it("is what its checksum says, sealed or open", async () => {
    const page = await protectedPage();
    const sealed = await sealedBy(page);
    expect(await page.verifyIntegrity(DASHBOARD, await checksum(DASHBOARD))).toBe(true);
    expect(await page.verifyIntegrity(sealed, await checksum(sealed))).toBe(true);
    expect(await page.verifyIntegrity(sealed, await checksum(DASHBOARD))).toBe(false);
    expect(await page.verifyIntegrity(layout(), await checksum(DASHBOARD))).toBe(false);
    const broken = layout([widget({ title: "\ud800" })]);
    expect(await page.verifyIntegrity(broken, await checksum(DASHBOARD))).toBe(false);
  });
});
