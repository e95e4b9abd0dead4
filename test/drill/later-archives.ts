import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SigningKey } from '@sipkadin/edition';
import { signManifest } from '../../apps/server/src/installation/maker-signature.ts';
import { parseManifest } from '../../apps/server/src/installation/release.ts';
import { writeArchive } from '../../apps/server/src/installation/write-archive.ts';

/** What is added to files of the release, by path, to make a later one of it. */
export type Additions = Readonly<Record<string, string>>;

/** A table that no program uses: a release with another form of the database. */
export const migration: Additions = {
  'packages/ledger/src/database/migrations.ts':
    "\n(migrations as Migration[]).push(() => ['create table drill_note (id integer primary key)']);\n",
};

/** Its first statement is carried out, the second fails. */
export const brokenMigration: Additions = {
  'packages/ledger/src/database/migrations.ts':
    "\n(migrations as Migration[]).push(() => ['create table drill_other (id integer primary key)', 'insert into no_such_table values (1)']);\n",
};

/** It ends before it serves. */
export const noStart: Additions = { 'apps/server/src/serving/serve.ts': "\nthrow new Error('this release does not start');\n" };

/**
 * Packs an unpacked release once more, as a later version.
 * @param migrations how many more its database has had
 */
export async function laterArchive(
  target: string,
  unpacked: string,
  later: { version: string; migrations: number; additions: Additions; key: SigningKey },
): Promise<string> {
  const manifest = parseManifest(readFileSync(join(unpacked, 'release.json'), 'utf8'));
  if (manifest === undefined) throw new Error(`${unpacked} is no release`);
  const { version, migrations, additions, key } = later;
  const changed = new Map<string, Buffer>();
  const change = (path: string, text: string) => changed.set(path, Buffer.from(text));
  const server = 'apps/server/package.json';
  change(server, readFileSync(join(unpacked, server), 'utf8').replace(`"version": "${manifest.version}"`, `"version": "${version}"`));
  for (const [path, text] of Object.entries(additions)) change(path, readFileSync(join(unpacked, path), 'utf8') + text);
  const files = { ...manifest.files };
  for (const [path, bytes] of changed)
    files[path] = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, executable: false };
  const next = { ...manifest, version, schema: manifest.schema + migrations, files };
  const manifestText = Buffer.from(`${JSON.stringify(next)}\n`);
  const read = (path: string) => changed.get(path) ?? readFileSync(join(unpacked, path));
  rmSync(target, { force: true });
  await writeArchive(target, {
    top: 'release',
    manifest: next,
    manifestText,
    signature: signManifest(manifestText, key, []),
    read,
    level: 1,
  });
  return target;
}

export function cut(source: string, target: string): string {
  const bytes = readFileSync(source);
  writeFileSync(target, bytes.subarray(0, Math.floor(bytes.length / 2)));
  return target;
}
