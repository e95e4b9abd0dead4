import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = dirname(import.meta.dirname);

/** One source file: path from the root with forward slashes, its text, and what it names in import and export statements. */
export interface Source {
  path: string;
  /** "packages/budget", "test", … */
  room: string;
  text: string;
  lines: number;
  imports: string[];
}

/** The rooms, in the order of docs/architecture.md, and what each may import. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'packages/budget': [],
  'packages/objects': [],
  'packages/intake': ['budget'],
  'packages/ledger': ['budget'],
  'packages/edition': ['budget', 'objects'],
  'packages/opendata': ['budget', 'edition'],
  'packages/workflow': ['budget', 'objects', 'intake', 'ledger', 'edition', 'opendata'],
  'packages/monitor': ['budget', 'ledger'],
  'packages/demo': ['budget', 'workflow'],
  'packages/print': [],
  'packages/ui': ['budget'],
  'apps/site': ['budget', 'edition', 'opendata', 'ui'],
  'apps/desk': ['budget', 'intake', 'ledger', 'edition', 'workflow', 'monitor', 'print', 'ui'],
  'apps/server': [
    'budget',
    'objects',
    'intake',
    'ledger',
    'edition',
    'opendata',
    'workflow',
    'monitor',
    'demo',
    'print',
    'ui',
    'site',
    'desk',
  ],
};

export const rooms = Object.keys(mayImport);

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', 'data', 'coverage', 'dist-pack'].includes(entry.name) || entry.name.startsWith('.')) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : [path];
  });
}

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const statements = /^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Modules that a text imports: statements and `import('…')`, of types too. A worker's `new URL('./x.ts', …)` starts another program and is none. */
export function importsOf(text: string): string[] {
  return [...text.replace(comments, '').matchAll(statements)].map((match) => match[1] ?? match[2] ?? '');
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const room = rooms.find((candidate) => path.startsWith(`${candidate}/`)) ?? path.split('/')[0] ?? '';
  return { path, room, text, lines: text.trimEnd().split('\n').length, imports: importsOf(text) };
}

/** Every file of the tree, built things and packages left out. */
export const files = walk('');
/** Every TypeScript file, tests too. */
export const sources = files.filter((path) => /\.tsx?$/.test(path)).map(read);
/** What runs in production: the rooms' `src` without tests. */
export const production = sources.filter(({ room, path }) => path.startsWith(`${room}/src/`) && !/\.test\.tsx?$/.test(path));
