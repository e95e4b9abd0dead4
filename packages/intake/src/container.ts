import { finding } from '@sipkadin/budget';
import { openCsv } from './csv.ts';
import { openJson } from './json.ts';
import { Refusal, type Workbook } from './sheet.ts';
import { sniff } from './sniff.ts';
import { openXlsx } from './xlsx/open.ts';
import type { ZipLimits } from './xlsx/zip.ts';

/** @throws Refusal that says what the file is and what to do. */
export async function openWorkbook(path: string, name: string, limits?: ZipLimits): Promise<Workbook> {
  const container = sniff(path, name);
  switch (container) {
    case 'xlsx':
      return await openXlsx(path, limits);
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
    case 'xls':
      throw new Refusal(finding('container-not-read', { value: '.xls' }));
    case 'ods':
      throw new Refusal(finding('container-not-read', { value: '.ods' }));
    case 'html':
      throw new Refusal(finding('container-not-read', { value: 'HTML' }));
    case 'xml':
      throw new Refusal(finding('container-not-read', { value: 'XML' }));
    case 'doc':
      throw new Refusal(finding('container-not-a-spreadsheet', { value: 'OLE' }));
    case 'unknown':
      throw new Refusal(finding('container-not-a-spreadsheet', { value: '?' }));
    case 'pdf':
    case 'rar':
    case '7z':
    case 'gzip':
      throw new Refusal(finding('container-not-a-spreadsheet', { value: `.${container}` }));
  }
}
