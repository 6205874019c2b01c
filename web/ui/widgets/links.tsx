/** Addresses to open: real links, added and changed in place. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { LIMITS } from "../../../worker/layout/limits.ts";
import { WEB_ADDRESS } from "../../../worker/layout/web-address.ts";
import type { WidgetView } from "../board/widgetViews.ts";
import { CloseIcon, LinkIcon, PencilIcon, PlusIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { newId } from "../widgetKinds.ts";
import { readConfig, type Settings } from "./defaults.ts";
import { changeItem, withItem, withoutItem } from "./items.ts";
import "./lists.css";

type Link = Settings<"links">["items"][number];

export const Links: WidgetView = ({ config, readOnly, onChange }) => {
  const { items, newTab } = readConfig("links", config);
  const [edited, setEdited] = useState<string | null>(null);
  const keep = (link: Pick<Link, "label" | "url">): void => {
    if (edited === "") onChange(withItem({ id: newId(), ...link }));
    else if (edited !== null) onChange(changeItem(edited, link));
    setEdited(null);
  };
  return (
    <div className="list">
      {items.length === 0 && edited === null && <p className="list-empty">{words.noLinks}</p>}
      <ul className="list-items">
        {items.map((link) =>
          link.id === edited ? (
            <li key={link.id}>
              <LinkForm link={link} onKeep={keep} onCancel={() => setEdited(null)} />
            </li>
          ) : (
            <li key={link.id} className="list-row">
              <LinkAnchor link={link} newTab={newTab} />
              {!readOnly && (
                <span className="row-tools">
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={words.editLink(link.label)}
                    onClick={() => setEdited(link.id)}
                  >
                    <PencilIcon />
                  </button>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={words.deleteItem(link.label)}
                    onClick={() => onChange(withoutItem(link.id))}
                  >
                    <CloseIcon />
                  </button>
                </span>
              )}
            </li>
          ),
        )}
      </ul>
      {edited === "" && (
        <LinkForm link={{ label: "", url: "" }} onKeep={keep} onCancel={() => setEdited(null)} />
      )}
      {!readOnly && edited === null && (
        <button type="button" className="list-new" onClick={() => setEdited("")}>
          <PlusIcon />
          {words.addLink}
        </button>
      )}
    </div>
  );
};

const LinkAnchor = ({ link, newTab }: { readonly link: Link; readonly newTab: boolean }): ReactNode => {
  const url = String(link.url ?? "");
  const label = link.label || url;
  if (!WEB_ADDRESS.test(url)) return <span className="list-text">{label}</span>;
  return (
    <a className="list-link" href={url} {...(newTab ? { target: "_blank", rel: "noopener noreferrer" } : {})}>
      <LinkIcon />
      <span className="list-link-label">{label}</span>
      <span className="list-link-host">{hostOf(url)}</span>
    </a>
  );
};

const LinkForm = ({
  link,
  onKeep,
  onCancel,
}: {
  readonly link: Pick<Link, "label" | "url">;
  readonly onKeep: (link: Pick<Link, "label" | "url">) => void;
  readonly onCancel: () => void;
}): ReactNode => {
  const [label, setLabel] = useState(link.label);
  const [url, setUrl] = useState(link.url);
  const [isRefused, setRefused] = useState(false);
  const addressInput = useRef<HTMLInputElement>(null);
  const faultId = useId();
  const labelFaultId = useId();
  const address = withScheme(url.trim());
  const faults = {
    // Said at once, as nothing that is typed later would mend it.
    label: tooLong(label.trim(), LIMITS.labelLength),
    address:
      tooLong(address, LIMITS.addressLength) ??
      (isRefused && !WEB_ADDRESS.test(address) ? words.badAddress : undefined),
  };
  const keep = (): void => {
    if (!WEB_ADDRESS.test(address) || faults.address !== undefined) {
      setRefused(true);
      addressInput.current?.focus();
    } else if (faults.label === undefined) onKeep({ label: label.trim() || hostOf(address), url: address });
  };
  useEffect(() => addressInput.current?.focus(), []);
  return (
    <form
      className="list-form"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <input
        className="input"
        ref={addressInput}
        value={url}
        inputMode="url"
        placeholder="https://…"
        aria-label={words.linkAddress}
        aria-invalid={faults.address !== undefined}
        aria-describedby={faults.address === undefined ? undefined : faultId}
        onChange={(event) => {
          setUrl(event.target.value);
          setRefused(false);
        }}
      />
      <FormFault id={faultId} fault={faults.address} />
      <input
        className="input"
        value={label}
        placeholder={words.linkLabel}
        aria-label={words.linkLabel}
        aria-invalid={faults.label !== undefined}
        aria-describedby={faults.label === undefined ? undefined : labelFaultId}
        onChange={(event) => setLabel(event.target.value)}
      />
      <FormFault id={labelFaultId} fault={faults.label} />
      <div className="list-form-buttons">
        <button type="button" className="button" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="submit" className="button is-primary">
          {words.save}
        </button>
      </div>
    </form>
  );
};

const FormFault = ({ id, fault }: { readonly id: string; readonly fault: string | undefined }): ReactNode =>
  fault !== undefined && (
    <p id={id} className="field-error" role="alert" ref={showAll}>
      {fault}
    </p>
  );

const tooLong = (text: string, most: number): string | undefined =>
  text.length > most ? words.tooLong(text.length, most) : undefined;

/** A low frame scrolls; what has just been said should not be below its edge. */
const showAll = (fault: HTMLElement | null): void => fault?.scrollIntoView({ block: "nearest" });

/** "example.org" is what people type. */
const withScheme = (address: string): string =>
  /^[a-z0-9-]+(\.[a-z0-9-]+)+([/:?#].*)?$/i.test(address) ? `https://${address}` : address;

const hostOf = (url: string): string => (URL.parse(url)?.hostname ?? url).replace(/^www\./, "");
