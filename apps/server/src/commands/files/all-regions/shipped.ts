import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type ReferenceContent, type ShippedReference, unpackReference } from '@sipkadin/edition';

export const shippedPath = join(import.meta.dirname, 'shipped.json.br');

/**
 * The figures of all regions that come with the program: facts published by DJPK and Dukcapil, with their sources in them. Of the
 * year-end table it has the five accounts that are compared. Made by `tools/reference-data.ts`.
 */
export function shippedReference(): ReferenceContent {
  return unpackReference(JSON.parse(brotliDecompressSync(readFileSync(shippedPath)).toString('utf8')) as ShippedReference);
}
