import type { Words } from '../language/language.ts';
import { monthName } from '../language/terms.ts';
import { daysInMonth } from '../time/period.ts';
import type { ListField, ListKind } from './list-kind.ts';

/** What a government owes to somebody for each budget year. An admin keeps the list. */
export interface DutyRule {
  name: Words;
  /** Who receives it. */
  to: Words;
  /** Its legal basis. */
  source: Words;
  /** How its day is known. none: the source that was checked gives none. after: so many days after the end of each of its periods. */
  due: 'none' | 'this-year' | 'next-year' | 'after';
  /** Of `this-year` and `next-year`; null of the others. */
  month: number | null;
  day: number | null;
  /** Of `after`; null of the others. */
  days: number | null;
  /** The periods of the budget year that it is owed for. */
  covers: 'none' | 'months' | 'quarters' | 'half-year' | 'year';
  /** What the desk has for it: an LRA up to the end of each period; nothing, as the recipient sets the form or as it reports achievements. */
  answer: 'lra' | 'form' | 'narrative';
}

const dueChoices: Readonly<Record<DutyRule['due'], Words>> = {
  none: { id: 'tanpa tanggal', en: 'no day' },
  'this-year': { id: 'tanggal di tahun anggaran', en: 'a day of the budget year' },
  'next-year': { id: 'tanggal di tahun berikutnya', en: 'a day of the year after' },
  after: { id: 'sekian hari setelah tiap periode', en: 'so many days after each period' },
};

const coversChoices: Readonly<Record<DutyRule['covers'], Words>> = {
  none: { id: 'tidak berperiode', en: 'no period' },
  months: { id: 'tiap bulan', en: 'each month' },
  quarters: { id: 'tiap triwulan', en: 'each quarter' },
  'half-year': { id: 'semester pertama', en: 'the first half-year' },
  year: { id: 'setahun', en: 'the year' },
};

const answerChoices: Readonly<Record<DutyRule['answer'], Words>> = {
  lra: { id: 'unduhan LRA', en: 'download of the LRA' },
  form: { id: 'tidak ada: bentuknya ditetapkan penerima', en: 'none: the recipient sets its form' },
  narrative: { id: 'tidak ada: berisi capaian kinerja', en: 'none: it reports achievements' },
};

export const dutyList: ListKind<DutyRule> = {
  most: 40,
  entry: { id: 'Kewajiban', en: 'Duty' },
  fields: {
    name: { kind: 'words', most: 120, label: { id: 'Nama', en: 'Name' } },
    to: { kind: 'words', most: 80, label: { id: 'Kepada', en: 'To' } },
    source: { kind: 'words', most: 120, label: { id: 'Dasar hukum', en: 'Legal basis' } },
    due: { kind: 'choice', choices: dueChoices, label: { id: 'Paling lambat', en: 'Due' } },
    day: { kind: 'number', min: 1, max: 31, label: { id: 'Tanggal', en: 'Day' } },
    month: { kind: 'number', min: 1, max: 12, label: { id: 'Bulan ke-', en: 'Month' } },
    days: { kind: 'number', min: 1, max: 365, label: { id: 'Hari setelah periode', en: 'Days after the period' } },
    covers: { kind: 'choice', choices: coversChoices, label: { id: 'Periode', en: 'Period' } },
    answer: { kind: 'choice', choices: answerChoices, label: { id: 'Yang tersedia di sini', en: 'What there is here' } },
  } satisfies Record<keyof DutyRule, ListField>,
  empty: {
    ...{ name: { id: '', en: '' }, to: { id: '', en: '' }, source: { id: '', en: '' } },
    ...{ due: 'none', month: null, day: null, days: null, covers: 'none', answer: 'form' },
  } satisfies DutyRule,
  fault({ due, month, day, days, covers, answer }) {
    const isDated = due === 'this-year' || due === 'next-year';
    if (isDated && (month === null || day === null || day > daysInMonth(2025, month)))
      return { id: 'isi tanggal dan bulan yang ada di setiap tahun.', en: 'enter a day and month that every year has.' };
    if (!isDated && (month !== null || day !== null))
      return {
        id: 'kosongkan tanggal dan bulan, atau pilih tanggal sebagai batasnya.',
        en: 'leave day and month empty, or choose a day as its limit.',
      };
    if ((due === 'after') !== (days !== null))
      return {
        id: 'hari setelah periode diisi bila itu batasnya, dan hanya bila itu batasnya.',
        en: 'enter the days after the period where they are its limit, and only there.',
      };
    if (covers === 'none' && (due === 'after' || answer === 'lra')) return { id: 'pilih periodenya.', en: 'choose its period.' };
    return undefined;
  },
  text: ({ name, to, source, due, month, day, days, covers }, language) => {
    const at =
      due === 'none'
        ? dueChoices.none[language]
        : due === 'after'
          ? { id: `${days} hari setelah ${coversChoices[covers].id}`, en: `${days} days after ${coversChoices[covers].en}` }[language]
          : `${day} ${monthName(month ?? 1, language)}${due === 'next-year' ? { id: ' tahun berikutnya', en: ' of the year after' }[language] : ''}`;
    return `${name[language]} (${to[language]}): ${at}, ${source[language]}`;
  },
  nameOf: ({ name }) => name,
};

