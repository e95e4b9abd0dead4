/**
 * A government's year as an edition has it, made from what DJPK's table states of it by jenis: that, divided among OPD, sub kegiatan,
 * accounts and months, so that every jenis of the first budget adds up to the table to the sen. Simulated below jenis. How many OPD and
 * sub kegiatan there are follows from the spending.
 */
import {
  type Code,
  type CodeKind,
  type CodeName,
  defaultBands,
  type FiscalYear,
  type Government,
  type IsoDate,
  isoDate,
  type Month,
  monthEnd,
  type Sen,
  type StatementKind,
  sum,
} from '@sipkadin/budget';
import type { EditionContent, EditionLine, Source } from '@sipkadin/edition';

type MonthAmount = EditionContent['months'][number];

/** Bidang and name of OPD, the largest first; districts follow. */
const offices: readonly (readonly [bidang: string, name: string])[] = [
  ['1.01', 'Dinas Pendidikan'],
  ['1.02', 'Dinas Kesehatan'],
  ['1.03', 'Dinas Pekerjaan Umum dan Penataan Ruang'],
  ['5.02', 'Badan Keuangan Daerah'],
  ['4.01', 'Sekretariat Daerah'],
  ['4.02', 'Sekretariat DPRD'],
  ['1.04', 'Dinas Perumahan dan Kawasan Permukiman'],
  ['2.11', 'Dinas Lingkungan Hidup'],
  ['2.15', 'Dinas Perhubungan'],
  ['1.05', 'Satuan Polisi Pamong Praja'],
  ['1.06', 'Dinas Sosial'],
  ['3.27', 'Dinas Pertanian'],
  ['2.09', 'Dinas Pangan'],
  ['2.12', 'Dinas Kependudukan dan Pencatatan Sipil'],
  ['2.16', 'Dinas Komunikasi dan Informatika'],
  ['2.17', 'Dinas Koperasi dan Usaha Mikro'],
  ['2.18', 'Dinas Penanaman Modal'],
  ['2.13', 'Dinas Pemberdayaan Masyarakat dan Desa'],
  ['3.25', 'Dinas Kelautan dan Perikanan'],
  ['3.26', 'Dinas Pariwisata'],
  ['5.01', 'Badan Perencanaan Pembangunan Daerah'],
  ['5.03', 'Badan Kepegawaian Daerah'],
  ['6.01', 'Inspektorat'],
  ['8.01', 'Badan Kesatuan Bangsa dan Politik'],
];

/** The OPD whose rows hold revenue, financing, and spending that no other OPD has. */
const treasurer = 3;
const treasuryActivity = '5.02.02.2.03.0004';

/** What each sub kegiatan of an OPD spends on, in turn. */
const patterns: readonly (readonly Code[])[] = [
  ['5.1.01', '5.1.01', '5.1.01'],
  ['5.1.02', '5.1.02', '5.1.02', '5.1.02'],
  ['5.1.02', '5.1.02', '5.2.02'],
  ['5.1.02', '5.1.02', '5.2.03', '5.2.04'],
];

export interface Figures {
  government: Government;
  /** First budget by jenis ("5.1.01"), in sen. */
  budget: ReadonlyMap<Code, Sen>;
  people: number | null;
}

interface Leaf {
  office: number;
  unit: Code;
  activity: Code;
  jenis: Code;
  account: Code;
  fund: Code;
  weight: bigint;
  budget: Sen;
}

const two = (value: number) => String(value).padStart(2, '0');
const trillion = 100_000_000_000_000n;

/**
 * @param last the last month that is reported; 12 of a year that is over
 * @param detail of how many sub kegiatan of an OPD one is kept
 */
