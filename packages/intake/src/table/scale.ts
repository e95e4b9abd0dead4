import { type Header, type SheetHead, textAt, titlesAbove } from './header.ts';
import { columnLetters } from './sheet.ts';
import { plain } from './text.ts';

const units = '(?:RIBU(?:AN)?|JUTA(?:AN)?|JT|MIL[IY]AR(?:AN)?|TRIL[IY]UN)';
const scaled = new RegExp(
  [
    `\\b(?:DALAM|DLM|SATUAN|RP|RUPIAH|X)(?: RP| RUPIAH)? ${units}\\b`,
    // "Paket di atas 200 juta rupiah" counts money, and is no evidence for the scale of the table.
    `(?<!\\d )\\b${units} (?:RP|RUPIAH)\\b`,
    '\\bRP 000(?: 000)?$',
    '\\b(?:X|DALAM|DLM) (?:RP )?1 000(?: 000){0,2}$',
    '\\bIN (?:THOUSAND|MILLION|BILLION)S?\\b',
  ].join('|'),
);

/** Whether a text (`plain`) declares figures as thousands or millions of rupiah. */
export const isScaled = (text: string) => scaled.test(text);

/**
 * Where a table declares that it writes thousands or millions of rupiah for one: "(dalam jutaan rupiah)" above it, "Anggaran
 * (Rp.000)" in its header. Such figures are rounded, and read as rupiah they would be a millionth of the money.
 */
export function scaleIn(head: SheetHead, header: Header): { value: string; ref: string } | undefined {
  const labels = header.columns.map(({ printed, letters }) => ({ text: printed, ref: `${letters}${header.bottom}` }));
  const said = [...titlesAbove(head, header), ...labels, ...unitsBeneath(head, header)].find(({ text }) => isScaled(plain(text)));
  return said && { value: said.text, ref: said.ref };
}

/** "(Rp.000)" in a line of its own right beneath the labels, where it may be taken for the first row. */
function unitsBeneath(head: SheetHead, header: Header): { text: string; ref: string }[] {
  const row = head.rows.find(({ number }) => number > header.bottom);
  if (!row) return [];
  const texts = row.cells.map((_, index) => ({ text: textAt(row, index), ref: `${columnLetters(index)}${row.number}` }));
  return texts.filter(({ text }) => text.length <= longestUnit);
}

const longestUnit = 24;
