/** Which dashboard an address means: `/` is the first one that everybody has, `/d/<id>` another. Total. */

/** The dashboard of a first visit. */
export const FIRST_ID = "main";

/** Ids with a dot are the product's own layouts, such as keys and names. */
export const isAddressable = (id: string): boolean => /^[\w-]{1,64}$/.test(id);

export const layoutIdAt = (path: string): string => {
  const id = /^\/d\/([^/]+)\/?$/.exec(path)?.[1];
  return id !== undefined && isAddressable(id) ? id : FIRST_ID;
};

export const addressOf = (id: string): string => (id === FIRST_ID ? "/" : `/d/${id}`);
