import { expect, test } from 'vitest';
import { Busy, turns } from './turns.ts';

test('work is done in turn, other events come between, and what would wait too long is refused', async () => {
  const inTurn = turns(2);
  const seen: string[] = [];
  const piece = (name: string) => inTurn(async () => void seen.push(name));
  const all = [piece('first'), piece('second')];
  await expect(piece('third')).rejects.toThrow(Busy);
  setImmediate(() => seen.push('another request'));
  await Promise.all(all);
  expect(seen).toEqual(['first', 'another request', 'second']);
  await expect(inTurn(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
  await piece('after a fault');
  expect(seen.at(-1)).toBe('after a fault');
});
