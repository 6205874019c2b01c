/** Loads, and questions whether what one has still holds, under load beside the floor. */
import { anyone, type Crowd, gather } from "./crowd.ts";
import { createDrafts } from "./draft.ts";
import { drive, type Round } from "./drive.ts";
import type { Figure } from "./figure.ts";
import { type Act, load, revalidate } from "./requests.ts";
import { scratch } from "./scratch.ts";
import { settled } from "./settled.ts";
import { compared, eachSide, onBoth, SIDES, type Sides, startSides, stopSides } from "./sides.ts";

const CONNECTIONS = 8;
const PEOPLE = 50;
const ROUNDS = 3;
const WARM_UP_MS = 300;
const MEASURE_MS = 1_000;

const ACTS: Readonly<Record<string, Act>> = { loads: load, revalidations: revalidate };

export default async function bench(): Promise<readonly Figure[]> {
  const sites = await startSides(eachSide(() => scratch()));
  const figures: Figure[] = [];
  for (const widgets of [20, 140]) {
    const crowds = await onBoth((side) => gather(sites[side].url, createDrafts(PEOPLE, widgets)));
    await settled(crowds.product);
    for (const [what, act] of Object.entries(ACTS)) {
      const rounds = await inTurn(crowds, act);
      figures.push(...compared(`${what}, ${PEOPLE} users, ${widgets} widgets`, rounds, { perSecond: 0.9 }));
    }
  }
  await stopSides(sites);
  return figures;
}

const inTurn = async (crowds: Sides<Crowd>, act: Act): Promise<Sides<readonly Round[]>> => {
  const rounds = eachSide((): Round[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of SIDES) {
      const { url } = crowds[side];
      rounds[side].push(
        await drive({
          ...{ url, connections: CONNECTIONS, next: anyone(crowds[side], act, round) },
          ...{ warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS },
        }),
      );
    }
  }
  return rounds;
};
