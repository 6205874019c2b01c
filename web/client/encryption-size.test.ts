import { describe, expect, it } from "vitest";
import { bundled, bytesOf, here, modulesOf } from "./bundle.testing.ts";

/** Of what comes over the network when encryption is used first. */
const MOST_BYTES = 14 * 1024;

/** A page that embeds the library and may come to need the encryption. */
const PAGE = `
  import { widgetPersistenceManager } from ${here("index.ts")};
  void widgetPersistenceManager.start();
  addEventListener("click", async () => console.log(await import(${here("encryption.ts")})));`;

describe("the encryption of a page", () => {
  it("is loaded only when used: nothing of it is in what a page starts with, or sends with", async () => {
    const bundle = await bundled(PAGE);
    const cloud = bundle.with("client/browser-cloud.ts", bundle.first);
    const before = [...bundle.first, ...cloud];
    const later = bundle.with("client/encryption.ts", before);
    const isEncryption = (id: string) => /node_modules\/jose\/|client\/encryption/.test(id);
    expect(modulesOf(before).filter(isEncryption)).toEqual([]);
    expect(modulesOf(later).filter(isEncryption)).not.toEqual([]);
    expect(bytesOf(later)).toBeLessThanOrEqual(MOST_BYTES);
  });
});
