/**
 * Files that are made from an edition when it is published; each lies at `/unduh/<year>/<number>/data/<name>`. Those of an edition in an
 * older format are the ones that its tables give. `data/index.json` lists what an edition has.
 */
export const dataFiles = {
  /** Tables, files, checksums, row counts and control sums; see `DataIndex`. */
  index: 'index.json',
  checksums: 'SHA256SUMS',
  /** Every line with its origin. Each other table is `<table>.csv`, `.json` and `.parquet`, and a sheet of `tables`. */
  lines: ['lines.xlsx', 'lines.parquet'],
  /** Every other table, a sheet each. */
  tables: 'tables.xlsx',
  /** The signed edition whole, and all these files. */
  archive: 'edition.zip',
} as const;

/** Whether an edition may have a data file of that name. */
export function isDataFile(path: string): boolean {
  return /^(?:SHA256SUMS|[a-z]+\.(?:csv|json|parquet|xlsx|zip)|statements\/[a-z0-9][a-z0-9.-]*\.xlsx)$/.test(path);
}

/** What people call a form, by the ending of the name. */
export const formNames: Readonly<Record<string, string>> = { '.csv': 'CSV', '.json': 'JSON', '.parquet': 'Parquet', '.xlsx': 'Excel' };

/** Media types by the ending of the name. */
export const dataTypes = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.parquet': 'application/vnd.apache.parquet',
  '.zip': 'application/zip',
} as const;
