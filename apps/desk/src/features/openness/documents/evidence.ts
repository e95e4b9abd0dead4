import {
  budgetDocuments,
  dayInJakarta,
  documentLists,
  documentOf,
  evidenceCategories,
  type FiscalYear,
  type IsoDate,
  type Language,
  siteEvidence,
} from '@sipkadin/budget';
import { type DocumentEntry, documentEntries, getGovernment, listEditions, presentDocuments, type Reading } from '@sipkadin/ledger';
import { documentWords } from './words.ts';

/** What an assessor of public information is given: rows of text in one language. What only the government knows is ''. */
export interface Evidence {
  /** Name of the government. */
  name: string;
  /** Each list of duties with its documents: name, state, day, address, hash, how the link answered, note. */
  lists: { name: string; source: string; rows: string[][] }[];
  /** What the public site offers: name, category, address, day, number and hash of the edition. */
  own: string[][];
  /** A draft of the list of public information (DIP), without its running number. */
  dip: string[][];
}

interface Asked {
  government: string;
  year: FiscalYear;
  language: Language;
  /** Address of the public site, without a slash at its end. */
  baseUrl: string;
}

/** The evidence of a budget year from what the ledger knows now. Without an edition of the year the site's rows have no day and no hash. */
export async function evidenceOf(read: Reading, { government, year, language, baseUrl }: Asked): Promise<Evidence> {
  const w = documentWords[language].evidence;
  const { name, contacts } = await getGovernment(read, government);
  const edition = (await listEditions(read, government, year)).at(-1);
  const entries = presentDocuments(await documentEntries(read, government)).filter((entry) => entry.year === year);
  const published: IsoDate | '' = edition === undefined ? '' : dayInJakarta(edition.publishedAt);
  const offered = Object.values(siteEvidence).map(({ name: called, category, path }) => ({
    ...{ called: called[language], category: evidenceCategories[category][language], address: `${baseUrl}/p/${government}${path}` },
  }));
  const office = contacts.find(({ channel }) => channel === 'ppid')?.office ?? '';
  const listed = [
    ...offered.map(({ called, category, address }) => ({ summary: `${called} ${year}`, made: published, category, address })),
    ...entries
      .filter(({ state }) => state === 'published')
      .map(({ list, item, issuedOn, address }) => ({
        ...{ summary: `${documentOf(list, item)?.[language] ?? item} ${year}`, made: issuedOn ?? '', address },
        category: evidenceCategories.regular[language],
      })),
  ];
  return {
    name,
    lists: Object.values(documentLists).map(({ name: called, source, items }) => ({
      ...{ name: called[language], source },
      rows: items.map((item) => {
        const entry = entries.find((one) => one.item === item);
        return [budgetDocuments[item][language], ...documentCells(entry, language)];
      }),
    })),
    own: offered.map(({ called, category, address }) => [
      ...[called, category, address, published === '' ? w.unpublished : published],
      ...(edition === undefined ? ['', ''] : [String(edition.number), edition.hash]),
    ]),
    dip: listed.map(({ summary, made, category, address }) => [
      ...[summary, office, '', [made, name].filter((part) => part !== '').join(', '), w.online, '', category, address],
    ]),
  };
}

/** State, day, address, hash, how the link answered and the note of an entry; a document without one is missing. */
function documentCells(entry: DocumentEntry | undefined, language: Language): string[] {
  const { states, evidence } = documentWords[language];
  if (entry === undefined) return [states['not-yet'], '', '', '', '', ''];
  const { state, issuedOn, address, sha256, check, note } = entry;
  const checked =
    check === null ? '' : evidence.checked(evidence.checks[check.outcome as keyof typeof evidence.checks], dayInJakarta(check.at));
  return [states[state], issuedOn ?? '', address, sha256, address === '' ? '' : checked, note];
}
