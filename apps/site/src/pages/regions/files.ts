import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvLine, regionMeasures } from '@sipkadin/budget';
import type { Reference } from '@sipkadin/edition';
import { downloadTypes } from '../../http/downloads.ts';
import { type Resource, resource } from '../../http/resource.ts';
import { exact } from './comparison.ts';
import { type Basis, regionsOn, yearsOf } from './figures.ts';
import { csvName } from './notes.tsx';

const basesOf = (reference: Reference): Basis[] => ['budget', ...yearsOf(reference)];

/** Names of the files that `regionsCsv` makes. */
export const regionsFiles = (reference: Reference | undefined): string[] =>
  reference === undefined ? [] : basesOf(reference).map((basis) => csvName(reference, basis));

/** All regions on a basis with every measure: shares in percent with two decimals, spending and spending by resident in rupiah. */
export function regionsCsv(reference: Reference | undefined, file: string): Resource | undefined {
  if (reference === undefined) return undefined;
  const basis = basesOf(reference).find((one) => csvName(reference, one) === file);
  if (basis === undefined) return undefined;
  const { regions, incomplete } = regionsOn(reference, basis);
  const head = [
    'code',
    'name',
    'kind',
    'residents',
    'spending',
    ...regionMeasures.map((measure) => (measure === 'resident' ? 'per_resident' : `${measure}_percent`)),
    'left_out',
  ];
  const rows = regions.map(({ code, name, kind, residents, spending, measures }) => [
    ...[code, name, kind, residents ?? null, spending],
    ...regionMeasures.map((measure) => exact(measure, measures[measure])),
    null,
  ]);
  const left = incomplete.map(({ code, name }) => [code, name, null, null, null, ...regionMeasures.map(() => null), 'incomplete']);
  const text = [head, ...rows, ...left].map((cells) => csvLine(cells)).join('');
  return attachment(Buffer.from(text, 'utf8'), `banding_${file}`);
}

/** Files of the reference edition that its manifest does not list. */
export const signedReferenceFiles = ['manifest.json', 'manifest.sig', 'public-key.pem'] as const;

/** The list of reference editions that are served: the last one, in the form of the file that announces them on the disk. */
export function referenceList(reference: Reference | undefined): Resource | undefined {
  if (reference === undefined) return undefined;
  const { hash, manifest } = reference;
  const body = Buffer.from(JSON.stringify({ editions: [{ hash, number: manifest.number }] }));
  return resource({
    type: 'application/json; charset=utf-8',
    body,
    cacheControl: 'no-cache',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
}

/** A file of the reference edition, held against its hash. @returns undefined for a file that it does not have, or an edition that is not the last */
export function referenceFile(reference: Reference | undefined, number: string, file: string): Resource | undefined {
  if (reference === undefined || String(reference.manifest.number) !== number) return undefined;
  const listed = reference.manifest.files.find(({ path }) => path === file);
  const expected = file === 'manifest.json' ? reference.hash : listed?.sha256;
  if (expected === undefined && !signedReferenceFiles.some((one) => one === file)) return undefined;
  const bytes = readFileSync(join(reference.dir, file));
  // Readers check the signature themselves.
  if (expected !== undefined && createHash('sha256').update(bytes).digest('hex') !== expected)
    throw new Error(`${join(reference.dir, file)} is not what its edition's checksums promise`);
  return attachment(bytes, `acuan${number}_${file}`);
}

function attachment(body: Buffer, name: string): Resource {
  const type = downloadTypes[name.slice(name.lastIndexOf('.'))] ?? 'application/octet-stream';
  const headers = { 'Content-Disposition': `attachment; filename="${name}"`, 'Access-Control-Allow-Origin': '*' };
  return resource({ type, body, cacheControl: 'public, max-age=3600', headers });
}
