import {
  type Code,
  type CodeKind,
  type CodeName,
  canonicalCode,
  defaultBands,
  fiscalYear,
  isoDate,
  lineage,
  type Month,
  monthEnd,
  type Sen,
  type StatementKind,
} from '@sipkadin/budget';
import type { EditionContent, EditionLine, Measure, MonthAmount, MonthDay, MonthProgress, OfficialTotal, Source } from '../src/edition.ts';
import { newestFormat } from '../src/format/formats.ts';
import { accountNames, activities, fundNames, hospital, treasury, units } from './sample-codes.ts';
import { sampleFurther } from './sample-further.ts';

export interface SampleSize {
  /** 1 to 34 OPD. */
  units?: number;
  /** How often each OPD's activities are repeated as further sub kegiatan. */
  copies?: number;
}

/** The files of an edition with such content, by path, but for its manifest. */
export function filesOf(content: EditionContent): Map<string, Buffer> {
  return newestFormat.build(content).files;
}

const year = fiscalYear(2026);
const lastMonth = 10;

/** Where the states that a page must be able to show are found, by position in the list of OPD. */
export const states = {
  late: 5,
  silent: 9,
  register: 10,
  noPlan: 11,
  overBudget: 2,
  unplannedSpending: 7,
  dropped: 4,
  nothingBudgeted: 6,
} as const;

/**
 * A small city in October 2026, wholly simulated: murni and perubahan, cash plan, months, revenue, financing, treasury items, a
 * sub-unit, an OPD that is late, one that is silent, one with a register instead of a snapshot, one without a cash plan, spending
 * above its budget and without any, a line that the new version drops, lines of zero, official totals that agree and one that does not.
 * The same seed gives the same content.
 */
