import { expect, test } from 'vitest';
import { clientOf, networkOf } from './client-network.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:7::1', '2001:db8:0:7::'],
  ['2001:DB8::7:ffff:ffff:ffff:ffff', '2001:db8:0:7::'],
  ['2001:db8::1', '2001:db8:0:0::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
  ['::1', '0:0:0:0::'],
  ['', ''],
  ['unknown', 'unknown'],
])('%j is counted as %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['10.0.0.1', undefined, '10.0.0.1'],
  ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['10.0.0.1', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['10.0.0.1', '198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['10.0.0.1', '2001:db8:0:7::1', '2001:db8:0:7::'],
])('a request from %s with X-Forwarded-For %s is counted as %s', (remoteAddress, forwarded, client) => {
  const request = { socket: { remoteAddress }, headers: { ...(forwarded && { 'x-forwarded-for': forwarded }) } };
  expect(clientOf(request as never, (address) => address.startsWith('10.'))).toBe(client);
});
