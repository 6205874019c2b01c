/**
 * What came of something, said inside of a dialog: what stands behind one is dimmed, and is not read out. Each text
 * stays until the next.
 */
import { type ReactNode, useCallback, useState } from "react";
import { CheckIcon } from "./icons.tsx";

export type Say = (text: string) => void;

export const useSaid = (): readonly [ReactNode, Say] => {
  const [said, setSaid] = useState({ text: "", turn: 0 });
  const say = useCallback<Say>((text) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  const note = (
    <div className="said" role="status">
      {said.text !== "" && (
        <p key={said.turn}>
          <CheckIcon />
          {said.text}
        </p>
      )}
    </div>
  );
  return [note, say];
};
