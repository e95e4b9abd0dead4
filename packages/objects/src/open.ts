import { parseObjectsAddress } from './address.ts';
import { folderObjects } from './folder.ts';
import type { Objects } from './objects.ts';

/**
 * @param patience milliseconds before a second attempt, and with a silent service
 * @throws RangeError where the text is no address of a store
 */
export async function openObjects(text: string, patience = { firstWait: 200, silence: 10_000 }): Promise<Objects> {
  const address = parseObjectsAddress(text);
  if (address === undefined) throw new RangeError('the address of the object store has another form');
  if (address.kind === 'folder') return { address: text, ...folderObjects(address.path) };
  // Loaded where it is used: the client has many modules.
  const { s3Objects } = await import('./s3.ts');
  return { address: text, ...s3Objects(address, patience) };
}
