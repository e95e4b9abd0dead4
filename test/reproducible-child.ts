/**
 * The process that test/reproducible.test.ts starts twice, in two environments: writes an edition and all that is made from it, and
 * prints the hash of every file.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { announce, loadSigningKey, openEdition, writeEdition, writeLog, writeRegister } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { writeData } from '@sipkadin/opendata';

const [root = '', keyPath = '', order = ''] = process.argv.slice(2);
const key = loadSigningKey(keyPath);
const content = sampleContent(7, { units: 4 });
const inOrder = <T>(list: readonly T[]): T[] => (order === 'reversed' ? list.toReversed() : [...list]);
const { lines, months, progress, days, names, sources, official } = content;
const { dir, hash, manifest } = await writeEdition(
  root,
  {
    ...content,
    ...{ lines: inOrder(lines), months: inOrder(months), progress: inOrder(progress), days: inOrder(days) },
    ...{ names: inOrder(names), sources: inOrder(sources), official: inOrder(official) },
  },
  key,
);
const { government, year, number } = manifest;
await writeLog(root, [{ government: government.code, year, number, hash, key: key.id }], key);
await announce(root, government.code, year, number, hash);
writeRegister(
  root,
  {
    ...{ government: government.code, contacts: [], takesQuestions: false, held: { count: 0, oldest: null }, declined: 0 },
    ...{ answers: [], documents: [] },
  },
  key,
);
writeData(openEdition(dir, hash));
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const hashes = files.map((path) => [relative(root, path), createHash('sha256').update(readFileSync(path)).digest('hex')]);
process.stdout.write(JSON.stringify(Object.fromEntries(hashes)));
