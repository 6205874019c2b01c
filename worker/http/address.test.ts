import { expect, it } from "vitest";
import { networkOf } from "./address.ts";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8:0:0:1::", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["64:ff9b::192.0.2.7", "64:ff9b:0:0::/64"],
  ["", ""],
])("takes %s for %s", (address, network) => expect(networkOf(address)).toBe(network));

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2::9", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
])("takes %s for the site %s", (address, site) => expect(networkOf(address, 3)).toBe(site));
