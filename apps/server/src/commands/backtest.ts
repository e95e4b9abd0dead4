import { readFileSync } from 'node:fs';
import { type Language, parseDecimal } from '@sipkadin/budget';
import {
  type BackTest,
  backTest,
  methods,
  methodWords,
  pastSeries,
  provinceSeries,
  type Scores,
  seriesFromRows,
  type YearSeries,
} from '@sipkadin/monitor';
import { type Command, type CommandInput, inBoth, mustHaveOptionsAlone, Refusal, status, UsageError } from '../command.ts';
import { openLedgerToRead } from '../parts.ts';

export const command: Command = {
  usage: '[--government CODE] [--series FILE.csv]',
  options: {
    government: { type: 'string', value: 'CODE', sentence: { id: 'Kode pemda.', en: 'Code of the government.' } },
    series: {
      type: 'string',
      value: 'FILE',
      sentence: {
        id: 'Menguji deret dari CSV ini: kolom code, year, month, budget, realization (kumulatif); bila ada kolom account, hanya 5.',
        en: 'Test the series of this CSV: columns code, year, month, budget, realization (cumulative); with a column account, only 5.',
      },
    },
  },
  notes: {
    id: 'Memprakirakan tahun-tahun yang sudah lewat dan membandingkannya dengan yang terjadi: OPD dari buku besar, lalu delapan provinsi (DJPK, 2023–2025).',
    en: 'Forecasts years that are over and compares with what came: the OPD of the ledger, then eight provinces (DJPK, 2023 to 2025).',
  },
  async run(input) {
    mustHaveOptionsAlone('backtest', input.positionals);
    const { flags, config, out } = input;
    const { language } = config;
    if (typeof flags['series'] === 'string') {
      report(out, language, flags['series'], seriesOfFile(flags['series']));
      return status.ok;
    }
    const own = await ownSeries(input);
    const name = { id: `OPD dan pos PPKD ${config.government}`, en: `OPD and treasury items of ${config.government}` }[language];
    if (own !== null) report(out, language, name, own);
    report(out, language, { id: 'delapan provinsi (DJPK)', en: 'eight provinces (DJPK)' }[language], provinceSeries());
    return status.ok;
  },
};

