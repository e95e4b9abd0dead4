import { clean } from '../../table/text.ts';

const widths: Readonly<Record<number, readonly number[]>> = { 1: [1], 2: [1, 1], 4: [1, 1, 2], 6: [1, 1, 2, 2] };

/** "4101. Pajak Daerah" → 4.1.01 and its name; also "4.1.01 Pajak Daerah", or the code alone. */
export function accountInLabel(text: string): { code: string; name: string } | undefined {
  const match = /^([4-6](?:\d{0,5}|(?:\.\d{1,3})+))\.?(?:\s+(?:[-–]\s*)?(\D.*))?$/.exec(clean(text));
  const [, printed = '', name = ''] = match ?? [];
  if (printed.includes('.')) return { code: printed, name };
  const parts = widths[printed.length];
  if (!parts) return undefined;
  let at = 0;
  return { code: parts.map((width) => printed.slice(at, (at += width))).join('.'), name };
}