export function sampleContent(seed = 1, { units: count = units.length, copies = 1 }: SampleSize = {}): EditionContent {
  const random = randomFrom(seed);
  const chosen = units.slice(0, Math.max(1, count));
  const book = new Map<string, CodeName>();
  const lines: EditionLine[] = [];
  const months: MonthAmount[] = [];
  const progress: MonthProgress[] = [];
  let row = 6;
  const line = (source: string, measure: Measure, at: Partial<EditionLine> & Pick<EditionLine, 'unit' | 'account' | 'amount'>) => {
    row++;
    const version = measure === 'budget' || measure === 'plan' ? (at.version ?? 'perubahan') : null;
    lines.push({
      source,
      measure,
      activity: '',
      fund: '',
      month: null,
      document: null,
      date: null,
      sheet: measure === 'realization' ? 'Realisasi' : 'Sheet1',
      row,
      column: measure === 'plan' ? columnOf(at.month ?? 1) : 'V',
      ...at,
      version,
    });
  };

  const weights = chosen.reduce((all, [, , weight]) => all + weight, 0);
  const city = 779_780_000_000_00n;
  for (const [index, [unit, name, weight]] of chosen.entries()) {
    entitle(book, 'unit', unit, name);
    const bidang = unit.split('.').slice(0, 2).join('.');
    const reportedUntil: Month = index === states.silent ? 0 : index === states.late ? lastMonth - 1 : lastMonth;
    const source = index === states.register ? 's000030' : `s0000${10 + reportedUntil}`;
    const planned = index === states.noPlan ? 0n : 1n;
    const own = (city * BigInt(weight)) / BigInt(weights);
    const parts = activities.flatMap((activity) => Array.from({ length: copies }, (_, copy) => ({ ...activity, copy })));
    const total = parts.reduce((all, part) => all + part.accounts.reduce((sum, [, share]) => sum + share, 0), 0);
    let spent = 0n;
    let budgeted = 0n;
    for (const [at, { program, kegiatan, sub, accounts, copy }] of parts.entries()) {
      const programCode = `${bidang}.${program[0]}`;
      const kegiatanCode = `${programCode}.${kegiatan[0]}`;
      const activity = `${kegiatanCode}.${String(Number(sub[0]) + copy * 20).padStart(4, '0')}`;
      entitle(book, 'activity', programCode, program[1]);
      entitle(book, 'activity', kegiatanCode, kegiatan[1]);
      entitle(book, 'activity', activity, copy === 0 ? sub[1] : `${sub[1]} (${copy + 1})`);
      const holder = index === 1 && at % 3 === 2 ? hospital[0] : unit;
      for (const [position, [account, share]] of accounts.entries()) {
        const fund = account.startsWith('5.1.01') ? '1.2.01.08' : (fundNames[(index + position) % fundNames.length]?.[0] ?? '');
        const key = { unit: holder, activity, account, fund };
        const murni = rounded((own * BigInt(share)) / BigInt(total), random);
        const isDropped = index === states.dropped && account === '5.1.02.02.001.00059' && copy === 0;
        const isNothing = index === states.nothingBudgeted && account === '5.1.06.01.001.00001';
        const changed = isNothing ? 0n : murni + (murni * BigInt(random(9) - 4)) / 100n;
        line('s000001', 'budget', { ...key, version: 'murni', amount: murni });
        if (!isDropped) line('s000002', 'budget', { ...key, amount: changed });
        budgeted += isDropped ? 0n : changed;
        if (planned > 0n && !isDropped) {
          for (const [month, amount] of spread(changed).entries()) line('s000003', 'plan', { ...key, month: month + 1, amount });
        }
        if (reportedUntil === 0) continue;
        const isOver = index === states.overBudget && account === '5.1.02.02.001.00060';
        const percent = isOver ? 118 : account.startsWith('5.2') ? 25 + random(40) : 62 + random(22);
        const amount = isDropped ? murni / 3n : (changed * BigInt(percent)) / 100n + BigInt(random(100));
        spent += amount;
        if (index === states.register) {
          const half = amount / 2n;
          for (const [payment, paid] of [half, amount - half].entries()) {
            const month = payment === 0 ? 4 : 9;
            const document = `19.71/03.0/${String(row).padStart(6, '0')}/LS/8.01/M/${month}/${year}`;
            line(source, 'realization', { ...key, amount: paid, document, date: isoDate(year, month, 1 + random(27)) });
          }
        } else {
          line(source, 'realization', { ...key, amount });
        }
      }
      if (index % 3 === 0) line('s000004', 'progress', { unit: holder, activity, account: '', amount: BigInt(2_000 + random(7_500)) });
    }
    if (index === states.unplannedSpending && reportedUntil > 0) {
      const unplanned = { unit, activity: `${bidang}.02.2.01.0003`, account: '5.1.02.01.001.00052', fund: '1.1', amount: 12_750_000_50n };
      line(source, 'realization', unplanned);
      spent += unplanned.amount;
    }
    months.push(...course(unit, '5', spent, planned * budgeted, reportedUntil, index === states.register));
    if (index % 3 === 0) progress.push(...courseOfProgress(unit, lines.at(-1)?.activity ?? '', reportedUntil));
  }
  if (chosen.length > 1) entitle(book, 'unit', hospital[0], hospital[1]);
  treasuryLines(chosen[Math.min(3, chosen.length - 1)]?.[0] ?? '', line, months);
  for (const [code, name] of accountNames) entitle(book, 'account', code, name);
  for (const [code, name] of fundNames) entitle(book, 'fund', canonicalCode('fund', code) ?? code, name);
  for (const entry of lines) entry.fund = entry.fund === '' ? '' : (canonicalCode('fund', entry.fund) ?? entry.fund);

  return {
    government: { code: '19.71', name: 'Kota Pangkalpinang' },
    year,
    number: 1,
    asOf: monthEnd(year, lastMonth),
    publishedAt: '2026-11-12T02:30:00.000Z',
    basis: 'sp2d',
    version: 'perubahan',
    note: '',
    previous: null,
    names: [...book.values()],
    sources: sources(lines),
    lines,
    months,
    progress,
    days: daysOf(lines),
    bands: defaultBands,
    official: officialTotals(lines),
    further: sampleFurther({ lines, version: 'perubahan' }),
  };
}

