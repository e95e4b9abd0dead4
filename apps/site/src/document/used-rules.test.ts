import { expect, test } from 'vitest';
import { usedRules } from './used-rules.ts';

const sheet =
  '@font-face{font-family:"A"}:root{--a:1}a,.b>.c,.d:not(.x){color:red}[class~=".y"]{top:0}:is(.e,.f) .b{left:0}@media print{.d{margin:0}.b{margin:1px}}@media (width>9px){.d .b{gap:0}}.scripted{top:1px}';

test('a page gets the rules whose classes it has, in their order, and those that scripts may need', () => {
  const forPage = usedRules(sheet, ['scripted']);
  expect(forPage('<p class="b z"><i class="c">')).toBe(
    '@font-face{font-family:"A"}:root{--a:1}a,.b>.c{color:red}[class~=".y"]{top:0}:is(.e,.f) .b{left:0}@media print{.b{margin:1px}}.scripted{top:1px}',
  );
  expect(forPage('<p class="b c d">')).toBe(sheet);
  expect(() => usedRules('a{b:c', [])).toThrow('not closed');
});
