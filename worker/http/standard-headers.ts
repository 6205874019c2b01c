/** What every reply tells browsers not to do. One that says more of itself keeps its own word. */

/** Nothing in a reply of the API loads, runs or frames anything. */
export const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: readonly (readonly [string, string])[] = [
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Referrer-Policy", "no-referrer"],
  // Not for subdomains: whether those speak TLS is not ours to say.
  ["Strict-Transport-Security", "max-age=15552000"],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
];

const DEFAULTS: readonly (readonly [string, string])[] = [
  // Replies are one user's own; a browser may keep them only to ask whether they still hold.
  ["Cache-Control", "private, no-cache"],
  ["Content-Security-Policy", POLICY],
  // Two users' layouts have one address, and as tags the same versions: a browser must not keep one for the other.
  ["Vary", "Authorization, Cookie"],
];

export const setStandardHeaders = (headers: Headers): void => {
  for (const [name, value] of HEADERS) headers.set(name, value);
  for (const [name, value] of DEFAULTS) if (!headers.has(name)) headers.set(name, value);
};
