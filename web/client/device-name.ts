/** A first name for a device, from what its browser says of itself: "Chrome on Windows". A person can change it. */
export const deviceName = (userAgent: string): string => {
  const browser = first(userAgent, BROWSERS) ?? "A browser";
  const system = first(userAgent, SYSTEMS);
  return system === undefined ? browser : `${browser} on ${system}`;
};

// Order matters: each of these also says the names of those after it.
const BROWSERS = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;

const SYSTEMS = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
] as const;

const first = (text: string, names: readonly (readonly [RegExp, string])[]): string | undefined =>
  names.find(([pattern]) => pattern.test(text))?.[1];
