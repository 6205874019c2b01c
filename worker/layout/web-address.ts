/** Web addresses only: a `javascript:` link would run in the page of whoever opens a shared layout. */
export const WEB_ADDRESS = /^https?:\/\/[^\s]+$/i;
