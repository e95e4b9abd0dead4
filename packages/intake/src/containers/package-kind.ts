import { finding } from '@sipkadin/budget';
import { Refusal } from '../table/sheet.ts';
import { mainRelation } from './xlsx/open.ts';
import type { Archive } from './xlsx/zip.ts';

export type PackageKind = 'xlsx' | 'xlsb' | 'ods' | 'odt' | 'docx' | 'pptx' | 'numbers' | 'zip';

/** What a .zip is: an Office package by its root relation, an OpenDocument by its kind, else an archive of files. @throws Refusal */
export async function packageKind(archive: Archive): Promise<PackageKind> {
  const { part, target } = await mainRelation(archive);
  if (part?.endsWith('.bin')) return 'xlsb';
  if (part?.startsWith('word/')) return 'docx';
  if (part?.startsWith('ppt/')) return 'pptx';
  if (part !== undefined) return 'xlsx';
  if (target !== undefined) throw new Refusal(finding('container-part-missing', { value: target }));
  if (archive.has('encrypted-package')) return 'ods';
  if (archive.has('content.xml') && (archive.has('mimetype') || archive.has('meta.xml'))) {
    const kind = archive.has('mimetype') ? (await archive.bytes('mimetype')).toString('latin1') : 'spreadsheet';
    return kind.includes('spreadsheet') ? 'ods' : 'odt';
  }
  return archive.has('Index/Document.iwa') || archive.has('Index.zip') ? 'numbers' : 'zip';
}
