import { existsSync, globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

/** What the programs of a release load: files of ours, and packages of others. */
export interface Reached {
  /** From the root of the source. */
  files: Set<string>;
  /** Each with the folders of files that import it. */
  packages: Map<string, Set<string>>;
}

/** "@sipkadin/ui/format" → ["@sipkadin/ui", "format"]. */
export function partsOf(specifier: string): [name: string, rest: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
}

/** The packages of the project by name, with the file that each of their exports is. */
export function ownPackages(root: string): Map<string, { folder: string; exports: Map<string, string> }> {
  const manifests = globSync('{apps,packages}/*/package.json', { cwd: root });
  return new Map(
    manifests.map((path) => {
      const { name, exports = {} } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
        name: string;
        exports?: Record<string, string | { default: string }>;
      };
      const folder = dirname(path);
      const targets = Object.entries(exports).map(([key, target]): [string, string] => [
        key.replace(/^\.\/?/, ''),
        join(folder, typeof target === 'string' ? target : target.default),
      ]);
      return [name, { folder, exports: new Map(targets) }];
    }),
  );
}

/** Static and dynamic imports, `require`, and the workers that are started by address. Template texts count up to their first value. */
const imported = /(?:\bfrom|\bimport|\bimport\s*\(|\brequire(?:\.resolve)?\s*\(|\bnew URL\s*\()\s*(['"`])([^'"`$\n]+)/g;

/** Follows imports from the entries. @throws where a file of ours is imported and not there */
export function reachedFrom(root: string, entries: readonly string[]): Reached {
  const own = ownPackages(root);
  const reached: Reached = { files: new Set(), packages: new Map() };
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.files.has(path)) continue;
    reached.files.add(path);
    if (!/\.[cm]?[jt]s$/.test(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const code = path.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
    for (const [, , specifier = ''] of code.matchAll(imported)) {
      if (specifier.startsWith('node:')) continue;
      if (specifier.startsWith('.')) {
        const target = join(dirname(path), specifier);
        if (existsSync(join(root, target)) && /\.[cm]?[jt]s(?:on)?$/.test(target)) waiting.push(target);
        else if (path.endsWith('.ts') && target.endsWith('.ts')) throw new Error(`${path} imports ${specifier}, which is not there`);
        continue;
      }
      const [name, rest] = partsOf(specifier);
      const ours = own.get(name);
      if (ours !== undefined) {
        const target = ours.exports.get(rest);
        if (target !== undefined) waiting.push(target);
        continue;
      }
      const from = reached.packages.get(name) ?? new Set();
      reached.packages.set(name, from.add(dirname(path)));
    }
  }
  return reached;
}
