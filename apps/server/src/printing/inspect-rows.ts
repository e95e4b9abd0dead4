import { csvLine, type Language, parseDecimal } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import { formatLra } from '@sipkadin/ui/format';

/** What a folder's listing says of one file; amounts are exact decimal strings in rupiah, null where the file has none. */
export interface InspectRow {
  /** Below the folder, with "/"; of a report in a .zip the archive's path and its name within. */
  file: string;
  /** `blocked` is read, and cannot be submitted as it is. */
  outcome: 'read' | 'blocked' | 'asked' | 'refused';
  shape: string | null;
  government: string | null;
  units: string[];
  year: number | null;
  from: string | null;
  asOf: string | null;
  basis: string | null;
  version: string | null;
  /** By measure and akun: "budget:5". */
  totals: Record<string, string>;
  /** Keys of the open questions. */
  questions: string[];
  /** Codes of what blocks, or why it is refused. */
  blocking: string[];
}

export function inspectRow(file: string, report: InspectReport): InspectRow {
  const blocking = report.findings.filter(({ severity }) => severity === 'blocking').map(({ code }) => code);
  return {
    file,
    outcome: report.outcome === 'read' && blocking.length > 0 ? 'blocked' : report.outcome,
    shape: report.shape,
    government: report.government?.code ?? null,
    units: report.units.map(({ code }) => code),
    year: report.year,
    from: report.from,
    asOf: report.asOf,
    basis: report.basis,
    version: report.budgetVersion,
    totals: Object.fromEntries(Object.entries(report.totals).filter(([key]) => /:\d$/.test(key))),
    questions: report.questions.map(({ key }) => key),
    blocking: [...new Set(blocking)],
  };
}

const measures = ['budget', 'cashPlan', 'realization', 'amount'] as const;
const totalKeys = measures.flatMap((measure) => ['4', '5', '6'].map((akun) => `${measure}:${akun}`));
const csvColumns = [
  ...(['file', 'outcome', 'shape', 'government', 'units', 'year', 'from', 'asOf', 'basis', 'version'] as const),
  ...totalKeys,
  ...(['questions', 'blocking'] as const),
];

/** The header of the listing as CSV: the names of the fields, as in JSON. */
export const csvHead = csvLine(csvColumns);

export function rowAsCsv(row: InspectRow): string {
  return csvLine(
    csvColumns.map((column) => {
      if (column.includes(':')) return row.totals[column] ?? null;
      const value = row[column as keyof InspectRow];
      return Array.isArray(value) ? value.join(' ') : (value as string | number | null);
    }),
  );
}

const words = {
  id: {
    outcomes: { read: 'terbaca', blocked: 'terhalang', asked: 'ditanyakan', refused: 'ditolak' },
    whole: 'tanpa OPD',
    units: (count: number) => `${count} OPD/unit`,
    until: 's.d.',
    measures: { budget: 'anggaran', cashPlan: 'anggaran kas', realization: 'realisasi', amount: 'jumlah' },
    questions: 'tanya:',
    counts: (counts: string) => `Jumlah berkas: ${counts}`,
  },
  en: {
    outcomes: { read: 'read', blocked: 'blocked', asked: 'asked', refused: 'refused' },
    whole: 'no unit',
    units: (count: number) => `${count} units`,
    until: 'to',
    measures: { budget: 'budget', cashPlan: 'cash plan', realization: 'realization', amount: 'amount' },
    questions: 'asks:',
    counts: (counts: string) => `Files: ${counts}`,
  },
} as const;

/** One line for a person: outcome, file, form, scope, period, version, totals by akun, questions, what blocks. */
export function rowAsText(row: InspectRow, language: Language): string {
  const say = words[language];
  const scope = row.units.length === 0 ? say.whole : row.units.length === 1 ? (row.units[0] ?? '') : say.units(row.units.length);
  const period = row.asOf === null ? '' : `${row.from === null ? say.until : `${row.from} ${say.until}`} ${row.asOf}`;
  const totals = totalKeys.flatMap((key) => {
    const [measure = 'amount', akun = ''] = key.split(':');
    const sen = parseDecimal(row.totals[key] ?? '');
    return sen === undefined ? [] : [`${say.measures[measure as (typeof measures)[number]]} ${akun}: ${formatLra(sen, language)}`];
  });
  const isRead = row.outcome !== 'refused';
  const parts = [
    say.outcomes[row.outcome],
    row.file,
    row.shape ?? '',
    isRead ? scope : '',
    String(row.year ?? ''),
    period,
    row.version ?? '',
    totals.join('; '),
    row.questions.length === 0 ? '' : `${say.questions} ${row.questions.join(', ')}`,
    row.blocking.join(', '),
  ];
  return `${parts.filter((part) => part !== '').join('  ')}\n`;
}

/** How many files came out how, for the last line. */
export function countsAsText(rows: readonly Pick<InspectRow, 'outcome'>[], language: Language): string {
  const say = words[language];
  const counts = Map.groupBy(rows, ({ outcome }) => outcome);
  return say.counts([...counts].map(([outcome, own]) => `${own.length} ${say.outcomes[outcome]}`).join(', '));
}
