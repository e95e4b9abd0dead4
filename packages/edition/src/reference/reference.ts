import type { Code, FiscalYear, IsoDate, IsoInstant, Sen } from '@sipkadin/budget';

export type ReferenceKind = 'budgets' | 'years' | 'residents';

/** A file that reference data was taken from. */
export interface ReferenceSource {
  kind: ReferenceKind;
  /** Who published the figures: "DJPK, Kementerian Keuangan". */
  publisher: string;
  fileName: string;
  /** SHA-256 of the file's bytes. */
  fileHash: string;
  /** The day whose state the file has, where it or the person who took it over says so. */
  day: IsoDate | null;
}

/** Budget and realization of one account at the end of a year, in sen. */
export interface YearAmount {
  budget: Sen;
  realization: Sen;
}

/** What a reference edition says of all regions: published figures of others, not of the ledger. */
export interface ReferenceContent {
  sources: readonly ReferenceSource[];
  /** Every region that any part names, in order of code. */
  regions: readonly { code: Code; name: string }[];
  /** First budgets of one year by region and jenis ("5.1.01"), in sen; an account that the table leaves empty is absent. */
  budgets: { year: FiscalYear; of: ReadonlyMap<Code, ReadonlyMap<Code, Sen>> } | null;
  /** Year-end figures by region, year and account. Not every account is given. */
  years: ReadonlyMap<Code, ReadonlyMap<FiscalYear, ReadonlyMap<Code, YearAmount>>>;
  /** A year whose figures are provisional, as the source says. */
  provisional: FiscalYear | null;
  residents: { year: FiscalYear; of: ReadonlyMap<Code, number> } | null;
}

export const referenceFormat = 'sipkadin-reference/1';

export interface ReferenceManifest {
  format: typeof referenceFormat;
  number: number;
  publishedAt: IsoInstant;
  previous: { number: number; hash: string } | null;
  sources: readonly ReferenceSource[];
  /** How many regions each part has. */
  counts: { regions: number; budgets: number; years: number; residents: number };
  budgetYear: FiscalYear | null;
  residentsYear: FiscalYear | null;
  provisional: FiscalYear | null;
  files: { path: string; bytes: number; sha256: string }[];
  /** Id of the key that signed it. */
  key: string;
}

/** A public reference edition with its content. */
export interface Reference {
  manifest: ReferenceManifest;
  /** SHA-256 of the manifest. */
  hash: string;
  dir: string;
  content: ReferenceContent;
}
