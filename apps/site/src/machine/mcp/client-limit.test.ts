import { expect, test } from 'vitest';
import { clientLimit } from './client-limit.ts';

test('a client is held to its questions under way and in a minute, and says when to ask again; others are not touched', () => {
  let now = 0;
  const enter = clientLimit({ atOnce: 2, burst: 3, perMinute: 60, clients: 2 }, () => now);
  const leave = (entered: (() => void) | number) => (typeof entered === 'number' ? entered : entered());
  const [first, second] = [enter('a'), enter('a')];
  expect([typeof first, typeof second, enter('a')]).toEqual(['function', 'function', 1]);
  expect(typeof enter('b')).toBe('function');
  leave(first);
  leave(second);
  expect(leave(enter('a'))).toBeUndefined();
  // Three questions are spent; a second later there is one more.
  expect(enter('a')).toBe(1);
  now = 1000;
  expect(leave(enter('a'))).toBeUndefined();
  expect(enter('a')).toBe(1);
  // What is saved up is a burst at most.
  now = 3_600_000;
  expect([1, 2, 3].map(() => leave(enter('a')))).toEqual([undefined, undefined, undefined]);
  expect(enter('a')).toBe(1);
});

test('endlessly many clients take finite memory', () => {
  const enter = clientLimit({ atOnce: 1, burst: 1, perMinute: 1, clients: 2 }, () => 0);
  for (const client of ['a', 'b', 'c']) enter(client);
  expect([typeof enter('b'), typeof enter('c'), typeof enter('a')]).toEqual(['number', 'number', 'function']);
});