const dprd: Words = { id: 'DPRD', en: 'Council' };
const djpk = { to: { id: 'DJPK', en: 'Directorate of Fiscal Balance' }, source: { id: 'Halaman DJPK', en: 'Page of the directorate' } };
const article = (number: number): Words => ({ id: `PP 12/2019 pasal ${number}`, en: `Government Regulation 12/2019, article ${number}` });
const dated = (due: 'this-year' | 'next-year', day: number, month: number) => ({ due, day, month, days: null });
const undated = { due: 'none', month: null, day: null, days: null } as const;

/** The duties whose sources were checked; what a government begins with. */
export const initialDuties: readonly DutyRule[] = [
  {
    name: { id: 'Data APBD', en: 'Budget data' },
    ...{ ...djpk, ...dated('this-year', 31, 1), covers: 'none', answer: 'form' },
  },
  {
    name: { id: 'Data realisasi semester pertama', en: 'Realization of the first half-year' },
    ...{ ...djpk, ...dated('this-year', 30, 7), covers: 'half-year', answer: 'lra' },
  },
  {
    name: { id: 'Laporan semester pertama dan prognosis', en: 'First half-year report and prognosis' },
    ...{ to: dprd, source: article(160), ...dated('this-year', 31, 7), covers: 'half-year', answer: 'lra' },
  },
  {
    name: { id: 'Laporan keuangan (LKPD)', en: 'Financial statements (LKPD)' },
    to: { id: 'BPK', en: 'Supreme audit board' },
    ...{ source: article(191), ...dated('next-year', 31, 3), covers: 'year', answer: 'lra' },
  },
  {
    name: { id: 'Rancangan perda pertanggungjawaban', en: 'Bill on accountability' },
    ...{ to: dprd, source: article(194), ...dated('next-year', 30, 6), covers: 'year', answer: 'lra' },
  },
  {
    name: { id: 'Data realisasi setahun', en: 'Realization of the year' },
    ...{ ...djpk, ...dated('next-year', 31, 8), covers: 'year', answer: 'lra' },
  },
  {
    name: { id: 'Laporan realisasi bulanan', en: 'Monthly report of realization' },
    to: { id: 'Mendagri dan Menkeu', en: 'Ministers of Home Affairs and of Finance' },
    ...{ source: article(193), ...undated, covers: 'months', answer: 'lra' },
  },
  {
    name: { id: 'Evaluasi triwulan RKPD dan Renja', en: 'Quarterly evaluation of RKPD and Renja' },
    to: { id: 'Bappeda', en: 'Planning agency' },
    source: { id: 'Permendagri 86/2017', en: 'Minister of Home Affairs Regulation 86/2017' },
    ...{ ...undated, covers: 'quarters', answer: 'form' },
  },
  {
    name: { id: 'Data perubahan APBD, 30 hari setelah ditetapkan', en: 'Revised budget data, 30 days after it is enacted' },
    // The ledger holds no day on which a revision was enacted.
    ...{ ...djpk, ...undated, covers: 'none', answer: 'form' },
  },
  {
    name: { id: 'Ringkasan laporan penyelenggaraan pemerintahan (RLPPD)', en: 'Summary report on government (RLPPD)' },
    to: { id: 'Masyarakat', en: 'The public' },
    source: { id: 'PP 13/2019', en: 'Government Regulation 13/2019' },
    ...{ ...undated, covers: 'year', answer: 'narrative' },
  },
];
