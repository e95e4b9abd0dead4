import { type FiscalYear, fiscalYear, type IsoDate, isIsoDate, isoDate, type Month, monthEnd } from '@sipkadin/budget';

const monthNames: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'pebruari', 'february', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'agt', 'ags', 'agst', 'agust', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
];

const months = new Map<string, Month>(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));
const monthWord = [...months.keys()].sort((a, b) => b.length - a.length).join('|');

/** 1-12 for an Indonesian or English month name, full or short. */
export function monthNamed(word: string): Month | undefined {
  return months.get(word.toLowerCase().replace(/\.$/, ''));
}

/** 1-12 for a month's name or its number alone; undefined for any other text. */
export function monthIn(text: string): Month | undefined {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : monthNamed(text);
  return number !== undefined && number >= 1 && number <= 12 ? number : undefined;
}

const periods = /^(?:(TRIWULAN|TW|SEMESTER|SMT)\s*-?\s*)(IV|I{1,3}|[1-4])$/i;
const numerals = ['i', 'ii', 'iii', 'iv'];

/** The last month of a period that a cell names: a month, "Triwulan II", "Semester 1", "s.d. Juni"; undefined for any other text. */
export function lastMonthIn(text: string): Month | undefined {
  const [, kind = '', number = ''] = periods.exec(text.trim()) ?? [];
  if (kind === '')
    return monthIn(text) ?? monthNamed(text.replace(/^(?:s\s*[./]?\s*d\s*\.?|sampai(?: dengan)?|bulan)\s+/i, '').replace(/\s+20\d\d$/, ''));
  const at = numerals.indexOf(number.toLowerCase()) + 1 || Number(number);
  const months = at * (/^s/i.test(kind) ? 6 : 3);
  return months <= 12 ? months : undefined;
}

const written = new RegExp(`^(\\d{1,2})[ \\-/.]*(${monthWord})\\.?[ \\-/.,]*(\\d{4})(?:[ ,T].*)?$`, 'i');

