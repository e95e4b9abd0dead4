import { accountWords, bySeverity, isIsoDate, type Language, parseDecimal, worksTemplateKinds } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import { formatCount, formatDate, formatLra } from '@sipkadin/ui/format';
import { mappingText } from './mapping-text.ts';

const words = {
  id: {
    file: 'Berkas',
    shape: 'Bentuk',
    outcome: 'Hasil',
    outcomes: { read: 'terbaca', asked: 'ada pertanyaan yang harus dijawab', refused: 'ditolak' },
    government: 'Pemerintah daerah',
    year: 'Tahun anggaran',
    asOf: 'Posisi per',
    from: 'Sejak',
    basis: 'Dasar realisasi',
    version: 'Versi anggaran',
    units: 'Unit',
    rows: 'Baris data',
    rowsOf: (rows: string, lines: string, unfunded: string) => `${rows} (${lines} nilai, ${unfunded} tanpa nilai)`,
    used: 'Lembar dipakai',
    leftOut: 'Lembar dilewati',
    simulated: 'Angka dalam berkas ini adalah SIMULASI.',
    works: 'Kontrak, kendala, target fisik',
    totals: 'Jumlah (rupiah)',
    measures: { budget: 'Anggaran', realization: 'Realisasi', cashPlan: 'Anggaran kas' } as Record<string, string>,
    reconciliation: 'Dibandingkan dengan jumlah di dalam berkas',
    equal: 'cocok',
    times: (count: string) => `${count} nilai`,
    different: 'BERBEDA',
    inFile: 'di berkas',
    computed: 'dihitung',
    findings: 'Temuan',
    none: 'tidak ada',
    severities: { blocking: 'MENGHALANGI', warning: 'PERLU DILIHAT', info: 'KETERANGAN', question: 'PERTANYAAN' },
    more: (count: string) => `dan ${count} tempat lain`,
    questions: 'Pertanyaan',
    answer: 'jawab dengan',
    anything: 'nilai',
    mappingFile: 'pemetaan.json',
    unknown: 'tidak diketahui',
    moreUnits: (count: string) => `… dan ${count} lagi`,
  },
  en: {
    file: 'File',
    shape: 'Shape',
    outcome: 'Outcome',
    outcomes: { read: 'read', asked: 'there are questions to answer', refused: 'refused' },
    government: 'Government',
    year: 'Fiscal year',
    asOf: 'As of',
    from: 'From',
    basis: 'Basis of realization',
    version: 'Budget version',
    units: 'Units',
    rows: 'Data rows',
    rowsOf: (rows: string, lines: string, unfunded: string) => `${rows} (${lines} amounts, ${unfunded} without an amount)`,
    used: 'Sheets used',
    leftOut: 'Sheets left out',
    simulated: 'The figures in this file are SIMULATED.',
    works: 'Contracts, obstacles, physical targets',
    totals: 'Totals (rupiah)',
    measures: { budget: 'Budget', realization: 'Realization', cashPlan: 'Cash plan' } as Record<string, string>,
    reconciliation: "Held against the file's own totals",
    equal: 'equal',
    times: (count: string) => `${count} amounts`,
    different: 'DIFFERENT',
    inFile: 'in the file',
    computed: 'computed',
    findings: 'Findings',
    none: 'none',
    severities: { blocking: 'BLOCKING', warning: 'WARNING', info: 'INFO', question: 'QUESTION' },
    more: (count: string) => `and ${count} further places`,
    questions: 'Questions',
    answer: 'answer with',
    anything: 'value',
    mappingFile: 'mapping.json',
    unknown: 'unknown',
    moreUnits: (count: string) => `… and ${count} more`,
  },
} as const;

const shownUnits = 5;

