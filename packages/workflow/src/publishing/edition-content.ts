import type { EditionContent } from '@sipkadin/edition';
import { type EditionRow, editionState, onePersonOf, type Reading } from '@sipkadin/ledger';

/** What an edition's content follows from, before and after it is recorded alike. */
export type EditionHead = Omit<EditionRow, 'hash' | 'asOf'>;

/** The content of an edition from the ledger's state at its sequence: the same for ever. */
export async function editionContent(
  read: Reading,
  edition: EditionHead,
  previous: Pick<EditionRow, 'number' | 'hash'> | undefined,
): Promise<EditionContent> {
  const { government, year, number, sequence, publishedAt, note, actor, kind, content, bands, population } = edition;
  const state = await editionState(read, { government, year, sequence, settings: edition });
  const onePerson = await onePersonOf(read, { government, year, sequence, actor });
  return {
    ...{ ...state, number, publishedAt, note, bands },
    further: { ...state.further, population },
    previous: previous === undefined ? null : { number: previous.number, hash: previous.hash },
    ...(kind !== 'publication' && { correction: { kind, of: previous?.number ?? 0, content: content === 0 ? null : content } }),
    ...((onePerson.verified > 0 || onePerson.published > 0) && { onePerson }),
  };
}
