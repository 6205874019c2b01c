/** Whatever is done to a room, in whatever order, it is what a few maps say that it is. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { it } from "vitest";
import { agreeOnAll } from "./agreement.testing.ts";
import { commands } from "./commands.testing.ts";
import { newModel } from "./model.testing.ts";
import { bind, evict, newUser, rest } from "./room.testing.ts";

const SEED = 20_261_126;

it(`agrees with its model after every command (seed ${SEED})`, { timeout: 120_000 }, async () => {
  const course = fc.asyncProperty(commands(60), async (steps) => {
    const [model, user] = [newModel(), newUser()];
    await user.room.lag();
    await fc.asyncModelRun(() => ({ model, real: user }), steps);
    await bind(user, { HISTORY: env.HISTORY });
    model.archive = "up";
    await evict(user);
    await agreeOnAll(model, user);
    await rest(user);
    await agreeOnAll(model, user);
  });
  await fc.assert(course, { seed: SEED, numRuns: 50 });
});