export function governmentYear({ government, budget, people }: Figures, year: FiscalYear, last: Month, detail: number): EditionContent {
  const spending = sum([...budget].flatMap(([jenis, amount]) => (jenis.startsWith('5') ? [amount] : [])));
  const trillions = Number(spending / (trillion / 10n)) / 10;
  const offered = Math.min(48, Math.round(20 + 2 * trillions));
  const perOffice = Math.max(1, Math.round(Math.min(16, 3 + 1.2 * trillions) / detail));
  const units = Array.from({ length: offered }, (_, at): readonly [code: Code, bidang: string, name: string] => {
    const [bidang = '7.01', name = `Kecamatan ${at - offices.length + 1}`] = offices[at] ?? [];
    return [`${bidang}.0.00.0.00.${two(at < offices.length ? 1 : at - offices.length + 1)}.0000`, bidang, name];
  });
  const leaves = leavesOf(units, perOffice, [...budget.keys()]);
  divide(leaves, budget);

  const book = new Map<string, CodeName>();
  const entitle = (kind: CodeKind, code: Code, name: string) => void book.set(`${kind} ${code}`, { kind, code, printed: code, name });
  for (const [code, , name] of units) entitle('unit', code, name);
  entitle('fund', '1.1', 'Pendapatan Asli Daerah (PAD)');
  entitle('fund', '1.2.01.08', 'Dana Alokasi Umum (DAU)');

  const lines: EditionLine[] = [];
  const counts = new Map<string, number>();
  const add = (
    source: string,
    at: Pick<EditionLine, 'measure' | 'amount' | 'unit' | 'activity' | 'account' | 'fund'>,
    month: Month | null,
  ) => {
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    const version = at.measure === 'realization' ? null : 'murni';
    const place = { sheet: 'Sheet1', row: count + 5, column: month === null ? 'F' : String.fromCharCode(70 + month) };
    lines.push({ source, version, month, document: null, date: null, ...place, ...at });
  };
  const planned = new Map<string, { leaf: Leaf; amount: Sen }>();
  /** Paid so far and planned for the year, of an OPD and akun. */
  const totals = new Map<string, { unit: Code; account: Code; paid: Sen; planned: Sen; reported: Month }>();
  for (const [at, leaf] of leaves.entries()) {
    const { unit, activity, account, fund, jenis, office } = leaf;
    if (activity !== '') {
      const levels = activity.split('.');
      entitle('activity', levels.slice(0, 3).join('.'), 'Program Pelayanan');
      entitle('activity', levels.slice(0, 5).join('.'), `Kegiatan ${levels.slice(3, 5).join('.')}`);
      entitle('activity', activity, `Sub Kegiatan ${levels.at(-1)}`);
    }
    entitle('account', account, `Rincian ${account.slice(-2)} dari ${jenis}`);
    add('s000001', { measure: 'budget', unit, activity, account, fund, amount: leaf.budget }, null);
    // One OPD in eleven reports a month later than the others.
    const reported = office % 11 === 7 && last < 12 ? last - 1 : last;
    const percent = BigInt(Math.round(((68 + ((at * 7919) % 31)) * reported) / 12));
    const paid = (leaf.budget * percent) / 100n;
    add(`s0000${10 + reported}`, { measure: 'realization', unit, activity, account, fund, amount: paid }, null);
    const akun = account.slice(0, 1);
    const total = totals.get(`${unit} ${akun}`) ?? { unit, account: akun, paid: 0n, planned: 0n, reported };
    // Financing is received less spent.
    total.paid += account.startsWith('6.2') ? -paid : paid;
    if (akun === '5') {
      total.planned += leaf.budget;
      const key = `${unit} ${activity} ${jenis}`;
      const known = planned.get(key);
      if (known === undefined) planned.set(key, { leaf, amount: leaf.budget });
      else known.amount += leaf.budget;
    }
    totals.set(`${unit} ${akun}`, total);
  }
  for (const { leaf, amount } of planned.values())
    for (const [index, part] of monthly(amount).entries()) {
      const { unit, activity, jenis, fund } = leaf;
      add('s000003', { measure: 'plan', unit, activity, account: jenis, fund, amount: part }, index + 1);
    }
  const sources = sourcesOf(year, last, counts);
  return {
    government,
    year,
    number: 1,
    asOf: monthEnd(year, last),
    publishedAt: last === 12 ? `${year + 1}-01-20T02:00:00.000Z` : `${year}-${two(last + 1)}-12T02:00:00.000Z`,
    basis: 'sp2d',
    version: 'murni',
    note: '',
    previous: null,
    names: [...book.values()],
    sources,
    lines,
    months: [...totals.values()].flatMap(courseOf(year)),
    progress: [],
    days: [...totals.values()].flatMap(({ unit, account, reported }) =>
      Array.from({ length: reported }, (_, index) => ({ unit, account, month: index + 1, asOf: monthEnd(year, index + 1) })),
    ),
    bands: defaultBands,
    official: [...budget].map(([account, amount]) => ({ measure: 'budget', account, amount, source: 's000040', asOf: null })),
    further: {
      ...{ unitTotals: [], sources: [], works: [], contracts: [], targets: [], notes: [], corrections: new Map() },
      population: people === null ? null : { people, year: 2025, source: 'Dukcapil' },
    },
  };
}

