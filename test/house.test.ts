import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { files, importsOf, mayImport, production, rooms, root, type Source, sources } from './sources.ts';

const text = (path: string) => readFileSync(join(root, path), 'utf8');
type Declared = Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>;
const manifest = (room: string) => JSON.parse(text(`${room}/package.json`)) as Declared;
/** "@sipkadin/ui/format" → "@sipkadin/ui", "kysely/helpers" → "kysely". */
const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/');
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const target = (source: Source, name: string) => join(dirname(source.path), name);

describe('the house', () => {
  // A test that sees nothing is green: dependency-cruiser was, on zero modules.
  it('was seen: enough files and imports to mean anything', () => {
    expect(production.length).toBeGreaterThan(250);
    expect(production.flatMap((source) => source.imports).length).toBeGreaterThan(1000);
    for (const room of rooms) expect(production.filter((source) => source.room === room).length, room).toBeGreaterThan(1);
    expect(sources.filter((source) => source.path.endsWith('.test.ts')).length).toBeGreaterThan(30);
    expect(
      importsOf(
        "import type { A } from './a.ts';\nimport {\n  b,\n} from 'b';\n// import 'c';\nexport * from 'd';\nawait import('e');\nimport 'f.css';",
      ),
    ).toEqual(['./a.ts', 'b', 'd', 'e', 'f.css']);
  });

  it('imports only downwards', () => {
    const upwards = (source: Pick<Source, 'path' | 'room' | 'imports'>) =>
      source.imports
        .filter((name) => name.startsWith('@sipkadin/') && !mayImport[source.room]?.includes(name.split('/')[1] ?? ''))
        .map((name) => `${source.path} imports ${name}`);
    // The check itself can fail: an import that the rooms forbid is one.
    const forbidden = { path: 'packages/edition/src/x.ts', room: 'packages/edition', imports: ['@sipkadin/budget', '@sipkadin/ledger'] };
    expect(upwards(forbidden)).toEqual(['packages/edition/src/x.ts imports @sipkadin/ledger']);
    expect(production.flatMap(upwards)).toEqual([]);
  });

  it('prints its rooms: files, lines, and how many files of which other room each one imports', () => {
    const rows = rooms.map((room) => {
      const own = production.filter((source) => source.room === room);
      const sizes = own.map(({ lines }) => lines);
      const arrows = (mayImport[room] ?? []).map((other) => {
        const count = own.filter(({ imports }) => imports.some((name) => packageOf(name) === `@sipkadin/${other}`)).length;
        return { other, count };
      });
      // A direction that no file uses is a hole in the wall; the server alone may import all.
      if (room !== 'apps/server')
        expect(arrows.filter(({ count }) => count === 0).map(({ other }) => `${room} may import ${other}, and no file does`)).toEqual([]);
      const sum = sizes.reduce((all, lines) => all + lines, 0);
      const list = arrows.map(({ other, count }) => `${other} ${count}`).join(', ') || '–';
      return `${room.padEnd(18)} ${String(own.length).padStart(4)} files ${String(sum).padStart(6)} lines   imports: ${list}`;
    });
    const edges = production.flatMap(({ imports }) => imports.filter((name) => name.startsWith('.') || name.startsWith('@sipkadin/')));
    const sizes = production.map(({ lines }) => lines);
    const summary = `${production.length} files, ${edges.length} imports between them, median ${median(sizes)} lines, longest ${Math.max(...sizes)}`;
    process.stdout.write(`${[...rows, summary].join('\n')}\n`);
    expect(edges.length).toBeGreaterThan(1500);
    expect(rows).toHaveLength(14);
  });

  it('is the one that docs/architecture.md describes', () => {
    const rows = [...text('docs/architecture.md').matchAll(/^\| `((?:packages|apps)\/\w+)` \|.*\| ([^|]+) \|$/gm)];
    const described = rows.map(([, room = '', list = '']) => {
      if (list === 'all') return [room, rooms.filter((other) => other !== room).map((other) => other.split('/')[1])];
      return [room, list === '–' ? [] : list.split(', ')];
    });
    expect(Object.fromEntries(described)).toEqual(mayImport);
  });

  it('declares in each package.json what the room imports, and of other rooms nothing more', () => {
    for (const room of rooms) {
      const { dependencies = {}, optionalDependencies = {} } = manifest(room);
      const declared = Object.keys({ ...dependencies, ...optionalDependencies });
      const used = production.filter((source) => source.room === room).flatMap((source) => source.imports);
      const packages = new Set(used.filter((name) => !name.startsWith('.') && !isBuiltin(name)).map(packageOf));
      expect([...packages].filter((name) => !declared.includes(name)).toSorted(), `${room} imports without declaring`).toEqual([]);
      const others = declared.filter((name) => name.startsWith('@sipkadin/')).map((name) => name.slice('@sipkadin/'.length));
      expect(
        others.filter((name) => !mayImport[room]?.includes(name)),
        `${room} declares`,
      ).toEqual([]);
    }
    expect(
      Object.keys({ ...manifest('.').dependencies, ...manifest('.').devDependencies }).filter((name) => name.startsWith('@sipkadin/')),
    ).toEqual([]);
  });

  // The public side cannot leak unpublished data: it cannot even resolve the module.
  it('cannot resolve the ledger from the public side, nor from what it imports', () => {
    const forbidden = ['@sipkadin/ledger', '@sipkadin/intake', '@sipkadin/desk', 'kysely', 'better-sqlite3', 'pg'];
    const probe = `process.stdout.write(process.argv.slice(1).filter((name) => { try { return import.meta.resolve(name) } catch { return false } }).join())`;
    // A program of its own in each room: the test runner has ways of its own to find packages.
    const resolvable = (room: string) => {
      const options = ['--input-type=module', '-e', probe, '@sipkadin/budget', ...forbidden];
      return execFileSync(process.execPath, options, { cwd: join(root, room), encoding: 'utf8' });
    };
    for (const room of ['apps/site', 'packages/edition', 'packages/ui']) expect(resolvable(room), room).toBe('@sipkadin/budget');
    expect(resolvable('packages/ledger')).toBe('@sipkadin/budget,@sipkadin/ledger,kysely,better-sqlite3,pg');
  });

  // A room reaches into another only by its name, or its promises would be decoration.
  it('has no relative import that leaves its room', () => {
    const leaving = production.flatMap((source) =>
      source.imports
        .filter((name) => name.startsWith('.') && !target(source, name).startsWith(`${source.room}/`))
        .map((name) => `${source.path} → ${target(source, name)}`),
    );
    expect(leaving).toEqual([]);
  });

  it('has no cycles between files, not even of types', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (source: Source, trail: string[]): void => {
      const seen = trail.indexOf(source.path);
      if (seen >= 0) cycles.push([...trail.slice(seen), source.path].join(' → '));
      if (seen >= 0 || done.has(source.path)) return;
      const below = source.imports.filter((name) => name.startsWith('.')).flatMap((name) => byPath.get(target(source, name)) ?? []);
      for (const next of below) visit(next, [...trail, source.path]);
      done.add(source.path);
    };
    for (const source of sources) visit(source, []);
    expect(done.size).toBe(sources.length);
    expect(cycles).toEqual([]);
  });

  // Such names collect what has no place; the most imported file of a house is always one of them.
  it('has no drawers, and an index only as the face of a room', () => {
    const drawers = /(?:^|\/)(?:utils?|helpers?|lib|common|shared|misc|types)(?:\.tsx?$|\/)/;
    expect(files.filter((path) => drawers.test(path))).toEqual([]);
    const faces = production.map((source) => source.path).filter((path) => /\/index\.tsx?$/.test(path));
    expect(faces.filter((path) => !/^(?:packages|apps)\/\w+\/src\/index\.tsx?$/.test(path))).toEqual([]);
  });

  // A file of 400 lines is two things; half of all files fit a screen.
  it('has no file over 400 lines, and half of its files have 70 at most', () => {
    expect(sources.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
    expect(median(production.map(({ lines }) => lines))).toBeLessThanOrEqual(70);
  });

  // More than a newcomer takes in at a look.
  it('has no folder of sources with more than 15 entries', () => {
    const entries = new Map<string, Set<string>>();
    for (const path of files.filter((name) => /^(?:packages|apps)\/\w+\/src\//.test(name))) {
      const parts = path.split('/');
      for (let depth = 3; depth < parts.length; depth++) {
        const folder = parts.slice(0, depth).join('/');
        entries.set(folder, (entries.get(folder) ?? new Set()).add(parts[depth] ?? ''));
      }
    }
    expect(entries.size).toBeGreaterThan(60);
    const full = [...entries].filter(([, names]) => names.size > 15).map(([folder]) => folder);
    expect(full).toEqual([]);
  });

  // A face lists its names: what `export *` lets out nobody has decided, and no tool sees that it is unused.
  it('has no `export *`', () => {
    const stars = sources.filter(({ text: written }) => /^export (?:type )?\*/m.test(written)).map(({ path }) => path);
    expect(stars).toEqual([]);
  });

  // TypeScript leaves out the .tsx of two such files, which is then checked by nobody.
  it('has no two files that differ by .ts and .tsx alone', () => {
    const twins = sources.map(({ path }) => path).filter((path) => path.endsWith('.tsx') && files.includes(path.slice(0, -1)));
    expect(twins).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = production.filter((source) => /\bprocess\.env\b|import\.meta\.env\b/.test(source.text)).map((source) => source.path);
    expect(readers).toEqual(['apps/server/src/settings/config.ts']);
  });

  it('keeps SQL in the ledger', () => {
    const outside = production
      .filter((source) => source.room !== 'packages/ledger')
      .filter((source) => source.imports.some((name) => ['kysely', 'better-sqlite3', 'pg', 'node:sqlite'].includes(packageOf(name))));
    expect(outside.map((source) => source.path)).toEqual([]);
  });

  it('has a vocabulary without disk, network, clock or chance', () => {
    const budget = production.filter((source) => source.room === 'packages/budget');
    expect(budget.flatMap((source) => source.imports).filter((name) => !/^\.{1,2}\//.test(name))).toEqual([]);
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\bprocess\.|\bperformance\./;
    expect(budget.filter((source) => impure.test(source.text)).map((source) => source.path)).toEqual([]);
  });

  // What is published must have the same bytes on every machine (test/reproducible.test.ts): an order or a date of the machine's own has not.
  it('makes what is published without language, time zone, clock or chance of the machine', () => {
    const folders =
      /^packages\/(?:budget\/src|edition\/src\/(?:format|reference|register|log|keys)|opendata\/src\/(?:tables|formats|catalog))\//;
    const ofTheMachine =
      /\blocaleCompare\b|\bIntl\.|\btoLocale\w*\(|\.get(?:Date|Day|FullYear|Month|Hours|Minutes|Seconds|TimezoneOffset)\(|\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\bprocess\.env\b/;
    const makers = production.filter(({ path }) => folders.test(path));
    expect(makers.length).toBeGreaterThan(150);
    expect(makers.filter((source) => ofTheMachine.test(source.text)).map((source) => source.path)).toEqual([]);
  });

  it('has looks that fetch nothing and read no clock', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\buseQuery\b|\buseEffect\b/;
    const ui = production.filter((source) => source.room === 'packages/ui' && source.path !== 'packages/ui/src/charts/explore.tsx');
    expect(ui.filter((source) => impure.test(source.text)).map((source) => source.path)).toEqual([]);
  });

  it('is drawn truly in the README', () => {
    const tree = /```tree\n([\s\S]*?)```/.exec(text('README.md'))?.[1] ?? '';
    const listed = tree
      .trim()
      .split('\n')
      .map((line) => line.split(/\s/)[0] ?? '');
    expect(listed.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(rooms.filter((room) => !listed.includes(room))).toEqual([]);
    const floors = new Set(files.filter((path) => /^(?:packages|apps)\/\w+\/package\.json$/.test(path)).map(dirname));
    expect([...floors].toSorted()).toEqual(rooms.toSorted());
    const folders = new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''));
    expect([...folders].filter((folder) => !listed.some((path) => path.split('/')[0] === folder))).toEqual([]);
  });
});
