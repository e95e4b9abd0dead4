import { expect, it } from 'vitest';
import { crash } from './crash.ts';

// A sample of `npm run crash`, which kills two hundred times.
it('loses nothing acknowledged and leaves nothing half-done when killed at any moment', async () => {
  const result = await crash({ kills: 8, seed: 20251212 });
  expect(result.lost).toEqual([]);
  expect(result.kills).toBe(8);
  expect(Object.keys(result.killedAfter).length).toBeGreaterThan(2);
});
