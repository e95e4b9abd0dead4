import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { type Asked, checkLink, isPublicAddress } from './link-check.ts';

test.each([
  ['8.8.8.8', true],
  ['103.28.12.1', true],
  ['2404:6800:4003::1', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['2002:7f00:1::', false],
  ['64:ff9b::7f00:1', false],
  ['localhost', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

/** Answers by address; what is asked is noted. */
function answering(answers: Readonly<Record<string, Asked>>) {
  const asked: string[] = [];
  const ask = async (url: URL): Promise<Asked> => {
    asked.push(url.href);
    return answers[url.href] ?? 'silent';
  };
  return { asked, ask };
}
const to = (location: string): Asked => ({ status: 302, location });
const ok: Asked = { status: 200, location: undefined };

test('a link is followed over three hops, each of them checked like the first', async () => {
  const chain = {
    'https://a.id/': to('/b'),
    'https://a.id/b': to('https://c.id/'),
    'https://c.id/': to('https://d.id/'),
    'https://d.id/': ok,
  };
  expect(await checkLink('https://a.id/', answering(chain).ask)).toBe('reached');
  const longer = { ...chain, 'https://d.id/': to('https://e.id/'), 'https://e.id/': ok };
  expect(await checkLink('https://a.id/', answering(longer).ask)).toBe('gone');
  const inside = ['http://a.id/', 'https://127.0.0.1/', 'https://[::1]/', 'https://a.id:8443/', 'https://u:p@a.id/', 'file:///etc/passwd'];
  for (const hop of inside) {
    const { asked, ask } = answering({ 'https://a.id/': to(hop) });
    expect(await checkLink('https://a.id/', ask), hop).toBe('refused');
    expect(asked).toEqual(['https://a.id/']);
    expect(await checkLink(hop, ask), hop).toBe('refused');
    expect(asked).toHaveLength(1);
  }
  expect(await checkLink('https://a.id/', answering({ 'https://a.id/': { status: 404, location: undefined } }).ask)).toBe('gone');
  expect(await checkLink('https://a.id/', answering({}).ask)).toBe('silent');
});

test('a name that leads to this machine is looked up, and not connected to', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  expect(await checkLink('https://localhost/')).toBe('refused');
  expect(connections).toBe(0);
  await new Promise((resolve) => server.close(resolve));
});
