import { lookup as systemLookup } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { LinkOutcome } from '@sipkadin/budget';

/** Milliseconds within which an address has to answer. */
const patience = 10_000;
const mostRedirects = 3;

/** Addresses of a machine, a local network, or none that a public server can have (IANA's special-purpose registries). */
const special = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, bits, 'ipv6');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is one of the public internet. Of IPv6 only global unicast is, without tunnels to IPv4. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** What an address answered to HEAD: its status and where it sends on; `refused` where it may not be asked, `silent` without an answer. */
export type Asked = { status: number; location: string | undefined } | 'refused' | 'silent';

/**
 * Tries a link without reading what it leads to. Every hop must be https at the usual port of a public address, so that a link cannot
 * make this server ask its own network.
 */
export async function checkLink(address: string, ask: (url: URL) => Promise<Asked> = head): Promise<LinkOutcome> {
  let next = address;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const url = URL.canParse(next) ? new URL(next) : undefined;
    if (url === undefined || !mayBeAsked(url)) return 'refused';
    const asked = await ask(url);
    if (typeof asked === 'string') return asked;
    const { status, location } = asked;
    if (status >= 200 && status < 300) return 'reached';
    if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location, url)) return 'gone';
    next = new URL(location, url).href;
  }
  return 'gone';
}

function mayBeAsked({ protocol, port, username, password, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  // A literal address is never looked up, so it is checked here.
  return protocol === 'https:' && port === '' && username === '' && password === '' && (isIP(host) === 0 || isPublicAddress(host));
}

class NotPublic extends Error {}

/** Looks a name up, and refuses it where any of its addresses is not public: it is what is then connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    const [first] = found;
    if (first === undefined || !found.every(({ address }) => isPublicAddress(address))) return callback(new NotPublic(hostname), '', 0);
    if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

function head(url: URL): Promise<Asked> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'HEAD',
        agent: false,
        lookup: publicLookup,
        headers: { 'User-Agent': 'sipkadin-link-check' },
        signal: AbortSignal.timeout(patience),
      },
      ({ statusCode = 0, headers: { location } }) => {
        resolve({ status: statusCode, location });
        sent.destroy();
      },
    );
    sent.on('error', (error) => resolve(error instanceof NotPublic ? 'refused' : 'silent'));
    sent.end();
  });
}
