import { type Header, type SheetHead, titlesAbove } from '../../table/header.ts';
import { plain } from '../../table/text.ts';

/** What the amounts of columns are whose labels do not say it, by the titles; undefined where these name both or neither. */
export function kindInTitles(head: SheetHead, header: Header): 'budget' | 'realization' | undefined {
  const text = plain(
    titlesAbove(head, header)
      .map((title) => title.text)
      .join(' '),
  );
  const realization = /\b(?:REALISASI|LRA)\b/.test(text);
  const budget = /\b(?:ANGGARAN|PAGU)\b/.test(text.replace(/TAHUN ANGGARAN|REALISASI ANGGARAN/g, ' '));
  if (realization) return budget ? undefined : 'realization';
  return budget || /\bAPBD\b/.test(text) ? 'budget' : undefined;
}
