/** A small picture of each kind of widget: what it is like, not what it holds. */
import type { ReactNode } from "react";
import type { KINDS } from "../widgetKinds.ts";

type Kind = (typeof KINDS)[number];

export const KindPicture = ({ kind }: { readonly kind: Kind }): ReactNode => (
  <svg viewBox="0 0 120 64" aria-hidden="true" className="kind">
    {PICTURES[kind]}
  </svg>
);

const PICTURES: Readonly<Record<Kind, ReactNode>> = {
  clock: (
    <>
      <circle cx="60" cy="32" r="24" />
      <path className="kind-strong" d="M60 32V17M60 32l11 7" />
      <path d="M60 11v3M60 50v3M39 32h3M78 32h3" />
    </>
  ),
  notes: (
    <>
      <rect className="kind-paper" x="28" y="8" width="64" height="48" rx="5" />
      <path d="M38 20h44M38 29h38M38 38h42M38 47h20" />
    </>
  ),
  checklist: (
    <>
      <rect className="kind-fill" x="28" y="9" width="11" height="11" rx="3" />
      <path className="kind-tick" d="m31 14.5 2.5 2.5 4-5" />
      <rect x="28" y="27" width="11" height="11" rx="3" />
      <rect x="28" y="45" width="11" height="11" rx="3" />
      <path d="M48 14.5h38M48 32.5h44M48 50.5h30" />
    </>
  ),
  links: (
    <>
      <rect x="24" y="10" width="72" height="18" rx="9" />
      <rect x="24" y="36" width="72" height="18" rx="9" />
      <path className="kind-strong" d="M36 19h26M36 45h34M82 22l4-6M86 16h-4M86 16v4" />
    </>
  ),
  countdown: (
    <>
      <rect x="14" y="16" width="26" height="32" rx="5" />
      <rect x="47" y="16" width="26" height="32" rx="5" />
      <rect x="80" y="16" width="26" height="32" rx="5" />
      <path className="kind-strong" d="M24 25h6l-4 14M55 25h9v6h-9v8h9M88 25h9v14h-9zM88 32h9" />
    </>
  ),
  metric: (
    <>
      <path className="kind-strong" d="M30 20v26M30 20l-6 5M46 27a7 7 0 0 1 14 0c0 6-14 11-14 19h14" />
      <path className="kind-rise" d="M76 38 86 26l10 12z" />
      <path d="M76 46h20" />
    </>
  ),
  chart: (
    <>
      <path d="M24 8v46h74" />
      <path d="M36 22v28M58 14v26M80 10v24" />
      <rect x="31" y="28" width="10" height="16" rx="1" />
      <rect className="kind-fill" x="53" y="20" width="10" height="14" rx="1" />
      <rect x="75" y="14" width="10" height="13" rx="1" />
    </>
  ),
  image: (
    <>
      <rect className="kind-sky" x="26" y="8" width="68" height="48" rx="5" />
      <circle className="kind-sun" cx="44" cy="23" r="5" />
      <path className="kind-strong" d="m27 50 20-17 12 10 16-18 18 21" />
    </>
  ),
  embed: (
    <>
      <rect x="22" y="8" width="76" height="48" rx="5" />
      <path d="M22 19h76M29 13.5v.1M36 13.5v.1M43 13.5v.1" />
      <path className="kind-strong" d="m52 30-8 7 8 7M68 30l8 7-8 7" />
    </>
  ),
};
