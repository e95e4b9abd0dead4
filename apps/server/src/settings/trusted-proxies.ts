import { BlockList, isIP } from 'node:net';

/** Whether the sender of a connection is a proxy that may set X-Forwarded-For. */
export type TrustsAddress = (address: string) => boolean;

/**
 * Reads a list of addresses and ranges such as `loopback, 172.16.0.0/12, fd00::/8`, with commas or spaces between.
 * @returns the check; or the entry that is none of these, or that names every address there is
 */
export function parseTrustedProxies(text: string): TrustsAddress | { wrong: string } {
  const list = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter((part) => part !== '')) {
    if (entry === 'loopback') {
      list.addSubnet('127.0.0.0', 8);
      list.addAddress('::1', 'ipv6');
      continue;
    }
    const [address = '', length, ...more] = entry.split('/');
    const version = isIP(address);
    if (version === 0 || more.length > 0) return { wrong: entry };
    const family = version === 4 ? 'ipv4' : 'ipv6';
    if (length === undefined) {
      list.addAddress(address, family);
      continue;
    }
    if (!/^[1-9]\d{0,2}$/.test(length) || Number(length) > (version === 4 ? 32 : 128)) return { wrong: entry };
    list.addSubnet(address, Number(length), family);
  }
  return (address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}
