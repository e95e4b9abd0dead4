import { expect, test } from 'vitest';
import { criticalCss, parseCss } from './critical.ts';

const css = `
/* a note */
:root { --a: 1px; }
.used, .unused { color: red; }
.unused > p { margin: 0 }
p { margin: 0 }
table { width: 1px }
.used:not(.never) a[href] { x: y }
@media print { .used { color: black } .unused { color: white } }
@media (min-width: 640px) { .unused { a: b } }
`;

test('keeps what the markup can use and drops the rest', () => {
  expect(criticalCss(parseCss(css), '<p class="used other"><a href="/">x</a></p>')).toBe(
    ':root{--a: 1px;}.used{color: red;}p{margin: 0}.used:not(.never) a[href]{x: y}@media print{.used{color: black}}',
  );
});
