import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyIdOf, type SigningKey } from '@sipkadin/edition';
import { type Endorsement, signManifest } from '../../src/installation/maker-signature.ts';
import { type ReleaseManifest, releaseId } from '../../src/installation/release.ts';
import { writeArchive } from '../../src/installation/write-archive.ts';

/** What the small program does when it serves. */
export interface Behaviour {
  /** fails: ends at once; sick: answers, but is never healthy; breaks: damages the database, then ends; dies: ends soon after it was healthy. */
  serve?: 'fails' | 'sick' | 'breaks' | 'dies';
  schema?: number;
  version?: string;
  committed?: string;
  arch?: 'x64' | 'arm64';
}

export function makerKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, publicKeyPem, id: keyIdOf(publicKeyPem) ?? '' };
}

/** A program with the commands of a release that an update uses; the "database" is a text that names its form. */
function program({ serve, schema = 1, version = '1.0.0' }: Behaviour): string {
  return `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path');
const [command, ...words] = process.argv.slice(2);
const data = process.env.SIPKADIN_DATA, ledger = path.join(data, 'ledger.sqlite');
fs.appendFileSync(path.join(data, 'runs'), '${version} ' + command + '\\n');
if (command === 'backup') {
  fs.mkdirSync(words[0], { recursive: true });
  fs.copyFileSync(ledger, path.join(words[0], 'ledger.sqlite'));
  console.log('kept');
} else {
  const form = Number(fs.readFileSync(ledger, 'utf8').split(' ')[1]);
  if (form > ${schema}) throw new Error('the database is newer');
  ${serve === 'fails' ? "console.error('no start today'); process.exit(1);" : ''}
  fs.writeFileSync(ledger, ${serve === 'breaks' ? "'broken'" : `'form ${schema}'`});
  fs.writeFileSync(ledger + '-wal', 'log of ${version}');
  ${serve === 'breaks' ? "console.error('the migration stopped'); process.exit(1);" : ''}
  const body = JSON.stringify({ ok: ${serve !== 'sick'}, version: '${version}', reasons: ${serve === 'sick' ? "['ledger-failing']" : '[]'} });
  const server = require('node:http').createServer((_, response) => {
    response.writeHead(${serve === 'sick' ? 503 : 200}).end(body);
    ${serve === 'dies' ? 'setTimeout(() => process.exit(1), 20);' : ''}
  });
  server.listen(Number(process.env.SIPKADIN_PORT), '127.0.0.1');
  process.on('SIGTERM', () => process.exit(0));
}
`;
}

export interface Built {
  manifest: ReleaseManifest;
  text: Buffer;
  id: string;
  files: Record<string, string>;
}

export function smallRelease(behaviour: Behaviour): Built {
  const {
    schema = 1,
    version = '1.0.0',
    committed = '2026-01-01T00:00:00.000Z',
    arch = process.arch === 'arm64' ? 'arm64' : 'x64',
  } = behaviour;
  const files = {
    sipkadin: program(behaviour),
    'lib/words.txt': `words of ${version}\n`,
    'packaging/sipkadin.service': '[Service]\nExecStart=/opt/sipkadin/current/sipkadin serve\n',
  };
  const listed = Object.entries(files).map(([path, text]) => [
    path,
    { sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text), executable: path === 'sipkadin' },
  ]);
  const manifest: ReleaseManifest = { version, commit: 'c'.repeat(40), committed, arch, schema, files: Object.fromEntries(listed) };
  const text = Buffer.from(`${JSON.stringify(manifest)}\n`);
  return { manifest, text, id: releaseId(manifest, text), files };
}

/** @param changed bytes that are packed in place of a file's own */
export async function archiveOf(
  path: string,
  release: Built,
  key: SigningKey,
  changed: Record<string, string> = {},
  endorsements: Endorsement[] = [],
): Promise<string> {
  const { manifest, text, files } = release;
  const signature = signManifest(text, key, endorsements);
  await writeArchive(path, {
    top: 'release',
    manifest,
    manifestText: text,
    signature,
    read: (name) => Buffer.from(changed[name] ?? files[name] ?? ''),
    level: 1,
  });
  return path;
}

/** Puts a release where an installation has it. */
export function layOut(root: string, release: Built): void {
  const folder = join(root, 'releases', release.id);
  for (const [path, text] of Object.entries({ ...release.files, 'release.json': release.text.toString() })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: path === 'sipkadin' ? 0o755 : 0o644 });
  }
}

export const textAt = (...path: string[]) => readFileSync(join(...path), 'utf8');