/** Every month up to the day of a unit's source; of a register, up to its last month. */
function daysOf(lines: readonly EditionLine[]): MonthDay[] {
  const asOf = new Map(sources(lines).map((source) => [source.id, source.asOf]));
  const days = new Map<string, MonthDay>();
  for (const { measure, unit, account, source } of lines) {
    const last = asOf.get(source);
    if (measure !== 'realization' || !last) continue;
    for (let month = 1; month <= Number(last.slice(5, 7)); month++) {
      const akun = account.slice(0, 1);
      days.set(`${unit} ${akun} ${month}`, { unit, account: akun, month, asOf: monthEnd(year, month) });
    }
  }
  return [...days.values()];
}

type AddLine = (source: string, measure: Measure, at: Partial<EditionLine> & Pick<EditionLine, 'unit' | 'account' | 'amount'>) => void;

function treasuryLines(unit: Code, line: AddLine, months: MonthAmount[]): void {
  const totals = new Map<string, { budget: Sen; realization: Sen | null }>();
  for (const [account, millions, percent] of treasury) {
    const budget = BigInt(millions) * 1_000_000_00n;
    const activity = account.startsWith('5') ? '5.02.02.2.03.0004' : '';
    line('s000001', 'budget', { unit, activity, account, version: 'murni', amount: budget });
    line('s000002', 'budget', { unit, activity, account, amount: budget });
    const realization = percent === null ? null : (budget * BigInt(percent)) / 100n;
    if (realization !== null) line(`s0000${10 + lastMonth}`, 'realization', { unit, activity, account, amount: realization });
    const akun = account.slice(0, 1);
    const sign = account.startsWith('6.2') ? -1n : 1n;
    const known = totals.get(akun) ?? { budget: 0n, realization: null };
    known.budget += sign * budget;
    if (realization !== null) known.realization = (known.realization ?? 0n) + sign * realization;
    totals.set(akun, known);
  }
  for (const akun of ['4', '6']) months.push(...course(unit, akun, totals.get(akun)?.realization ?? 0n, 0n, lastMonth, false));
  const spending = totals.get('5')?.realization ?? 0n;
  const positions = months.filter((figure) => figure.unit === unit && figure.account === '5' && figure.measure === 'position');
  for (const figure of positions) months.push({ ...figure, account: '5.3', amount: (spending * BigInt(figure.month)) / BigInt(lastMonth) });
}

/** Cumulative months: slow at first, quick at the end. */
function course(unit: Code, account: Code, spent: Sen, planned: Sen, until: Month, register: boolean): MonthAmount[] {
  const positions = Array.from({ length: until }, (_, index): MonthAmount => {
    const month = index + 1;
    const amount = (spent * BigInt(month * (month + 4))) / BigInt(until * (until + 4));
    const source = register ? 's000030' : `s0000${10 + month}`;
    return { measure: 'position', unit, account, month, asOf: monthEnd(year, month), amount, source };
  });
  const plan = planned === 0n ? [] : spread(planned);
  return [
    ...positions,
    ...plan.map(
      (amount, index): MonthAmount => ({ measure: 'plan', unit, account, month: index + 1, asOf: null, amount, source: 's000003' }),
    ),
  ];
}

/** Evenly up to 61 percent. */
function courseOfProgress(unit: Code, activity: Code, until: Month): MonthProgress[] {
  return Array.from({ length: until }, (_, index) => ({
    unit,
    activity,
    month: index + 1,
    asOf: monthEnd(year, index + 1),
    hundredths: BigInt(Math.round((6_100 * (index + 1)) / until)),
    source: 's000004',
  }));
}

const curve = [2, 5, 7, 8, 8, 9, 9, 9, 9, 10, 11, 13];

