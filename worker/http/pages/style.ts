/** How the API's own pages look: light and dark, on a phone and in print. The colours are those of web/ui/tokens.css. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f4f0, #141715);
  --surface: light-dark(#ffffff, #1d211f);
  --sunken: light-dark(#eeece6, #181b19);
  --line: light-dark(#e3e0d8, #313733);
  --line-strong: light-dark(#8d8a80, #7b857f);
  --ink: light-dark(#1d2320, #ecefec);
  --ink-soft: light-dark(#5c635e, #a7b0aa);
  --accent: light-dark(#0c6b58, #5cc9ae);
  --accent-wash: light-dark(#e2f0ec, #1d332d);
  --font: -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto, Inter, Cantarell,
    "Noto Sans", system-ui, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.6 var(--font);
  overflow-wrap: anywhere;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, pre { font-family: var(--mono); font-size: 0.875em; }
code { background: var(--sunken); border-radius: 4px; padding: 0.1em 0.3em; }
pre {
  background: var(--sunken);
  border: 1px solid var(--line);
  border-radius: 10px;
  padding: 0.75rem 1rem;
  margin: 0.5rem 0 1rem;
  line-height: 1.5;
  white-space: pre-wrap;
}
pre code { background: none; padding: 0; font-size: inherit; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; margin: 0 0 0.25rem; }
nav + main h1 { margin-top: 1.5rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 0.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.125rem; margin: 0 0 0.25rem; }
h4 { font-size: 0.9375rem; margin: 1.25rem 0 0.25rem; color: var(--ink-soft); font-weight: 600; }
p { margin: 0.5rem 0; }
p, dd, main li { max-width: 36rem; }
ul { padding-left: 1.25rem; margin: 0.25rem 0; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: 0.5rem 1rem; z-index: 1; }
.frame { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
.lead, .soft { color: var(--ink-soft); }
.lead { font-size: 1.125rem; margin-bottom: 1rem; }
nav ul { list-style: none; padding: 0; }
nav h2 { font-size: 1rem; margin: 1.5rem 0 0; padding: 0; border: 0; }
nav h3 { font-size: 0.8125rem; margin: 0.75rem 0 0; color: var(--ink-soft); }
nav ul { display: flex; flex-wrap: wrap; column-gap: 1.25rem; margin: 0; }
nav li a { display: block; padding: 0.25rem 0; text-decoration: none; }
nav li a:hover { text-decoration: underline; }
article {
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 14px;
  padding: 1.25rem;
  margin: 1.25rem 0;
}
article > :last-child { margin-bottom: 0; }
.call { display: flex; gap: 0.5rem; align-items: baseline; font-family: var(--mono); font-size: 0.875rem; margin: 0 0 0.5rem; }
.method {
  border: 1px solid var(--line-strong);
  border-radius: 6px;
  padding: 0 0.4rem;
  font-weight: 700;
}
dl { margin: 0.25rem 0; }
dt { margin-top: 0.5rem; }
dd { margin: 0 0 0 1rem; }
dd dl { border-left: 2px solid var(--line); padding-left: 0.75rem; }
.type { color: var(--ink-soft); font-size: 0.875rem; }
summary { cursor: pointer; color: var(--accent); padding: 0.25rem 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
@media (min-width: 75rem) {
  .frame.wide { max-width: 62rem; display: grid; grid-template-columns: 15rem minmax(0, 40rem); column-gap: 4rem; }
  .wide > header, .wide > main { grid-column: 2; }
  .wide > nav {
    grid-column: 1; grid-row: 1 / span 2;
    position: sticky; top: 0; max-height: 100vh; overflow-y: auto; align-self: start; padding: 0 0 2rem 4px;
    font-size: 0.9375rem;
  }
  .wide > nav h2 { margin-top: 0.5rem; }
  .wide > nav ul { display: block; }
}
@media (max-width: 40rem) {
  .frame { padding: 1.5rem 1rem 4rem; }
  article { padding: 1rem; border-radius: 10px; }
  nav li a { padding: 0.55rem 0; }
  summary { padding: 0.6rem 0; }
}
@media print { nav { display: none; } article { break-inside: avoid; } }
`;
