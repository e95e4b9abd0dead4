import type { Code } from '../codes/code.ts';
import type { Words } from '../language/language.ts';
import type { Sen } from '../money/money.ts';
import type { FiscalYear, IsoDate, Month } from '../time/period.ts';

/**
 * What one file says of an OPD's works beside money. None of it is added to a budget or a realization.
 * - contract: one row a contract, with what was paid of it by the as-of date.
 * - obstacle: what holds works up on the as-of date, who can end it and by when.
 * - target: the physical progress planned for the end of each month.
 */
export const worksKinds = ['contract', 'obstacle', 'target'] as const;
export type WorksKind = (typeof worksKinds)[number];

/** Codes are canonical; '' where the file does not say. */
interface WorksRow {
  unit: Code;
  activity: Code;
  sheet: string;
  /** 1-based, as Excel shows it. */
  row: number;
}

/** Texts are '' and dates and amounts null where the file has none; an amount of 0 is one that the file states. */
export interface Contract extends WorksRow {
  number: string;
  signedOn: IsoDate | null;
  object: string;
  /** HPS, the price that the owner estimated before the tender. */
  ownerEstimate: Sen | null;
  value: Sen | null;
  /** A company or body; people are "Perorangan". */
  provider: string;
  startsOn: IsoDate | null;
  endsOn: IsoDate | null;
  /** Amendments (adendum) in words. */
  amendment: string;
  paid: Sen | null;
}

export interface Obstacle extends WorksRow {
  cause: Cause;
  what: string;
  followUp: string;
  /** Who can end it: an OPD, the Sekda, the province, the ministry. */
  unblocker: string;
  promisedOn: IsoDate | null;
  /** By position, not by name. */
  owner: string;
  mayBePublic: boolean;
}

export interface Target extends WorksRow {
  month: Month;
  /** Hundredths of a percent up to the end of the month, 0 to 10000. */
  hundredths: number;
}

export interface WorksHead {
  /** Kemendagri region code of the government that the file names, undefined if it names none. */
  government: string | undefined;
  year: FiscalYear;
  /** The day that contracts and obstacles are of; undefined for targets. */
  asOf: IsoDate | undefined;
  /** Units that it covers, as those of a statement: a newer one replaces the older for these. */
  covers: Code[];
  simulated: boolean;
}

interface WorksOf<Kind extends WorksKind, Row> {
  kind: Kind;
  head: WorksHead;
  rows: Row[];
}

export type Works = WorksOf<'contract', Contract> | WorksOf<'obstacle', Obstacle> | WorksOf<'target', Target>;

/** Causes of obstacles, so that they can be counted over OPD (reference: regional review meetings), by code. */
export const causeWords = {
  tender: { id: 'lelang gagal', en: 'failed tender' },
  land: { id: 'lahan', en: 'land' },
  guidance: { id: 'juknis DAK terlambat', en: 'DAK guidance late' },
  advance: { id: 'baru uang muka', en: 'advance payment only' },
  revision: { id: 'menunggu perubahan anggaran', en: 'waiting for the revised budget' },
  weather: { id: 'cuaca', en: 'weather' },
  staff: { id: 'SDM', en: 'staff' },
  administration: { id: 'administrasi', en: 'administration' },
  other: { id: 'lain-lain', en: 'other' },
} as const satisfies Record<string, Words>;

export type Cause = keyof typeof causeWords;

/** The cause of a code ("land") or of its Indonesian words ("Lahan"); undefined for any other text. */
export function parseCause(text: string): Cause | undefined {
  const wanted = text.trim().toLowerCase();
  for (const cause of Object.keys(causeWords) as Cause[])
    if (cause === wanted || causeWords[cause].id.toLowerCase() === wanted) return cause;
  return undefined;
}
