import { type Finding, finding } from '@sipkadin/budget';
import { type Merge, Refusal, type SheetInfo, type Workbook } from '../sheet.ts';
import { readMerges, readRows } from './rows.ts';
import { readStrings } from './strings.ts';
import { readDateStyles } from './styles.ts';
import { walkXml } from './xml.ts';
import { type Archive, openArchive, type ZipLimits, zipLimits } from './zip.ts';

const mostSheets = 300;
/** Merged cells stand behind the rows, and only head rows need them: larger parts are not read twice for them. */
const mergesUpTo = 64_000_000;

function resolveTarget(target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

interface SheetPart {
  name: string;
  hidden: boolean;
  part: string;
}

async function listSheets(
  archive: Archive,
  main: string,
): Promise<{ sheets: SheetPart[]; from1904: boolean; strings: string | undefined; styles: string | undefined }> {
  const relations = new Map<string, { target: string; type: string }>();
  const relationsPart = archive.find(main.replace(/([^/]+)$/, '_rels/$1.rels'));
  if (relationsPart !== undefined)
    walkXml(await archive.text(relationsPart), relationsPart, ({ name, attributes }) => {
      if (name === 'Relationship') relations.set(attributes.Id ?? '', { target: attributes.Target ?? '', type: attributes.Type ?? '' });
    });
  const sheets: SheetPart[] = [];
  let from1904 = false;
  walkXml(await archive.text(main), main, ({ name, attributes }) => {
    if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    if (name !== 'sheet') return;
    const relation = relations.get(attributes.id ?? '');
    // Chart and macro sheets hold no cells.
    if (!relation?.type.endsWith('/worksheet')) return;
    const part = archive.find(resolveTarget(relation.target));
    if (part !== undefined)
      sheets.push({ name: attributes.name ?? '', hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden', part });
  });
  const related = (kind: string) => {
    const relation = [...relations.values()].find(({ type }) => type.endsWith(`/${kind}`));
    return relation === undefined ? undefined : archive.find(resolveTarget(relation.target));
  };
  return { sheets, from1904, strings: related('sharedStrings'), styles: related('styles') };
}

async function scanMerges(archive: Archive, part: string): Promise<Merge[]> {
  const marker = Buffer.from('mergeCell');
  let tail = '';
  let bytes = 0;
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of await archive.stream(part)) {
    bytes += chunk.length;
    if (bytes > mergesUpTo) return [];
    if (tail === '') {
      const joined = Buffer.concat([kept, chunk]);
      const at = joined.indexOf(marker);
      if (at >= 0) tail = joined.subarray(at).toString('utf8');
      kept = joined.subarray(Math.max(0, joined.length - marker.length));
    } else if (tail.length < 400_000) tail += chunk.toString('utf8');
  }
  return readMerges(tail);
}

/** Opens an .xlsx or .xlsm. @throws Refusal */
export async function openXlsx(path: string, limits: ZipLimits = zipLimits): Promise<Workbook> {
  const archive = await openArchive(path, limits);
  try {
    return await openSheets(archive);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function openSheets(archive: Archive): Promise<Workbook> {
  const main = await mainPart(archive);
  const { sheets: parts, from1904, strings: stringsPart, styles: stylesPart } = await listSheets(archive, main);
  if (parts.length === 0) throw new Refusal(finding('container-no-sheets'));
  if (parts.length > mostSheets)
    throw new Refusal(finding('container-too-many-sheets', { value: String(parts.length), expected: String(mostSheets) }));
  const strings = stringsPart === undefined ? [] : await readStrings(await archive.stream(stringsPart));
  const dateStyles = stylesPart === undefined ? [] : readDateStyles(await archive.text(stylesPart));
  const notes: Finding[] = [];
  if (archive.names.some((name) => name.startsWith('xl/externalLinks/'))) notes.push(finding('external-links'));
  if (archive.names.some((name) => name.endsWith('vbaProject.bin'))) notes.push(finding('macros-ignored'));
  const odd = new Set<string>();
  const sheets: SheetInfo[] = [];
  for (const [index, { name, hidden, part }] of parts.entries())
    sheets.push({ name, hidden, index, merges: await scanMerges(archive, part) });
  return {
    container: 'xlsx',
    sheets,
    notes,
    rows(sheet) {
      const part = parts[sheet.index];
      if (part === undefined) throw new Error(`no sheet ${sheet.index}`);
      return readRows(archive.stream(part.part), {
        name: sheet.name,
        strings,
        dateStyles,
        from1904,
        oddCell(ref, text) {
          if (odd.has(sheet.name)) return;
          odd.add(sheet.name);
          notes.push(finding('text-in-number-cell', { sheet: sheet.name, ref, value: text.slice(0, 80) }));
        },
      });
    },
    close: () => archive.close(),
  };
}

/** The workbook's own part, by the package's root relations; what else an Office file may be is named. */
async function mainPart(archive: Archive): Promise<string> {
  const root = archive.find('_rels/.rels');
  let main: string | undefined;
  if (root !== undefined)
    walkXml(await archive.text(root), root, ({ name, attributes }) => {
      if (name === 'Relationship' && attributes.Type?.endsWith('/officeDocument'))
        main = archive.find((attributes.Target ?? '').replace(/^\//, ''));
    });
  main ??= archive.find('xl/workbook.xml');
  if (main?.endsWith('.bin')) throw new Refusal(finding('container-not-read', { value: '.xlsb' }));
  if (main !== undefined && !main.startsWith('word/') && !main.startsWith('ppt/')) return main;
  throw new Refusal(
    finding('container-not-a-spreadsheet', { value: main?.startsWith('word/') ? '.docx' : main?.startsWith('ppt/') ? '.pptx' : '.zip' }),
  );
}
