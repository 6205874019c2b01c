/** One field of a settings form, for each kind that a schema can ask for. */
import { type ReactNode, useId, useState } from "react";
import { CloseIcon, PlusIcon, UpIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { newId } from "../widgetKinds.ts";
import type { Field } from "./schemaFields.ts";

type Props<F extends Field = Field> = {
  readonly field: F;
  readonly value: unknown;
  readonly path: string;
  /** Sentences by JSON Pointer. */
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (value: unknown) => void;
};

export const FieldInput = (props: Props): ReactNode => {
  const { field, ...rest } = props;
  switch (field.kind) {
    case "flag":
      return <Flag field={field} {...rest} />;
    case "list":
      return <ListEditor {...rest} field={field} />;
    case "number":
      return <NumberEditor {...rest} field={field} />;
    case "choice":
    case "text":
    case "long-text":
    case "table":
    case "address":
    case "moment":
    case "time-zone":
      return <Labelled field={field} {...rest} />;
  }
};

const Flag = ({ field, value, onChange }: Props): ReactNode => {
  const hintId = useId();
  return (
    <div className="field">
      <label className="field-flag">
        <input
          type="checkbox"
          className="switch"
          checked={value === true}
          aria-describedby={field.hint === undefined ? undefined : hintId}
          onChange={(event) => onChange(event.target.checked)}
        />
        {field.title}
      </label>
      {field.hint !== undefined && (
        <p id={hintId} className="dialog-note">
          {field.hint}
        </p>
      )}
    </div>
  );
};

const Labelled = ({ field, value, path, errors, onChange }: Props): ReactNode => (
  <Row field={field} error={tooLong(field, value) ?? errors.get(path)}>
    {(named) => (
      <Control
        field={field}
        common={{
          ...named,
          className: "input",
          value: String(value ?? ""),
          onChange: (event) => onChange(event.target.value),
        }}
      />
    )}
  </Row>
);

/** Said at once, as a field that cut what is pasted would draw and keep a part as if it were all. */
const tooLong = (field: Field, value: unknown): string | undefined => {
  const most = "maxLength" in field ? field.maxLength : undefined;
  if (most === undefined || typeof value !== "string" || value.length <= most) return undefined;
  const said = words.tooLong(value.length, most);
  return field.kind === "table" ? `${said} ${words.tooLongTable}` : said;
};

type Named = {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
};

/** Title, control, what is to be known about it, and what is wrong with it: all of that is read out with it. */
const Row = ({
  field,
  error,
  children,
}: {
  readonly field: Field;
  readonly error: string | undefined;
  readonly children: (named: Named) => ReactNode;
}): ReactNode => {
  const id = useId();
  const about = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{field.title}</label>
      {children({ id, "aria-invalid": error !== undefined, "aria-describedby": about || undefined })}
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {field.hint !== undefined && (
        <p id={`${id}-hint`} className="dialog-note">
          {field.hint}
        </p>
      )}
    </div>
  );
};

type NumberField = Extract<Field, { kind: "number" }>;

/** Emptied means: none. What is half typed ("-", "1e") is no number yet, and is not taken for one. */
const NumberEditor = ({ field, value, path, errors, onChange }: Props<NumberField>): ReactNode => {
  const [typed, setTyped] = useState(typeof value === "number" ? String(value) : "");
  return (
    <Row field={field} error={errors.get(path)}>
      {(named) => (
        <input
          {...named}
          className="input is-number"
          type="number"
          inputMode={field.isWhole ? "numeric" : "decimal"}
          step={field.isWhole ? 1 : "any"}
          min={field.least}
          max={field.most}
          value={typed}
          onChange={(event) => {
            const { value: text, valueAsNumber, validity } = event.target;
            setTyped(text);
            // Told to the schema as it is, so that it is the schema that says what is wrong.
            onChange(validity.badInput ? text : Number.isNaN(valueAsNumber) ? undefined : valueAsNumber);
          }}
        />
      )}
    </Row>
  );
};

type Common = Named & {
  readonly className: string;
  readonly value: string;
  readonly onChange: (event: { target: { value: string } }) => void;
};

const Control = ({ field, common }: { readonly field: Field; readonly common: Common }): ReactNode => {
  switch (field.kind) {
    case "choice":
      return (
        <select {...common}>
          {field.values.map((value) => (
            <option key={value} value={value}>
              {words.choices[value] ?? value}
            </option>
          ))}
        </select>
      );
    case "time-zone":
      return (
        <select {...common}>
          <option value="">{words.sameAsDevice}</option>
          {[...new Set([common.value, "UTC", ...Intl.supportedValuesOf("timeZone")])]
            .filter(Boolean)
            .map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
        </select>
      );
    case "long-text":
      return <textarea {...common} rows={6} />;
    case "table":
      return (
        <textarea {...common} className="input is-code" rows={8} wrap="off" dir="ltr" spellCheck={false} />
      );
    case "address":
      return (
        <input
          {...common}
          inputMode="url"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="https://…"
        />
      );
    case "moment":
      return <input {...common} type="datetime-local" max="9999-12-31T23:59" value={asLocal(common.value)} />;
    case "text":
      return <input {...common} />;
    case "flag":
    case "list":
    case "number":
      return null;
  }
};

/** A date alone is a moment too: its midnight. */
const asLocal = (value: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00` : value);

type ListField = Extract<Field, { kind: "list" }>;
type Entry = Readonly<Record<string, unknown>>;

const ListEditor = ({ field, value, path, errors, onChange }: Props<ListField>): ReactNode => {
  const entries: readonly Entry[] = Array.isArray(value) ? value : [];
  const blank = (): Entry =>
    Object.fromEntries([
      ["id", newId()],
      ...field.fields.map((one) => [one.key, one.kind === "flag" ? false : ""]),
    ]);
  return (
    <fieldset className="field-list">
      <legend>{field.title || words.fields[field.key] || field.key}</legend>
      {entries.map((entry, index) => (
        <div key={String(entry["id"] ?? index)} className="field-entry">
          <div className="field-entry-fields">
            {field.fields.map((one) => (
              <FieldInput
                key={one.key}
                field={one}
                value={entry[one.key]}
                path={`${path}/${index}/${one.key}`}
                errors={errors}
                onChange={(next) => onChange(entries.with(index, { ...entry, [one.key]: next }))}
              />
            ))}
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label={words.entryUp}
            disabled={index === 0}
            onClick={() => onChange(entries.toSpliced(index, 1).toSpliced(index - 1, 0, entry))}
          >
            <UpIcon />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={words.entryRemove}
            onClick={() => onChange(entries.toSpliced(index, 1))}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button"
        disabled={entries.length >= field.most}
        onClick={() => onChange([...entries, blank()])}
      >
        <PlusIcon />
        {words.addEntry}
      </button>
    </fieldset>
  );
};
