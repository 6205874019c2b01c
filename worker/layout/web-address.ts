/** Web addresses only: a `javascript:` link would run in the page of whoever opens a shared layout. */
export const WEB_ADDRESS = /^https?:\/\/[^\s]+$/i;

/** What a page loads by itself: encrypted, and without a name and password in front of the host. Or none yet. */
export const SECURE_ADDRESS = /^$|^https:\/\/[^\s/?#@\\]+([/?#]\S*)?$/i;

/** What a page reads data from: the same, and this very machine, which no network lies before. */
export const DATA_ADDRESS =
  /^$|^(https:\/\/[^\s/?#@\\]+|http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?)([/?#]\S*)?$/i;
