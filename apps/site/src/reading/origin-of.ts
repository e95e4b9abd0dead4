import type { Code } from '@sipkadin/budget';

/** Which lines an amount is the sum of; a part that is undefined does not narrow them. */
export interface OriginOf {
  measure: 'budget' | 'plan' | 'realization';
  /** Slug of the OPD. */
  unit?: string | undefined;
  /** Slug of a sub-unit of it: only the lines that name that. */
  subUnit?: string | undefined;
  activity?: Code | undefined;
  account?: Code | undefined;
  fund?: Code | undefined;
  /** ppkd: treasury items only; opd: everything else. */
  part?: 'ppkd' | 'opd' | undefined;
  page?: number | undefined;
}

/** Measures as addresses spell them. */
export const measureWords = { budget: 'anggaran', plan: 'rencana', realization: 'realisasi' } as const;

export const originNames = ['ukuran', 'opd', 'sub', 'kegiatan', 'rekening', 'dana', 'pos', 'halaman'] as const;

/** The query of the page that shows an amount's origin. */
export function originQuery({ measure, unit, subUnit, activity, account, fund, part, page }: OriginOf) {
  return {
    ukuran: measureWords[measure],
    opd: unit,
    sub: subUnit,
    kegiatan: activity,
    rekening: account,
    dana: fund,
    pos: part,
    halaman: page,
  } satisfies Record<(typeof originNames)[number], string | number | undefined>;
}
