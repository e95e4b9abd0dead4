import { rmSync } from 'node:fs';
import { temporaryKey, writeEdition } from '@sipkadin/edition';
import { type NextOrder, nextPublication } from './next-publication.ts';

export interface PreviewOrder extends Omit<NextOrder, 'ledger' | 'note'> {
  /** A new folder, for this edition alone. */
  folder: string;
}

/** An edition that is written as it would be published, and is not: it has no public key and no entry in the ledger. */
export interface PreviewEdition {
  dir: string;
  hash: string;
}

/**
 * Writes the edition that would be published now, in a folder of its own and signed with a key that is then thrown away.
 * @throws as `nextPublication`; system errors as they are, after what was begun is removed
 */
export async function writePreview({ folder, ...order }: PreviewOrder & Pick<NextOrder, 'ledger'>): Promise<PreviewEdition> {
  const { content } = await nextPublication(order);
  try {
    const { dir, hash } = await writeEdition(folder, content, temporaryKey());
    return { dir, hash };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
