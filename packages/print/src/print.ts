import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Banner, type BannerSize, bannerSheets, bannerShrinks, bannerType } from './banner.ts';
import type { Paper } from './paper.ts';
import type { Report } from './report.ts';
import type { PageName, Typeset } from './typeset.ts';

/**
 * A tagged PDF (PDF/UA-1) of the paper, made in a thread of its own so that answers go on meanwhile: the same bytes for the same
 * paper and moment.
 * @param printedAt the moment that the file names as its own, in milliseconds
 * @returns null where the typesetter, an optional dependency, is not installed for this machine
 * @throws where the page is refused, with what the typesetter says
 */
export function printPaper(paper: Paper, printedAt: number): Promise<Uint8Array | null> {
  return print('paper', paper, printedAt);
}

/** The same for a printed infographic on one page: fonts embedded, colours in CMYK. */
export function printBanner(banner: Banner, size: BannerSize, printedAt: number): Promise<Uint8Array | null> {
  return print('banner', { ...banner, size, sheet: bannerSheets[size], type: bannerType, shrinks: bannerShrinks }, printedAt);
}

/** The same for a report of tables. */
export function printReport(report: Report, printedAt: number): Promise<Uint8Array | null> {
  return print('report', report, printedAt);
}

async function print(page: PageName, input: object, printedAt: number): Promise<Uint8Array | null> {
  const worker = new Worker(new URL('./typeset.ts', import.meta.url), { workerData: { page, input, printedAt }, env: {} });
  const [pdf] = (await once(worker, 'message')) as [Typeset];
  return pdf;
}
