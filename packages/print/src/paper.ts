/** A form whose word stands beside it: papers are copied in black and white. */
export type Mark = 'on-plan' | 'attention' | 'behind' | 'over' | 'dropped' | 'none';

/** A point of the curve: `at` in months from 1 January (10 is the end of October), `percent` of the budget. */
export interface CurvePoint {
  at: number;
  percent: number;
}

export interface PaperTable {
  /** The finding of the table, as a sentence. */
  title: string;
  /** Day, scope and what is left out; '' for none. */
  note: string;
  /** Shown in place of the table where it has no rows. */
  none: string;
  /** `width` in shares of the line; numbers are aligned to the right. */
  columns: { name: string; width: number; number: boolean }[];
  /** `markAt`: the cell that the mark stands in. */
  rows: { cells: string[]; mark?: Mark; markAt?: number }[];
}

/** All texts and numbers of the paper for a meeting, ready to be laid out: plain text, never markup. */
export interface Paper {
  lang: 'id' | 'en';
  title: string;
  government: string;
  date: string;
  /** Which part is simulated; null where nothing is. */
  simulated: string | null;
  /** The judgement as a sentence with its number. */
  verdict: string;
  /** Version, day, basis and how many reported. */
  stamp: string;
  /** What a reader must know before the numbers: a month that has begun, days that differ. */
  notes: string[];
  /** `head`: state, OPD, promise, note. */
  promises: {
    title: string;
    none: string;
    head: string[];
    rows: { mark: Mark; state: string; name: string; text: string; note: string }[];
  };
  figures: { label: string; value: string; note: string }[];
  curve: {
    title: string;
    /** The curve in words, for those who hear it. */
    alt: string;
    /** What each line is. */
    key: string;
    months: string[];
    /** Percent at the top of the drawing. */
    top: number;
    ticks: number[];
    plan: CurvePoint[];
    paid: CurvePoint[];
    forecast: CurvePoint[];
    band: { at: number; low: number; high: number }[];
    marks: { at: number; label: string }[];
  };
  /** `head`: OPD, amount, what holds it back, who has it, promise. */
  calls: {
    title: string;
    /** What the amounts are measured against, and how many more belong on the list. */
    note: string;
    none: string;
    head: string[];
    rows: {
      mark: Mark;
      status: string;
      name: string;
      amount: string;
      what: string;
      why: string;
      holder: string;
      days: string;
      promise: string;
    }[];
  };
  tables: PaperTable[];
  words: { page: string; of: string; decisions: string };
  /** Lines at the foot of every page: where the figures come from, their hash, when it was printed, the address. */
  foot: string[];
  qr: { svg: string; alt: string } | null;
}
