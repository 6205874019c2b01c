/** The settings of the whole dashboard, in three parts: how it saves and looks, encryption, and what is kept of a person. */
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Dialog } from "../common/Dialog.tsx";
import { useSaid } from "../common/useSaid.tsx";
import { words } from "../moreWords.ts";
import { AccountTab } from "./AccountTab.tsx";
import { EncryptionTab } from "./EncryptionTab.tsx";
import { GeneralTab } from "./GeneralTab.tsx";
import "../common/dialogs.css";
import "../devices/devices.css";
import "./settings.css";

const TABS = [
  { name: words.generalTab, Content: GeneralTab },
  { name: words.encryptionTab, Content: EncryptionTab },
  { name: words.accountTab, Content: AccountTab },
] as const;

export const AppSettings = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const [chosen, setChosen] = useState(0);
  const [said, say] = useSaid();
  const id = useId();
  const Content = TABS[chosen]?.Content ?? GeneralTab;
  return (
    <Dialog title={words.appSettings} onClose={onClose}>
      {() => (
        <>
          <div className="tabs" role="tablist" aria-label={words.appSettings}>
            {TABS.map(({ name }, at) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={`${id}-tab-${at}`}
                className="tab"
                aria-selected={at === chosen}
                aria-controls={`${id}-panel`}
                tabIndex={at === chosen ? 0 : -1}
                onKeyDown={(event) => step(event, at, setChosen)}
                onClick={() => setChosen(at)}
              >
                {name}
              </button>
            ))}
          </div>
          <div
            key={chosen}
            id={`${id}-panel`}
            className="dialog-body settings"
            role="tabpanel"
            aria-labelledby={`${id}-tab-${chosen}`}
          >
            <Content say={say} />
            {said}
          </div>
        </>
      )}
    </Dialog>
  );
};

/** As the eye sees them: to the right is back where writing goes to the left. */
const step = (event: KeyboardEvent<HTMLElement>, at: number, choose: (at: number) => void): void => {
  const isLeftwards = getComputedStyle(event.currentTarget).direction === "rtl";
  const by = { ArrowRight: isLeftwards ? -1 : 1, ArrowLeft: isLeftwards ? 1 : -1 }[event.key];
  const to =
    event.key === "Home" ? 0 : event.key === "End" ? TABS.length - 1 : by === undefined ? null : at + by;
  if (to === null) return;
  event.preventDefault();
  const next = (to + TABS.length) % TABS.length;
  choose(next);
  const tab = event.currentTarget.parentElement?.children[next];
  if (tab instanceof HTMLElement) tab.focus();
};
