import type { EditionContent } from '../../../edition.ts';
import { sha256 } from '../../../sha256.ts';
import { canonicalJson, compareText } from '../../frozen/canonical.ts';
import { lineFields } from './lines-csv.ts';

const described: Readonly<Record<string, string>> = {
  'summary.json': 'Akun, kelompok, jenis, dan identitas LRA / accounts of the whole government and the identities of the LRA',
  'units.json': 'Satu baris per OPD / one row for each OPD',
  'months.json': 'Posisi kumulatif per bulan / cumulative position by month',
  'functions.json': 'Belanja per bidang urusan / spending by function',
  'funds.json': 'Belanja per sumber dana / spending by fund source',
  'reports.json': 'Sampai tanggal berapa tiap unit melapor / the last day that each unit has reported',
  'sources.json': 'Laporan yang menjadi dasar / the statements it rests on',
  'names.json': 'Kode dan namanya / codes and their names',
  'reconciliation.json': 'Total resmi dibandingkan jumlah baris / official totals against the sum of the lines',
  'subunits.json': 'Satu baris per sub unit / one row for each sub-unit',
  'subunit-months.json': 'Posisi kumulatif sub unit per bulan / cumulative position of sub-units by month',
  'works.json': 'Berkas kontrak, kendala, dan target / files of contracts, obstacles and targets',
  'contracts.json': 'Kontrak; penyedia perorangan tidak disebut namanya / contracts; providers that are people are not named',
  'targets.json': 'Target fisik per bulan / physical targets by month',
  'notes.json': 'Penjelasan OPD atas kendalanya / what OPD say of their obstacles',
  'lines.csv': 'Semua baris, dengan asalnya / every line with its origin',
};

const folders: Readonly<Record<string, string>> = {
  units: 'Satu OPD hingga rekening / one OPD down to its accounts',
  subunits: 'Satu sub unit hingga rekening / one sub-unit down to its accounts',
  lines: 'Baris satu OPD / the lines of one OPD',
  statements: 'Baris dalam bentuk templat, dapat diimpor lagi / lines in the template form, importable again',
};

/** `datapackage.json` (Frictionless Data Package): every file with its checksum, its licence and the fields of its table. */
export function dataPackage(
  content: Pick<EditionContent, 'government' | 'year' | 'number' | 'asOf' | 'publishedAt' | 'sources'>,
  files: ReadonlyMap<string, Buffer>,
): Buffer {
  const { government, year, number, asOf, publishedAt } = content;
  const simulated = content.sources.some((source) => source.simulated);
  return canonicalJson({
    profile: 'data-package',
    name: `apbd-${government.code}-${year}-${number}`,
    title: `APBD ${government.name} ${year}, terbitan ${number}, per ${asOf}`,
    description: simulated
      ? 'Sebagian angka adalah simulasi. Belum diaudit. / Some of the figures are simulated. Unaudited.'
      : 'Belum diaudit. / Unaudited.',
    version: String(number),
    created: publishedAt,
    licenses: [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/', title: 'Creative Commons Attribution 4.0' }],
    resources: [...files].sort(([a], [b]) => compareText(a, b)).map(([path, bytes]) => resource(path, bytes)),
  });
}

function resource(path: string, bytes: Buffer): object {
  const table = path.endsWith('.csv');
  return {
    name: path.replace(/\.[a-z]+$/, '').replaceAll('/', '-'),
    path,
    description: described[path] ?? folders[path.split('/')[0] ?? ''],
    format: table ? 'csv' : 'json',
    mediatype: table ? 'text/csv' : 'application/json',
    encoding: 'utf-8',
    bytes: bytes.length,
    hash: `sha256:${sha256(bytes)}`,
    ...(path === 'lines.csv' ? { profile: 'tabular-data-resource', schema: { fields: lineFields, primaryKey: 'id' } } : {}),
  };
}
