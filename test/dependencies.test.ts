import { globSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { dependencies, dependenciesPage, dependenciesPath, listed } from '../tools/dependencies.ts';
import { root } from './sources.ts';

const page = readFileSync(dependenciesPath, 'utf8');

/** May be used, changed and handed on with a work under Apache-2.0; MPL-2.0 asks for the source of its own files only. */
const allowed = [
  ...['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'BlueOak-1.0.0', 'Zlib'],
  ...['MPL-2.0', 'CC0-1.0', 'Unlicense', 'OFL-1.1'],
];

/** Packages whose package.json does not name their licence as SPDX does; only the bench and tests use what brings them along. */
const unnamed: Readonly<Record<string, string>> = {
  // Its own text says MIT/X11, the old name of MIT.
  chainsaw: 'MIT/X11',
  // By the same author, without a licence; its repository says MIT/X11.
  buffers: '',
  // These three, of @20minutes/s3rver, are MIT: the first two by their files LICENSE, the third by its readme.
  busboy: '',
  streamsearch: '',
  'humanize-number': '',
};

/** Whether an SPDX expression allows what we do: one of several joined by OR, all of several joined by AND. */
function permits(expression: string): boolean {
  const inner = expression.replace(/^\((.*)\)$/, '$1');
  if (inner.includes(' OR ')) return inner.split(' OR ').some(permits);
  return inner.split(' AND ').every((licence) => allowed.includes(licence));
}

interface Installed {
  name: string;
  license?: string;
}

/** Every package on the disk, declared or brought along. */
function installed(): Installed[] {
  const store = join(root, 'node_modules/.pnpm');
  return globSync(['*/node_modules/*/package.json', '*/node_modules/@*/*/package.json'], { cwd: store })
    .filter((path) => !lstatSync(join(store, dirname(path))).isSymbolicLink())
    .map((path) => JSON.parse(readFileSync(join(store, path), 'utf8')) as Installed);
}

it('docs/dependencies.md lists every declared package in an exact version, with its licence and a reason', () => {
  const all = dependencies();
  expect(all.length).toBeGreaterThan(40);
  expect(
    all.filter(({ version }) => !/^\d+\.\d+\.\d+(?:-r\.\d+)?$/.test(version)).map(({ name, version }) => `${name} ${version}`),
  ).toEqual([]);
  // Made anew, it is the same: no package is missing, none is left over, versions and rooms are right.
  expect(dependenciesPage(page)).toBe(page);
  const rows = listed(page);
  expect([...rows.keys()].toSorted()).toEqual(all.map(({ name }) => name).toSorted());
  expect([...rows].filter(([, { reason }]) => reason === '').map(([name]) => name)).toEqual([]);
  expect([...rows].filter(([, { licence }]) => !permits(licence)).map(([name]) => name)).toEqual([]);
});

it('every installed package, also those that others bring along, has a licence that allows what we do', () => {
  const all = installed();
  expect(all.length).toBeGreaterThan(300);
  const wrong = all.filter(({ name, license = '' }) => !permits(license) && unnamed[name] !== license);
  expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  expect([permits('GPL-3.0-only'), permits('(MIT OR GPL-3.0-or-later)'), permits('MIT AND GPL-3.0-only'), permits('')]).toEqual([
    ...[false, true, false, false],
  ]);
});
