/** A history in the archive, to be tampered with. */
import { layoutOf } from "../http/api.testing.ts";
import { alarm, newUser, putAll, range, type User } from "./room.testing.ts";

export const textOf = (version: number) => JSON.stringify(layoutOf(`v${version}`));
export const saved = async (user: User, from: number, to: number): Promise<void> => {
  await putAll(
    user,
    range(from, to).map((version) => layoutOf(`v${version}`)),
    { base: from === 1 ? null : from - 1 },
  );
  await alarm(user);
};

/** Versions 1 to 7, and nothing of 1 to 6 is left in the room. */
export const archived = async (): Promise<User> => {
  const user = newUser();
  await saved(user, 1, 6);
  await saved(user, 7, 7);
  return user;
};

export const damagedBy = async ({ room }: User): Promise<number[]> => {
  const verified = await room.verify("main");
  return verified.kind === "verified" ? verified.report.damaged.map(({ version }) => version) : [];
};
