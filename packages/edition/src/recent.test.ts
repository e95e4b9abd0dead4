import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

it('keeps what was asked for last up to a weight, and the very last however heavy', () => {
  const made: string[] = [];
  const recent = new Recent<number>(10, (value) => value);
  const ask = (...keys: string[]) => {
    made.length = 0;
    for (const key of keys) {
      const value = recent.get(key, () => {
        made.push(key);
        return Number(key.slice(1));
      });
      expect(value).toBe(Number(key.slice(1)));
    }
    return made.join(' ');
  };
  expect(ask('a4', 'b4', 'a4', 'c2', 'b4')).toBe('a4 b4 c2');
  // Of a4, c2 and b4 the one that was asked for longest ago goes.
  expect(ask('d3', 'b4', 'c2', 'd3', 'a4')).toBe('d3 a4');
  expect(ask('e99', 'e99', 'a4', 'e99', 'f1', 'f1', 'g9', 'f1')).toBe('e99 a4 e99 f1 g9');
});
