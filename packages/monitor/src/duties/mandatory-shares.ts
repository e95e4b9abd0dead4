import { type Code, isWithin, type Sen, type Words } from '@sipkadin/budget';

/**
 * checked: rule and number were seen in a source; unchecked: believed, and its number is not shown until somebody has looked it up.
 */
export type Checked = 'checked' | 'unchecked';

/** A share of spending that a law demands. What counts is data; nothing of it is computed into a verdict that the files do not carry. */
export interface MandatoryShare {
  key: 'personnel' | 'infrastructure' | 'education';
  name: Words;
  /** Percent of spending; null: not checked, so no number is shown. */
  threshold: { at: 'most' | 'least'; percent: number } | null;
  /** The first budget year it holds for; null: no year was checked. */
  from: number | null;
  source: Words;
  checked: Checked;
  /** What the law's share needs and the files do not say; the share itself is then not computed. */
  missing: Words;
  /** The nearest share that the files do hold, shown as what it is and never held against the threshold. */
  nearest: { name: Words; accounts?: readonly Code[]; bidang?: Code; without?: readonly Code[] };
}

export const mandatoryShares: readonly MandatoryShare[] = [
  {
    key: 'personnel',
    name: { id: 'Belanja pegawai', en: 'Personnel' },
    threshold: { at: 'most', percent: 30 },
    from: 2027,
    source: { id: 'UU 1/2022 pasal 146', en: 'Law 1/2022, article 146' },
    checked: 'checked',
    missing: {
      id: 'Tunjangan guru yang dibayar dari TKD tidak dihitung, dan berkas tidak menandai mana yang dibayar dari TKD.',
      en: 'Teacher allowances paid from central transfers are left out, and the files do not mark which are paid from them.',
    },
    nearest: {
      name: {
        id: 'Seluruh belanja pegawai (5.1.01), termasuk tunjangan guru, dari seluruh belanja',
        en: 'All personnel (5.1.01), teacher allowances included, of all spending',
      },
      accounts: ['5.1.01'],
    },
  },
  {
    key: 'infrastructure',
    name: { id: 'Infrastruktur pelayanan publik', en: 'Public-service infrastructure' },
    threshold: { at: 'least', percent: 40 },
    from: null,
    source: { id: 'UU 1/2022 pasal 147', en: 'Law 1/2022, article 147' },
    checked: 'checked',
    missing: {
      id: 'Berkas tidak menandai belanja mana yang termasuk infrastruktur pelayanan publik; sebagian belanja modal bukan, dan sebagian belanja barang termasuk.',
      en: 'The files do not mark which spending is public-service infrastructure; part of capital spending is not, and part of goods and services is.',
    },
    nearest: {
      name: {
        id: 'Seluruh belanja modal (5.2) dari belanja di luar bagi hasil dan transfer (5.4)',
        en: 'All capital spending (5.2) of spending without revenue sharing and transfers (5.4)',
      },
      accounts: ['5.2'],
      without: ['5.4'],
    },
  },
  {
    key: 'education',
    name: { id: 'Pendidikan', en: 'Education' },
    threshold: null,
    from: null,
    source: { id: 'UUD 1945 pasal 31 ayat 4; UU 20/2003 pasal 49', en: 'Constitution, article 31(4); Law 20/2003, article 49' },
    checked: 'unchecked',
    missing: {
      id: 'Fungsi pendidikan mencakup belanja di OPD lain, dan berkas hanya menandai bidang urusan.',
      en: 'The function of education includes spending of other departments, and the files mark the field of duty alone.',
    },
    nearest: {
      name: {
        id: 'Seluruh belanja bidang urusan pendidikan (1.01) dari seluruh belanja',
        en: 'All spending in the field of education (1.01) of all spending',
      },
      bidang: '1.01',
    },
  },
];

interface Row {
  measure: 'budget' | 'realization' | 'plan';
  account: Code;
  bidang: Code;
  amount: Sen;
}

/** Part and whole of a share in one measure, in sen; null: nothing known, or spending without bidang where the share is of one. */
export interface ShareAmounts {
  part: Sen;
  whole: Sen;
}

/** @param rows spending (akun 5) that counts, budgets of one version alone, treasury items included */
export function shareOf({ nearest }: MandatoryShare, rows: readonly Row[], measure: 'budget' | 'realization'): ShareAmounts | null {
  const { accounts, bidang, without = [] } = nearest;
  const own = rows.filter(
    (row) => row.measure === measure && isWithin(row.account, '5') && !without.some((code) => isWithin(row.account, code)),
  );
  if (own.length === 0) return null;
  const counts = (row: Row) =>
    bidang === undefined ? (accounts ?? []).some((code) => isWithin(row.account, code)) : row.bidang === bidang;
  // Files without functions would make the share of one zero.
  if (bidang !== undefined && own.every((row) => row.bidang === '')) return null;
  const sum = (of: readonly Row[]) => of.reduce((all, { amount }) => all + amount, 0n);
  return { part: sum(own.filter(counts)), whole: sum(own) };
}
