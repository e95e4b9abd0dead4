import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TrustsAddress } from '../settings/trusted-proxies.ts';

/**
 * The address by which a client is counted: of IPv6 the network of 64 bits, because its owner has all the addresses in it; of an IPv4
 * address in the form of IPv6 the IPv4 address. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped !== undefined) return mapped;
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [string[], string[]];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::`;
}

/** By which the client of a request is counted: as `request.ip` of express, also for what is answered before express. */
export function clientOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, isTrusted: TrustsAddress): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  let address = socket.remoteAddress ?? '';
  // Each proxy appends the sender that it saw: only what trusted ones appended is believed.
  for (const sender of forwarded.map((one) => one.trim()).toReversed()) {
    if (sender === '' || !isTrusted(address)) break;
    address = sender;
  }
  return networkOf(address);
}
