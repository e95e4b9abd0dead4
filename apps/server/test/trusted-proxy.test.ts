import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serving } from './run.ts';

// Linux lets a client choose any address of 127.0.0.0/8; elsewhere this machine has one alone.
test.skipIf(process.platform !== 'linux')(
  'ten wrong passwords of one person are held against nobody else behind a trusted proxy, and no other sender names an address',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'sipkadin-proxy-'));
    const env = { SIPKADIN_TRUSTED_PROXIES: '127.0.0.2' };
    const { child, address, output, ended } = await serving(['--port', '0', '--data', data], { env });
    /** The status of a sign-in with a wrong password, sent from one address of this machine on behalf of another. */
    const status = (localAddress: string, forwarded: string) =>
      new Promise<number>((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'x-sipkadin': '1', origin: address, 'x-forwarded-for': forwarded };
        request(`${address}/api/auth/sign-in/email`, { method: 'POST', localAddress, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
          .on('error', reject)
          .end(JSON.stringify({ email: 'rina@example.test', password: 'bukan sandinya' }));
      });
    try {
      const ten = (send: (attempt: number) => Promise<number>) => Promise.all(Array.from({ length: 10 }, (_, attempt) => send(attempt)));
      const wrong = Array.from({ length: 10 }, () => 401);
      expect(await ten(() => status('127.0.0.2', '203.0.113.1'))).toEqual(wrong);
      expect(await status('127.0.0.2', '203.0.113.1')).toBe(429);
      expect(await status('127.0.0.2', '203.0.113.2')).toBe(401);
      // The owner of an IPv6 network has all its addresses.
      expect(await ten((attempt) => status('127.0.0.2', `2001:db8:1:2:${attempt}::1`))).toEqual(wrong);
      expect(await status('127.0.0.2', '2001:db8:1:2:ffff::1')).toBe(429);
      expect(await status('127.0.0.2', '2001:db8:1:3::1')).toBe(401);
      // Not a proxy: whatever it names, it is counted as itself.
      expect(await ten((attempt) => status('127.0.0.3', `203.0.113.${attempt + 10}`))).toEqual(wrong);
      expect(await status('127.0.0.3', '203.0.113.99')).toBe(429);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended, output.stderr).toBe(0);
    rmSync(data, { recursive: true });
  },
);
