import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
export const dependenciesPath = join(root, 'docs/dependencies.md');

interface Manifest {
  name?: string;
  version?: string;
  license?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export interface Dependency {
  name: string;
  /** As declared; the catalog's where a package.json says `catalog:`. */
  version: string;
  /** From the installed package; undefined where it is not installed, because it is for another kind of machine. */
  licence: string | undefined;
  /** Rooms that declare it. */
  rooms: string[];
  /** Whether a running deployment loads it; else it only builds, checks or tests. */
  runs: boolean;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** Names and versions of the catalog in pnpm-workspace.yaml. */
function catalog(): Map<string, string> {
  const [, block = ''] = /^catalog:\n((?: {2}.*\n)+)/m.exec(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')) ?? [];
  return new Map([...block.matchAll(/^ {2}"?([^":]+)"?: (\S+)$/gm)].map(([, name = '', version = '']) => [name, version]));
}

/** Every package of others that a package.json of the project declares, by name. */
export function dependencies(): Dependency[] {
  const versions = catalog();
  const found = new Map<string, Dependency>();
  const manifests = globSync(['package.json', '{apps,packages}/*/package.json', 'bench/package.json', 'test/package.json'], { cwd: root });
  for (const path of manifests.toSorted()) {
    const room = dirname(path);
    const { dependencies: running = {}, devDependencies: building = {}, optionalDependencies: optional = {} } = manifestOf(room);
    for (const [name, declared] of Object.entries({ ...building, ...optional, ...running })) {
      if (name.startsWith('@sipkadin/')) continue;
      const version = declared === 'catalog:' ? (versions.get(name) ?? '') : declared;
      const installed = join(room, 'node_modules', name);
      const licence = existsSync(join(root, installed)) ? (manifestOf(installed).license ?? '') : undefined;
      const known = found.get(name) ?? { name, version, licence, rooms: [], runs: false };
      found.set(name, { ...known, rooms: [...known.rooms, room], runs: known.runs || name in running || name in optional });
    }
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The rows of docs/dependencies.md as they are, by package. */
export function listed(page: string): Map<string, { licence: string; reason: string }> {
  const rows = page.matchAll(/^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \| ([^|\n]*) \|$/gm);
  return new Map([...rows].map(([, name = '', licence = '', reason = '']) => [name, { licence, reason: reason.trim() }]));
}

/** The page with its two tables made anew. Reasons are written by hand and kept; a package that is new has none yet. */
export function dependenciesPage(page: string): string {
  const known = listed(page);
  const row = ({ name, version, licence, rooms }: Dependency) => {
    const { licence: before = '', reason = '' } = known.get(name) ?? {};
    const where = rooms.map((room) => (room === '.' ? 'root' : room.replace(/^\w+\//, ''))).join(', ');
    return `| \`${name}\` | ${version} | ${licence ?? before} | ${where} | ${reason} |`;
  };
  const tables = { running: true, building: false };
  let made = page;
  for (const [name, runs] of Object.entries(tables)) {
    const head = ['| package | version | licence | declared by | reason |', '|---|---|---|---|---|'];
    const rows = dependencies()
      .filter((one) => one.runs === runs)
      .map(row);
    const block = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- end -->)`);
    made = made.replace(block, (_, start: string, end: string) => `${start}\n${[...head, ...rows].join('\n')}\n${end}`);
  }
  return made;
}

if (import.meta.main) writeFileSync(dependenciesPath, dependenciesPage(readFileSync(dependenciesPath, 'utf8')));
