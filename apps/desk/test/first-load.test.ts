import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The desk's pages as they are built; `npm test` builds them first. */
const built = join(import.meta.dirname, '../dist');
const file = (name: string) => readFileSync(join(built, name));
const most = 250_000;

/** As a browser gets it: what is not compressed already has a compressed file beside it, unless it is small. */
const sent = (name: string) => (existsSync(join(built, `${name}.br`)) ? `${name}.br` : name);

/** Files that a script needs at once, itself among them; each is read once. */
function imported(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, next = ''] of file(name)
    .toString()
    .matchAll(/(?:from|import)\s*[`"']\.\/([\w.-]+\.js)[`"']/g))
    imported(`assets/${next}`, found);
  return found;
}

/** By screen, the files that opening it for the first time loads. */
function firstLoads(): Map<string, Set<string>> {
  const page = file('index.html').toString();
  const named = [...page.matchAll(/(?:src|href)="\/kerja\/(assets\/[^"]+)"/g)].map(([, name = '']) => name);
  const font = named.flatMap((name) =>
    name.endsWith('.css')
      ? [
          ...file(name)
            .toString()
            .matchAll(/url\(\/kerja\/([^)]+\.woff2)\)/g),
        ].map(([, url = '']) => url)
      : [],
  );
  const own = new Set([...named.flatMap((name) => (name.endsWith('.js') ? [...imported(name)] : [name])), ...font]);
  const entry = named.find((name) => /index-.*\.js$/.test(name)) ?? '';
  const script = file(entry).toString();
  const listed = /__vite__mapDeps=.*?\[((?:"[^"]+",?)+)\]/.exec(script)?.[1] ?? '';
  const files = listed.split(',').map((name) => name.replaceAll('"', ''));
  const lazy = [...script.matchAll(/import\(`\.\/([\w-]+)-[\w-]{8}\.js`\),__vite__mapDeps\(\[([\d,]+)\]\)/g)];
  return new Map([
    ['overview', own],
    ...lazy.map(([, screen = '', numbers = '']) => {
      const needed = numbers.split(',').flatMap((number) => files[Number(number)] ?? []);
      return [screen, new Set([...own, ...needed.flatMap((name) => (name.endsWith('.js') ? [...imported(name)] : [name]))])] as const;
    }),
  ]);
}

test('the first visit of each screen of leadership loads 250 KB at most', () => {
  const loads = firstLoads();
  const screens = ['overview', 'forecast', 'obstacles', 'obstacle', 'calendar', 'alerts', 'look', 'duties', 'index-score', 'settings'];
  expect(screens.filter((screen) => !loads.has(screen))).toEqual([]);
  const weights = screens.map((screen) => {
    const bytes = [...(loads.get(screen) ?? [])].map((name) => file(sent(name)).length);
    return [screen, bytes.reduce((sum, one) => sum + one, 0)] as const;
  });
  // The scripts and the font at least: less would be a fault of this count.
  expect(weights.filter(([, weight]) => weight < 200_000)).toEqual([]);
  expect(weights.filter(([, weight]) => weight > most)).toEqual([]);
});
