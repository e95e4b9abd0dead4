import type { DataIndex } from '../files/data-folder.ts';
import type { ColumnKind } from '../tables/table.ts';
import { licence } from './dataset.ts';

/** The tables whose rows are each in one place alone, so that their amounts may be added up, and what their rows are. */
const dimensions = {
  units: { name: 'opd', code: 'kode_opd', label: 'nama_opd', kind: 'administrative' },
  functions: { name: 'urusan', code: 'kode_bidang', label: 'nama_bidang', kind: 'functional' },
  funds: { name: 'sumber_dana', code: 'kode_sumber_dana', label: 'nama_sumber_dana', kind: undefined },
} as const;

/** Amounts of spending, of which the specification has a phase or none. */
const measures = { anggaran: 'budget', realisasi: 'executed', rencana: undefined } as const;

/**
 * Fiscal Data Package (Frictionless, 0.3): the CSV tables of an edition with the meaning of every column, and which of them are amounts
 * in rupiah, of which phase, by what. It lies beside the files, so that its paths hold in a copy too.
 */
export function fiscalPackage(index: DataIndex): object {
  const { government, year, number, hash, asOf, publishedAt, version, audited, simulated } = index.edition;
  const tables = index.tables.flatMap((table) => {
    const csv = index.files.find(({ path }) => path === `${table.name}.csv`);
    return csv === undefined ? [] : [{ ...table, csv }];
  });
  const fiscal = tables.flatMap(({ name }) => (isFiscal(name) ? [name] : []));
  return {
    // The published schema of a Fiscal Data Package asks for this value; what makes it one is `model`.
    profile: 'tabular-data-package',
    name: `apbd-${government.code}-${year}-${number}`,
    title: `APBD ${government.name} ${year}, terbitan ${number}, per ${asOf}`,
    description: [
      audited ? 'Sudah diaudit.' : 'Belum diaudit.',
      ...(simulated ? ['Sebagian angka adalah simulasi.'] : []),
      audited ? 'Audited.' : 'Unaudited.',
      ...(simulated ? ['Some of the figures are simulated.'] : []),
    ].join(' '),
    version: String(number),
    created: publishedAt,
    sha256: hash,
    countryCode: 'ID',
    granularity: 'aggregated',
    fiscalPeriod: { start: `${year}-01-01`, end: `${year}-12-31` },
    licenses: [{ name: licence.id, path: licence.address, title: licence.title }],
    resources: tables.map(({ name, title, columns, rowCount, csv }) => ({
      profile: 'tabular-data-resource',
      name,
      path: csv.path,
      title: title.id,
      description: `${title.id} / ${title.en}`,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      bytes: csv.bytes,
      hash: `sha256:${csv.sha256}`,
      rowCount,
      schema: {
        fields: columns.map(({ name: field, kind, unit, about }) => ({
          name: field,
          type: types[kind],
          description: `${about.id} / ${about.en}`,
          ...(unit === null ? {} : { unit }),
        })),
        missingValues: [''],
      },
    })),
    model: {
      measures: Object.fromEntries(
        fiscal.flatMap((resource) =>
          Object.entries(measures).map(([source, phase]) => [
            `${source}_menurut_${dimensions[resource].name}`,
            {
              ...{ source, resource, currency: 'IDR', direction: 'expenditure' },
              ...(phase === undefined ? {} : { phase: phase === 'budget' ? (version === 'murni' ? 'approved' : 'adjusted') : phase }),
            },
          ]),
        ),
      ),
      dimensions: Object.fromEntries(fiscal.map((resource) => [dimensions[resource].name, dimension(resource)])),
    },
  };
}

const types: Readonly<Record<ColumnKind, string>> = {
  text: 'string',
  date: 'date',
  integer: 'integer',
  money: 'number',
  percent: 'number',
};

function isFiscal(name: string): name is keyof typeof dimensions {
  return Object.hasOwn(dimensions, name);
}

function dimension(resource: keyof typeof dimensions): object {
  const { code, label, kind } = dimensions[resource];
  return {
    dimensionType: 'classification',
    ...(kind === undefined ? {} : { classificationType: kind }),
    primaryKey: code,
    attributes: { [code]: { source: code, resource }, [label]: { source: label, resource, labelfor: code } },
  };
}
