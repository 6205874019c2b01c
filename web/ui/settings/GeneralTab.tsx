/** How this device saves, and how it looks. Each change is in effect at once. */

import { type ReactNode, useId, useState } from "react";
import type { ConfigChange } from "../../client/index.ts";
import type { Say } from "../common/useSaid.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { flushPending } from "../saving/pendingText.ts";
import { chooseTheme, currentTheme, THEMES } from "../theme.ts";
import { chooseLanguage, isLanguage, LANGUAGE, LANGUAGES } from "../words/language.ts";
import { changePageSettings } from "./pageSettings.ts";
import "../common/segments.css";

const DELAYS_S = [2, 5, 10, 30, 60, 300] as const;

/** The library's own where nothing else was set: it then leaves the number to the server. */
const SERVERS_OWN = 50;
const VERSIONS = [SERVERS_OWN, 30, 20, 10, 5] as const;

export const GeneralTab = ({ say }: { readonly say: Say }): ReactNode => {
  const [config, setConfig] = useState(() => keeper.getConfig());
  const change = async (to: ConfigChange): Promise<void> => {
    const answer = await changePageSettings(to);
    if (answer.ok) setConfig(answer.value);
    say(answer.ok ? words.settingKept : words.settingFailed);
  };
  const id = useId();
  return (
    <>
      <section className="settings-part">
        <h3>{words.savingTitle}</h3>
        <div className="setting">
          <label className="field-flag">
            <input
              type="checkbox"
              className="switch"
              checked={config.autoSave}
              aria-describedby={`${id}-auto`}
              onChange={(event) => void change({ autoSave: event.target.checked })}
            />
            {words.autoSave}
          </label>
          <p id={`${id}-auto`} className="dialog-note">
            {words.autoSaveHint}
          </p>
        </div>
        <Choice
          label={words.autoSaveDelay}
          value={config.autoSaveDelay / 1000}
          options={DELAYS_S.map((seconds) => [seconds, words.pause(seconds)])}
          disabled={!config.autoSave}
          onChange={(seconds) => void change(delayOf(seconds))}
        />
        <Choice
          label={words.maxVersions}
          hint={words.maxVersionsHint}
          value={config.maxVersions}
          options={VERSIONS.map((count) => [
            count,
            count === SERVERS_OWN ? words.maxVersionsAll : words.maxVersionsSome(count),
          ])}
          onChange={(maxVersions) => void change({ maxVersions })}
        />
        <p className="dialog-note">{words.perDevice}</p>
      </section>
      <Look />
      <LanguageChoice />
    </>
  );
};

/** Whoever never stops typing is saved all the same: after ten seconds, or the pause where that is longer. */
const delayOf = (seconds: number): ConfigChange => ({
  autoSaveDelay: seconds * 1000,
  autoSaveMaxDelay: Math.max(10_000, seconds * 1000),
});

const Look = (): ReactNode => {
  const [theme, setTheme] = useState(currentTheme);
  return (
    <fieldset className="settings-part">
      <legend>{words.look}</legend>
      <div className="segments">
        {THEMES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="theme"
              checked={one === theme}
              onChange={() => {
                chooseTheme(one);
                setTheme(one);
              }}
            />
            <span>{words.themes[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/**
 * Each language is called as those who speak it call it. Every word is read at a load, so the page loads anew: by a
 * button, as who goes through radios with the arrows would load it at each.
 */
const LanguageChoice = (): ReactNode => (
  <fieldset className="settings-part">
    <legend>{words.language}</legend>
    <div className="segments">
      {Object.keys(LANGUAGES)
        .filter(isLanguage)
        .map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === LANGUAGE}
            onClick={() => {
              if (one === LANGUAGE) return;
              chooseLanguage(one);
              flushPending();
              location.reload();
            }}
          >
            {LANGUAGES[one]}
          </button>
        ))}
    </div>
  </fieldset>
);

const Choice = ({
  label,
  hint,
  value,
  options,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly options: readonly (readonly [value: number, name: string])[];
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}): ReactNode => {
  const id = useId();
  return (
    <div className="field is-row">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {/* One that was set elsewhere is shown as it is. */}
        {options.every(([one]) => one !== value) && <option value={value}>{value}</option>}
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="dialog-note">
          {hint}
        </p>
      )}
    </div>
  );
};
