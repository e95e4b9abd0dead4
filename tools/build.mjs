// What must be built before it can run: what reads files, and the pages. Each only when its sources are newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const parts = ['src', 'package.json', 'vite.config.ts', 'index.html', 'layar.html'];

/** Whether anything under these paths, a removed file included (its folder then changes), is newer than the moment. */
function newerThan(moment, paths) {
  return paths.some((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return false;
    if (found.mtimeMs > moment) return true;
    return (
      found.isDirectory() &&
      newerThan(
        moment,
        readdirSync(path).map((name) => join(path, name)),
      )
    );
  });
}

/** Bundles each room with Vite, on this Node, if a source of it is newer than what was built. */
function build(what, node, rooms, sources) {
  const marker = join(root, rooms.at(-1), 'dist/.built');
  const built = statSync(marker, { throwIfNoEntry: false });
  const paths = [...sources.flatMap((room) => parts.map((part) => join(root, room, part))), join(root, 'pnpm-lock.yaml')];
  if (built && !newerThan(built.mtimeMs, paths)) return;
  process.stderr.write(`sipkadin: building ${what}\n`);
  for (const room of rooms) {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    // stdout belongs to the command's own result.
    const { status, error } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: join(root, room), stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error(`${what} could not be built in ${room}${error ? ` (${error.message})` : ''}`);
    compress(join(root, room, 'dist/assets'));
  }
  writeFileSync(marker, '');
}

/** A compressed twin beside each file that browsers load by its name: the server sends the smallest that is understood. */
function compress(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(?:js|css|svg)$/.test(name)) : [];
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    // The last two levels take ten times as long for a few bytes.
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** What reads a file is a process of its own each time, and starts faster as one file. */
export function buildReader(node) {
  build('what reads files', node, ['packages/intake'], ['packages/intake', 'packages/budget']);
}

/** Pages are .tsx, which Node does not run: the public site and the desk's screens are bundled. */
export function buildPages(node) {
  const rooms = ['apps/site', 'apps/desk'];
  build('the pages', node, rooms, [...rooms, 'packages/ui', 'packages/budget', 'packages/edition', 'packages/opendata']);
}

/** Everything from nothing: an archive must not hold a file of an earlier build. */
export function buildAnew(node) {
  for (const room of ['packages/intake', 'apps/site', 'apps/desk']) rmSync(join(root, room, 'dist'), { recursive: true, force: true });
  buildReader(node);
  buildPages(node);
}

/** For tests that are run by themselves: the reader is never older than its sources. */
export function setup() {
  buildReader(process.execPath);
}
