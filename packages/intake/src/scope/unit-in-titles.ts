import { canonicalCode } from '@sipkadin/budget';
import { type Header, type SheetHead, textAt, titlesAbove } from '../table/header.ts';
import { labelledTexts } from '../table/labelled-texts.ts';
import type { Row } from '../table/sheet.ts';
import { plain } from '../table/text.ts';
import { wordsOf } from './scope-question.ts';

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
  /^(?:(?:NAMA )?(?:SKPD|OPD|PERANGKAT DAERAH|UNIT KERJA|UNIT ORGANISASI|UNIT SKPD|SATUAN KERJA) )?(?:DINAS|BADAN|KECAMATAN|KELURAHAN|SEKRETARIAT|INSPEKTORAT|SATUAN POLISI|SATPOL|RSUD|RUMAH SAKIT|PUSKESMAS|UPTD?|KANTOR|(?:TK|PAUD|SD|SMP|SMA|SMK)(?: ?N| NEGERI)? ?\d+)\b|(?<!PERJALANAN )\bDINAS [A-Z]|^BAGIAN [A-Z]+.* SE(?:KRETARIAT|TDA)\b|\b(?:BLUD|PUSKESMAS|RSUD|PPKD|SKPKD|DANA BOSP?)\b/;

/** The OPD that a line is the name of, in capitals; undefined for the head of one, who signs. */
export function unitNameIn(text: string): string | undefined {
  const words = plain(text);
  return namesUnit.test(words) && !/^(?:PLT |PLH )?(?:KEPALA|SEKRETARIS|CAMAT|DIREKTUR|BENDAHARA)\b/.test(words) ? words : undefined;
}

/** Names that OPD have in the names of files and sheets: "LRA_DISDIK", "Kec. Rangkui". */
const shortName =
  /\b(?:DIS(?:DIK\w*|HUB|KOM\w*|NAKER\w*|PAR\w*|PORA\w*|PERIN\w*|DAG\w*|DUKCAPIL|SOS\w*|PERKIM\w*|LH)|DIN(?:AS|KES|SOS|DIK\w*|HUB)|DPU\w*|PUPR\w*|DLH|DPMPTSP\w*|BAP+E(?:DA|LITBANG|RIDA)\w*|BA(?:KEUDA|PENDA)|BP(?:KAD|KD|BD|PRD)|BK(?:PSDM\w*|D|AD)|BADAN|INSPEKTORAT|SATPOL\w*|KESBANG\w*|SET(?:DA|WAN)|SEKRETARIAT|RSUD|PUSKESMAS|KEC|KECAMATAN|KEL|KELURAHAN)\b(?! ?(?:SELURUH|SEMUA))/;

/** Labels before whose figures they are: "Unit Organisasi : Bappeda", in one cell or in several. */
const unitLabel =
  /^(?:NAMA )?(?:SKPD|OPD|PERANGKAT DAERAH|UNIT KERJA|(?:SUB )?UNIT(?: ORGANISASI)?|(?:SUB )?UNIT SKPD|SUB SKPD|ORGANISASI|SATUAN KERJA)$/;
const everyUnit = /\b(?:SELURUH|SEMUA|GABUNGAN) (?:SKPD|OPD|PERANGKAT DAERAH|UNIT)\b|\bKONSOLIDASI/;
const governmentName =
  /(?:^|\b(?:PEMERINTAH(?: DAERAH)?|APBD|LRA|ANGGARAN|DAERAH) )(?:PEMKAB|PEMKOT|PEMPROV|KABUPATEN|KAB|KOTA|PROVINSI|PROPINSI|PROV) [A-Z]{3}/;

/** "SKPD : Semua". */
const isEveryUnit = (name: string | undefined) => name !== undefined && /^(?:SEMUA|SELURUHNYA?|ALL)$/.test(plain(name));

/** "Program : 1.03.02 …", "Sumber Dana : DAK": figures of a part of a government or of an OPD, whichever it is. */
const partLabel = /^\s*(?:bidang(?: urusan)?|urusan|program|(?:sub )?kegiatan|sumber dana)\b[^:]{0,30}:\s*(?!semua|seluruh|-)[\p{L}\d]/iu;

/**
 * An OPD that the name of the file or of the sheet has, where the lines above the table name the government alone: it may be
 * whose figures they are, or who made the file.
 */
export function unitInNames(head: SheetHead, fileName: string): NamedInTitles | undefined {
  const text = [head.info.name, wordsOf(fileName)].find((name) => shortName.test(plain(name)));
  return text === undefined ? undefined : { text, ref: '', name: '' };
}

/** An OPD that the lines above a table, or its sheet, name without its code; it may be whose figures they are, or who printed them. */
export function unitNamedInTitles(head: SheetHead, header: Header): NamedInTitles | undefined {
  if (unitInTitles(head, header)) return undefined;
  const titles = titlesAbove(head, header);
  const labelled = labelledUnit(titles);
  if (labelled && labelled.name !== '' && !everyUnit.test(plain(labelled.name)) && !isEveryUnit(labelled.name)) return labelled;
  // A sheet may be called by its OPD; that of a .csv has the file's name.
  const texts = [...titles, { text: head.info.name, ref: '' }];
  if (titles.some(({ text }) => everyUnit.test(plain(text)))) return undefined;
  const named = texts.find(({ text }) => namesUnit.test(plain(text)));
  return named && { ...named, name: named.ref === '' ? '' : named.text.replace(/^[^:]{0,30}:\s*/, '') };
}

/** Whether the lines above a table say that all OPD are in it. */
export function namesEveryUnit(head: SheetHead, header: Header): boolean {
  const titles = titlesAbove(head, header);
  return titles.some(({ text }) => everyUnit.test(plain(text))) || isEveryUnit(labelledUnit(titles)?.name);
}

/** Whether the lines above a table name a government and no part of it. "Unit Organisasi : ……" leaves it open. */
export function namesWholeGovernment(head: SheetHead, header: Header): boolean {
  const titles = titlesAbove(head, header);
  if (titles.some(({ text }) => partLabel.test(text))) return false;
  return labelledUnit(titles) === undefined && titles.some(({ text }) => governmentName.test(plain(text)));
}

/** What is written behind a label of the unit; the name is empty where there is nothing but dots. */
function labelledUnit(titles: readonly { text: string; ref: string }[]): NamedInTitles | undefined {
  return labelledTexts(titles).find(({ label }) => unitLabel.test(label));
}
