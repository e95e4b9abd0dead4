import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseFiscalYear } from '@sipkadin/budget';
import { type Objects, ObjectsError } from '@sipkadin/objects';
import { markChanged, replacePointerAt } from '../folder/announce.ts';
import { realDisk } from '../folder/disk.ts';
import { replaceDurably } from '../folder/durable.ts';
import { dropUnfinished, unfinished, writtenYears } from '../folder/folders.ts';
import { type PublicEdition, parsePointer, pointerPath } from '../folder/pointer.ts';
import { logFile } from '../log/log-file.ts';
import { nodeCryptography } from '../log/node-cryptography.ts';
import { readLog } from '../log/read-log.ts';
import { statementPath, tilePaths } from '../log/tiles.ts';
import { referenceFolder } from '../reference/folder.ts';
import { fetchEdition, fetchFolder, signedFolder } from './fetch.ts';
import { fileKey, heads, logSize } from './keys.ts';
import type { FoldersOf } from './share.ts';

/** Brings a local folder of editions to what the store points to. */
export interface Follower {
  /**
   * Copies what was published since the last look. An edition is whole here, with its log, before readers are pointed to it.
   * @throws AggregateError of what could not be brought up to date; everything else was
   */
  look(): Promise<void>;
}

interface Following {
  objects: Objects;
  /** Of this process alone. */
  root: string;
  foldersOf: FoldersOf;
}

export function followStore({ objects, root, foldersOf }: Following): Follower {
  const seen = new Map<string, string>();
  mkdirSync(root, { recursive: true });
  for (const { government, year } of writtenYears(root)) dropUnfinished(root, government, year);

  const bring = async (path: string): Promise<void> => {
    if (path === 'log/checkpoint') return bringLog(objects, root);
    if (path.startsWith('log/')) return bringKeys(objects, root);
    const [first = '', second = ''] = path.split('/');
    if (path === `${referenceFolder}/published.json`) return bringReference(objects, root, path);
    const year = parseFiscalYear(second);
    if (/^\d{2}(?:\.\d{2})?$/.test(first) && year !== undefined && path === `${first}/${second}/published.json`) {
      const editions = await pointerOf(objects, path);
      // The newest first: where the store fails in between, the next look has less to do.
      for (const edition of editions.toReversed()) {
        const named = { government: first, year, ...edition };
        if (!(await fetchEdition(objects, root, named)))
          throw new ObjectsError('damaged', `${path} points to an edition that is not there`);
        for (const further of foldersOf(named)) await fetchFolder(objects, root, further);
      }
      replacePointerAt(root, pointerPath(root, first, year), editions);
    } else if (path === `${first}/register.json`) {
      const bytes = await objects.read(heads + path);
      if (bytes !== undefined) replaceFile(root, path, bytes);
      markChanged(root, realDisk, join(root, path));
    }
  };

  return {
    async look() {
      const listed = await objects.list(heads);
      const changed = listed.filter(({ key, tag }) => seen.get(key) !== tag);
      // The log and its keys first: what readers see is in it.
      changed.sort((one, other) => orderOf(one.key) - orderOf(other.key));
      const faults: unknown[] = [];
      for (const { key, tag } of changed) {
        try {
          await bring(key.slice(heads.length));
          seen.set(key, tag);
        } catch (error) {
          faults.push(error);
        }
      }
      if (faults.length > 0)
        throw new AggregateError(faults, `the store: ${faults.length} of its ${listed.length} files could not be followed`);
    },
  };
}

function orderOf(key: string): number {
  if (!key.startsWith(`${heads}log/`)) return 2;
  return key === `${heads}log/checkpoint` ? 1 : 0;
}

/** Copies the statements about changes of the key that are not here. */
export async function bringKeys(objects: Objects, root: string): Promise<void> {
  for (let number = 1; ; number++) {
    const path = statementPath(number);
    if (logFile(root, path) !== undefined) continue;
    const bytes = await objects.read(`${heads}log/${path}`);
    if (bytes === undefined) return;
    replaceFile(root, `log/${path}`, bytes);
  }
}

async function pointerOf(objects: Objects, path: string): Promise<PublicEdition[]> {
  const editions = parsePointer((await objects.read(heads + path))?.toString('utf8') ?? '');
  if (editions === undefined) throw new ObjectsError('damaged', `${path} is no list of editions`);
  return editions;
}

async function bringReference(objects: Objects, root: string, path: string): Promise<void> {
  const editions = await pointerOf(objects, path);
  const last = editions.at(-1);
  if (last === undefined) return;
  const folder = `${referenceFolder}/${last.number}`;
  if (!(await fetchFolder(objects, root, folder, signedFolder(folder, last.hash))))
    throw new ObjectsError('damaged', `${path} points to figures that are not there`);
  replacePointerAt(root, join(root, path), editions);
}

/** A head is never replaced by a shorter one. */
async function bringLog(objects: Objects, root: string): Promise<void> {
  const head = await objects.read(`${heads}log/checkpoint`);
  const size = logSize(head);
  if (head === undefined || size <= logSize(logFile(root, 'checkpoint'))) return;
  const tiles = new Map<string, Buffer>();
  for (const path of tilePaths(size)) {
    const bytes = logFile(root, path) ?? (await objects.read(fileKey(`log/${path}`)));
    if (bytes === undefined) throw new ObjectsError('damaged', `log/${path} is not in the store`);
    tiles.set(path, bytes);
  }
  const log = await readLog(async (path) => (path === 'checkpoint' ? head : tiles.get(path)), nodeCryptography.sha256);
  if (typeof log === 'string') throw new ObjectsError('damaged', `the log does not hold together (${log})`);
  for (const [path, bytes] of tiles) if (logFile(root, path)?.equals(bytes) !== true) replaceFile(root, `log/${path}`, bytes);
  replaceFile(root, 'log/checkpoint', head);
}

function replaceFile(root: string, path: string, bytes: Buffer): void {
  const file = join(root, path);
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
  replaceDurably(file, bytes, join(root, `${unfinished}${randomUUID()}`));
}
