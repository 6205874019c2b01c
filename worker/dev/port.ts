/** Ports of this machine: which is free, and whether one is. */
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Failure } from "./step.ts";

/** The port to listen on: `wanted` if it is free, any free one if it is 0. */
export async function claimPort(wanted: number, patienceMs = 1_000): Promise<number> {
  const giveUpAt = Date.now() + patienceMs; // a worker that was killed a moment ago may still hold it
  for (;;) {
    try {
      return await tryBoth(wanted);
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await wait(100);
    }
  }
}

async function tryBoth(wanted: number): Promise<number> {
  // Both families: `localhost` may mean either, and a server on one of them would answer in our place.
  const port = await tryPort(wanted, "127.0.0.1");
  await tryPort(port, "::1");
  return port;
}

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") reject(new Failure(takenSentence(port)));
      else if (error.code === "EACCES")
        reject(new Failure(`Port ${port} needs rights that this user lacks.`));
      else resolve(port); // this machine lacks the address family
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address instanceof Object ? address.port : port));
    });
  });
}

const takenSentence = (port: number): string =>
  `Port ${port} is taken by another program. Stop that one, or choose another port: --port ${port + 1}`;
