/** A page to write on, always open: what is typed is kept. */
import { useId } from "react";
import { LIMITS } from "../../../worker/layout/limits.ts";
import type { WidgetView } from "../board/widgetViews.ts";
import { words } from "../moreWords.ts";
import { useTypedText } from "../saving/useTypedText.ts";
import { readConfig } from "./defaults.ts";
import { NoRoom } from "./NoRoom.tsx";
import { useRoom } from "./useRoom.ts";
import "./notes.css";

export const Notes: WidgetView = ({ config, readOnly, onChange }) => {
  const { text: kept, tint } = readConfig("notes", config);
  const { text, type, flush } = useTypedText(kept, (typed, options) =>
    onChange((before) => (before["text"] === typed ? before : { ...before, text: typed }), options),
  );
  const { field, refusal, takes, forget } = useRoom<HTMLTextAreaElement>(LIMITS.notesLength);
  const refusalId = useId();
  return (
    <>
      <textarea
        ref={field}
        className="notes"
        data-tint={tint}
        value={text}
        readOnly={readOnly}
        placeholder={words.notesPlaceholder}
        aria-label={words.notesLabel}
        aria-describedby={refusal === null ? undefined : refusalId}
        onChange={(event) => takes(event.target.value) && type(event.target.value)}
        onBlur={() => {
          flush();
          forget();
        }}
      />
      <NoRoom id={refusalId} why={refusal} />
    </>
  );
};
