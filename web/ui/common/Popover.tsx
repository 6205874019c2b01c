/**
 * A button and what it opens: the browser's own popover, so Escape and a click elsewhere close it and focus comes
 * back. Its content exists only while it is open; a page of 150 menus costs 150 buttons.
 */
import {
  type KeyboardEvent,
  type ReactNode,
  type ToggleEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";

const MARGIN_PX = 6;
const LEAST_ROOM_PX = 320;
/** What the widest needs: one that would get less at its button is moved towards the other side. */
const ROOMY_PX = 370;

export const Popover = ({
  label,
  title,
  className,
  role,
  button,
  buttonProps = {},
  instead,
  children,
}: {
  readonly label: string;
  readonly title?: string;
  readonly className?: string;
  readonly role: "menu" | "dialog";
  readonly button: ReactNode;
  readonly buttonProps?: Readonly<Record<`data-${string}`, string>>;
  /** What the button does while nothing is to open. */
  readonly instead?: (() => void) | undefined;
  readonly children: () => ReactNode;
}): ReactNode => {
  const id = useId();
  const opened = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    const follow = (): void => place(opened.current);
    addEventListener("resize", follow);
    addEventListener("scroll", follow, { capture: true, passive: true });
    return () => {
      removeEventListener("resize", follow);
      removeEventListener("scroll", follow, { capture: true });
    };
  }, [open]);

  const beforeToggle = (event: ToggleEvent<HTMLDivElement>): void => {
    if (event.newState !== "open") return;
    place(event.currentTarget);
    // Rendered before it is shown, so that it never appears empty and focus has somewhere to go.
    flushSync(() => setOpen(true));
  };
  const toggle = (event: ToggleEvent<HTMLDivElement>): void => {
    if (event.newState === "open") items(event.currentTarget)[0]?.focus();
    else setOpen(false);
  };

  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        title={title}
        aria-haspopup={role}
        aria-expanded={instead ? undefined : open}
        popoverTarget={instead ? undefined : id}
        onClick={instead}
        {...buttonProps}
      >
        {button}
      </button>
      <div
        id={id}
        ref={opened}
        popover="auto"
        {...{ role, "aria-label": label }}
        className="popover"
        onBeforeToggle={beforeToggle}
        onToggle={toggle}
      >
        {open && children()}
      </div>
    </>
  );
};

/** One entry of a menu. Runs after the menu has closed, so that a dialog it opens gives focus back to the button. */
export const MenuItem = ({
  icon,
  checked,
  disabled = false,
  danger = false,
  onSelect,
  children,
}: {
  readonly icon?: ReactNode;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}): ReactNode => (
  <button
    type="button"
    {...(checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": checked })}
    className={danger ? "menu-item is-danger" : "menu-item"}
    tabIndex={-1}
    disabled={disabled}
    onKeyDown={moveFocus}
    onClick={(event) => {
      event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
      onSelect();
    }}
  >
    <span className="menu-icon">{icon}</span>
    {children}
  </button>
);

/**
 * Under the button, or over it where there is no room; its far edge in line with the button's, as far as that leaves
 * it room to be read.
 */
const place = (popover: HTMLElement | null): void => {
  const button = popover?.previousElementSibling?.getBoundingClientRect();
  if (popover === null || button === undefined) return;
  const below = innerHeight - button.bottom - MARGIN_PX * 2;
  const above = button.top - MARGIN_PX * 2;
  const under = below >= LEAST_ROOM_PX || below >= above;
  const { clientWidth } = document.documentElement;
  const fromLeft = button.left + button.width / 2 < clientWidth / 2;
  const side = fromLeft ? button.left : clientWidth - button.right;
  const gap = Math.max(MARGIN_PX, Math.min(side, clientWidth - ROOMY_PX - MARGIN_PX));
  Object.assign(popover.style, {
    top: under ? `${button.bottom + MARGIN_PX}px` : "auto",
    bottom: under ? "auto" : `${innerHeight - button.top + MARGIN_PX}px`,
    left: fromLeft ? `${gap}px` : "auto",
    right: fromLeft ? "auto" : `${gap}px`,
    maxWidth: `${clientWidth - gap - MARGIN_PX}px`,
    maxHeight: `${under ? below : above}px`,
  });
};

const items = (popover: HTMLElement): HTMLElement[] => [
  ...popover.querySelectorAll<HTMLElement>("button:not(:disabled), a[href]"),
];

const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const menu = event.currentTarget.closest<HTMLElement>("[popover]");
  const all = menu === null ? [] : items(menu);
  const at = all.findIndex((item) => item.matches(":focus"));
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const to = steps[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all.at(to % all.length)?.focus();
};
