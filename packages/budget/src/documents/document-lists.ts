import type { Words } from '../language/language.ts';

/** Documents that a government has to publish, by the rule that names them. A further list is an entry here. */
export interface DocumentList {
  name: Words;
  /** The regulation that the list comes from. */
  source: string;
  items: Readonly<Record<string, Words>>;
}

/** "Transparansi Pengelolaan Anggaran Daerah": the menu of twelve documents that every regional government shows for each budget year. */
const budgetTransparency: DocumentList = {
  name: { id: 'Transparansi Pengelolaan Anggaran Daerah: 12 dokumen', en: 'Budget transparency of regional governments: 12 documents' },
  source: 'Instruksi Menteri Dalam Negeri 188.52/1797/SJ Tahun 2012',
  items: {
    'rka-skpd': { id: 'Ringkasan RKA SKPD', en: 'Summary of the budget proposals of the OPD (RKA)' },
    'rka-ppkd': { id: 'Ringkasan RKA PPKD', en: 'Summary of the budget proposal of the treasury (RKA)' },
    'raperda-apbd': { id: 'Rancangan Perda APBD', en: 'Draft regulation on the budget' },
    'raperda-perubahan': { id: 'Rancangan Perda Perubahan APBD', en: 'Draft regulation on the revised budget' },
    'perda-apbd': { id: 'Perda APBD', en: 'Regulation on the budget' },
    'perda-perubahan': { id: 'Perda Perubahan APBD', en: 'Regulation on the revised budget' },
    'dpa-skpd': { id: 'Ringkasan DPA SKPD', en: 'Summary of the spending permits of the OPD (DPA)' },
    'dpa-ppkd': { id: 'Ringkasan DPA PPKD', en: 'Summary of the spending permit of the treasury (DPA)' },
    'lra-skpd': { id: 'LRA seluruh SKPD', en: 'Realization reports of all OPD (LRA)' },
    'lra-ppkd': { id: 'LRA PPKD', en: 'Realization report of the treasury (LRA)' },
    lkpd: { id: 'LKPD yang sudah diaudit', en: 'Audited financial statements (LKPD)' },
    'opini-bpk': { id: 'Opini BPK atas LKPD', en: 'Opinion of the audit board (BPK) on them' },
  },
};

export const documentLists = { tpad12: budgetTransparency } as const satisfies Record<string, DocumentList>;
export type DocumentListKey = keyof typeof documentLists;

/** A list and an item of it by their keys; undefined where there is no such item. */
export function documentOf(list: string, item: string): { list: DocumentList; name: Words } | undefined {
  const lists: Readonly<Record<string, DocumentList>> = documentLists;
  const found = Object.hasOwn(lists, list) ? lists[list] : undefined;
  const name = found !== undefined && Object.hasOwn(found.items, item) ? found.items[item] : undefined;
  return found === undefined || name === undefined ? undefined : { list: found, name };
}

/** How a document's link answered: `reached`; `gone` with a status that is no success; `silent` without any answer; `refused` where its address may not be asked. */
export const linkOutcomes = ['reached', 'gone', 'silent', 'refused'] as const;
export type LinkOutcome = (typeof linkOutcomes)[number];
