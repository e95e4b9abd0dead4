import { afterAll, beforeAll, expect, test } from 'vitest';
import { floodLog, logLines } from './attack/log-flood.ts';
import { postAddresses } from './attack/post-addresses.ts';
import { type RunningServer, startServer } from './attack/running-server.ts';
import { holdBodies } from './attack/slow-bodies.ts';
import { watchServer } from './attack/watch-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const megabyte = 1_000_000;

test('bodies of 200 MB at every POST address are refused unread, and the server stays small', { timeout: 60_000 }, async () => {
  const watch = watchServer(server);
  const kinds = postAddresses.flatMap((path) => [{ path, announced: 200 * megabyte }, { path }]);
  const held = kinds.map((kind) => holdBodies({ ...kind, address: server.address, count: 2, sent: 8 * megabyte }));
  await expect.poll(() => held.map((one) => one.open()), { timeout: 30_000 }).toEqual(held.map(() => 0));
  for (const [at, { statuses }] of held.entries()) {
    // A connection that is reset while it sends may lose its answer.
    for (const status of statuses)
      expect(status, JSON.stringify(kinds[at])).toBeGreaterThanOrEqual(kinds[at]?.path === '/health' ? 200 : 400);
  }
  expect(held.flatMap(({ statuses }) => statuses)).toContain(413);
  expect(held.reduce((all, one) => all + one.taken(), 0)).toBeLessThan(kinds.length * 2 * 8 * megabyte);
  const { asked, failed, megabytes } = await watch.stop();
  expect(asked).toBeGreaterThan(0);
  expect([failed, megabytes <= 400], `${megabytes} MB`).toEqual([0, true]);
});

test('one client may have 32 unfinished bodies, and does not keep others from signing in', async () => {
  const path = '/api/auth/sign-in/email';
  const held = holdBodies({ address: server.address, path, count: 40, sent: 10, headers: { 'x-forwarded-for': '203.0.113.1' } });
  await expect.poll(() => held.statuses, { timeout: 30_000 }).toEqual(Array.from({ length: 8 }, () => 429));
  await expect.poll(() => held.open()).toBe(32);
  const answer = await fetch(`${server.address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sipkadin': '1', 'x-forwarded-for': '203.0.113.2', origin: server.address },
    body: JSON.stringify({ email: 'siapa@example.test', password: 'kuda terbang biru' }),
  });
  expect(answer.status).toBe(401);
  held.close();
});

test('what a client sends can neither forge a record nor flood the log', async () => {
  await floodLog({ address: server.address, count: 60, atOnce: 6 });
  const { records, broken } = logLines(server.output.stderr);
  expect(broken).toEqual([]);
  expect(records.some(({ msg, message }) => msg === 'the sign-in library reports' && String(message).includes('evil.example'))).toBe(true);
  expect(records.some(({ msg }) => msg === 'forged')).toBe(false);
  expect(server.output.stderr.length).toBeLessThan(1_100_000);
  // oxlint-disable-next-line no-control-regex
  expect(server.output.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});
