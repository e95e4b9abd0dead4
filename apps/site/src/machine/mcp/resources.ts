import type { Finding } from '../../find-context.ts';
import { terms } from '../../words/glossary.ts';
import { editionsOf } from './tools/editions.ts';

/** What an assistant can load beside asking tools, as JSON. */
const all: readonly { uri: string; name: string; description: string; content: (finding: Finding) => unknown }[] = [
  {
    uri: 'sipkadin://editions',
    name: 'editions',
    description: 'The latest edition of each year of every government, with hash, day, version and basis.',
    content: (finding) => editionsOf(finding, undefined, 'id').map(({ cited }) => cited),
  },
  {
    uri: 'sipkadin://glossary',
    name: 'glossary',
    description: 'Terms of local public finance in everyday words, in Indonesian and English.',
    content: () => terms,
  },
];

export const resourceList = all.map(({ uri, name, description }) => ({ uri, name, description, mimeType: 'application/json' }));

/** @returns undefined where there is no such resource */
export function resourceText(uri: string, finding: Finding): string | undefined {
  const found = all.find((one) => one.uri === uri);
  return found && JSON.stringify(found.content(finding));
}
