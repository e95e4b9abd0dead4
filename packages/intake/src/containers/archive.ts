import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describeFinding, type Finding, finding, type Words } from '@sipkadin/budget';
import { archiveLimits } from '../limits.ts';
import { Refusal } from '../table/sheet.ts';
import { kindOf } from './container.ts';
import { packageKind } from './package-kind.ts';
import { openArchive } from './xlsx/zip.ts';

/** What an archive of files holds. */
export interface Contents {
  /** Files that may be reports, by the names that they have in it, and where their bytes were laid. */
  files: { name: string; path: string }[];
  /** All the others, and why they are no reports. */
  leftOut: { name: string; reason: Words }[];
}

/** What systems and programs leave in archives beside the files that somebody put there. */
const leavings = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.)/i;
const leavingWords: Words = { id: 'sisa sistem operasi, bukan laporan', en: 'left there by an operating system, no report' };
/** Text is a table only under a name that says so: archives come with readmes. */
const textNames = /\.(?:csv|txt|tsv|json|xlsx?|ods|html?|xml)$/i;
const texts = new Set(['csv', 'json', 'html', 'mhtml', 'xml']);
const tables = new Set(['xlsx', 'xlsb', 'ods', 'xls', 'ole-encrypted', 'ole-damaged', 'numbers']);
const archives = new Set(['zip', 'rar', '7z', 'gzip']);

/**
 * Lays the reports of an archive into a folder, under numbers for names.
 * @returns undefined for a file that is no archive of files (an .xlsx, an .ods)
 * @throws Refusal for what is unsafe, encrypted, damaged, nested, or holds no report
 */
export async function unpackInto(folder: string, path: string): Promise<Contents | undefined> {
  const { entries, inflatedBytes, smallInflatedBytes, ratio } = archiveLimits;
  const mayInflateTo = Math.min(inflatedBytes, Math.max(smallInflatedBytes, statSync(path).size * ratio));
  const archive = await openArchive(path, { entries, inflatedBytes: mayInflateTo });
  try {
    if ((await packageKind(archive)) !== 'zip') return undefined;
    const contents: Contents = { files: [], leftOut: [] };
    for (const [at, name] of archive.names.entries()) {
      if (name.endsWith('/')) continue;
      if (leavings.test(name)) {
        contents.leftOut.push({ name, reason: leavingWords });
        continue;
      }
      const laid = join(folder, `file-${at}`);
      await pipeline(await archive.stream(name), createWriteStream(laid, { mode: 0o600 }));
      const why = await whyNot(laid, name);
      if (why !== undefined) contents.leftOut.push({ name, reason: wordsOf(why) });
      else if (contents.files.length === archiveLimits.reports)
        throw new Refusal(finding('archive-too-many-files', { expected: String(archiveLimits.reports) }));
      else contents.files.push({ name, path: laid });
    }
    if (contents.files.length === 0) {
      const names = contents.leftOut.map(({ name }) => name.slice(0, 80));
      throw new Refusal(finding('archive-without-tables', { value: names.slice(0, 10).join(', ') || '0' }));
    }
    return contents;
  } finally {
    archive.close();
  }
}

/** Why a file of an archive is no report; undefined where it may be one, damaged or encrypted ones among them. */
async function whyNot(path: string, name: string): Promise<Finding | undefined> {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const kind = await kindOf(path, last).catch((error: unknown) => {
    // Its own reading says what is wrong with it.
    if (error instanceof Refusal) return 'xlsx' as const;
    throw error;
  });
  if (archives.has(kind)) throw new Refusal(finding('archive-nested', { value: name.slice(0, 160) }));
  if (tables.has(kind) || (texts.has(kind) && textNames.test(last))) return undefined;
  if (kind === 'empty') return finding('container-empty');
  if (kind === 'lock') return finding('container-lock-file', { value: last });
  return finding('container-not-a-spreadsheet', { value: last.includes('.') ? last.slice(last.lastIndexOf('.')) : kind });
}

function wordsOf({ code, value, expected }: Finding): Words {
  const words = { code, value, expected };
  return { id: describeFinding(words, 'id').message, en: describeFinding(words, 'en').message };
}
