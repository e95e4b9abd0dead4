import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = dirname(import.meta.dirname);

/** What each room may import: the table of docs/architecture.md. */
const allowed: Record<string, string[]> = {
  'packages/budget': [],
  'packages/intake': ['budget'],
  'packages/ledger': ['budget'],
  'packages/edition': ['budget'],
  'packages/ui': ['budget'],
  'apps/site': ['budget', 'edition', 'ui'],
  'apps/desk': ['budget', 'intake', 'ledger', 'edition', 'ui'],
  'apps/server': ['budget', 'intake', 'ledger', 'edition', 'ui', 'site', 'desk'],
};

interface Source {
  path: string;
  text: string;
  imports: string[];
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, imports: [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? '') };
}

const rooms = Object.keys(allowed);
const sources = rooms.flatMap((room) => walk(`${room}/src`)).map(read);
const production = sources.filter((source) => !/\.test\.tsx?$/.test(source.path));
const imports = production.reduce((count, source) => count + source.imports.length, 0);

describe('the house', () => {
  it('was seen: enough files and imports to mean anything', () => {
    expect(production.length).toBeGreaterThan(100);
    expect(imports).toBeGreaterThan(300);
    for (const room of rooms) expect(production.filter((source) => source.path.startsWith(room)).length, room).toBeGreaterThan(2);
  });

  it('imports only downwards', () => {
    const wrong = production.flatMap((source) => {
      const room = rooms.find((candidate) => source.path.startsWith(`${candidate}/`)) ?? '';
      return source.imports
        .filter((name) => name.startsWith('@sipkadin/'))
        .map((name) => name.split('/')[1] ?? '')
        .filter((name) => !(allowed[room] ?? []).includes(name))
        .map((name) => `${source.path} imports ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('declares in package.json only what a room may import', () => {
    for (const room of rooms) {
      const manifest = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
      const own = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@sipkadin/'));
      expect(
        own.filter((name) => !(allowed[room] ?? []).includes(name.slice('@sipkadin/'.length))),
        room,
      ).toEqual([]);
    }
  });

  // A room reaches into another only by its name, or its promises would be decoration.
  it('has no relative import that leaves its room', () => {
    const leaving = production.flatMap((source) => {
      const room = rooms.find((candidate) => source.path.startsWith(`${candidate}/`)) ?? '';
      return source.imports
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, join(root, dirname(source.path), name)))
        .filter((target) => !target.startsWith(`${room}/`))
        .map((target) => `${source.path} → ${target}`);
    });
    expect(leaving).toEqual([]);
  });

  it('has no cycles between files', () => {
    const byPath = new Map(production.map((source) => [source.path, source]));
    const targets = (source: Source) =>
      source.imports
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, join(root, dirname(source.path), name)))
        .flatMap((target) => byPath.get(target) ?? []);
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (source: Source, trail: string[]): void => {
      const seen = trail.indexOf(source.path);
      if (seen >= 0) cycles.push([...trail.slice(seen), source.path].join(' → '));
      if (seen >= 0 || done.has(source.path)) return;
      for (const target of targets(source)) visit(target, [...trail, source.path]);
      done.add(source.path);
    };
    for (const source of production) visit(source, []);
    expect(cycles).toEqual([]);
  });

  // Such names collect what has no place; the most imported file of a house is always one of them.
  it('has no drawers', () => {
    const drawers = /(^|\/)(utils?|helpers?|lib|common|shared|misc|types)(\.tsx?$|\/)/;
    expect(production.map((source) => source.path).filter((path) => drawers.test(path))).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = production.filter((source) => /\bprocess\.env\b/.test(source.text)).map((source) => source.path);
    expect(readers).toEqual(['apps/server/src/config.ts']);
  });

  it('keeps SQL in the ledger', () => {
    const outside = production
      .filter((source) => !source.path.startsWith('packages/ledger/'))
      .filter((source) => source.imports.some((name) => name === 'kysely' || name === 'better-sqlite3' || name === 'pg'))
      .map((source) => source.path);
    expect(outside).toEqual([]);
  });

  it('cannot resolve the ledger from the public door', () => {
    for (const door of ['apps/site', 'packages/edition', 'packages/ui', 'packages/intake']) {
      const installed = readdirSync(join(root, door, 'node_modules/@sipkadin'));
      expect(installed, door).toContain('budget');
      expect(installed, door).not.toContain('ledger');
    }
  });

  it('is drawn truly in the README', () => {
    const tree = /```tree\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
    const listed = tree
      .trim()
      .split('\n')
      .map((line) => line.split(/\s/)[0] ?? '');
    const folders = ['apps', 'packages'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
    expect(listed.filter((path) => path.includes('/')).toSorted()).toEqual(folders.toSorted());
    for (const path of listed) expect(readdirSync(join(root, path)).length, path).toBeGreaterThan(0);
  });
});
