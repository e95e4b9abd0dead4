import { canonicalCode } from '@sipkadin/budget';
import { type Header, type SheetHead, textAt, titlesAbove } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { plain } from '../table/text.ts';

const unitCode = /(?<![\d.])\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{1,2}\.\d{4}(?![\d.])/;

/** The unit that the lines above a table name: "Unit Organisasi : 1.02.2.14.0.00.01.0000 Dinas Kesehatan". */
export function unitInTitles(head: SheetHead, header: Header): NamedUnit | undefined {
  return unitOf(titlesAbove(head, header));
}

/** The unit that a line between two tables of a sheet names: what follows is its. */
export function unitInRow(row: Row): NamedUnit | undefined {
  if (!row.cells.some((cell) => cell?.kind === 'text' && unitCode.test(cell.text))) return undefined;
  return unitOf(row.cells.map((_, index) => ({ text: textAt(row, index) })).filter(({ text }) => text !== ''));
}

interface NamedUnit {
  code: string;
  name: string;
}

function unitOf(titles: readonly { text: string }[]): NamedUnit | undefined {
  const units = titles.flatMap(({ text }, at) => {
    const code = unitCode.exec(text)?.[0];
    if (code === undefined || canonicalCode('unit', code) === undefined) return [];
    const rest = text.slice(text.indexOf(code) + code.length).replace(/^[\s\-–:]+/, '');
    const next = titles[at + 1]?.text ?? '';
    return [{ code, name: rest !== '' ? rest : /^[A-Za-z]/.test(next) && !next.endsWith(':') ? next : '' }];
  });
  return units.findLast(({ code }) => !code.endsWith('.0000')) ?? units.at(-1);
}

/** An OPD by its name alone; `name` is without the label before it, '' where only the sheet's name names it. */
export interface NamedInTitles {
  text: string;
  ref: string;
  name: string;
}

const namesUnit =
  /^(?:(?:NAMA )?(?:SKPD|OPD|PERANGKAT DAERAH|UNIT KERJA|UNIT ORGANISASI|UNIT SKPD|SATUAN KERJA) )?(?:DINAS|BADAN|KECAMATAN|KELURAHAN|SEKRETARIAT|INSPEKTORAT|SATUAN POLISI|SATPOL|RSUD|RUMAH SAKIT|PUSKESMAS|UPTD?|KANTOR)\b|(?<!PERJALANAN )\bDINAS [A-Z]/;

/** An OPD that the lines above a table, or its sheet, name without its code; it may be whose figures they are, or who printed them. */
export function unitNamedInTitles(head: SheetHead, header: Header): NamedInTitles | undefined {
  if (unitInTitles(head, header)) return undefined;
  // A sheet may be called by its OPD; that of a .csv has the file's name.
  const texts = [...titlesAbove(head, header), { text: head.info.name, ref: '' }];
  const named = texts.find(({ text }) => namesUnit.test(plain(text)));
  return named && { ...named, name: named.ref === '' ? '' : named.text.replace(/^[^:]{0,30}:\s*/, '') };
}
