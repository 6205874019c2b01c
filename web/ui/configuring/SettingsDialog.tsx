/** A widget's title and settings. Nothing changes until it is saved, and then as one step that can be undone. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { LIMITS } from "../../../worker/layout/limits.ts";
import type { Config, Layout, Widget } from "../../../worker/layout/schema.ts";
import { validateWidget } from "../../../worker/layout/validate.ts";
import { findWidget } from "../board/findWidget.ts";
import { Dialog, DialogFoot } from "../common/Dialog.tsx";
import { showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { isKind, kindName, nameOf } from "../widgetKinds.ts";
import { readConfig } from "../widgets/defaults.ts";
import { FieldInput } from "./FieldInput.tsx";
import { fieldAt, fieldFault } from "./fieldFault.ts";
import { savedSettings } from "./savedSettings.ts";
import { fieldsOf } from "./schemaFields.ts";
import "../common/dialogs.css";

/** What was typed into a form that was closed without saving. */
export type SettingsDraft = {
  readonly opened: Layout;
  readonly title: string;
  readonly edited: Config;
  readonly raw: string;
};

export const SettingsDialog = ({
  widgetId,
  draft,
  onClose,
  onReopen,
}: {
  readonly widgetId: string;
  readonly draft: SettingsDraft | undefined;
  readonly onClose: () => void;
  readonly onReopen: (draft: SettingsDraft) => void;
}): ReactNode => {
  // As it was when the dialog was opened: what others change meanwhile is not overwritten, but for what was edited.
  const [opened] = useState(() => draft?.opened ?? keeper.state.layout);
  const unsaved = useRef<SettingsDraft | null>(draft ?? null);
  const widget = findWidget(opened, widgetId);
  if (opened === null || widget === undefined) return null;
  const closed = (): void => {
    onClose();
    const left = unsaved.current;
    if (left === null) return;
    const run = (): void => onReopen(left);
    showToast({ text: words.settingsLeft(nameOf(widget)), action: { label: words.goOnEditing, run } });
  };
  return (
    <Dialog title={words.settingsOf(nameOf(widget))} onClose={closed}>
      {(close) => (
        <SettingsForm
          widget={widget}
          begun={draft ?? blank(opened, widget)}
          onDraft={(left) => {
            unsaved.current = left;
          }}
          close={close}
        />
      )}
    </Dialog>
  );
};

const blank = (opened: Layout, widget: Widget): SettingsDraft => ({
  opened,
  title: widget.title ?? "",
  edited: {},
  raw: JSON.stringify(widget.config, null, 2),
});

const SettingsForm = ({
  widget,
  begun,
  onDraft,
  close,
}: {
  readonly widget: Widget;
  readonly begun: SettingsDraft;
  /** Told of what is typed and not saved; null where nothing is. */
  readonly onDraft: (draft: SettingsDraft | null) => void;
  readonly close: () => void;
}): ReactNode => {
  const [draft, setDraft] = useState(begun);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [met, setMet] = useState<"clash" | "gone" | null>(null);
  const titleId = useId();
  const [refused, setRefused] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const isRaw = !isKind(widget.type);
  const { title, edited, raw } = draft;
  useEffect(() => {
    // What is wrong may be far up; there it is said, and read out with the field.
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const type = (change: Partial<SettingsDraft>): void => {
    const next = { ...draft, ...change };
    setDraft(next);
    onDraft(next);
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const config = isRaw ? parseConfig(raw) : withChange(widget.config, edited);
    if (typeof config === "string") {
      setErrors(new Map([["/config", config]]));
      return;
    }
    const wanted = { title: title.trim(), config };
    const found = faults({ ...widget, ...wanted });
    setErrors(found);
    if (found.size > 0) {
      setRefused(refused + 1);
      return;
    }
    const now = keeper.state.layout;
    if (now === null) return;
    const saved = savedSettings({ id: widget.id, opened: draft.opened, wanted, now, insists: met !== null });
    if (saved.kind !== "saved") {
      setMet(saved.kind);
      return;
    }
    keeper.edit(() => saved.layout);
    onDraft(null);
    close();
  };

  return (
    <form ref={form} className="dialog-form" onSubmit={submit} noValidate>
      <div className="dialog-body">
        <div className="field">
          <label htmlFor={titleId}>{words.title}</label>
          <input
            id={titleId}
            className="input"
            value={title}
            maxLength={LIMITS.titleLength}
            placeholder={words.titlePlaceholder}
            onChange={(event) => type({ title: event.target.value })}
          />
        </div>
        {isKind(widget.type) ? (
          <KnownFields
            type={widget.type}
            config={{ ...widget.config, ...edited }}
            errors={errors}
            onChange={(key, value) => {
              type({ edited: { ...edited, [key]: value } });
              setErrors(withoutPath(errors, `/config/${key}`));
            }}
          />
        ) : (
          <RawConfig
            type={widget.type}
            raw={raw}
            error={errors.values().next().value}
            onChange={(text) => type({ raw: text })}
          />
        )}
      </div>
      {met !== null && (
        <p className="dialog-ask" role="alert">
          {words.settingsMet[met]}
        </p>
      )}
      <DialogFoot close={close}>
        <button type="submit" className="button is-primary">
          {met === null ? words.save : words.settingsInsist[met]}
        </button>
      </DialogFoot>
    </form>
  );
};

const KnownFields = ({
  type,
  config,
  errors,
  onChange,
}: {
  readonly type: Parameters<typeof fieldsOf>[0];
  readonly config: Config;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (key: string, value: unknown) => void;
}): ReactNode => {
  const values: Readonly<Record<string, unknown>> = readConfig(type, config);
  return fieldsOf(type).map((field) => (
    <FieldInput
      key={field.key}
      field={field}
      value={values[field.key]}
      path={`/config/${field.key}`}
      errors={errors}
      onChange={(value) => onChange(field.key, value)}
    />
  ));
};

const RawConfig = ({
  type,
  raw,
  error,
  onChange,
}: {
  readonly type: string;
  readonly raw: string;
  readonly error: string | undefined;
  readonly onChange: (raw: string) => void;
}): ReactNode => {
  const id = useId();
  return (
    <div className="field">
      <p className="dialog-note">
        {kindName(type)}: {words.rawConfigHint}
      </p>
      <label htmlFor={id}>{words.rawConfig}</label>
      <textarea
        id={id}
        className="input is-code"
        rows={14}
        spellCheck={false}
        value={raw}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  );
};

/** A field that was emptied is a key that goes: JSON has no word for nothing. */
const withChange = (config: Config, change: Config): Config =>
  Object.fromEntries(Object.entries({ ...config, ...change }).filter(([, value]) => value !== undefined));

/** What is being mended is not wrong for longer than that. */
const withoutPath = (errors: ReadonlyMap<string, string>, path: string): ReadonlyMap<string, string> =>
  new Map([...errors].filter(([at]) => at !== path && !at.startsWith(`${path}/`)));

const faults = (widget: Widget): ReadonlyMap<string, string> => {
  // The place is not the form's business: on a phone the widget's own may lie outside of these columns.
  const { errors } = validateWidget(widget, { columns: LIMITS.columns });
  const fields = isKind(widget.type) ? fieldsOf(widget.type) : [];
  return new Map(
    errors.map(({ path, message }) => {
      const at = fieldAt(fields, widget.config, path);
      return [path, at === undefined ? message : fieldFault(at.field, at.value)] as const;
    }),
  );
};

const parseConfig = (raw: string): Config | string => {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Config)
      : words.notObject;
  } catch {
    return words.notJson;
  }
};
