import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8');

function theme(start: string): Record<string, string> {
  const block = css.slice(css.indexOf(start)).split('}')[0] ?? '';
  return Object.fromEntries([...block.matchAll(/(--[\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', value = '']) => [name, value]));
}

const light = theme(':root {');
const dark = theme(':root[data-theme="dark"] {');

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a = '', b = ''): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const text = ['--ina-content-primary', '--ina-content-secondary', '--ina-content-tertiary', '--ina-guide'];
const grounds = ['--ina-background-primary', '--ina-background-secondary'];
const marks = ['--ina-guide', '--ina-positive', '--ina-warning', '--ina-negative', '--sk-over', '--ina-stroke-secondary'].concat(
  [1, 2, 3, 4, 5].map((n) => `--sk-category-${n}`),
);

describe.each([
  ['light', light],
  ['dark', { ...light, ...dark }],
])('%s', (_name, tokens) => {
  test.each(text.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)))('%s on %s is legible', (ink, ground) => {
    expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(marks)('%s is seen on the page', (mark) => {
    expect(contrast(tokens[mark], tokens['--ina-background-primary'])).toBeGreaterThanOrEqual(3);
  });

  test('the colour of paid differs from that of the limit behind it', () => {
    expect(contrast(tokens['--ina-guide'], tokens['--sk-track'])).toBeGreaterThanOrEqual(3);
  });
});

test('dark is the same whether the system or the reader asks for it', () => {
  expect(theme(':root:not([data-theme="light"]) {')).toEqual(dark);
});
