/**
 * Whom an address stands for: an IPv4 address for itself, an IPv6 address for the /64 that one subscriber has at least.
 * Three groups are a /48: all that a site is given, or that anybody gets from who hands out tunnels.
 */
export const networkOf = (address: string, groupCount: 3 | 4 = 4): string => {
  if (!address.includes(":")) return address;
  const ipv4 = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const [start = "", end] = address.split("::");
  const groups = start.split(":");
  // The two colons stand for as many zeros as are missing.
  const missing = end === undefined ? 0 : 8 - groups.length - end.split(":").length;
  const all = [...groups, ...Array<string>(Math.max(missing, 0)).fill("0"), ...(end ?? "").split(":")];
  return `${all
    .slice(0, groupCount)
    .map((group) => Number.parseInt(group || "0", 16).toString(16))
    .join(":")}::/${16 * groupCount}`;
};
