// Makes the figures of all regions that come with the program, from the files of DJPK and Dukcapil beside the repository.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { partsOf } from '../apps/server/src/commands/files/all-regions/parts-of.ts';
import { shippedPath } from '../apps/server/src/commands/files/all-regions/shipped.ts';
import { isoDate, regionByCode } from '../packages/budget/src/index.ts';
import { mergeReference, packReference, type ReferenceContent } from '../packages/edition/src/index.ts';
import { readRegions } from '../packages/intake/src/index.ts';

const folder = join(import.meta.dirname, '../../shared/data');
/** By file, the day whose state it has, where it does not say so itself: the year-end table was published again that day. */
const files = { 'djpk_apbd_2023.xlsx': null, 'djpk_realization.csv': isoDate('2026-06-21'), 'population_regions.csv': null };
/** Of the year-end table those that are compared; all nine would make the file twice as large. */
const compared = ['4', '4.1', '5', '5.1.01', '5.2'];

/** Reference data read from the files themselves; undefined where they are not there. @throws where a file is not read */
export async function referenceFromFiles(): Promise<ReferenceContent | undefined> {
  let content: ReferenceContent | undefined;
  for (const [name, day] of Object.entries(files)) {
    const path = join(folder, name);
    if (!existsSync(path)) return undefined;
    const read = await readRegions(path, name);
    if ('faults' in read) throw new Error(`${name}: ${read.faults[0]?.place} ${read.faults[0]?.message.en}`);
    const made = partsOf(read.figures, { path, name }, day);
    if ('faults' in made) throw new Error(`${name}: ${made.faults[0]?.region} ${made.faults[0]?.account}`);
    content = mergeReference(content, made.parts, (code) => regionByCode(code)?.name ?? code);
  }
  return content;
}

/** The same with the accounts that come with the program. */
export function compactReference(content: ReferenceContent): ReferenceContent {
  const years = [...content.years].map(
    ([code, byYear]) =>
      [
        code,
        new Map([...byYear].map(([year, accounts]) => [year, new Map([...accounts].filter(([account]) => compared.includes(account)))])),
      ] as const,
  );
  return { ...content, years: new Map(years) };
}

if (import.meta.main) {
  const content = await referenceFromFiles();
  if (content === undefined) throw new Error(`the files are not in ${folder}`);
  const text = JSON.stringify(packReference(compactReference(content)));
  writeFileSync(
    shippedPath,
    brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }),
  );
}
