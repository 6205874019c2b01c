/**
 * A worker on workerd, reached without any proxy: the address leads to the worker itself. What it stores is on disk,
 * in a folder of its own.
 */
import { createRequire } from "node:module";

// wrangler's own copy, wherever it was installed: it brings the runtime that `npm start` runs on, too.
const { Log, LogLevel, Miniflare, convertV4MiniflareOptions }: typeof import("miniflare") = createRequire(
  import.meta.resolve("wrangler"),
)("miniflare");

export type WorkerOptions = import("miniflare").V4WorkerOptionsShape;

export type Running = {
  readonly url: URL;
  readonly runtime: import("miniflare").Miniflare;
  stop(): Promise<void>;
};

export type Start = {
  /** One ES module. */
  readonly script: string;
  readonly options: WorkerOptions;
  readonly folder: string;
};

/** Stands in for limiters: asked as they are, it always says yes. */
export const NO_LIMITS = "no-limits";

const NO_LIMITS_SCRIPT = `
  import { WorkerEntrypoint } from "cloudflare:workers";
  export default class extends WorkerEntrypoint {
    limit() { return { success: true }; }
  }
`;

export const start = async ({ script, options, folder }: Start): Promise<Running> => {
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: ({ message }) => console.error(message), // standard output is the table's
      logRequests: false,
      cf: false,
      resourcePersistencePath: folder,
      workers: [
        {
          ...options,
          ...{ name: "site", modules: true, script },
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
        },
        // Counts nothing: the local limiter keeps its counts on a disk, which takes longer than a save.
        { name: NO_LIMITS, modules: true, script: NO_LIMITS_SCRIPT },
      ],
    }),
  );
  const url = await runtime.unsafeGetDirectURL("site");
  return { url, runtime, stop: () => runtime.dispose() };
};
