import { describe, expect, it } from "vitest";
import { dataAddress, sandboxOf, secureAddress } from "./address.ts";

describe("addresses that a widget loads by itself", () => {
  it("are encrypted, or of this very machine where numbers are read", () => {
    expect(secureAddress(" https://a.example/b ")?.href).toBe("https://a.example/b");
    expect(secureAddress("http://localhost/b")).toBeUndefined();
    expect(dataAddress("http://localhost:8080/b")?.href).toBe("http://localhost:8080/b");
    expect(dataAddress("http://a.example/b")).toBeUndefined();
  });

  it.each([
    "",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://me:pw@a.example",
    "https://",
    "//a.example",
  ])("are never %j", (text) => {
    expect(secureAddress(text)).toBeUndefined();
    expect(dataAddress(text)).toBeUndefined();
  });
});

describe("the sandbox of an embedded page", () => {
  const ownOrigin = "https://gridkeep.example";
  const sandbox = (url: string, storage: boolean) =>
    sandboxOf(new URL(url), { ownOrigin, storage }).split(" ");

  it("never gives a page of ours both scripts and its origin", () => {
    for (const storage of [true, false]) {
      const allowed = sandbox(`${ownOrigin}/x`, storage);
      expect(allowed.includes("allow-scripts") && allowed.includes("allow-same-origin")).toBe(false);
      expect(allowed).toEqual([""]);
    }
  });

  it("gives a page of another site its own storage only when asked to, and this window never", () => {
    expect(sandbox("https://a.example", false)).not.toContain("allow-same-origin");
    expect(sandbox("https://a.example", true)).toContain("allow-same-origin");
    for (const one of ["allow-top-navigation", "allow-modals", "allow-downloads"]) {
      expect(sandbox("https://a.example", true)).not.toContain(one);
    }
  });
});
