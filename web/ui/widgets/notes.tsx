/** A page to write on, always open: what is typed is kept. */
import { LIMITS } from "../../../worker/layout/limits.ts";
import type { WidgetView } from "../board/widgetViews.ts";
import { words } from "../moreWords.ts";
import { useTypedText } from "../saving/useTypedText.ts";
import { readConfig } from "./defaults.ts";
import "./notes.css";

export const Notes: WidgetView = ({ config, readOnly, onChange }) => {
  const { text: kept, tint } = readConfig("notes", config);
  const { text, type, flush } = useTypedText(kept, (typed, options) =>
    onChange((before) => (before["text"] === typed ? before : { ...before, text: typed }), options),
  );
  return (
    <textarea
      className="notes"
      data-tint={tint}
      value={text}
      readOnly={readOnly}
      maxLength={LIMITS.notesLength}
      placeholder={words.notesPlaceholder}
      aria-label={words.notesLabel}
      onChange={(event) => type(event.target.value)}
      onBlur={flush}
    />
  );
};
