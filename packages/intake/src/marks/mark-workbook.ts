import type { Language } from '@sipkadin/budget';
import { listParts, mainRelation } from '../containers/xlsx/open.ts';
import type { Archive } from '../containers/xlsx/zip.ts';
import { workbookLimits } from '../limits.ts';
import { firstRows } from '../sheets/survey.ts';
import type { Workbook } from '../table/sheet.ts';
import { freeSheetName, listSheet, type Marked } from './list-sheet.ts';
import { noBoxes, noComments, withNotes } from './notes.ts';
import { appendTo, edited, escapeXml, NotEditable, outlineXml, textOf } from './outline.ts';
import { Package } from './package.ts';
import type { Mark, Plan } from './plan.ts';
import { listOfOurs, type MarkedUpload } from './signature.ts';
import { addMarkStyles, type MarkStyles, noStyles } from './styles.ts';
import { listWords } from './words.ts';
import { TailEdit, tailOf, withTail } from './worksheet.ts';

interface Marking {
  archive: Archive;
  /** The same file, opened for reading. */
  workbook: Workbook;
  plan: Plan;
  /** The file as the list calls it. */
  file: string;
  upload: MarkedUpload | null;
  language: Language;
  rowsOnly: boolean;
}

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Writes an .xlsx again with its marks: rules that colour cells and comments behind the rows of its sheets, and one more
 * sheet that lists the findings. Rows, and every part that no mark concerns, are as they were to the byte. What an earlier
 * marking put in is replaced.
 * @throws NotEditable | Refusal
 */
export async function markWorkbook(out: string, marking: Marking): Promise<Marked> {
  const { archive, workbook, plan, file, upload, language, rowsOnly } = marking;
  const { part: main } = await mainRelation(archive);
  if (main === undefined) throw new NotEditable('workbook');
  const { sheets } = await listParts(archive, main);
  const own = await sheetsOfOurs(workbook);
  const root = outlineXml(textOf(await archive.bytes(main)), 0);
  const pack = new Package(archive, Object.values(root.attributes).includes('http://purl.oclc.org/ooxml/spreadsheetml/main'));
  const styles = await markStyles(pack, main);
  const marked: Marked = { cells: 0, keptComments: 0, noComments: [], leftAlone: [], rowsOnly };
  for (const [index, { name, part }] of sheets.entries()) {
    if (own.includes(index)) continue;
    try {
      // A sheet without findings may have marks of an earlier marking.
      await markSheet(pack, archive, { name, part }, plan.marks.get(index) ?? [], styles, marked);
    } catch (error) {
      if (!(error instanceof NotEditable)) throw error;
      if (plan.marks.has(index)) marked.leftAlone.push(name);
    }
  }
  const names = sheets.map(({ name }) => name);
  const list = listSheet({ ...{ file, upload, plan, marked, language, styles }, sheets: names, main: pack.main });
  const [earlier] = own;
  const place = earlier === undefined ? undefined : sheets[earlier]?.part;
  if (place !== undefined) pack.set(place, list);
  else await addSheet(pack, main, freeSheetName(listWords[language].sheet, names), list);
  await pack.write(out);
  return marked;
}

async function sheetsOfOurs(workbook: Workbook): Promise<number[]> {
  const own: number[] = [];
  for (const info of workbook.sheets) if (listOfOurs({ rows: await firstRows(workbook, info) })) own.push(info.index);
  return own;
}

async function markStyles(pack: Package, main: string): Promise<MarkStyles> {
  const relation = (await pack.relationsOf(main)).find(({ kind }) => kind === 'styles');
  let part = relation?.part;
  if (part === undefined) {
    if (relation) throw new NotEditable('styles');
    part = pack.freeName('xl/styles#.xml');
    pack.set(part, noStyles(pack.main));
    await pack.declareType(part, `${spreadsheet}.styles+xml`);
    await pack.relate(main, 'styles', part);
  }
  const { text, styles } = addMarkStyles(await pack.text(part));
  pack.set(part, text);
  return styles;
}

