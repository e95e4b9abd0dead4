import { expect, test } from 'vitest';
import { beside } from './beside.ts';

test('publications and commands on one folder disturb each other in nothing', { timeout: 120_000 }, async () => {
  const { publications, commands, failed, missing } = await beside({ publications: 6 });
  expect({ publications, failed, missing }).toEqual({ publications: 6, failed: [], missing: [] });
  expect(Object.keys(commands).sort((a, b) => a.localeCompare(b))).toEqual([
    'backup',
    'doctor',
    'export',
    'government',
    'import',
    'person',
    'verify',
  ]);
});
