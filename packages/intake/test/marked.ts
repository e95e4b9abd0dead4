import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read as readSheetJs } from '@e965/xlsx';
import { openArchive } from '../src/containers/xlsx/zip.ts';
import type { InspectReport } from '../src/index.ts';
import { markFile } from '../src/marks/mark-file.ts';
import { type Part, zip } from './zip.ts';

const upload = { id: 'u12', hash: 'a1b2c3d4e5f6' };
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-marks-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** One finding at a place, as a report has it. */
export const at = (sheet: string, ref: string, severity: InspectReport['findings'][number]['severity'] = 'warning') => ({
  ...{ code: 'total-differs' as const, severity, sheet, ref, value: '1', expected: '2', more: 0 },
  message: { id: `salah di ${ref}`, en: `wrong at ${ref}` },
  remedy: { id: 'perbaiki', en: 'correct it' },
});

/** As the child process does it. */
export function marked(path: string, findings: InspectReport['findings'], name = 'berkas.xlsx') {
  return markFile(path, name, mkdtempSync(join(folder, 'copy-')), { report: { findings, sheetsUsed: [] }, language: 'id', upload });
}

export async function markedPath(path: string, findings: InspectReport['findings'], name?: string): Promise<string> {
  const copy = await marked(path, findings, name);
  if ('refusal' in copy) throw new Error(copy.refusal.message.en);
  return copy.path;
}

/** Cells with a comment of ours as SheetJS sees them, of all sheets or of these: "Sheet!F12". */
export function commented(workbook: Buffer, sheets?: string[]): string[] {
  const book = readSheetJs(workbook, { sheetRows: 40, ...(sheets ? { sheets } : {}) });
  return book.SheetNames.flatMap((name) =>
    Object.entries(book.Sheets[name] ?? {})
      .filter(([ref, cell]) => !ref.startsWith('!') && (cell as { c?: { a?: string }[] }).c?.some(({ a }) => a === 'SIP KADIN (temuan)'))
      .map(([ref]) => `${name}!${ref}`),
  );
}

/** The parts of a workbook as they lie there, packed. */
export async function parts(path: string): Promise<Map<string, Buffer>> {
  const archive = await openArchive(path);
  const all = new Map<string, Buffer>();
  for (const name of archive.names) {
    const chunks: Buffer[] = [];
    for await (const chunk of (await archive.packed(name)).bytes) chunks.push(chunk);
    all.set(name, Buffer.concat(chunks));
  }
  archive.close();
  return all;
}

/** A workbook with its parts no longer packed: SheetJS takes ten times as long for unpacking as others. */
export async function unpacked(path: string): Promise<Buffer> {
  const archive = await openArchive(path);
  const all: Part[] = [];
  for (const name of archive.names) all.push({ name, body: await archive.bytes(name, 100_000_000), stored: true });
  archive.close();
  return zip(all);
}
