import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadSigningKey } from '@sipkadin/edition';
import { switchTo, trustKey } from '../../apps/server/src/installation/layout.ts';
import { type Release, releaseId } from '../../apps/server/src/installation/release.ts';
import { migrations } from '../../packages/ledger/src/database/migrations.ts';
import { manifestOf, releaseFiles } from '../../tools/pack/folder-of-release.ts';
import { laterArchive, migration } from '../drill/later-archives.ts';

const source = join(import.meta.dirname, '../..');

/** An installation of this program, and a later release of it that changes the form of the database. */
export interface SmallInstallation {
  /** A folder for everything of it, with a file or folder for each of the following. */
  home: string;
  /** Of the installation. */
  root: string;
  present: Release;
  /** Signed by the maker whom the installation trusts. */
  archive: string;
  /** Puts the installation back as it was made. */
  reset(): void;
}

/**
 * The releases are those that `npm run pack` makes but for the packages of others and Node, which they take from this source: a tenth of
 * the files, ready in a second.
 */
export async function installSmallRelease(): Promise<SmallInstallation> {
  const home = mkdtempSync(join(tmpdir(), 'sipkadin-crash-update-'));
  const [root, installed, kept] = ['opt', 'installed', 'kept'].map((name) => join(home, name)) as [string, string, string];
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const node = join(installed, `node_modules/node-linux-${arch}`);
  mkdirSync(join(node, 'bin'), { recursive: true });
  // The code of the releases is made ready once, not at each start of one.
  writeFileSync(join(node, 'bin/node'), `#!/bin/sh\nNODE_COMPILE_CACHE='${join(home, 'code')}' exec '${process.execPath}' "$@"\n`);
  writeFileSync(join(node, 'LICENSE'), '');
  const files = releaseFiles(source, installed, arch);
  const { version } = JSON.parse(readFileSync(join(source, 'apps/server/package.json'), 'utf8')) as { version: string };
  const facts = { version, commit: 'c'.repeat(40), committed: '2026-01-01T00:00:00.000Z', schema: migrations.length, arch } as const;
  const manifest = manifestOf(files, facts);
  const text = `${JSON.stringify(manifest)}\n`;
  for (const [path, { read, executable }] of files) write(join(kept, path), read(), executable ? 0o755 : 0o644);
  write(join(kept, 'release.json'), text, 0o644);
  const id = releaseId(manifest, text);
  const key = loadSigningKey(join(home, 'maker.pem'));
  const archive = join(home, 'later.tar.gz');
  await laterArchive(archive, kept, { version: '90.0.0', migrations: 1, additions: migration, key });
  return {
    home,
    root,
    present: { folder: join(root, 'releases', id), id, manifest },
    archive,
    reset() {
      rmSync(root, { recursive: true, force: true });
      linkAll(kept, join(root, 'releases', id));
      symlinkSync(join(source, 'node_modules/.pnpm/node_modules'), join(root, 'node_modules'));
      trustKey(root, key.publicKeyPem);
      switchTo(root, id);
    },
  };
}

function write(path: string, bytes: string | Uint8Array, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes, { mode });
}

/** A copy whose files are the same ones on the disk: nobody writes into the files of a release. */
function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [path, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(path, target);
    else linkSync(path, target);
  }
}
