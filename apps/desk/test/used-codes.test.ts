import { describe, expect, test } from 'vitest';
import { startDurablePostgres } from '../../../packages/ledger/test/databases.ts';
import { cookieOf, type Deployment, deploy, sealed } from './deployment.ts';
import { nextCode, oneTimeCode } from './one-time-code.ts';
import { servePostgres } from './processes/postgres-server.ts';

/** An empty database of a real server; otherwise PGlite behind a socket. */
const serverUrl = process.env['EMPTY_POSTGRES_URL'];

async function onPostgres(): Promise<{ place: Deployment; close(): Promise<void> }> {
  if (serverUrl !== undefined) {
    const place = await deploy({ database: serverUrl });
    return { place, close: place.close };
  }
  // As the ledger asks of a server: PGlite itself says that it does not sync its files.
  const server = await servePostgres(await startDurablePostgres());
  const place = await deploy({ database: server.url });
  return {
    place,
    async close() {
      await place.close();
      await server.close();
    },
  };
}

async function onSqlite(): Promise<{ place: Deployment; close(): Promise<void> }> {
  const place = await deploy();
  return { place, close: place.close };
}

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('a code of the authenticator app, on %s,', (_, open) => {
  test('signs in once: of many at the same time exactly one, and none later', async () => {
    const { place, close } = await open();
    try {
      const person = await place.person('rina', 'operator');
      const { secret } = (await person.mutate('account.startSecondFactor', {})).data as { secret: string };
      const first = oneTimeCode(secret);
      expect((await person.mutate('account.confirmSecondFactor', { code: first })).status).toBe(200);

      /** A browser that has used a link and is asked for a code. */
      const half = async () => {
        const token = new URL(await place.desk.signInLink('rina@example.test')).hash.slice(1);
        return cookieOf(await fetch(`${place.origin}/api/auth/magic-link/verify?token=${token}`, { headers: sealed }));
      };
      const enter = async (cookie: string, code: string) => {
        const answer = await fetch(`${place.origin}/api/auth/two-factor/verify-totp`, {
          method: 'POST',
          headers: { ...sealed, 'content-type': 'application/json', cookie },
          body: JSON.stringify({ code }),
        });
        const me = await fetch(`${place.origin}/api/kerja/account.me`, { headers: { ...sealed, cookie: cookieOf(answer) } });
        const { result } = (await me.json()) as { result: { data: object | null } };
        return { status: answer.status, signedIn: result.data !== null };
      };

      // The code that set it up is used.
      expect(await enter(await half(), first)).toEqual({ status: 401, signedIn: false });
      const code = nextCode(secret);
      const browsers = [await half(), await half(), await half(), await half()];
      const answers = await Promise.all(browsers.map((cookie) => enter(cookie, code)));
      expect(answers.filter(({ signedIn }) => signedIn)).toEqual([{ status: 200, signedIn: true }]);
      expect(answers.filter(({ signedIn }) => !signedIn).every(({ status }) => status === 401)).toBe(true);
      expect(await enter(await half(), code)).toEqual({ status: 401, signedIn: false });
      // Nor does it prove who has a session.
      expect((await person.mutate('account.removeSecondFactor', { code })).code).toBe('code-wrong');
    } finally {
      await close();
    }
  }, 60_000);
});