function spread(total: Sen): Sen[] {
  const parts = curve.map((share) => (total * BigInt(share)) / 100n);
  parts[11] = total - parts.slice(0, 11).reduce((all, amount) => all + amount, 0n);
  return parts;
}

/** Agrees with the lines but for goods and services, of which the silent OPD paid something too. */
function officialTotals(lines: readonly EditionLine[]): OfficialTotal[] {
  const missing = 1_284_500_250_00n;
  return (['budget', 'realization'] as const).flatMap((measure) => {
    const counted = lines.filter((line) => line.measure === measure && (measure === 'realization' || line.version === 'perubahan'));
    const totals = new Map<Code, Sen>();
    for (const { account, amount } of counted)
      for (const above of lineage('account', account)) totals.set(above, (totals.get(above) ?? 0n) + amount);
    const guilty = new Set(measure === 'realization' ? lineage('account', '5.1.02') : []);
    return [...totals]
      .filter(([code]) => code.split('.').length <= 3 && code !== '6')
      .map(([account, amount]) => ({
        measure,
        account,
        amount: guilty.has(account) ? amount + missing : amount,
        source: 's000040',
        asOf: measure === 'realization' ? monthEnd(year, lastMonth) : null,
      }));
  });
}

const monthNames = ['januari', 'februari', 'maret', 'april', 'mei', 'juni', 'juli', 'agustus', 'september', 'oktober'];

function sources(lines: readonly EditionLine[]): Source[] {
  const counts = new Map<string, number>();
  for (const { source } of lines) counts.set(source, (counts.get(source) ?? 0) + 1);
  const make = (id: string, kind: StatementKind, fileName: string, rest: Partial<Source> = {}): Source => ({
    id,
    kind,
    fileName,
    fileHash: id.slice(1).repeat(11).slice(0, 64),
    receivedAt: '2026-11-09T01:15:00.000Z',
    verifiedAt: '2026-11-11T07:40:00.000Z',
    version: null,
    basis: null,
    from: null,
    asOf: null,
    lines: counts.get(id) ?? 0,
    linesHash: id.slice(1).repeat(11).slice(1, 65),
    simulated: true,
    ...rest,
  });
  return [
    make('s000001', 'budget', 'rekap5_2026_murni.xlsx', { version: 'murni' }),
    make('s000002', 'budget', 'rekap5_2026_perubahan.xlsx', { version: 'perubahan' }),
    make('s000003', 'cash-plan', 'rak_2026.xlsx', { version: 'perubahan' }),
    make('s000004', 'progress', 'fisik_2026_10.xlsx', { asOf: monthEnd(year, lastMonth) }),
    ...monthNames.map((name, index) =>
      make(`s0000${11 + index}`, 'realization', `realisasi_2026_${String(index + 1).padStart(2, '0')}_${name}.xlsx`, {
        basis: 'sp2d',
        asOf: monthEnd(year, index + 1),
      }),
    ),
    make('s000030', 'register', 'register_kesbangpol_2026.xlsx', {
      basis: 'sp2d',
      from: isoDate(year, 1, 1),
      asOf: monthEnd(year, lastMonth),
    }),
    make('s000040', 'realization', 'lra_kota_2026_10.xlsx', { basis: 'sp2d', asOf: monthEnd(year, lastMonth), version: 'perubahan' }),
  ];
}

function entitle(book: Map<string, CodeName>, kind: CodeKind, code: Code, name: string): void {
  book.set(`${kind} ${code}`, { kind, code, printed: code, name });
}

function columnOf(month: Month): string {
  return String.fromCharCode('H'.charCodeAt(0) + month);
}

/** Whole thousands, but now and then sen: both are met in real files. */
function rounded(amount: Sen, random: (below: number) => number): Sen {
  return random(12) === 0 ? amount : (amount / 1_000_00n) * 1_000_00n;
}

/** Mulberry32: whole numbers below a bound, the same for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
