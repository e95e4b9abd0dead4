import { csvLine, versionName } from '@sipkadin/budget';
import { type ChartFile, ChartFiles, ChartPicture, formatCount, formatDate, type PictureFacts } from '@sipkadin/ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { renderPng } from '../http/png.ts';
import { type Resource, resource } from '../http/resource.ts';
import { plainText } from '../pages/embed/markup.ts';
import type { Context, Page } from '../reading/context.ts';
import { colours } from './colours.ts';

type Form = 'svg' | 'png' | 'csv';

/** Media types by form. */
export const chartTypes: Readonly<Record<Form, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
};

/** "kurva.svg" @returns undefined for a name that no chart can have */
export function readChartName(name: string): { id: string; form: Form } | undefined {
  const [, id, form] = /^([a-z][a-z0-9-]{0,39})\.(svg|png|csv)$/.exec(name) ?? [];
  return id === undefined ? undefined : { id, form: form as Form };
}

/** The charts of a page, in the order in which they are on it. */
export function chartsOf(page: Page): ChartFile[] {
  const found: ChartFile[] = [];
  renderToStaticMarkup(<ChartFiles value={{ address: () => undefined, keep: (chart) => void found.push(chart) }}>{page.body}</ChartFiles>);
  return found;
}

interface Given {
  context: Context;
  page: Page;
  chart: ChartFile;
  form: Form;
  /** Address of the page that the chart is on. */
  address: string;
  /** Said on the picture where the edition is not published. */
  draft: string | undefined;
}

/** A chart as a file of its own. */
export async function chartResource(given: Given): Promise<Resource> {
  const { context, page, chart, form } = given;
  const { government, year, number } = context.edition.manifest;
  const from = page.filesRestOn?.name ?? `${government.code.replace('.', '-')}_${year}_terbitan${number}`;
  const name = `${from}_${given.address.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '')}_${chart.id}.${form}`;
  return resource({
    type: chartTypes[form],
    body: await bodyOf(given),
    cacheControl: 'public, max-age=60, stale-while-revalidate=600',
    headers: {
      'Content-Disposition': `${form === 'csv' ? 'attachment' : 'inline'}; filename="${name.replace('__', '_')}"`,
      'Access-Control-Allow-Origin': '*',
    },
  });
}

async function bodyOf(given: Given): Promise<Buffer> {
  const { context, chart, form } = given;
  if (form === 'csv') return table(given);
  const svg = plainText(
    renderToStaticMarkup(<ChartPicture chart={chart} facts={factsOf(given)} colours={colours} language={context.language} />),
  );
  return form === 'svg' ? Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`) : renderPng(svg);
}

/** Exact amounts in rupiah, and in every row what they rest on: rows of several files are put together by readers. */
function table({ context, page, chart }: Given): Buffer {
  const { manifest } = context.edition;
  const rest = page.filesRestOn?.columns ?? [
    ['tahun', String(manifest.year)],
    ['terbitan', String(manifest.number)],
    ['data_per', page.asOf === undefined ? manifest.asOf : page.asOf],
    ['simulasi', manifest.simulated ? 'ya' : 'tidak'],
  ];
  const rows = [
    [...chart.table.columns, ...rest.map(([name]) => name)],
    ...chart.table.rows.map((row) => [...row, ...rest.map(([, value]) => value)]),
  ];
  return Buffer.from(rows.map((row) => csvLine(row)).join(''), 'utf8');
}

/** The facts of the page's stamp, in words alone. */
function factsOf({ context, page, address, draft }: Given): PictureFacts {
  const { w, ui, language, government, edition, sourceCount } = context;
  const { manifest, hash } = edition;
  const drafts = draft === undefined ? [] : [draft];
  if (page.filesRestOn !== undefined) return { warnings: drafts, foot: [...page.filesRestOn.lines, `${w.product} ${address}`, ui.rounded] };
  const asOf = page.asOf === undefined ? manifest.asOf : page.asOf;
  const stamp = [
    government.name,
    manifest.version === null ? String(manifest.year) : `${versionName(manifest.version, language)} ${manifest.year}`,
    asOf === null ? ui.notReported : ui.dataAsOf(formatDate(asOf, language)),
    ...(manifest.basis === null ? [] : [ui.basis(manifest.basis.toUpperCase())]),
    ui.edition(String(manifest.number)),
    manifest.audited ? ui.audited : ui.unaudited,
  ];
  return {
    warnings: [...drafts, ...(manifest.simulated ? [`${ui.simulatedTitle} ${ui.simulated}`] : [])],
    foot: [
      stamp.join(' · '),
      `${w.facts.source}: ${w.facts.sourceText(formatCount(sourceCount, language))} · ${w.product} ${address}`,
      `${ui.edition(String(manifest.number))}: ${w.editions.hash} ${hash.slice(0, 32)}…`,
      ui.rounded,
    ],
  };
}
