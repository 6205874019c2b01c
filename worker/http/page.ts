/**
 * Who opens an address at which there is no file gets the app, whatever the address: it is one page. A file that is
 * not there, such as a part of the app that a deploy has replaced, is a 404 instead: as a page it would be taken for
 * the part, and kept for as long as parts are.
 */

/** Null for whatever is not about to be looked at in a window: that is the API's to answer. */
export const pageFor = (
  request: Request,
  { ASSETS }: { readonly ASSETS: Pick<Fetcher, "fetch"> },
): Promise<Response> | null =>
  opensPage(request) ? ASSETS.fetch(new Request(new URL("/", request.url), request)) : null;

const opensPage = ({ method, url, headers }: Request): boolean =>
  !isElsewhere(url) &&
  (method === "GET" || method === "HEAD") &&
  (headers.get("Sec-Fetch-Mode") === "navigate" || headers.get("Accept")?.includes("text/html") === true);

/** Looked at first, as most requests are of the API. */
const isElsewhere = (url: string): boolean => {
  const path = url.slice(url.indexOf("/", "https://".length));
  return /^\/(api(?![^/?])|assets\/)/.test(path);
};
