import { type Finding, finding, type Words } from '@sipkadin/budget';
import type { Answers } from '../questions/answers.ts';
import type { Question } from '../questions/question.ts';
import type { Candidate } from '../sheets/survey.ts';
import { type SheetHead, textAt, titlesAbove } from '../table/header.ts';
import { labelledTexts } from '../table/labelled-texts.ts';
import { plain } from '../table/text.ts';
import { wordsOf } from './scope-question.ts';
import { unitNamedInTitles } from './unit-in-titles.ts';

/** Whether a report that was filtered for one fund, activity, kind of spending or place is all that its OPD has, or a part. */
export const extent: Question<'extent', 'whole' | 'part'> = {
  key: 'extent',
  example: 'whole, part',
  parse: (text) => (text === 'whole' || text === 'part' ? text : undefined),
};

/** Labels of what a report may be filtered for. */
const filters =
  /^(?:KODE |NAMA |FILTER )?(?:FILTER|(?:SUB )?SUMBER (?:DANA|PENDANAAN|ANGGARAN)|JENIS DANA|DANA|PROGRAM|(?:SUB )?KEGIATAN|AKTIVITAS|PAKET(?: PEKERJAAN)?|PEKERJAAN|(?:JENIS|KELOMPOK|OB[JY]EK|RINCIAN OB[JY]EK) (?:BELANJA|PENDAPATAN|PENGADAAN|KEGIATAN)|METODE (?:PENGADAAN|PEMILIHAN)|CARA PENGADAAN|PRIORITAS(?: DAERAH| NASIONAL)?|TEMATIK|TEMA|TAGGING|PPTK|PENYEDIA)$/;

/** Labels that name a code of accounts, or a bank account. */
const accountFilters = /^(?:KODE )?(?:REKENING|AKUN|JENIS|KELOMPOK)(?: BELANJA| PENDAPATAN)?$/;

/** Labels of places and divisions, which are also what an OPD may be. */
const placeFilters = /^(?:NAMA )?(?:KECAMATAN|KELURAHAN|DESA|LOKASI(?: KEGIATAN| PEKERJAAN)?|WILAYAH|BIDANG|SEKSI|BAGIAN)$/;

/** All there is: a report of one akun does not change the others. */
const everything = /^(?:SEMUA|SELURUH|KESELURUHAN|ALL)\b|^(?:[456] )?(?:PENDAPATAN|BELANJA|PEMBIAYAAN)(?: DAERAH)?$|^(?:TIDAK ADA|NIHIL)$/;

const account = /^(?:[456](?:\.|\s|$)|(?:BELANJA|PENDAPATAN|PAJAK|RETRIBUSI|PEMBIAYAAN)\b)/i;

/** Funds by which reports are called. */
const fund =
  /\b(?:DAK|DBHCHT|DBH|BANKEU|DANA (?:ALOKASI (?:KHUSUS|UMUM)|BAGI HASIL|INSENTIF|OTONOMI|OTSUS|DESA|KELURAHAN)|BANTUAN KEUANGAN|OTONOMI KHUSUS|OTSUS|PAJAK ROKOK)\b/;

/** "Realisasi Belanja Modal": a report that is called by one jenis of spending. */
const jenis =
  /\bBELANJA (?:PEGAWAI|BARANG(?: DAN)? JASA|MODAL|HIBAH|BANTUAN SOSIAL|BANSOS|SUBSIDI|BUNGA|TIDAK TERDUGA|TAK TERDUGA|BTT|BANTUAN KEUANGAN|BAGI HASIL)\b/;

/** Where a file says that its figures are a part. */
interface Narrowing {
  sheet: string;
  ref: string;
  text: string;
}

interface Read {
  used: readonly Candidate[];
  fileName: string;
  /** Names of the units whose rows were read. */
  units: readonly string[];
  /** How many kelompok of spending were read ("5.1", "5.2"). */
  kinds: number;
}

/**
 * What the lines above the tables, else the names of sheet and file, narrow the figures to. A label that comes again below
 * the header begins another part of the same table, and narrows nothing.
 */
