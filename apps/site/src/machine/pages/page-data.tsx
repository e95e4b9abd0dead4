import {
  aboutSheet,
  dataTypes,
  editionFacts,
  type Table,
  Totals,
  tableJson,
  tableSheet,
  toBuffer,
  writeCsv,
  writeXlsx,
} from '@sipkadin/opendata';
import { type ChartFile, ChartFiles, ExactAmounts } from '@sipkadin/ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Resource, resource } from '../../http/resource.ts';
import type { Context, Page } from '../../reading/context.ts';
import type { DataForm } from '../../routes/address.ts';
import { chartTable, tablesIn } from './page-tables.ts';

interface Given {
  context: Context;
  page: Page;
  /** Address of the page that has the figures. */
  address: string;
  /** Whether the edition is not published. */
  isDraft: boolean;
}

/**
 * The tables of a page as a file, from the context that the page is drawn from. JSON and .xlsx have all of them, CSV the one with the
 * most rows.
 * @returns makes the file of a form; undefined where the page has no table
 */
export function pageData(given: Given): (form: DataForm) => Resource | undefined {
  const tables = tablesOfPage(given);
  const [first] = tables;
  return (form) => (first === undefined ? undefined : fileOf(given, form, tables, first));
}

function fileOf(given: Given, form: DataForm, tables: readonly Table[], first: Table): Resource {
  const { context, address } = given;
  const { government, year, number } = context.edition.manifest;
  const place = address.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '');
  const name = `${given.isDraft ? 'draf_' : ''}${government.code.replace('.', '-')}_${year}_terbitan${number}_${place || 'beranda'}.${form}`;
  return resource({
    type: dataTypes[`.${form}`],
    body: bodyOf(given, form, tables, first),
    cacheControl: 'public, max-age=60, stale-while-revalidate=600',
    headers: {
      'Content-Disposition': `${form === 'json' ? 'inline' : 'attachment'}; filename="${name}"`,
      'Access-Control-Allow-Origin': '*',
    },
  });
}

function bodyOf({ context, page, address }: Given, form: DataForm, tables: readonly Table[], first: Table): Buffer {
  const facts = { ...editionFacts(context.edition), asOf: dayOf(context, page) };
  if (form === 'csv') {
    const longest = tables.reduce((most, table) => (countOf(table) > countOf(most) ? table : most), first);
    return toBuffer((sink) => writeCsv(longest, new Totals(longest), sink));
  }
  const written = tables.map((table) => ({ table, totals: new Totals(table) }));
  if (form === 'xlsx')
    return toBuffer((sink) =>
      writeXlsx([...written.map(({ table, totals }) => tableSheet(table, totals)), aboutSheet(written, facts)], sink),
    );
  const head = JSON.stringify({ edition: facts, page: { address, title: page.title, language: context.language } });
  return Buffer.from(
    `${head.slice(0, -1)},"tables":[${written.map(({ table, totals }) => tableJson(table, totals)).join(',')}]}\n`,
    'utf8',
  );
}

const countOf = (table: Table): number => [...table.rows()].length;

function dayOf({ edition }: Context, { asOf }: Page) {
  return asOf === undefined ? edition.manifest.asOf : asOf;
}

/** Those of its charts, those on it, and those that it shows in parts. In every row is what it rests on. */
function tablesOfPage({ context, page, isDraft }: Given): Table[] {
  const charts: ChartFile[] = [];
  const markup = renderToStaticMarkup(
    <ExactAmounts value={true}>
      <ChartFiles value={{ address: () => undefined, keep: (chart) => void charts.push(chart) }}>{page.body}</ChartFiles>
    </ExactAmounts>,
  );
  const { language } = context;
  const found = [...charts.map((chart) => chartTable(chart, language)), ...tablesIn(markup, language), ...(page.tables?.() ?? [])].filter(
    (table) => countOf(table) > 0,
  );
  return found.map((table) => withFacts(table, context, page, isDraft));
}

const factColumns = [
  ['tahun', 'integer', 'Tahun anggaran', 'Fiscal year'],
  ['terbitan', 'integer', 'Nomor terbitan', 'Number of the edition'],
  ['hash_terbitan', 'text', 'SHA-256 manifes terbitan', "SHA-256 of the edition's manifest"],
  ['data_per', 'date', 'Angka sampai tanggal ini', 'Figures up to this day'],
  ['versi', 'text', 'Versi anggaran', 'Budget version'],
  ['dasar', 'text', 'Dasar realisasi', 'Basis of realization'],
  ['simulasi', 'text', 'ya bila sebagian angka adalah simulasi', 'ya where some of the figures are simulated'],
] as const;

function withFacts(table: Table, context: Context, page: Page, isDraft: boolean): Table {
  const { manifest, hash } = context.edition;
  const facts = [
    ...[manifest.year, manifest.number, hash, dayOf(context, page), manifest.version, manifest.basis],
    page.official !== true && manifest.simulated ? 'ya' : 'tidak',
  ];
  const draft = isDraft ? [{ name: 'draf', kind: 'text', about: { id: 'ya: belum terbit', en: 'ya: not published' } } as const] : [];
  const added = factColumns.map(([name, kind, id, en]) => ({ name, kind, about: { id, en } }));
  const own = new Set(table.columns.map(({ name }) => name));
  // A column of the page that has such a name already says more than the edition's.
  const kept = added.map(({ name }) => !own.has(name));
  return {
    ...table,
    columns: [...table.columns, ...added.filter((_, at) => kept[at]), ...draft],
    rows: function* () {
      for (const row of table.rows()) yield [...row, ...facts.filter((_, at) => kept[at]), ...(isDraft ? ['ya'] : [])];
    },
  };
}
