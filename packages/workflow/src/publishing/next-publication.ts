import type { FiscalYear, IsoInstant } from '@sipkadin/budget';
import type { EditionContent } from '@sipkadin/edition';
import { bandsOf, getGovernment, type Ledger, ledgerSequence, listEditions, nextEditionNumber } from '@sipkadin/ledger';
import { Refusal } from '../refusal.ts';
import { type EditionHead, editionContent } from './edition-content.ts';

/** Whose edition it is, who publishes it, and when. */
export interface NextOrder {
  ledger: Pick<Ledger, 'read'>;
  government: string;
  year: FiscalYear;
  actor: string;
  /** The public note; absent: none. */
  note?: string;
  now?: () => IsoInstant;
}

/**
 * The edition that would be published now, from what is verified.
 * @throws Refusal `nothing-verified`, or `nothing-new` where no note gives a reason to publish the same again
 */
export async function nextPublication(order: NextOrder): Promise<{ head: EditionHead; content: EditionContent }> {
  const { ledger, government, year, note = '' } = order;
  const sequence = await ledgerSequence(ledger.read);
  const settings = await presentSettings(order);
  const previous = (await listEditions(ledger.read, government, year)).at(-1);
  const number = await nextEditionNumber(ledger.read, { government, year });
  const head = headOf(order, { number, sequence, settings, kind: 'publication', content: number });
  const content = await editionContent(ledger.read, head, previous);
  if (content.sources.length === 0) throw new Refusal('nothing-verified');
  if (previous !== undefined && note === '') {
    const before = await editionContent(ledger.read, previous, undefined);
    if (fingerprint(before) === fingerprint(content)) throw new Refusal('nothing-new');
  }
  return { head, content };
}

/** Settings of a new edition; a correction keeps those of the edition whose content it has. */
type Settings = Pick<EditionHead, 'name' | 'basis' | 'bands' | 'population'>;

export async function presentSettings({ ledger, government }: Pick<NextOrder, 'ledger' | 'government'>): Promise<Settings> {
  const row = await getGovernment(ledger.read, government);
  return { name: row.name, basis: row.basis, bands: bandsOf(row), population: row.population };
}

export function headOf(
  { government, year, actor, note = '', now = () => new Date().toISOString() }: NextOrder,
  {
    settings: { name, basis, bands, population },
    ...rest
  }: Pick<EditionHead, 'number' | 'sequence' | 'kind' | 'content'> & {
    settings: Settings;
  },
): EditionHead {
  return { ...rest, government, year, name, basis, bands, population, actor, note, publishedAt: now() };
}

/** What decides an edition's figures: the same sources under the same settings give the same edition. */
function fingerprint({ government, asOf, basis, version, bands, sources, further }: EditionContent): string {
  const { sources: others = [], works = [], notes = [], population = null } = further ?? {};
  return JSON.stringify([
    government,
    asOf,
    basis,
    version,
    bands,
    [...sources, ...others, ...works].map(({ id }) => id),
    notes,
    population,
  ]);
}
