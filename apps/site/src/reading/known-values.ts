import type { Edition } from '@sipkadin/edition';
import { hasCode } from './known-codes.ts';
import { measureWords, type originNames } from './origin-of.ts';

/** In a query instead of every value that its page does not know: there are endlessly many, and the page is the same for each. */
export const unknownValue = '-';

export const hasUnit = (edition: Edition, slug: string): boolean => edition.hasUnit(slug);

export const hasSubUnit = (edition: Edition, slug: string): boolean => edition.subUnits().some((unit) => unit.slug === slug);

const measures: readonly string[] = Object.values(measureWords);

export const knownOrigin = {
  ukuran: (_, text) => measures.includes(text),
  opd: hasUnit,
  sub: hasSubUnit,
  kegiatan: (edition, code) => hasCode(edition, 'activity', code),
  rekening: (edition, code) => hasCode(edition, 'account', code),
  dana: (edition, code) => hasCode(edition, 'fund', code),
  pos: (_, text) => text === 'ppkd' || text === 'opd',
  halaman: (_, text) => /^[1-9]\d{0,5}$/.test(text),
} as const satisfies Readonly<Record<(typeof originNames)[number], (edition: Edition, value: string) => boolean>>;