const weekday = /^(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\s*[,.]?\s+(?=\d)/i;

/**
 * A day as a cell spells it: "7 Januari 2026", "Rabu, 7 Januari 2026", "07-Jan-2026", "2026-01-07", "07/01/2026" (day first, as in Indonesia,
 * unless a mapping says otherwise).
 * @returns undefined where it is no real day.
 */
export function parseDate(text: string, order: 'dmy' | 'mdy' = 'dmy'): IsoDate | undefined {
  const trimmed = text.trim().replace(weekday, '');
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(trimmed);
  if (iso) return real(iso[1] ?? '');
  const words = written.exec(trimmed);
  if (words) return realDay(Number(words[3]), monthNamed(words[2] ?? '') ?? 0, Number(words[1]));
  const digits = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?$/.exec(trimmed);
  const [day, month] = order === 'dmy' ? [1, 2] : [2, 1];
  if (digits) return realDay(Number(digits[3]), Number(digits[month]), Number(digits[day]));
  return undefined;
}

function real(date: string): IsoDate | undefined {
  return isIsoDate(date) ? date : undefined;
}

/** Undefined where the year has no such month or the month no such day: `31 Februari` of a cell is a finding, not a fault of ours. */
function realDay(year: number, month: number, day: number): IsoDate | undefined {
  return real(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

export interface Period {
  from?: IsoDate;
  asOf: IsoDate;
  /** Only a month is named: its figures may be those of the month alone, or to its end. */
  monthAlone?: boolean;
}

const day = `(?:(\\d{1,2})[ \\-]+)?(${monthWord})(?![a-z])\\.?(?:[ \\-]+(\\d{4}))?`;
const until = '(?:s\\s*[./]?\\s*d\\s*\\.?|sampai\\s+dengan|sampai|hingga|-|–)';
const span = new RegExp(`(?<![a-z])${day}\\s*${until}\\s*(?:bulan\\s+|tanggal\\s+|akhir\\s+)?${day}`, 'i');
const end = new RegExp(
  `(?<![a-z])(?:s\\s*[./]?\\s*d\\s*\\.?|sampai\\s+dengan|sampai|hingga|per|keadaan|posisi|pada)\\s*(?:tanggal|tgl\\.?|bulan|akhir|akhir bulan)?\\s*:?\\s*${day}`,
  'i',
);
const single = new RegExp(`(?<![a-z])(?:bulan|periode)\\s*:?\\s*${day}`, 'i');

const partOfYear = /\b(semester|smt|triwulan|tw)\.?\s*-?\s*(pertama|kedua|ketiga|keempat|iv|i{1,3}|[1-4])\b/i;
const partNames = ['pertama', 'kedua', 'ketiga', 'keempat'];

function endOfPart(kind: string, number: string): { month: Month; isFirst: boolean } | undefined {
  const words = number.toLowerCase();
  const at = Math.max(numerals.indexOf(words), partNames.indexOf(words)) + 1 || Number(words);
  const month = at * (/^s/i.test(kind) ? 6 : 3);
  return month <= 12 ? { month, isFirst: at === 1 } : undefined;
}

const digits = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})(?!\d)/g;

/** "30/06/2026" as "30 juni 2026". */
function inWords(printed: string, day: string, month: string, year: string): string {
  const name = monthNames[Number(month) - 1]?.[0];
  return name === undefined ? printed : `${day} ${name} ${year}`;
}

/**
 * The period that a title names: "s.d. 31 Oktober 2026", "Periode 1 Januari 2026 s/d 31 Januari 2026", "Bulan Januari".
 * A month without a day ends on its last day; a missing year is the fiscal year.
 */
export function periodIn(title: string, year: number | undefined): Period | undefined {
  // The day on which a page was printed is not the day of its figures.
  const text = title.replace(/\b(?:di)?(?:cetak|unduh)\b.*$/i, '').replaceAll(digits, inWords);
  const range = span.exec(text);
  if (range) {
    const to = resolve(range[4], range[5], range[6], year, 'end');
    const from = to && resolve(range[1], range[2], range[3] ?? to.slice(0, 4), year, 'start');
    if (from && to && from <= to) return { from, asOf: to };
  }
  const upTo = end.exec(text);
  const asOf = upTo && resolve(upTo[1], upTo[2], upTo[3], year, 'end');
  if (asOf) return { asOf };
  const part = partOfYear.exec(text);
  const ends = part && endOfPart(part[1] ?? '', part[2] ?? '');
  // The first quarter and half are to date and by themselves alike.
  if (ends && year !== undefined) return { asOf: monthEnd(year, ends.month), ...(ends.isFirst ? {} : { monthAlone: true }) };
  const month = single.exec(text);
  const last = month && resolve(month[1], month[2], month[3], year, 'end');
  return last ? { asOf: last, ...(month?.[1] === undefined && { monthAlone: true }) } : undefined;
}

function resolve(
  dayText: string | undefined,
  monthText: string | undefined,
  yearText: string | undefined,
  fallback: number | undefined,
  side: 'start' | 'end',
): IsoDate | undefined {
  const month = monthText ? monthNamed(monthText) : undefined;
  const year = yearText ? Number(yearText) : fallback;
  if (month === undefined || year === undefined) return undefined;
  if (dayText) return realDay(year, month, Number(dayText));
  return side === 'end' ? monthEnd(year, month) : isoDate(year, month, 1);
}

const dayInText = new RegExp(`(?<!\\d)(\\d{1,2})[ \\-]+(${monthWord})(?![a-z])\\.?[ \\-,]*(\\d{4})(?!\\d)`, 'i');

/** The first day within a text: "Ditetapkan tanggal 30 Desember 2024", "DPA 03/01/2025". */
export function dayIn(text: string): IsoDate | undefined {
  const match = dayInText.exec(text.replaceAll(digits, inWords));
  return match ? realDay(Number(match[3]), monthNamed(match[2] ?? '') ?? 0, Number(match[1])) : parseDate(text);
}

/** What a file's name says of its last day: `asOf` a day, or a month with "s.d."; `month` a month alone, which says neither. */
export interface PeriodInName {
  asOf?: IsoDate;
  /** The last day of the month. */
  month?: IsoDate;
}

/** A time of day behind a date: when a file was made or sent. */
const timeOfDay = '(?: (?:at|jam|pukul|pkl)(?= ))?(?:[ T-]?\\d{6}|[ T-]\\d{2}[ :-]\\d{2}(?:[ :-]\\d{2})?)(?!\\d)';
const stamp = new RegExp(`(?<!\\d)20\\d{2}[ -]?\\d{2}[ -]?\\d{2}${timeOfDay}|(?<!\\d)\\d{2}[ -]?\\d{2}[ -]?20\\d{2}${timeOfDay}`, 'g');
const upToInName = /(?:(?<![a-z])(?:s ?d|sd|sampai(?: dengan)?|hingga|per|posisi|keadaan)(?: akhir| bulan| tanggal| tgl)*)[ -]*$/i;

/** Reads the period in a file's name: "…_2025_12des", "…_sd_jan", "…_20251231", "…per 31 Des 2025"; "…_20251207-141502" names none. */
export function periodInName(name: string, year: number | undefined): PeriodInName {
  const words = ` ${name.replace(/\.[a-z]{3,4}$/i, '').replace(/[_.,()]+/g, ' ')} `.replace(stamp, ' ');
  const compact = /(?<!\d)(20\d{2})[ -]?(\d{2})[ -]?(\d{2})(?!\d)/.exec(words);
  const fromCompact = compact && real(`${compact[1]}-${compact[2]}-${compact[3]}`);
  if (fromCompact) return { asOf: fromCompact };
  const numeric = /(?<!\d)(\d{2})[ -](\d{2})[ -](20\d{2})(?!\d)/.exec(words);
  const fromNumeric = numeric && real(`${numeric[3]}-${numeric[2]}-${numeric[1]}`);
  if (fromNumeric) return { asOf: fromNumeric };
  const word = new RegExp(`(?<![a-z])(?:(?<!\\d)(\\d{1,2})[ -]?)?(${monthWord})(?![a-z])(?:[ -]?(20\\d{2})(?!\\d))?`, 'i').exec(words);
  const last = word && resolve(word[1], word[2], word[3], year, 'end');
  if (!word || !last) return {};
  return word[1] !== undefined || upToInName.test(words.slice(0, word.index)) ? { asOf: last } : { month: last };
}

/** Fiscal years that a text names, each once, in order. Only years that follow "tahun", "TA" or "APBD" when `strict`. */
export function yearsIn(text: string, strict: boolean): FiscalYear[] {
  const found = new Set<FiscalYear>();
  const pattern = strict ? /(?:tahun(?:\s+anggaran)?|t\.?\s?a\.?|apbd|anggaran)\s*:?\s*(20\d{2})(?!\d)/gi : /(?<!\d)(20\d{2})(?!\d)/g;
  for (const match of text.matchAll(pattern)) found.add(fiscalYear(Number(match[1])));
  return [...found];
}
