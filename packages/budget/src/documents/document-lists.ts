import type { Words } from '../language/language.ts';

export interface BudgetDocument extends Words {
  /** The pages of the public site that show the document's figures. */
  figures?: 'realization' | 'revenue';
}

/** Documents on a year's budget, by a key that stays: entries in the ledger and in published registers name it. */
export const budgetDocuments = {
  rkpd: { id: 'Ringkasan RKPD', en: 'Summary of the annual development plan (RKPD)' },
  kua: { id: 'Kebijakan Umum APBD (KUA)', en: 'General policy of the budget (KUA)' },
  ppas: { id: 'Prioritas dan Plafon Anggaran Sementara (PPAS)', en: 'Priorities and provisional ceilings (PPAS)' },
  'rka-skpd': { id: 'Ringkasan RKA SKPD', en: 'Summary of the budget proposals of the OPD (RKA)' },
  'rka-ppkd': { id: 'Ringkasan RKA PPKD', en: 'Summary of the budget proposal of the treasury (RKA)' },
  'raperda-apbd': { id: 'Rancangan Perda APBD', en: 'Draft regulation on the budget' },
  'raperda-perubahan': { id: 'Rancangan Perda Perubahan APBD', en: 'Draft regulation on the revised budget' },
  'perda-apbd': { id: 'Perda APBD', en: 'Regulation on the budget' },
  'perkada-apbd': { id: 'Perkada Penjabaran APBD', en: 'Regulation that details the budget' },
  'perda-perubahan': { id: 'Perda Perubahan APBD', en: 'Regulation on the revised budget' },
  'perkada-perubahan': { id: 'Perkada Penjabaran Perubahan APBD', en: 'Regulation that details the revised budget' },
  'rka-perubahan': { id: 'Ringkasan RKA Perubahan APBD', en: 'Summary of the budget proposals for the revised budget' },
  'dpa-skpd': { id: 'Ringkasan DPA SKPD', en: 'Summary of the spending permits of the OPD (DPA)' },
  'dpa-ppkd': { id: 'Ringkasan DPA PPKD', en: 'Summary of the spending permit of the treasury (DPA)' },
  rup: { id: 'Rencana Umum Pengadaan (RUP)', en: 'General procurement plan (RUP)' },
  pejabat: {
    id: 'Keputusan kepala daerah tentang pejabat pengelola keuangan daerah',
    en: 'Decision that names the officials who manage the finances',
  },
  'realisasi-pendapatan': { id: 'Realisasi pendapatan daerah', en: 'Realization of revenue', figures: 'revenue' },
  'realisasi-belanja': { id: 'Realisasi belanja daerah', en: 'Realization of spending', figures: 'realization' },
  'realisasi-pembiayaan': { id: 'Realisasi pembiayaan daerah', en: 'Realization of financing' },
  'lra-skpd': { id: 'LRA seluruh SKPD', en: 'Realization reports of all OPD (LRA)' },
  'lra-ppkd': { id: 'LRA PPKD', en: 'Realization report of the treasury (LRA)' },
  'kebijakan-akuntansi': { id: 'Perkada kebijakan akuntansi', en: 'Regulation on accounting policies' },
  'arus-kas': { id: 'Laporan arus kas', en: 'Statement of cash flows' },
  neraca: { id: 'Neraca', en: 'Balance sheet' },
  calk: { id: 'Catatan atas laporan keuangan (CaLK)', en: 'Notes to the financial statements' },
  bumd: { id: 'Laporan keuangan BUMD', en: 'Financial statements of the region-owned companies' },
  kinerja: { id: 'Laporan akuntabilitas dan kinerja tahunan', en: 'Annual report on accountability and performance' },
  lkpd: { id: 'LKPD yang sudah diaudit', en: 'Audited financial statements (LKPD)' },
  'opini-bpk': { id: 'Opini BPK atas LKPD', en: 'Opinion of the audit board (BPK) on them' },
  pertanggungjawaban: { id: 'Perda Pertanggungjawaban Pelaksanaan APBD', en: 'Regulation on the accountability for the budget' },
} as const satisfies Record<string, BudgetDocument>;
export type DocumentKey = keyof typeof budgetDocuments;

/** Documents that a government has to publish, by the rule that names them. A further list is an entry here. */
export interface DocumentList {
  name: Words;
  /** The regulation that the list comes from. */
  source: string;
  items: readonly DocumentKey[];
}

/** A document that several lists name is entered once, in the first of them. */
export const documentLists = {
  tpad12: {
    name: { id: 'Transparansi Pengelolaan Anggaran Daerah', en: 'Budget transparency of regional governments' },
    // LPPD has no list of its own: its indicator counts these twelve.
    source:
      'Instruksi Menteri Dalam Negeri 188.52/1797/SJ Tahun 2012; juga indikator LPPD “akses publik terhadap informasi keuangan daerah”',
    items: [
      ...(['rka-skpd', 'rka-ppkd', 'raperda-apbd', 'raperda-perubahan', 'perda-apbd', 'perda-perubahan'] as const),
      ...(['dpa-skpd', 'dpa-ppkd', 'lra-skpd', 'lra-ppkd', 'lkpd', 'opini-bpk'] as const),
    ],
  },
  // In the order in which governments number them on their sites.
  ipkd3: {
    name: {
      id: 'Indeks Pengelolaan Keuangan Daerah (IPKD), dimensi 3: transparansi',
      en: 'Index of regional financial management (IPKD), dimension 3: transparency',
    },
    source: 'Peraturan Menteri Dalam Negeri 19 Tahun 2020',
    items: [
      ...(['rkpd', 'kua', 'ppas', 'rka-skpd', 'rka-ppkd', 'raperda-apbd', 'perda-apbd', 'perkada-apbd', 'dpa-skpd', 'dpa-ppkd'] as const),
      ...(['realisasi-pendapatan', 'realisasi-belanja', 'realisasi-pembiayaan', 'raperda-perubahan', 'perda-perubahan'] as const),
      ...(['perkada-perubahan', 'rka-perubahan', 'rup', 'pejabat', 'kebijakan-akuntansi', 'arus-kas', 'lra-skpd', 'lra-ppkd'] as const),
      ...(['neraca', 'calk', 'bumd', 'kinerja', 'pertanggungjawaban', 'opini-bpk'] as const),
    ],
  },
} as const satisfies Record<string, DocumentList>;
export type DocumentListKey = keyof typeof documentLists;

/** The list whose coverage stands above all: LPPD counts it, and readers have heard of it. */
export const headlineList: DocumentListKey = 'tpad12';

/** The list that a document is entered in: the first that names it. */
export function listOf(item: DocumentKey): DocumentListKey {
  const lists: readonly [DocumentListKey, DocumentList][] = Object.entries(documentLists) as [DocumentListKey, DocumentList][];
  const found = lists.find(([, { items }]) => items.includes(item));
  if (found === undefined) throw new Error(`No list names the document ${item}`);
  return found[0];
}

/** A document by the list that it is entered in and its key; undefined where there is no such entry. */
export function documentOf(list: string, item: string): BudgetDocument | undefined {
  if (!Object.hasOwn(budgetDocuments, item)) return undefined;
  const key = item as DocumentKey;
  return listOf(key) === list ? budgetDocuments[key] : undefined;
}

/** How a document's link answered: `reached`; `gone` with a status that is no success; `silent` without any answer; `refused` where its address may not be asked. */
export const linkOutcomes = ['reached', 'gone', 'silent', 'refused'] as const;
export type LinkOutcome = (typeof linkOutcomes)[number];
