import { finding } from '@sipkadin/budget';
import { Refusal, type Workbook } from '../table/sheet.ts';
import { openXls, openXlsb } from './binary.ts';
import { openOds } from './markup/ods.ts';
import { openSpreadsheetMl } from './markup/spreadsheetml.ts';
import { type PackageKind, packageKind } from './package-kind.ts';
import { type Container, sniff } from './sniff.ts';
import { openCsv } from './text/csv.ts';
import { openJson } from './text/json.ts';
import { openXlsx } from './xlsx/open.ts';
import { openArchive, type ZipLimits } from './xlsx/zip.ts';

/** The kind of a file, by its first bytes, and for an archive what lies within. @throws Refusal */
export async function kindOf(path: string, name: string, limits?: ZipLimits): Promise<Exclude<Container, 'zip'> | PackageKind> {
  const container = sniff(path, name);
  if (container !== 'zip') return container;
  const archive = await openArchive(path, limits);
  try {
    return await packageKind(archive);
  } finally {
    archive.close();
  }
}

/** @throws Refusal that says what the file is and what to do. */
export async function openWorkbook(path: string, name: string, limits?: ZipLimits): Promise<Workbook> {
  const kind = await kindOf(path, name, limits);
  switch (kind) {
    case 'xlsx':
      return await openXlsx(path, limits);
    case 'xlsb':
      return await openXlsb(path, limits);
    case 'ods':
      return await openOds(path, limits);
    case 'xls':
      return await openXls(path);
    case 'html':
      // Loaded only where there is one: its tables of entities take a while.
      return await (await import('./markup/html.ts')).openHtml(path, name);
    case 'mhtml':
      return (await import('./markup/mhtml.ts')).openMhtml(path, name);
    case 'xml':
      return await openSpreadsheetMl(path, name);
    case 'csv':
      return openCsv(path, name);
    case 'json':
      return openJson(path, name);
    case 'empty':
      throw new Refusal(finding('container-empty'));
    case 'lock':
      throw new Refusal(finding('container-lock-file', { value: name }));
    case 'ole-encrypted':
      throw new Refusal(finding('container-encrypted'));
    case 'ole-damaged':
      throw new Refusal(finding('container-damaged', { value: 'OLE' }));
    case 'numbers':
      throw new Refusal(finding('container-not-read', { value: '.numbers' }), kind);
    case 'zip':
      throw new Refusal(finding('archive-of-files'), kind);
    case 'doc':
      throw new Refusal(finding('container-not-a-spreadsheet', { value: 'OLE' }));
    case 'unknown':
      throw new Refusal(finding('container-not-a-spreadsheet', { value: '?' }));
    case 'docx':
    case 'odt':
    case 'pptx':
    case 'pdf':
    case 'rar':
    case '7z':
    case 'gzip':
      throw new Refusal(finding('container-not-a-spreadsheet', { value: `.${kind}` }), kind);
  }
}