/** @throws NotEditable where not even colours can be put in; then the sheet is as it was */
async function markSheet(
  pack: Package,
  archive: Archive,
  { name, part }: { name: string; part: string },
  marks: readonly Mark[],
  styles: MarkStyles,
  marked: Marked,
): Promise<void> {
  if (pack.isChanged(part)) throw new NotEditable('shared part');
  const tail = await tailOf(await archive.stream(part), part);
  const edit = new TailEdit(tail);
  let drawing: { id: string; namespace: string } | undefined;
  try {
    drawing = await putNotes(pack, part, edit.boxes, marks, marked);
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error;
    if (marks.length > 0) marked.noComments.push(name);
  }
  const text = edit.text(marks, styles, drawing);
  marked.cells += marks.length;
  if (text !== tail.text)
    pack.setStream(part, async function* changed() {
      yield* withTail(await archive.stream(part), tail.from, text);
    });
}

/** @returns the relation of a drawing that the sheet must name */
async function putNotes(
  pack: Package,
  sheet: string,
  boxesRelation: string | undefined,
  marks: readonly Mark[],
  marked: Marked,
): Promise<{ id: string; namespace: string } | undefined> {
  const relations = await pack.relationsOf(sheet);
  const comments = relations.find(({ kind }) => kind === 'comments');
  const boxes = relations.find(({ id }) => id === boxesRelation);
  if ((comments && comments.part === undefined) || (boxesRelation !== undefined && boxes?.part === undefined))
    throw new NotEditable('relation');
  if (comments === undefined && marks.length === 0) return undefined;
  const [commentsPart, boxesPart] = [comments?.part, boxes?.part];
  // A part of two sheets would have the marks of both in each.
  if ([commentsPart, boxesPart].some((part) => part !== undefined && pack.isChanged(part))) throw new NotEditable('shared part');
  const before = {
    comments: commentsPart === undefined ? noComments(pack.main) : await pack.text(commentsPart),
    boxes: boxesPart === undefined ? noBoxes : await pack.text(boxesPart),
  };
  const noted = withNotes(before, marks);
  marked.keptComments += noted.kept;
  if (noted.parts === before) return undefined;
  await setOrAdd(pack, sheet, commentsPart, noted.parts.comments, {
    kind: 'comments',
    pattern: 'xl/comments#.xml',
    type: `${spreadsheet}.comments+xml`,
  });
  const added = await setOrAdd(pack, sheet, boxesPart, noted.parts.boxes, {
    ...{ kind: 'vmlDrawing', pattern: 'xl/drawings/vmlDrawing#.vml' },
    type: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
  });
  return added === undefined ? undefined : { id: added, namespace: pack.relationTypes };
}

/** @returns the new part's relation */
async function setOrAdd(
  pack: Package,
  sheet: string,
  part: string | undefined,
  text: string,
  { kind, pattern, type }: { kind: string; pattern: string; type: string },
): Promise<string | undefined> {
  if (part !== undefined) {
    pack.set(part, text);
    return undefined;
  }
  const added = pack.freeName(pattern);
  pack.set(added, text);
  await pack.declareType(added, type);
  return pack.relate(sheet, kind, added);
}

/** Puts a sheet behind all others: names defined for a sheet go by its position. */
async function addSheet(pack: Package, main: string, name: string, xml: string): Promise<void> {
  const text = await pack.text(main);
  const sheets = outlineXml(text, 2).children.find((child) => child.name === 'sheets');
  if (sheets === undefined) throw new NotEditable('sheets');
  if (sheets.children.length >= workbookLimits.sheets) throw new NotEditable(`> ${workbookLimits.sheets}`);
  const part = pack.freeName('xl/worksheets/sheet#.xml');
  pack.set(part, xml);
  await pack.declareType(part, `${spreadsheet}.worksheet+xml`);
  const id = await pack.relate(main, 'worksheet', part);
  const number = sheets.children.reduce((most, { attributes }) => Math.max(most, Number(attributes['sheetId']) || 0), 0) + 1;
  const sheet = `<${sheets.prefix}sheet xmlns:r="${pack.relationTypes}" name="${escapeXml(name)}" sheetId="${number}" r:id="${id}"/>`;
  pack.set(main, edited(text, appendTo(text, sheets, sheet)));
}
