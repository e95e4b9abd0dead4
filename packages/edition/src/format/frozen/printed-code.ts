import type { Code, CodeKind } from '@sipkadin/budget';

/*
 * How a printed code is read, as it was when format 1 froze: what the vocabulary learns to read later must not change the codes
 * that an edition's statements print.
 */

const widths: Record<CodeKind, readonly number[]> = {
  account: [1, 1, 2, 2, 3, 5],
  activity: [1, 2, 2, 1, 2, 4],
  unit: [1, 2, 1, 2, 1, 2, 2, 4],
  fund: [1, 1, 2, 2, 3, 5],
};

/**
 * @returns the canonical form, or undefined where the text is no code of that kind.
 * An activity code of four parts (`1.02.01.2`) names no level and is refused; a unit has all eight parts.
 */
export function canonicalCode(kind: CodeKind, printed: string): Code | undefined {
  const parts = printed.trim().replace(/\.$/, '').split('.');
  const shape = widths[kind];
  if (parts.length > shape.length || (kind === 'unit' && parts.length !== shape.length)) return undefined;
  if (kind === 'activity' && parts.length === 4) return undefined;
  const padded: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (!/^\d{1,6}$/.test(part)) return undefined;
    const digits = part.replace(/^0+(?=\d)/, '');
    const width = shape[index] ?? 0;
    if (digits.length > width) return undefined;
    padded.push(digits.padStart(width, '0'));
  }
  if (kind === 'account' && !/^[1-9]/.test(padded[0] ?? '')) return undefined;
  return padded.join('.');
}