/** The report for people at a terminal: everything that was found, amounts exact and aligned. */
export function inspectText(report: InspectReport, language: Language): string {
  const say = words[language];
  const count = (value: number) => formatCount(value, language);
  const date = (value: string | null) => (value !== null && isIsoDate(value) ? formatDate(value, language) : value);
  const facts: [string, string | null][] = [
    [say.file, `${report.file} (${report.container})`],
    [say.shape, report.shape ?? say.unknown],
    [say.outcome, say.outcomes[report.outcome]],
    [say.government, report.government && `${report.government.name} (${report.government.code})`],
    [say.year, report.year === null ? null : String(report.year)],
    [say.from, date(report.from)],
    [say.asOf, date(report.asOf)],
    [say.basis, report.basis?.toUpperCase() ?? null],
    [say.version, report.budgetVersion],
    [say.rows, report.rows === 0 ? null : say.rowsOf(count(report.rows), count(report.lines), count(report.unfunded))],
    [say.used, report.sheetsUsed.join(', ') || null],
  ];
  const shown = facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  const width = Math.max(...shown.map(([label]) => label.length));
  const blocks = [
    shown.map(([label, value]) => `${label.padEnd(width)}  ${value}`),
    report.simulated ? [say.simulated] : [],
    titled(`${say.units} (${count(report.units.length)})`, [
      ...report.units.slice(0, shownUnits).map((unit) => `  ${unit.code}  ${unit.name}`),
      ...(report.units.length > shownUnits ? [`  ${say.moreUnits(count(report.units.length - shownUnits))}`] : []),
    ]),
    titled(
      say.leftOut,
      report.sheetsLeftOut.map((sheet) => `  ${sheet.name}: ${sheet.reason[language]}`),
    ),
    titled(
      say.works,
      report.works.filter(({ rows }) => rows > 0).map(({ kind, rows }) => `  ${worksTemplateKinds[kind]}: ${count(rows)}`),
    ),
    titled(say.totals, totalLines(report.totals, language)),
    ...report.statements.flatMap(({ of }) => {
      if (of === undefined) return [];
      const scope = [of.year === null ? null : String(of.year), of.version, date(of.asOf)].filter((part) => part !== null);
      return [titled(`${say.totals}: ${scope.join(', ')}`, totalLines(of.totals, language))];
    }),
    titled(say.reconciliation, reconciliationLines(report, language)),
    titled(`${say.findings} (${count(report.findings.length)})`, findingLines(report, language)),
    titled(say.questions, questionLines(report, language)),
    report.mapping?.origin === 'remembered' ? [] : mappingText(report.mapping, language),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function titled(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function money(decimal: string, language: Language): string {
  const sen = parseDecimal(decimal);
  return sen === undefined ? decimal : formatLra(sen, language);
}

/** Counts the totals that agree, and lists those that differ with both amounts and their place. */
function reconciliationLines(report: InspectReport, language: Language): string[] {
  const say = words[language];
  const different = report.reconciliation.filter(({ equal }) => !equal);
  const equal = Map.groupBy(
    report.reconciliation.filter((row) => row.equal),
    ({ what }) => what[language],
  );
  return [
    ...different.map(({ what, place, file, computed }) => {
      const where = place === '' ? '' : ` (${place})`;
      return `  ${say.different}: ${what[language]}${where}: ${say.inFile} ${money(file, language)}, ${say.computed} ${money(computed, language)}`;
    }),
    ...[...equal].map(
      ([what, rows]) => `  ${say.equal}: ${what}${rows.length > 1 ? ` (${say.times(formatCount(rows.length, language))})` : ''}`,
    ),
  ];
}

/** Each measure by akun and kelompok, in code order; amounts in one right-aligned column. */
function totalLines(totals: InspectReport['totals'], language: Language): string[] {
  const entries = Object.entries(totals).map(([key, decimal]) => {
    const [measure = '', account = ''] = key.split(':');
    return { measure, account, decimal };
  });
  const rows = [...Map.groupBy(entries, ({ measure }) => measure)].flatMap(([measure, own]) => {
    const whole = own.find(({ account }) => account === '');
    const head: [string, string] = [`  ${words[language].measures[measure] ?? measure}`, whole ? money(whole.decimal, language) : ''];
    const parts = own
      .filter(({ account }) => account !== '')
      .toSorted((a, b) => (a.account < b.account ? -1 : 1))
      .map(({ account, decimal }): [string, string] => {
        const name = accountWords(account)?.[language] ?? '';
        return [`  ${'  '.repeat(account.split('.').length)}${account} ${name}`.trimEnd(), money(decimal, language)];
      });
    return [head, ...parts];
  });
  const left = Math.max(0, ...rows.map(([label]) => label.length));
  const right = Math.max(0, ...rows.map(([, amount]) => amount.length));
  return rows.map(([label, amount]) => `${label.padEnd(left)}  ${amount.padStart(right)}`.trimEnd());
}

function findingLines(report: InspectReport, language: Language): string[] {
  const say = words[language];
  return report.findings.toSorted(bySeverity).flatMap((item) => {
    const place = [item.sheet, item.ref].filter((part) => part !== '').join('!');
    const more = item.more > 0 ? ` (${say.more(formatCount(item.more, language))})` : '';
    return [
      `  ${say.severities[item.severity]} ${item.code}${place === '' ? '' : ` ${place}`}: ${item.message[language]}${more}`,
      ...(item.remedy[language] === '' ? [] : [`    → ${item.remedy[language]}`]),
    ];
  });
}

function questionLines(report: InspectReport, language: Language): string[] {
  const say = words[language];
  return report.questions.flatMap(({ key, text, choices }) => {
    if (key === 'mapping') return [`  ${text[language]}`, `    ${say.answer} --answer mapping=@${say.mappingFile}`];
    const answers = choices.map((choice) => ({ flag: `--answer ${key}=${choice.value}`, ...choice }));
    const width = Math.max(0, ...answers.map(({ flag }) => flag.length));
    return [
      `  ${text[language]}`,
      ...answers.map(({ flag, label, evidence }) => `    ${flag.padEnd(width)}  ${label[language]}${evidence ? ` (${evidence})` : ''}`),
      ...(answers.length === 0 ? [`    ${say.answer} --answer ${key}=<${say.anything}>`] : []),
    ];
  });
}
