// `npm run pack`: archives that run on a bare Linux, without npm, a registry or a compiler.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Endorsement, endorse, signManifest } from '../apps/server/src/installation/maker-signature.ts';
import { parseManifest, type ReleaseManifest } from '../apps/server/src/installation/release.ts';
import { writeArchive } from '../apps/server/src/installation/write-archive.ts';
import { readableFingerprint } from '../packages/edition/src/keys/fingerprint.ts';
import { loadSigningKey, type SigningKey } from '../packages/edition/src/sign.ts';
import { migrations } from '../packages/ledger/src/database/migrations.ts';
import { manifestOf, releaseFiles } from './pack/folder-of-release.ts';
import { installFor } from './pack/installed-packages.ts';

const root = join(import.meta.dirname, '..');
const git = (...words: string[]) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

const { values } = parseArgs({
  options: {
    key: { type: 'string' },
    after: { type: 'string' },
    arch: { type: 'string', default: 'all' },
    out: { type: 'string', default: 'dist-pack' },
  },
});
const chosen = (['x64', 'arm64'] as const).filter((arch) => values.arch === 'all' || values.arch === arch);
if (chosen.length === 0) throw new Error('--arch takes x64, arm64 or all');
if (git('status', '--porcelain') !== '') throw new Error('there are changes that are not committed: an archive is made of a commit');

const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(0);
const key = values.key === undefined ? undefined : loadSigningKey(resolve(values.key));
const endorsements = key === undefined ? [] : endorsementsOf(resolve(values.key ?? ''), key);
const out = resolve(values.out);
mkdirSync(out, { recursive: true });
const { version } = JSON.parse(readFileSync(join(root, 'apps/server/package.json'), 'utf8')) as { version: string };
const facts = {
  version,
  commit: git('rev-parse', 'HEAD'),
  committed: new Date(git('show', '-s', '--format=%cI', 'HEAD')).toISOString(),
  schema: migrations.length,
};
for (const arch of chosen) await packFor(arch);

async function packFor(arch: 'x64' | 'arm64'): Promise<void> {
  const installed = mkdtempSync(join(tmpdir(), 'sipkadin-pack-'));
  try {
    installFor(root, installed, arch);
    const files = releaseFiles(root, installed, arch);
    const manifest = manifestOf(files, { ...facts, arch });
    const manifestText = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    if (parseManifest(manifestText.toString()) === undefined)
      throw new Error('the manifest has a path or a value that an installation refuses');
    const name = `sipkadin-${version}-linux-${arch}`;
    const target = join(out, `${name}.tar.gz`);
    const read = (path: string) => files.get(path)?.read() ?? Buffer.alloc(0);
    const signature = key === undefined ? undefined : signManifest(manifestText, key, endorsements);
    await writeArchive(`${target}.part`, { top: name, manifest, manifestText, signature, read, level: 9 });
    renameSync(`${target}.part`, target);
    describe(target, manifest);
  } finally {
    rmSync(installed, { recursive: true, force: true });
  }
}

function describe(target: string, { files }: ReleaseManifest): void {
  const list = Object.values(files);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const unpacked = list.reduce((sum, { bytes }) => sum + bytes, 0);
  const by =
    key === undefined ? 'NOT SIGNED: no installation takes it as an update (--key FILE)' : `signed by key ${readableFingerprint(key.id)}`;
  console.log(
    `${target}: ${megabytes(statSync(target).size)}, ${list.length} files of ${megabytes(unpacked)}, ${by}; after ${seconds()} s`,
  );
}

/** Kept beside the key, public: what earlier keys signed of later ones. `--after OLDKEY` adds one. */
function endorsementsOf(path: string, present: SigningKey): Endorsement[] {
  const own = `${path}.endorsements.json`;
  if (values.after === undefined) return existsSync(own) ? (JSON.parse(readFileSync(own, 'utf8')) as Endorsement[]) : [];
  const former = resolve(values.after);
  if (!existsSync(former)) throw new Error(`${former}, the key before, is not there`);
  const before = existsSync(`${former}.endorsements.json`)
    ? (JSON.parse(readFileSync(`${former}.endorsements.json`, 'utf8')) as Endorsement[])
    : [];
  const all = [...before, endorse(present.publicKeyPem, loadSigningKey(former))];
  writeFileSync(own, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}
