/**
 * One process per local state: two on the same SQLite files can end both.
 * The lock is a listening socket, so it ends with its holder, however that one dies.
 */
import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "./step.ts";

/** Takes the directory for the lifetime of this process. `note` is told to whoever asks for it meanwhile. */
export async function lock(directory: string, note: string): Promise<void> {
  const address = addressOf(directory);
  if (await listen(address, note)) return;
  const holder = await ask(address);
  if (holder === undefined) {
    rmSync(address, { force: true }); // left by a holder that was killed
    if (await listen(address, note)) return;
  }
  throw new Failure(
    `${holder ?? "Another process"} is using ${directory}.\nStop it first, or give this one a state of its own: --persist-to DIR`,
  );
}

function addressOf(directory: string): string {
  const name = `gridkeep-${createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 16)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
}

function listen(address: string, note: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server: Server = createServer((caller) => caller.on("error", () => {}).end(note));
    server.unref();
    server.once("error", () => resolve(false));
    server.listen(address, () => {
      process.once("exit", () => rmSync(address, { force: true })); // no more than tidy: see `lock`
      resolve(true);
    });
  });
}

function ask(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let note = "";
    connect(address)
      .on("data", (chunk) => (note += chunk.toString()))
      .on("error", () => resolve(undefined))
      .on("close", () => resolve(note || undefined))
      .setTimeout(2000, () => resolve("Another process"));
  });
}