function narrowings({ used, fileName, units, kinds }: Read): Narrowing[] {
  const stated = used.flatMap((candidate) => inTitles(candidate, units, kinds));
  const [only, other] = used;
  if (stated.length > 0 || only === undefined || other !== undefined || only.shape === 'template') return stated;
  const named = [only.head.info.name, wordsOf(fileName)].find((name) => fund.test(plain(name)));
  return named === undefined ? [] : [{ sheet: only.head.info.name, ref: '', text: named }];
}

function inTitles({ head, shape, readable }: Candidate, units: readonly string[], kinds: number): Narrowing[] {
  if (shape === 'template') return [];
  const titles = titlesAbove(head, readable.header);
  // Without a unit in any row the title is asked about as the OPD.
  const asked = units.length === 0 ? unitNamedInTitles(head, readable.header)?.ref : undefined;
  const below = labelsBelow(head, readable.header.last);
  const labelled = labelledTexts(titles).filter(({ label, name, ref }) => {
    const value = plain(name);
    if (value === '' || everything.test(value) || ref === asked || below.has(label)) return false;
    if (placeFilters.test(label)) return !isRegion(value) && !units.some((unit) => plain(unit).includes(value.replace(/^[\d ]+/, '')));
    return filters.test(label) || (accountFilters.test(label) && account.test(name.trim()));
  });
  const called = titles.filter(({ text }) => {
    const words = plain(text);
    return !text.includes(':') && (fund.test(words) || (kinds === 1 && jenis.test(words)));
  });
  const beside = labelled.map(({ printed, name, ref }) => ({ text: `${printed}: ${name}`, ref }));
  const found = [beside, called, ofColumns({ shape, readable }, kinds)].find(({ length }) => length > 0) ?? [];
  return found.slice(0, 3).map(({ text, ref }) => ({ sheet: head.info.name, ref, text }));
}

/** "DAK Fisik / Pagu": all columns of amounts are below the name of a fund or of one jenis of spending. */
function ofColumns({ shape, readable }: Pick<Candidate, 'shape' | 'readable'>, kinds: number): { text: string; ref: string }[] {
  // Of these the columns are meant to be of one kind or region each.
  if (shape === 'without-accounts' || shape === 'regions' || shape === 'region-rows') return [];
  const amounts = readable.header.columns.filter((column) => readable.amounts.some(({ index }) => index === column.index));
  const isNarrow = amounts.every(({ label }) => fund.test(label) || (kinds === 1 && jenis.test(label)));
  return isNarrow ? amounts.map(({ printed, letters }) => ({ text: printed, ref: letters })) : [];
}

const isRegion = (value: string) => /^(?:KOTA|KABUPATEN|KAB|PROVINSI|PROV|PEMERINTAH)\b/.test(value);

function labelsBelow({ rows }: SheetHead, last: number): Set<string> {
  const texts = rows
    .filter(({ number }) => number > last)
    .flatMap((row) => row.cells.map((_, index) => ({ text: textAt(row, index), ref: String(row.number) })));
  return new Set(texts.filter(({ text }) => /^[^:]{3,40}:/.test(text)).map(({ text }) => plain(text.split(':')[0] ?? '')));
}

const choices: { value: string; label: Words }[] = [
  { value: 'whole', label: { id: 'Seluruhnya: OPD itu tidak mempunyai yang lain', en: 'All of it: the unit has nothing else' } },
  { value: 'part', label: { id: 'Hanya bagian itu', en: 'Only that part' } },
];

/**
 * Asks whether a filtered report is the whole, for it would replace the whole report of its OPD; one that is a part by the
 * answer cannot be submitted.
 */
export function extentFindings(read: Read, answers: Answers): Finding[] {
  const found = narrowings(read);
  const [first] = found;
  if (first === undefined || answers.of(extent) === 'whole') return [];
  const place = { sheet: first.sheet, ref: first.ref, value: [...new Set(found.map(({ text }) => text.slice(0, 80)))].join('; ') };
  if (answers.of(extent) === 'part') return [finding('part-of-statement', place)];
  return [...answers.unusable(extent), finding('extent-unclear', { ...place, question: { key: 'extent', choices } })];
}
