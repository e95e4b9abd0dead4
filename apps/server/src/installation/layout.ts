import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { keyIdOf, replaceDurably } from '@sipkadin/edition';
import { syncPath } from './sync-path.ts';

/*
 * An installation: `releases/<id>/` for each release, the link `current` to the one that is used, `maker-key.pem`, the public key
 * of whom updates are accepted from, and `sipkadin.service`, a unit of systemd that starts the release that is used.
 */

const keyName = 'maker-key.pem';

/** The public key whose releases are accepted, PEM, and its fingerprint; undefined where none was set at installation. */
export function trustedKey(root: string): { pem: string; id: string } | undefined {
  const path = join(root, keyName);
  if (!existsSync(path)) return undefined;
  const pem = readFileSync(path, 'utf8');
  const id = keyIdOf(pem);
  return id === undefined ? undefined : { pem, id };
}

export function trustKey(root: string, pem: string): void {
  replaceDurably(join(root, keyName), pem, join(root, `.${keyName}-${process.pid}`));
}

/** The id of the release that `current` leads to; undefined where there is no such link. */
export function currentId(root: string): string | undefined {
  const link = join(root, 'current');
  return lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true ? basename(readlinkSync(link)) : undefined;
}

/** In one step, on the disk when this returns: the link leads to the one release or to the other. */
export function switchTo(root: string, id: string): void {
  const temporary = join(root, `.current-${process.pid}`);
  rmSync(temporary, { force: true });
  symlinkSync(join('releases', id), temporary);
  renameSync(temporary, join(root, 'current'));
  syncPath(root);
}

/** Where the unit of a release expects the installation. */
const usualRoot = '/opt/sipkadin';

/** Writes the unit of a release so that it starts this installation, wherever it is. @param release its folder */
export function writeUnit(root: string, release: string): void {
  const path = join(root, 'sipkadin.service');
  const text = readFileSync(join(release, 'packaging/sipkadin.service'), 'utf8');
  const program = join(root, 'current/sipkadin');
  // As systemd reads a command: % begins a specifier, and what is not plain is quoted.
  const written = program.replaceAll('%', '%%').replaceAll(/["\\]/g, '\\$&');
  const word = /^[\w/.%@+:-]+$/.test(written) ? written : `"${written}"`;
  replaceDurably(
    path,
    text.replace(`${usualRoot}/current/sipkadin`, () => word),
    join(root, `.unit-${process.pid}`),
  );
}

/** Removes all releases but these, and what unpackings left. @returns the ids of those that were removed */
export function removeOthers(root: string, kept: readonly string[]): string[] {
  const others = readdirSync(join(root, 'releases')).filter((name) => !kept.includes(name));
  for (const name of others) rmSync(join(root, 'releases', name), { recursive: true, force: true });
  return others;
}
