import { cpSync } from 'node:fs';
import { announce, type EditionContent, openEditions, publishReference, type SigningKey, writeEdition, writeLog } from '@sipkadin/edition';
import { type SampleSize, sampleContent } from '@sipkadin/edition/sample';
import { createSite, type Site } from '@sipkadin/site';
import { shippedReference } from '../../apps/server/src/commands/files/all-regions/shipped.ts';

/** Works in a file of contracts, named as nobody should. */
export const markup = 'Talang <img src=x onerror=reportError(Error("markup"))> kutip';

/** A site of one edition in that folder and its log, signed with the key. */
export async function publishSite(root: string, key: SigningKey, note = '', size?: SampleSize): Promise<Site> {
  const content = { ...sampleContent(1, size), note };
  for (const contract of content.further?.contracts.slice(0, 1) ?? []) content.further?.contracts.push({ ...contract, object: markup });
  const { government, year, number } = content;
  await publishReference(root, shippedReference(), key, { now: '2026-11-20T00:00:00.000Z' });
  const { hash } = await writeEdition(root, content, key);
  await writeLog(root, [{ government: government.code, year, number, hash, key: key.id }], key);
  await announce(root, government.code, year, number, hash);
  return siteOf(root, key.publicKeyPem);
}

/** A site in `root` with the editions of another folder, and one of the year before. */
export async function withYearBefore(of: string, root: string, before: EditionContent, key: SigningKey): Promise<Site> {
  cpSync(of, root, { recursive: true });
  await announce(root, before.government.code, before.year, 1, (await writeEdition(root, before, key)).hash);
  return siteOf(root, key.publicKeyPem);
}

export const siteOf = (root: string, publicKey: string): Site =>
  createSite({ editions: openEditions(root), defaultGovernment: '19.71', publicKey, now: () => '2026-11-23T03:00:00.000Z' });
