import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReleaseManifest } from '../../apps/server/src/installation/release.ts';
import { filesOfPackage, neededPackages } from './installed-packages.ts';
import { ownPackages, reachedFrom } from './reached-files.ts';

/** The programs that a release starts: the command line, the threads, and what reads files and makes pages, which are built before. */
const entries = ['apps/server/src/main.ts', 'packages/intake/dist/child.js', 'apps/site/dist/site.js'];

/** Folders of built files that are loaded by their names. */
const built = ['apps/site/dist', 'apps/desk/dist', 'packages/intake/dist'];

/** Files of the source that are copied as they are. */
const asTheyAre = ['LICENSE', 'packaging/Containerfile', 'packaging/sipkadin.service'];

/**
 * Starts a command with the Node of the release, from any folder and through links. Ten thousand connections would otherwise leave 128 MB
 * of room for objects that live for milliseconds.
 */
const launcher = `#!/bin/sh
program=$(readlink -f "$0") || exit
here=\${program%/*}
exec "$here/bin/node" --max-semi-space-size=8 "$here/apps/server/src/main.ts" "$@"
`;

/** A file of a release: its bytes, when they are wanted, and whether it is a program. */
interface Source {
  read(): Buffer;
  executable: boolean;
}

/**
 * What a release consists of, by path.
 * @param root of the source, with everything built
 * @param installed a folder that `installFor` filled for the same kind of machine
 */
export function releaseFiles(root: string, installed: string, arch: 'x64' | 'arm64'): Map<string, Source> {
  const files = new Map<string, Source>();
  const take = (path: string, from: string, executable = false) => files.set(path, { read: () => readFileSync(from), executable });
  const write = (path: string, text: string, executable = false) => files.set(path, { read: () => Buffer.from(text), executable });
  const reached = reachedFrom(root, entries);
  for (const path of [...reached.files, ...asTheyAre, ...documents(root), ...builtFiles(root)]) take(path, join(root, path));
  const rooms = new Set([...reached.files].map((path) => path.split('/', 2).join('/')));
  for (const room of rooms) take(`${room}/package.json`, join(root, room, 'package.json'));
  for (const path of dataFiles(root, rooms)) take(path, join(root, path));
  for (const [path, text] of links(root, reached.files)) write(path, text);
  for (const name of neededPackages(installed, reached.packages))
    for (const path of filesOfPackage(installed, name, arch)) take(`${name}/${path}`, join(installed, name, path));
  const node = `node_modules/node-linux-${arch}`;
  take('bin/node', join(installed, node, 'bin/node'), true);
  take('bin/LICENSE', join(installed, node, 'LICENSE'));
  write('sipkadin', launcher, true);
  return files;
}

/** Where there is no internet, the documents are there all the same. */
function documents(root: string): string[] {
  return globSync('docs/*.md', { cwd: root });
}

function builtFiles(root: string): string[] {
  return built.flatMap((folder) =>
    globSync(`${folder}/**/*`, { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^\.built$|\.map$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
}

/** Files that programs read at run time: lists, Typst pages, shipped references. */
function dataFiles(root: string, rooms: ReadonlySet<string>): string[] {
  const tracked = execFileSync('git', ['ls-files', '-z', ...[...rooms].map((room) => `${room}/src`)], { cwd: root, encoding: 'utf8' });
  return tracked.split('\0').filter((path) => path !== '' && !/\.(?:tsx?|css|md|html|svg)$/.test(path));
}

/**
 * Node strips types only from files outside `node_modules`. So each package of ours lies where it lies in the source, and
 * `node_modules/@sipkadin` has a file for each of its exports that leads there: no links, and what an importer writes stays the same.
 */
function links(root: string, reached: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, { exports }] of ownPackages(root)) {
    const used = [...exports].filter(([, target]) => reached.has(target));
    if (used.length === 0) continue;
    const folder = `node_modules/${name}`;
    const file = (key: string) => `${key === '' ? 'index' : key}.js`;
    const entries = used.map(([key]) => [key === '' ? '.' : `./${key}`, `./${file(key)}`]);
    found.set(`${folder}/package.json`, `${JSON.stringify({ name, type: 'module', exports: Object.fromEntries(entries) }, null, 2)}\n`);
    for (const [key, target] of used) {
      const path = join(folder, file(key));
      const up = '../'.repeat(dirname(path).split('/').length);
      found.set(path, `export * from '${up}${target}';\n`);
    }
  }
  return found;
}

/** @param facts all of the manifest but its list of files */
export function manifestOf(files: ReadonlyMap<string, Source>, facts: Omit<ReleaseManifest, 'files'>): ReleaseManifest {
  const paths = [...files.keys()].toSorted();
  const list = paths.map((path) => {
    const source = files.get(path);
    const bytes = source?.read() ?? Buffer.alloc(0);
    return [
      path,
      { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength, executable: source?.executable === true },
    ];
  });
  return { ...facts, files: Object.fromEntries(list) };
}
