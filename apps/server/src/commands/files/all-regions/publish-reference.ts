import { regionByCode } from '@sipkadin/budget';
import { latestReference, mergeReference, publishReference, type Reference } from '@sipkadin/edition';
import { recordReference } from '@sipkadin/ledger';
import type { OpenParts } from '../../../parts.ts';
import type { ReferenceParts } from './parts-of.ts';

/**
 * Publishes figures of other regions: parts that are given replace those of the last reference edition, the others stay.
 * @param by the government in whose audit trail it is recorded, and the actor
 */
export async function publishParts(
  { ledger, editionsRoot, signingKey }: Pick<OpenParts, 'ledger' | 'editionsRoot' | 'signingKey'>,
  parts: ReferenceParts,
  by: { government: string; actor: string },
): Promise<Reference> {
  const content = mergeReference(latestReference(editionsRoot)?.content, parts, (code) => regionByCode(code)?.name ?? code);
  const published = await publishReference(editionsRoot, content, signingKey, { now: new Date().toISOString() });
  await ledger.transact((tx) => recordReference(tx, { ...by, number: published.manifest.number, hash: published.hash }));
  return published;
}
