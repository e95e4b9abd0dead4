import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import { syncFolder } from './durable.ts';
import { editionFolder, yearFolder } from './folders.ts';

/** Beside the governments' folders; readers do not look into it. */
const folderName = '.set-aside';

/**
 * Moves an edition out of the readers' sight and keeps it whole.
 * @param hash of its manifest
 * @returns the folder where it lies now; undefined where it had none
 */
export function setAsideEdition(root: string, government: string, year: FiscalYear, number: number, hash: string): string | undefined {
  const folder = editionFolder(root, government, year, number);
  if (!existsSync(folder)) return undefined;
  const parent = join(root, folderName, government, String(year));
  mkdirSync(parent, { recursive: true });
  const name = join(parent, `${number}-${hash.slice(0, 16)}`);
  // One that was set aside before stays as it is.
  let target = name;
  for (let again = 2; existsSync(target); again++) target = `${name}-${again}`;
  renameSync(folder, target);
  for (let at = parent; at !== root; at = dirname(at)) syncFolder(at);
  syncFolder(root);
  syncFolder(yearFolder(root, government, year));
  return target;
}
