import { expect, it } from 'vitest';
import { crash } from './crash.ts';

// A sample of `npm run crash`, without its updates, which take long.
it('loses nothing acknowledged and leaves nothing half-done when killed at any moment', async () => {
  const only = ['migrate', 'read', 'publish', 'withdraw', 'return', 'backup', 'retention', 'recover'] as const;
  const result = await crash({ kills: only.length, seed: 20251212, only });
  expect(result.lost).toEqual([]);
  expect(result.kills).toBe(only.length);
  expect(Object.keys(result.killedIn).length).toBeGreaterThan(2);
});
