import type { BudgetVersion, Code, FiscalYear, IsoDate, ReportingStatus } from '@sipkadin/budget';
import type { Decimal, Figures, Population } from '@sipkadin/edition';

/** To be raised with every change of what an index holds or means: browsers keep an index for ever under its address. */
export const indexVersion = 2;

/** Values of one kind, one for each row, with commas between; an amount is decimal text without ".00", and '' where there is none. */
type Column = string;

/**
 * What questions are answered from: everything of one edition that has amounts and a name. The server makes it once for each edition
 * and answers from it; browsers load it, in columns because those compress best, and answer from it by the same code.
 */
export interface AskIndex {
  version: number;
  year: FiscalYear;
  asOf: IsoDate;
  audited: boolean;
  budgetVersion: BudgetVersion | null;
  population: Population | null;
  /** Each name once; rows name them by their position. */
  names: readonly string[];
  /** OPD and sub-units: the places that other rows refer to by their position. `opd`: of a sub-unit the position of its OPD. */
  places: { slug: Column; asOf: Column; opd: Column };
  /** `kind`: one letter for each row, see `kindLetters`. `place`: of an activity, OPD or sub-unit. */
  entries: { kind: string; code: Column; name: Column; place: Column; budget: Column; paid: Column };
  /** The deepest accounts of each place, from which every account within it is the sum. */
  accounts: { place: Column; code: Column; budget: Column; paid: Column };
  /** `work`, `company`: names, '' where there is none; `activity` is a code. */
  contracts: { work: Column; company: Column; place: Column; activity: Column; value: Column; paid: Column; asOf: Column };
  /** Of each OPD, in the order of `places`: without treasury items, with the plan up to the day of its report. */
  judged: readonly Figures[];
  reporting: { reportDay: number; isKnown: boolean; statuses: readonly ReportingStatus[] };
  /** Code of the government that the edition is of. */
  government: Code;
  /** Every topic with its name in both languages and its budget; none where the edition cannot decide it. */
  topics: readonly { slug: string; id: string; en: string; budget: Decimal | null }[];
  /** Other regions in the reference edition, with the budgeted spending of its table; null where none is published. */
  regions: RegionColumns | null;
  /** Budgeted spending in each of the edition's versions, of the whole and of each OPD. */
  revisions: { versions: readonly BudgetVersion[]; whole: readonly (Decimal | null)[]; places: readonly (readonly (Decimal | null)[])[] };
}

interface RegionColumns {
  year: FiscalYear;
  /** The day of the table, where it is known. */
  day: IsoDate | null;
  publisher: string;
  codes: Column;
  names: Column;
  /** '' for a region that the table does not have. */
  spending: Column;
}

/** What a question can be about, in the order in which equally fitting ones are preferred, and the letter of each in an index. */
export const kindLetters = {
  akun: 'a',
  unit: 'u',
  subUnit: 'b',
  function: 'f',
  account: 'r',
  program: 'p',
  kegiatan: 'k',
  sub: 's',
  fund: 'd',
} as const;

export type IndexedKind = keyof typeof kindLetters;
