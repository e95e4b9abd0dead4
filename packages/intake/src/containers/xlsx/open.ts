import { type Finding, finding } from '@sipkadin/budget';
import { workbookLimits, zipLimits } from '../../limits.ts';
import { Refusal, type SheetInfo, type Workbook } from '../../table/sheet.ts';
import { readMerges } from './merges.ts';
import { readRows } from './rows.ts';
import { readStrings } from './strings.ts';
import { readNumberStyles } from './styles.ts';
import { walkXml } from './xml.ts';
import { type Archive, openArchive, type ZipLimits } from './zip.ts';

interface SheetPart {
  name: string;
  hidden: boolean;
  part: string;
}

interface Parts {
  sheets: SheetPart[];
  from1904: boolean;
  strings: string | undefined;
  styles: string | undefined;
}

/** The stored name of what a relation of `base` points to, relative or from the root. */
export function resolvePart(find: (path: string) => string | undefined, base: string, target: string): string | undefined {
  const path = target.startsWith('/') ? target : `${base.slice(0, base.lastIndexOf('/') + 1)}${target}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return find(parts.join('/'));
}

interface Relation {
  target: string;
  /** Last word of its type: "worksheet", "sharedStrings". */
  kind: string;
}

async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const name = archive.find(part.replace(/([^/]*)$/, '_rels/$1.rels'));
  if (name !== undefined)
    walkXml(await archive.bytes(name), name, ({ name: element, attributes }) => {
      if (element !== 'Relationship') return;
      const { Id = '', Target = '', Type = '' } = attributes;
      relations.set(Id, { target: Target, kind: Type.slice(Type.lastIndexOf('/') + 1) });
    });
  return relations;
}

export async function listParts(archive: Archive, main: string): Promise<Parts> {
  const relations = await relationsOf(archive, main);
  const sheets: SheetPart[] = [];
  let from1904 = false;
  walkXml(await archive.bytes(main), main, ({ name: element, attributes }) => {
    if (element === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    if (element !== 'sheet') return;
    const { name = '', state } = attributes;
    const relation = relations.get(attributes.id ?? '');
    // Chart and macro sheets hold no cells. A sheet of cells that is not there would be a report with a part missing.
    if (relation !== undefined && relation.kind !== 'worksheet') return;
    const part = relation && resolvePart(archive.find, main, relation.target);
    if (part === undefined) throw new Refusal(finding('container-part-missing', { sheet: name, value: relation?.target ?? name }));
    sheets.push({ name, hidden: state === 'hidden' || state === 'veryHidden', part });
  });
  const related = (kind: string) => {
    const relation = [...relations.values()].find((each) => each.kind === kind);
    return relation && resolvePart(archive.find, main, relation.target);
  };
  return { sheets, from1904, strings: related('sharedStrings'), styles: related('styles') };
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
  const { part: main, target } = await mainRelation(archive);
  if (main === undefined) throw new Refusal(finding('container-part-missing', { value: target ?? 'xl/workbook.xml' }));
  const { sheets: parts, from1904, strings: stringsPart, styles } = await listParts(archive, main);
  if (parts.length === 0) throw new Refusal(finding('container-no-sheets'));
  if (parts.length > workbookLimits.sheets)
    throw new Refusal(finding('container-too-many-sheets', { value: String(parts.length), expected: String(workbookLimits.sheets) }));
  const strings = stringsPart === undefined ? [] : await readStrings(await archive.stream(stringsPart));
  const numberStyles = styles === undefined ? [] : readNumberStyles(await archive.bytes(styles));
  const notes: Finding[] = [];
  if (archive.names.some((name) => name.startsWith('xl/externalLinks/'))) notes.push(finding('external-links'));
  if (archive.names.some((name) => name.endsWith('vbaProject.bin'))) notes.push(finding('macros-ignored'));
  const odd = new Set<string>();
  const sheets: SheetInfo[] = [];
  for (const [index, { name, hidden, part }] of parts.entries()) {
    const merges = archive.size(part) > workbookLimits.bytesSearchedForMerges ? [] : await readMerges(await archive.stream(part));
    sheets.push({ name, hidden, index, merges });
  }
  return {
    container: 'xlsx',
    sheets,
    notes,
    rows(sheet) {
      const part = parts[sheet.index];
      if (part === undefined) throw new Error(`no sheet ${sheet.index}`);
      return readRows(() => archive.stream(part.part), {
        name: sheet.name,
        strings,
        numberStyles,
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

/** The workbook's own part, by the package's root relations; `target` is what they name, whether it is there or not. */
export async function mainRelation(archive: Archive): Promise<{ part: string | undefined; target: string | undefined }> {
  const relation = [...(await relationsOf(archive, '')).values()].find(({ kind }) => kind === 'officeDocument');
  const part = (relation && resolvePart(archive.find, '', relation.target)) ?? archive.find('xl/workbook.xml');
  return { part, target: relation?.target };
}
