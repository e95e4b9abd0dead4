import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

/** The names of the two files that an archive begins with, within its top folder. */
export const manifestName = 'release.json';
export const signatureName = 'release.sig.json';

/** A path within a release: ASCII names with `/` between, none of them `.` or `..`, none empty. */
const filePath = z
  .string()
  .max(240)
  .regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w@+.~[\]-]+(?:\/[\w@+.~[\]-]+)*$/);

const manifestShape = z.strictObject({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  /** Of the source, as Git names it. */
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  /** When that commit was made, UTC. */
  committed: z.iso.datetime(),
  arch: z.enum(['x64', 'arm64']),
  /** How many migrations its ledger has had. */
  schema: z.int().nonnegative(),
  /** Every file of the release but the manifest and its signature, by path. */
  files: z.record(
    filePath,
    z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative(), executable: z.boolean() }),
  ),
});

/** What a release consists of. Its signature covers this text, and so every byte of every file. */
export type ReleaseManifest = z.infer<typeof manifestShape>;

/** @returns undefined for a text that is no manifest of a release */
export function parseManifest(text: string): ReleaseManifest | undefined {
  try {
    return manifestShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The name of the folder of a release: its version, and the beginning of the hash of its manifest. */
export function releaseId(manifest: ReleaseManifest, text: string | Buffer): string {
  return `${manifest.version}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

/** A release on this machine's disk. */
export interface Release {
  /** Absolute. */
  folder: string;
  id: string;
  manifest: ReleaseManifest;
}

/** @returns undefined where the folder holds no release */
export function openRelease(folder: string): Release | undefined {
  const path = join(folder, manifestName);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const manifest = parseManifest(text);
  return manifest === undefined ? undefined : { folder, id: releaseId(manifest, text), manifest };
}

/** The release that this process runs from; undefined where it runs from the source. */
export function ownRelease(): Release | undefined {
  return openRelease(join(import.meta.dirname, '../../../..'));
}

/** The folder of an installation whose `releases` holds this release; undefined where it was not installed. */
export function rootOf(release: Release): string | undefined {
  const releases = dirname(release.folder);
  return basename(releases) === 'releases' && basename(release.folder) === release.id ? dirname(releases) : undefined;
}

/** Whether a release is earlier than another: by version, and within one version by the time of its commit. */
export function isEarlier(a: ReleaseManifest, b: ReleaseManifest): boolean {
  const [left, right] = [a, b].map(({ version }) => version.split('.').map(Number));
  const at = left?.findIndex((number, index) => number !== right?.[index]) ?? -1;
  return at < 0 ? Date.parse(a.committed) < Date.parse(b.committed) : (left?.[at] ?? 0) < (right?.[at] ?? 0);
}