function leavesOf(
  units: readonly (readonly [code: Code, bidang: string, name: string])[],
  perOffice: number,
  jenis: readonly Code[],
): Leaf[] {
  const leaves: Leaf[] = [];
  const counts = new Map<string, number>();
  const add = (office: number, unit: Code, activity: Code, of: Code) => {
    const key = `${unit} ${activity} ${of}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const fund = leaves.length % 3 === 0 ? '1.1' : '1.2.01.08';
    const weight = BigInt(Math.round(1000 / (office + 2)) * (1 + ((leaves.length * 31) % 9)));
    leaves.push({ office, unit, activity, jenis: of, account: `${of}.01.001.000${two(count)}`, fund, weight, budget: 0n });
  };
  const known = new Set(jenis);
  for (const [office, [unit, bidang]] of units.entries())
    for (let sub = 0; sub < perOffice; sub++) {
      const activity = `${bidang}.${two(1 + (sub % 3))}.2.${two(1 + (sub % 5))}.${String(1 + sub).padStart(4, '0')}`;
      for (const of of patterns[sub % patterns.length] ?? []) if (known.has(of)) add(office, unit, activity, of);
    }
  const [unit = ''] = units[treasurer] ?? [];
  const divided = new Set(leaves.map((leaf) => leaf.jenis));
  for (const of of jenis)
    if (!divided.has(of)) for (let leaf = 0; leaf < 3; leaf++) add(treasurer, unit, of.startsWith('5') ? treasuryActivity : '', of);
  return leaves;
}

/** Gives each leaf its part of its jenis, so that nothing is lost by rounding. */
function divide(leaves: readonly Leaf[], budget: ReadonlyMap<Code, Sen>): void {
  const weights = new Map<Code, bigint>();
  for (const { jenis, weight } of leaves) weights.set(jenis, (weights.get(jenis) ?? 0n) + weight);
  const before = new Map<Code, bigint>();
  for (const leaf of leaves) {
    const [amount, all, from] = [budget.get(leaf.jenis) ?? 0n, weights.get(leaf.jenis) ?? 1n, before.get(leaf.jenis) ?? 0n];
    leaf.budget = (amount * (from + leaf.weight)) / all - (amount * from) / all;
    before.set(leaf.jenis, from + leaf.weight);
  }
}

const shares = [2, 5, 7, 8, 8, 9, 9, 9, 9, 10, 11, 13];

function monthly(amount: Sen): Sen[] {
  const parts = shares.map((share) => (amount * BigInt(share)) / 100n);
  return parts.map((part, index) => (index === 11 ? amount - sum(parts.slice(0, 11)) : part));
}

interface Course {
  unit: Code;
  account: Code;
  paid: Sen;
  planned: Sen;
  reported: Month;
}

const courseOf =
  (year: FiscalYear) =>
  ({ unit, account, paid, planned, reported }: Course): MonthAmount[] => [
    ...Array.from({ length: reported }, (_, index): MonthAmount => {
      const amount = (paid * BigInt(index + 1)) / BigInt(reported);
      return {
        measure: 'position',
        unit,
        account,
        month: index + 1,
        asOf: monthEnd(year, index + 1),
        amount,
        source: `s0000${11 + index}`,
      };
    }),
    ...(planned === 0n ? [] : monthly(planned)).map(
      (amount, index): MonthAmount => ({ measure: 'plan', unit, account, month: index + 1, asOf: null, amount, source: 's000003' }),
    ),
  ];

function sourcesOf(year: FiscalYear, last: Month, counts: ReadonlyMap<string, number>): Source[] {
  const make = (id: string, kind: StatementKind, fileName: string, asOf: IsoDate | null): Source => ({
    ...{ id, kind, fileName, asOf, from: null, lines: counts.get(id) ?? 0, simulated: true },
    ...{ fileHash: id.slice(1).repeat(11).slice(0, 64), linesHash: id.slice(1).repeat(11).slice(1, 65) },
    ...{ receivedAt: isoDate(year, last, 1) + 'T01:00:00.000Z', verifiedAt: isoDate(year, last, 2) + 'T01:00:00.000Z' },
    ...{ version: kind === 'realization' ? null : 'murni', basis: kind === 'realization' ? 'sp2d' : null },
  });
  return [
    make('s000001', 'budget', `rekap5_${year}_murni.xlsx`, null),
    make('s000003', 'cash-plan', `rak_${year}.xlsx`, null),
    make('s000040', 'budget', `djpk_${year}.xlsx`, null),
    ...Array.from({ length: last }, (_, index) =>
      make(`s0000${11 + index}`, 'realization', `realisasi_${year}_${two(index + 1)}.xlsx`, monthEnd(year, index + 1)),
    ),
  ];
}
