import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTurns, nextInTurn } from './fair-queue.ts';

const waiting = fc
  .array(fc.record({ actor: fc.constantFrom('a', 'b', 'c', 'd') }))
  .map((list) => list.map((one, seq) => ({ ...one, seq })));

test('everyone has a turn before anyone has a second, and their own in the order they came', () => {
  fc.assert(
    fc.property(waiting, (list) => {
      const order = inTurns(list, new Map());
      expect(order.toSorted((a, b) => a.seq - b.seq)).toEqual(list);
      const people = new Set(list.map(({ actor }) => actor));
      expect(new Set(order.slice(0, people.size).map(({ actor }) => actor))).toEqual(people);
      for (const actor of people) {
        const own = order.filter((one) => one.actor === actor).map(({ seq }) => seq);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('who was served last waits for the others', () => {
  const list = [{ actor: 'a' }, { actor: 'a' }, { actor: 'b' }];
  expect(nextInTurn(list, new Map([['a', 1]]))).toBe(list[2]);
  expect(nextInTurn([], new Map())).toBeUndefined();
});
