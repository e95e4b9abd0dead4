import { describeFinding, describeRule } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { headOf } from './group.ts';

const differs = (value: string, more = 0) => {
  const found = { code: 'total-differs', value, expected: '1' } as const;
  const message = { id: describeFinding(found, 'id').message, en: describeFinding(found, 'en').message };
  return { message, general: describeRule('total-differs'), more };
};

test('the head of a group says no place’s values, unless they are those of all', () => {
  expect(headOf([differs('7')]).en).toBe('The file states a total of 7, its details add up to 1.');
  expect(headOf([differs('7'), differs('7')])).toEqual(differs('7').message);
  for (const group of [[differs('7'), differs('8')], [differs('7', 3)]]) expect(headOf(group)).toEqual(describeRule('total-differs'));
});