/** null: no ledger here, or no year that is over; the reason is said. */
async function ownSeries({ config, say }: CommandInput): Promise<YearSeries[] | null> {
  try {
    const ledger = await openLedgerToRead(config);
    try {
      return await pastSeries(ledger.read, config.government);
    } finally {
      await ledger.close();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { words } = error;
    say(inBoth((language) => `sipkadin: ${words[language]}`));
    return null;
  }
}

function seriesOfFile(path: string): YearSeries[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  const missing = ['code', 'year', 'month', 'budget', 'realization'].find((name) => !columns.includes(name));
  if (missing !== undefined) throw new UsageError({ id: `${path} tidak punya kolom ${missing}`, en: `${path} has no column ${missing}` });
  const rows = lines.flatMap((line, index) => {
    const values = line.split(',');
    const of = (name: string) => values[columns.indexOf(name)] ?? '';
    if (columns.includes('account') && of('account') !== '5') return [];
    const [year, month] = [Number(of('year')), Number(of('month'))];
    const realized = parseDecimal(of('realization'));
    if (realized === undefined || !Number.isInteger(year) || !(month >= 1 && month <= 12))
      throw new UsageError({ id: `${path}:${index + 2} bukan baris deret`, en: `${path}:${index + 2} is no row of a series` });
    return [{ key: of('code'), year, month, budget: parseDecimal(of('budget')) ?? null, realized }];
  });
  return seriesFromRows(rows);
}

const texts = {
  id: {
    series: (count: number) => `${count} deret tahun`,
    few: 'Belum ada dua tahun yang selesai: tidak dapat diuji.',
    earlier: 'dari tahun-tahun sebelumnya saja, seperti prakiraan dibuat',
    others: 'tiap tahun dari semua tahun lain',
    unit: 'Kesalahan rata-rata dalam poin pagu yang berlaku saat itu:',
    chosen: 'terpilih',
    all: 'semua',
    month: 'bulan',
    percent: (percent: string) => `Cara terpilih meleset rata-rata ${percent} % dari realisasi akhir tahun.`,
    band: (share: string, held: number, of: number) => `Rentang 80 % memuat yang terjadi pada ${share} % (${held} dari ${of}).`,
    sums: (chosen: string, pace: string) => `Jumlah semua: meleset ${chosen} poin; kecepatan rata-rata ${pace}.`,
    start: (chosen: string, budget: string) => `Sebelum laporan pertama: meleset ${chosen} poin; pagu dianggap habis ${budget}.`,
  },
  en: {
    series: (count: number) => `${count} series of a year`,
    few: 'There are no two years that are over: nothing to test.',
    earlier: 'from the years before alone, as a forecast is made',
    others: 'each year from all other years',
    unit: 'Mean miss in points of the budget in force at the time:',
    chosen: 'chosen',
    all: 'all',
    month: 'month',
    percent: (percent: string) => `The chosen method is off by ${percent} % of the year's realization on average.`,
    band: (share: string, held: number, of: number) => `The 80 % band held what came in ${share} % (${held} of ${of}).`,
    sums: (chosen: string, pace: string) => `All added up: off by ${chosen} points; average pace ${pace}.`,
    start: (chosen: string, budget: string) => `Before the first report: off by ${chosen} points; the budget taken as spent ${budget}.`,
  },
};

function report(out: (text: string) => void, language: Language, name: string, series: readonly YearSeries[]): void {
  const t = texts[language];
  out(`${name}: ${t.series(series.length)}\n`);
  for (const from of ['earlier', 'others'] as const) {
    const tested = backTest(series, from);
    if (tested.years.length === 0) return out(`  ${t.few}\n`);
    out(`\n  ${t[from]}\n`);
    if (tested.all.size > 0) out(table(tested, language));
    const number = (value: number) =>
      value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    const band = ({ held, of }: { held: number; of: number }) => (of === 0 ? '' : ` ${t.band(number((100 * held) / of), held, of)}`);
    const percent = tested.all.get('chosen')?.percent;
    if (percent !== undefined) out(`  ${t.percent(number(percent))}${band(tested.coverage)}\n`);
    if (tested.sums.count > 0) out(`  ${t.sums(number(tested.sums.chosen), number(tested.sums.pace))}${band(tested.sums)}\n`);
    if (tested.start.count > 0) out(`  ${t.start(number(tested.start.chosen), number(tested.start.budget))}${band(tested.start)}\n`);
  }
  out('\n');
}

function table(tested: BackTest, language: Language): string {
  const t = texts[language];
  const used = methods.filter((method) => tested.all.has(method));
  const cell = (scores: Scores, method: (typeof methods)[number] | 'chosen') => {
    const points = scores.get(method)?.points;
    return (
      points === undefined
        ? '–'
        : points.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 })
    ).padStart(8);
  };
  const row = (label: string, scores: Scores) =>
    `  ${label.padEnd(10)}${used.map((method) => cell(scores, method)).join('')}${cell(scores, 'chosen')}\n`;
  return [
    `  ${t.unit}\n`,
    ...used.map((method, index) => `    ${index + 1} = ${methodWords[method][language]}\n`),
    `  ${''.padEnd(10)}${used.map((_, index) => String(index + 1).padStart(8)).join('')}${t.chosen.padStart(9)}\n`,
    ...[...tested.byYear].map(([year, scores]) => row(String(year), scores)),
    row(t.all, tested.all),
    ...[...tested.byMonth].flatMap(([month, scores]) => (scores.size === 0 ? [] : [row(`${t.month} ${month}`, scores)])),
  ].join('');
}
