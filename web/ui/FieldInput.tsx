/** One field of a settings form, for each kind that a schema can ask for. */
import { type ReactNode, useId } from "react";
import { CloseIcon, PlusIcon, UpIcon } from "./icons.tsx";
import type { Field } from "./schemaFields.ts";
import { newId } from "./widgetKinds.ts";
import { words } from "./words.ts";

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
    case "choice":
    case "text":
    case "long-text":
    case "moment":
    case "time-zone":
      return <Labelled field={field} {...rest} />;
  }
};

const Flag = ({ field, value, onChange }: Props): ReactNode => (
  <label className="field-flag">
    <input
      type="checkbox"
      className="switch"
      checked={value === true}
      onChange={(event) => onChange(event.target.checked)}
    />
    {field.title}
  </label>
);

const Labelled = ({ field, value, path, errors, onChange }: Props): ReactNode => {
  const id = useId();
  const error = errors.get(path);
  const common = {
    id,
    className: "input",
    value: String(value ?? ""),
    "aria-invalid": error !== undefined,
    "aria-describedby": error === undefined ? undefined : `${id}-error`,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{field.title}</label>
      <Control field={field} common={common} />
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
};

type Common = {
  readonly id: string;
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
      return <textarea {...common} rows={6} maxLength={field.maxLength} />;
    case "moment":
      return <input {...common} type="datetime-local" max="9999-12-31T23:59" value={asLocal(common.value)} />;
    case "text":
      return <input {...common} maxLength={field.maxLength} />;
    case "flag":
    case "list":
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
