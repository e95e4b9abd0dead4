import { createHash } from 'node:crypto';
import { monthNamed } from '../table/dates.ts';
import { type Header, headerOf, headersIn, type SheetHead } from '../table/header.ts';
import type { Mapping } from './mapping.ts';

/**
 * Identifies a table by the texts of its header in their order, and the kind of its container. What changes
 * from one report to the next ("s.d. Juni 2026") does not count, unless it is the only difference of two columns.
 */
export function fingerprintOf(header: Header, container: string): string {
  const labels = header.columns.map(({ index, label }) => ({ index, label, timeless: timeless(label) }));
  const often = Map.groupBy(labels, ({ timeless }) => timeless);
  const texts = labels.map(({ index, label, timeless }) => {
    const alike = often.get(timeless) ?? [];
    return `${index}:${new Set(alike.map((item) => item.label)).size > 1 ? label : timeless}`;
  });
  return createHash('sha256')
    .update(JSON.stringify([container === 'json' ? 'json' : 'table', ...texts]))
    .digest('hex')
    .slice(0, 32);
}

function timeless(label: string): string {
  return label
    .split(' ')
    .map((word) => (/^20\d\d$/.test(word) || monthNamed(word) !== undefined ? '#' : word))
    .join(' ')
    .replace(/\b\d{1,2} #/g, '#');
}

/** The header that a mapping means in its own sheet, as it was pointed out; in another, the one that has its fingerprint. */
export function headerForMapping(head: SheetHead, mapping: Pick<Mapping, 'header' | 'firstRow'>): Header | undefined {
  if (mapping.header) return headerOf(head, mapping.header.top, mapping.header.bottom);
  const { firstRow } = mapping;
  return { top: firstRow, bottom: firstRow - 1, last: firstRow - 1, columns: [] };
}

export function headerWith(head: SheetHead, container: string, fingerprint: string): Header | undefined {
  return headersIn(head).find((header) => fingerprintOf(header, container) === fingerprint);
}
