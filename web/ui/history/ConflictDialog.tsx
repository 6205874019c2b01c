/**
 * A true clash between two devices: each widget side by side as both have it, a choice for each or one for all, and
 * what comes of it, really drawn. Nothing is lost by any choice, or by none: it waits behind the status pill.
 */

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { resolve } from "../../../worker/layout/resolve.ts";
import type { Form } from "../../../worker/layout/schema.ts";
import type { Choices, ConflictChoice, OpenConflict } from "../../client/index.ts";
import { Dialog } from "../common/Dialog.tsx";
import { fullTime, timeAgo } from "../common/times.ts";
import { showDone } from "../common/toasts.tsx";
import { PHONE, useMedia } from "../common/useMedia.ts";
import { MINUTE_MS, useNow } from "../common/useNow.ts";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { ClashCard, type Side, type SideTitles } from "./ClashCard.tsx";
import { choicesOf, type Question, questionsOf } from "./clashesInWords.ts";
import { LivePreview } from "./LivePreview.tsx";
import { useDeviceName } from "./useDeviceName.ts";
import "../common/dialogs.css";
import "./conflict.css";

const SIDES = ["mine", "theirs"] as const;

export const ConflictDialog = ({
  conflict,
  onClose,
}: {
  readonly conflict: OpenConflict;
  readonly onClose: () => void;
}): ReactNode => {
  const now = useNow(MINUTE_MS);
  const form = useMedia(PHONE) ? "mobile" : "desktop";
  const titles = useSideTitles(conflict, now);
  const questions = useMemo(() => questionsOf(conflict), [conflict]);
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const choices = useMemo(() => choicesOf(questions, sides), [questions, sides]);
  const merged = useMemo(() => resolve({ sides: conflict }, choices), [conflict, choices]);

  const settle = async (choice: Side | Choices, said: ConflictChoice): Promise<void> => {
    onClose();
    showDone(words.resolved[said], await keeper.resolveConflict(choice));
  };
  return (
    <Dialog title={words.conflictTitle} size="wide" onClose={onClose}>
      {(close) => (
        <>
          <div className="dialog-body">
            <p title={fullTime(conflict.theirTime)}>
              {words.conflictText(titles.device, timeAgo(conflict.theirTime, now))}
            </p>
            {questions.length === 0 && <h3 className="clash-heading">{words.clashTogether}</h3>}
            {questions.length > 1 && (
              <div className="for-all">
                <h3 className="clash-heading">{words.clashes(questions.length)}</h3>
                <span>{words.forAll}</span>
                {SIDES.map((side) => (
                  <button
                    key={side}
                    type="button"
                    className="button"
                    onClick={() => setSides(new Map(questions.map(({ key }) => [key, side])))}
                  >
                    {words.allSides[side]}
                  </button>
                ))}
              </div>
            )}
            <ul className="questions">
              {questions.map((question) => (
                <li key={question.key}>
                  <ClashCard
                    {...{ question, conflict, titles }}
                    side={sides.get(question.key) ?? "mine"}
                    onSide={(side) => setSides(new Map(sides).set(question.key, side))}
                  />
                </li>
              ))}
            </ul>
            {questions.length === 0 ? (
              <WholeSides
                {...{ conflict, form }}
                onSide={(side) => {
                  close();
                  void settle(side, side);
                }}
              />
            ) : (
              <section className="result">
                <h3 className="clash-heading">{words.resultHeading}</h3>
                <p className="dialog-note">{words.resultAbout}</p>
                <LivePreview layout={merged} form={form} label={words.resultHeading} />
              </section>
            )}
          </div>
          <div className="dialog-foot">
            <p className="dialog-note">{words.laterIsSafe}</p>
            <button type="button" className="button" onClick={close}>
              {words.decideLater}
            </button>
            {questions.length > 0 && (
              <button
                type="button"
                className="button is-primary"
                onClick={() => {
                  close();
                  void settle(choices, saidOf(questions, sides));
                }}
              >
                {words.keepChosen}
              </button>
            )}
          </div>
        </>
      )}
    </Dialog>
  );
};

/** Where both together can't be had, whatever is chosen widget by widget: one whole or the other. */
const WholeSides = ({
  conflict,
  form,
  onSide,
}: {
  readonly conflict: OpenConflict;
  readonly form: Form;
  readonly onSide: (side: Side) => void;
}): ReactNode => (
  <ul className="results">
    {SIDES.map((side) => (
      <li key={side} className="result">
        <LivePreview layout={conflict[side]} form={form} label={words.sides[side]} />
        <h4>{words.sides[side]}</h4>
        <p className="dialog-note">{words.sidesAbout[side]}</p>
        <button type="button" className="button" onClick={() => onSide(side)}>
          {words.keep[side]}
        </button>
      </li>
    ))}
  </ul>
);

/** What it is called afterwards. */
const saidOf = (questions: readonly Question[], sides: ReadonlyMap<string, Side>): ConflictChoice => {
  const [first = "mine", ...others] = new Set(questions.map(({ key }) => sides.get(key) ?? "mine"));
  return others.length > 0 ? "merged" : first;
};

/** Who has which side, and since when. */
const useSideTitles = (
  { theirDeviceId, theirTime }: OpenConflict,
  now: number,
): SideTitles & { readonly device: string } => {
  const deviceName = useDeviceName();
  const [queuedAt, setQueuedAt] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void keeper.waiting().then((saves) => {
      const asked = saves.find(({ state }) => state === "conflict");
      if (!isGone && asked !== undefined) setQueuedAt(asked.queuedAt);
    });
    return () => {
      isGone = true;
    };
  }, []);
  const named = deviceName(theirDeviceId);
  // Another browser that shares this one's session is another all the same.
  const device = named === words.thisDevice ? words.otherDevice : named;
  return {
    device,
    mine: queuedAt === null ? words.thisDevice : words.sideTime(words.thisDevice, timeAgo(queuedAt, now)),
    theirs: words.sideTime(device, timeAgo(theirTime, now)),
  };
};
