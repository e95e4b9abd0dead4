import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEditions } from '@sipkadin/edition';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { readConfig } from '../settings/config.ts';
import { watchHealth } from './watch.ts';

test('a store that does not answer and figures that cannot be read are named, with when they were first seen; the rest is still known', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-watch-'));
  const away = () => Promise.reject(new Error('away'));
  const privateSide = {
    ...{ check: async () => {}, state: away, recorded: { newest: () => [] } },
    ...{ desk: { signInFailingSince: () => '2026-08-17T03:00:00.000Z' }, objects: { size: away } },
  };
  const watch = watchHealth({
    config: readConfig({}, { data: folder }),
    editions: openEditions(folder),
    privateSide: privateSide as never,
    ...{ copies: undefined, followed: undefined },
    log: createLog('error', () => {}),
  });
  const { facts, ledger, conditions } = await watch.state();
  expect([ledger, facts.queue, facts.backup, facts.disk]).toEqual([null, null, null, 'ok']);
  expect(conditions.map(({ code, since }) => [code, since])).toEqual([
    ['objects-failing', facts.at],
    ['sign-in-failing', '2026-08-17T03:00:00.000Z'],
    // What was logged of it.
    ['errors-logged', facts.at],
  ]);
  watch.close();
  rmSync(folder, { recursive: true });
});
