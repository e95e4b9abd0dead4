import type { Code } from '@sipkadin/budget';

/** What the amount asked about is made of; parts left out are not narrowed. */
export interface OriginOf {
  measure: 'budget' | 'plan' | 'realization';
  /** Slug of the OPD. */
  unit?: string | undefined;
  activity?: Code | undefined;
  account?: Code | undefined;
  fund?: Code | undefined;
  /** Treasury items alone, or everything but them. */
  part?: 'ppkd' | 'opd' | undefined;
  page?: number | undefined;
}

/** Measures as addresses spell them. */
export const measureWords = { budget: 'anggaran', plan: 'rencana', realization: 'realisasi' } as const;

export const originNames = ['ukuran', 'opd', 'kegiatan', 'rekening', 'dana', 'pos', 'halaman'] as const;

/** The query of the page that shows an amount's origin. */
export function originQuery({ measure, unit, activity, account, fund, part, page }: OriginOf) {
  return {
    ukuran: measureWords[measure],
    opd: unit,
    kegiatan: activity,
    rekening: account,
    dana: fund,
    pos: part,
    halaman: page,
  } satisfies Record<(typeof originNames)[number], string | number | undefined>;
}
