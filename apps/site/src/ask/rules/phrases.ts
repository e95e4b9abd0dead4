import { subjectOf, tokensOf } from './tokens.ts';

/** Why nothing is answered. */
export type Unanswered =
  /** Nothing has all the words. */
  | 'words'
  /** A number of people or things is asked for, and the data hold amounts. */
  | 'count'
  /** A reason is asked for, and the data hold amounts. */
  | 'why'
  /** See `closest`. */
  | 'teachers';

/** Questions that a page answers as a whole: phrases of which all words are asked side by side, in either language. The longest that fits counts. */
const pagePhrases = {
  revenue: [
    ...['dari mana uang', 'dari mana uangnya', 'uang dari mana', 'uangnya dari mana', 'sumber uang', 'sumber pendapatan', 'pendapatan'],
    ...['pemasukan', 'where does the money come from', 'where money come from', 'where does money come from', 'income', 'revenue'],
  ],
  spending: [
    ...['untuk apa', 'dipakai untuk apa', 'ke mana uang', 'kemana uang', 'ke mana uangnya', 'kemana uangnya', 'apbd', 'total anggaran'],
    ...['where does the money go', 'where does money go', 'spent on what', 'what is the money spent on', 'total budget'],
  ],
  slowest: [
    ...['paling lambat', 'yang paling lambat', 'terlambat serapannya', 'tertinggal', 'paling tertinggal', 'serapan terendah'],
    ...['slowest', 'the slowest', 'furthest behind', 'behind plan', 'behind schedule', 'lagging'],
  ],
  late: [
    ...['terlambat melapor', 'telat melapor', 'terlambat lapor', 'belum lapor', 'belum melapor', 'seberapa terlambat', 'how late'],
    ...['late reports', 'not reported', 'late with reports', 'late with their report', 'late with its report', 'how late are the reports'],
  ],
  financing: ['pembiayaan', 'silpa', 'financing'],
  revision: [
    ...['yang berubah di perubahan', 'apa yang berubah di perubahan', 'berubah di perubahan', 'apbd perubahan', 'anggaran perubahan'],
    ...['perubahan anggaran', 'perubahan apbd', 'murni dan perubahan', 'murni perubahan', 'murni ke perubahan', 'budget revision'],
    ...[
      'revised budget',
      'mid year revision',
      'midyear revision',
      'what did the mid year revision move',
      'what the mid year revision moved',
    ],
  ],
  years: [
    ...['dibanding tahun lalu', 'bandingkan tahun', 'antar tahun', 'dari tahun ke tahun', 'compare years', 'compared with last year'],
    ...[
      'compared to last year',
      'dibanding',
      'dibandingkan',
      'banding',
      'bandingkan',
      'compare',
      'compared',
      'against',
      'versus',
      'vs',
      'lawan',
    ],
  ],
  data: [
    'unduh',
    'download',
    'csv',
    'data mentah',
    'open data',
    'raw data',
    'semua data',
    'all data',
    'unduh csv',
    'semua csv',
    'everything as csv',
  ],
  changes: ['apa yang berubah', 'koreksi', 'perubahan terbitan', 'corrections', 'what changed'],
  audited: ['diaudit', 'sudah audit', 'sudah diaudit', 'audited', 'bpk'],
} as const;
export type PageTopic = keyof typeof pagePhrases;

/** Words with which the answer of a topic is asked for, and that do not narrow it. */
const askers = new Set(
  'siapa siapakah opd skpd dinas badan instansi mana who department departments office agency agencies sudah belum everything year years laporan laporannya bpk report reports data semua semuanya sebagai unduh download csv excel file berkas all'.split(
    ' ',
  ),
);

/** @returns the page whose longest phrase has all its words side by side; isWhole: whether nothing beside it names a subject */
export function topicOf(tokens: readonly string[]): { topic: PageTopic; isWhole: boolean } | undefined {
  const line = ` ${tokens.join(' ')} `;
  let best: { topic: PageTopic; text: string } | undefined;
  for (const [topic, phrases] of Object.entries(pagePhrases) as [PageTopic, readonly string[]][]) {
    for (const text of phrases) if (line.includes(` ${text} `) && text.length > (best?.text.length ?? 0)) best = { topic, text };
  }
  if (best === undefined) return undefined;
  const words = best.text.split(' ');
  return { topic: best.topic, isWhole: subjectOf(tokens.filter((token) => !words.includes(token) && !askers.has(token))).length === 0 };
}

const perResidentPhrases = [
  ...['per warga', 'tiap warga', 'setiap warga', 'per orang', 'per kepala', 'per penduduk', 'per jiwa', 'tiap orang', 'tiap penduduk'],
  ...['per resident', 'each resident', 'per person', 'per capita', 'per head', 'per inhabitant', 'per kapita', 'per citizen'],
];

/** Whether an amount for each resident is asked for, and the words without that. */
export function perResident(tokens: readonly string[]): { isPerResident: boolean; tokens: readonly string[] } {
  const line = ` ${tokens.join(' ')} `;
  const phrase = perResidentPhrases.find((text) => line.includes(` ${text} `));
  if (phrase === undefined) return { isPerResident: false, tokens };
  return { isPerResident: true, tokens: line.replace(` ${phrase} `, ' ').split(' ').filter(Boolean) };
}

const counting = [
  'berapa orang',
  'berapa banyak orang',
  'jumlah orang',
  'jumlah warga',
  'jumlah penduduk',
  'jumlah pegawai',
  'jumlah guru',
];
const countingMore = [
  'jumlah sekolah',
  'jumlah siswa',
  'jumlah murid',
  'jumlah puskesmas',
  'berapa jumlah',
  'berapa banyak',
  'berapa buah',
  'how many',
];
const ofMoney = new Set(
  'uang uangnya dana anggaran anggarannya biaya belanja rp rupiah pagu realisasi money budget cost spent paid spending duit'.split(' '),
);

/** Whether a number of people or things is asked for ("berapa jumlah guru"), of which the data know nothing. */
export function asksForCount(question: string): boolean {
  const tokens = tokensOf(question.slice(0, 200));
  const line = ` ${tokens.join(' ')} `;
  return [...counting, ...countingMore].some((text) => line.includes(` ${text} `)) && !tokens.some((token) => ofMoney.has(token));
}

const whyWords = new Set(['kenapa', 'mengapa', 'why']);
export const asksWhy = (tokens: readonly string[]): boolean => tokens.some((token) => whyWords.has(token));

/** Words for contracts: what is asked beside them is the name of a company or of works. */
export const contractWords: ReadonlySet<string> = new Set(
  'kontrak kontraknya proyek penyedia kontraktor contract contracts project contractor company'.split(' '),
);
export const ofContracts = (tokens: readonly string[]): boolean => tokens.some((token) => contractWords.has(token));

/**
 * What is often asked for and not recorded separately, with what comes closest: at least one word of each group must be asked for.
 * `why` is said beside it, so that the closest is not taken for the answer.
 */
const closest: readonly { groups: readonly (readonly string[])[]; instead: string; why: Unanswered }[] = [
  {
    groups: [
      ['gaji', 'upah', 'salary', 'salaries', 'paid', 'pay'],
      ['guru', 'teacher', 'teachers'],
    ],
    instead: 'belanja pegawai dinas pendidikan',
    why: 'teachers',
  },
];

export function closestTo(tokens: readonly string[]) {
  return closest.find(({ groups }) => groups.every((group) => group.some((word) => tokens.includes(word))));
}
