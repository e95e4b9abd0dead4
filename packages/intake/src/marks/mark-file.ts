import { join } from 'node:path';
import type { Language } from '@sipkadin/budget';
import { openWorkbook } from '../containers/container.ts';
import { openXlsx } from '../containers/xlsx/open.ts';
import { openArchive } from '../containers/xlsx/zip.ts';
import { renamePersonalSheets } from '../findings/privacy.ts';
import { type DescribedRefusal, describedRefusal, type InspectReport } from '../findings/report.ts';
import { Refusal, type Workbook } from '../table/sheet.ts';
import { markWorkbook } from './mark-workbook.ts';
import { NotEditable } from './outline.ts';
import { writePlainWorkbook } from './plain-workbook.ts';
import { planMarks } from './plan.ts';
import type { MarkedUpload } from './signature.ts';
import { notMarked } from './words.ts';

/** What is marked in a file. */
export interface Marking {
  report: Pick<InspectReport, 'findings' | 'sheetsUsed'>;
  language: Language;
  /** Of which the file is; null where it is none. */
  upload: MarkedUpload | null;
}

export type MarkOutcome = { path: string; cells: number; rowsOnly: boolean } | { refusal: DescribedRefusal };

/** Writes a file with its marks into a folder: an .xlsx as it is, any other as a workbook of its rows. */
export async function markFile(path: string, name: string, folder: string, { report, language, upload }: Marking): Promise<MarkOutcome> {
  let workbook: Workbook | undefined;
  try {
    workbook = await openWorkbook(path, name);
    renamePersonalSheets(workbook);
    const plan = await planMarks(workbook, report, language);
    const rowsOnly = workbook.container !== 'xlsx';
    const source = rowsOnly ? join(folder, 'rows.xlsx') : path;
    if (rowsOnly) await writePlainWorkbook(source, workbook);
    const out = join(folder, 'marked.xlsx');
    const archive = await openArchive(source);
    const plain = rowsOnly ? await openXlsx(source) : workbook;
    try {
      const { cells } = await markWorkbook(out, { archive, workbook: plain, plan, file: name, upload, language, rowsOnly });
      return { path: out, cells, rowsOnly };
    } finally {
      archive.close();
      if (rowsOnly) plain.close();
    }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: describedRefusal(error.finding) };
    if (!(error instanceof NotEditable)) throw error;
    return { refusal: { message: notMarked.message(error.message.slice(0, 160)), remedy: notMarked.remedy } };
  } finally {
    workbook?.close();
  }
}
