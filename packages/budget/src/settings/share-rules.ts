import type { Code } from '../codes/code.ts';
import type { Words } from '../language/language.ts';
import type { ListField, ListKind } from './list-kind.ts';

/** A share of spending that a law demands. An admin keeps the list. */
export interface ShareRule {
  name: Words;
  /** unchecked: nobody has looked its limit up, so no number is shown. */
  limit: 'most' | 'least' | 'unchecked';
  /** Percent of spending; null where the limit is unchecked. */
  percent: number | null;
  /** The first budget year it holds for; null: no year was checked. */
  from: number | null;
  /** Its legal basis. */
  source: Words;
  /**
   * What the law's share needs and the files do not say: the share itself is then not computed, and `counted` is shown beside it
   * without a judgement. '' where nothing is missing: then `counted` is the law's share.
   */
  missing: Words;
  /** The share that the files hold, in words. */
  counted: Words;
  /** Accounts that count; empty where `bidang` decides. */
  accounts: readonly Code[];
  /** Fields of duty (bidang urusan) that count; empty where `accounts` decide. */
  bidang: readonly Code[];
  /** Accounts that are left out of part and whole. */
  without: readonly Code[];
}

// Figures are summed by jenis (5.1.01): a deeper account would count nothing.
const account = /^5(\.\d(\.\d\d)?)?$/;
const limits: Readonly<Record<ShareRule['limit'], Words>> = {
  most: { id: 'paling banyak', en: 'at most' },
  least: { id: 'paling sedikit', en: 'at least' },
  unchecked: { id: 'belum diperiksa', en: 'not checked' },
};

export const shareList: ListKind<ShareRule> = {
  most: 20,
  entry: { id: 'Belanja wajib', en: 'Mandatory share' },
  fields: {
    name: { kind: 'words', most: 120, label: { id: 'Nama', en: 'Name' } },
    limit: { kind: 'choice', choices: limits, label: { id: 'Batas', en: 'Limit' } },
    percent: { kind: 'number', min: 1, max: 100, label: { id: 'Persen belanja', en: 'Percent of spending' } },
    from: { kind: 'number', min: 2000, max: 2099, label: { id: 'Mulai APBD tahun', en: 'From the budget of' } },
    source: { kind: 'words', most: 120, label: { id: 'Dasar hukum', en: 'Legal basis' } },
    counted: { kind: 'words', most: 200, label: { id: 'Yang dihitung dari berkas', en: 'What is counted from the files' } },
    accounts: {
      kind: 'codes',
      pattern: account,
      example: '5.1.01',
      label: { id: 'Kode rekening yang dihitung', en: 'Accounts that count' },
    },
    bidang: {
      kind: 'codes',
      pattern: /^\d\.\d\d$/,
      example: '1.01',
      label: { id: 'Atau bidang urusan yang dihitung', en: 'Or fields of duty that count' },
    },
    without: { kind: 'codes', pattern: account, example: '5.4', label: { id: 'Rekening di luar hitungan', en: 'Accounts left out' } },
    missing: {
      kind: 'words',
      ...{ most: 300, optional: true },
      label: {
        id: 'Yang tidak ada di berkas (kosong: dapat dihitung dan dinilai)',
        en: 'What the files do not say (empty: it is computed and judged)',
      },
    },
  } satisfies Record<keyof ShareRule, ListField>,
  empty: {
    ...{ name: { id: '', en: '' }, limit: 'unchecked', percent: null, from: null, source: { id: '', en: '' } },
    ...{ missing: { id: '', en: '' }, counted: { id: '', en: '' }, accounts: [], bidang: [], without: [] },
  } satisfies ShareRule,
  fault({ limit, percent, accounts, bidang }) {
    if ((limit === 'unchecked') !== (percent === null))
      return {
        id: 'persen diisi bila batasnya diketahui, dan hanya bila diketahui.',
        en: 'enter the percent where the limit is known, and only there.',
      };
    if ((accounts.length === 0) === (bidang.length === 0))
      return {
        id: 'isi kode rekening atau bidang urusan yang dihitung, salah satu saja.',
        en: 'enter the accounts or the fields of duty that count, one of both.',
      };
    return undefined;
  },
  text: ({ name, limit, percent, from, source }, language) => {
    const since = from === null ? '' : { id: ` mulai APBD ${from}`, en: ` from the budget of ${from} on` }[language];
    return `${name[language]}: ${limits[limit][language]}${percent === null ? '' : ` ${percent}%`}${since}, ${source[language]}`;
  },
  nameOf: ({ name }) => name,
};

/** What a government begins with. Of a rule whose limit was not looked up, no number is shown. */
export const initialShares: readonly ShareRule[] = [
  {
    name: { id: 'Belanja pegawai', en: 'Personnel' },
    ...{ limit: 'most', percent: 30, from: 2027, source: { id: 'UU 1/2022 pasal 146', en: 'Law 1/2022, article 146' } },
    missing: {
      id: 'Tunjangan guru yang dibayar dari TKD tidak dihitung, dan berkas tidak menandai mana yang dibayar dari TKD.',
      en: 'Teacher allowances paid from central transfers are left out, and the files do not mark which are paid from them.',
    },
    counted: {
      id: 'Seluruh belanja pegawai (5.1.01), termasuk tunjangan guru, dari seluruh belanja',
      en: 'All personnel (5.1.01), teacher allowances included, of all spending',
    },
    ...{ accounts: ['5.1.01'], bidang: [], without: [] },
  },
  {
    name: { id: 'Infrastruktur pelayanan publik', en: 'Public-service infrastructure' },
    ...{ limit: 'least', percent: 40, from: null, source: { id: 'UU 1/2022 pasal 147', en: 'Law 1/2022, article 147' } },
    missing: {
      id: 'Berkas tidak menandai belanja mana yang termasuk infrastruktur pelayanan publik; sebagian belanja modal bukan, dan sebagian belanja barang termasuk.',
      en: 'The files do not mark which spending is public-service infrastructure; part of capital spending is not, and part of goods and services is.',
    },
    counted: {
      id: 'Seluruh belanja modal (5.2) dari belanja di luar bagi hasil dan transfer (5.4)',
      en: 'All capital spending (5.2) of spending without revenue sharing and transfers (5.4)',
    },
    ...{ accounts: ['5.2'], bidang: [], without: ['5.4'] },
  },
  {
    name: { id: 'Pendidikan', en: 'Education' },
    ...{ limit: 'unchecked', percent: null, from: null },
    source: { id: 'UUD 1945 pasal 31 ayat 4; UU 20/2003 pasal 49', en: 'Constitution, article 31(4); Law 20/2003, article 49' },
    missing: {
      id: 'Fungsi pendidikan mencakup belanja di OPD lain, dan berkas hanya menandai bidang urusan.',
      en: 'The function of education includes spending of other departments, and the files mark the field of duty alone.',
    },
    counted: {
      id: 'Seluruh belanja bidang urusan pendidikan (1.01) dari seluruh belanja',
      en: 'All spending in the field of education (1.01) of all spending',
    },
    ...{ accounts: [], bidang: ['1.01'], without: [] },
  },
];
