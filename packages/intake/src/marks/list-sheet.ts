import { type Language, printedValue } from '@sipkadin/budget';
import { columnLetters } from '../table/sheet.ts';
import { escapeXml } from './outline.ts';
import { type Mark, mostMarks, type Plan } from './plan.ts';
import { listMark, type MarkedUpload, writeReference } from './signature.ts';
import type { MarkStyles } from './styles.ts';
import { listWords } from './words.ts';
import { fillRules } from './worksheet.ts';

/** The result of marking, for the reader of the list. */
export interface Marked {
  cells: number;
  /** Marks without a comment, for their cells had one. */
  keptComments: number;
  /** Names of sheets that could only be coloured, and of those that could not even be that. */
  noComments: string[];
  leftAlone: string[];
  /** The workbook is a copy of the file's rows. */
  rowsOnly: boolean;
}

interface List {
  file: string;
  upload: MarkedUpload | null;
  plan: Plan;
  marked: Marked;
  /** Names of the sheets, by their positions. */
  sheets: readonly string[];
  language: Language;
  styles: MarkStyles;
  main: string;
}

const widths = [18, 24, 10, 52, 22, 22, 52, 18, 26];
const linkColumn = 2;

/** The worksheet part that lists all findings, each with a link to its cell. Texts only: nothing in it is calculated. */
export function listSheet({ file, upload, plan, marked, sheets, language, styles, main }: List): string {
  const w = listWords[language];
  const rows: string[] = [];
  const links: string[] = [];
  const fills: Mark[] = [];
  const wrap = styles.wrap > 0 ? ` s="${styles.wrap}"` : '';
  const put = (texts: readonly string[], { bold = false, style = '', hidden = false } = {}) => {
    const number = rows.length + 1;
    const cells = texts.map((text, column) => {
      if (text === '') return '';
      const plain = `<t xml:space="preserve">${escapeXml(text.slice(0, 32_000))}</t>`;
      const string = bold ? `<r><rPr><b/></rPr>${plain}</r>` : plain;
      return `<c r="${columnLetters(column)}${number}"${style} t="inlineStr"><is>${string}</is></c>`;
    });
    rows.push(`<row r="${number}"${hidden ? ' hidden="1"' : ''}>${cells.join('')}</row>`);
    return number;
  };
  put([listMark, writeReference(upload)], { hidden: true });
  put([w.title(file)], { bold: true });
  const notes = [
    w.marked(marked.cells, plan.listed.length),
    ...(plan.unmarked > 0 ? [w.most(mostMarks)] : []),
    w.howTo,
    w.colours,
    ...(marked.rowsOnly ? [w.rowsOnly] : []),
    ...(marked.keptComments > 0 ? [w.keptComments] : []),
    ...(marked.noComments.length > 0 ? [w.noComments(marked.noComments.join(', '))] : []),
    ...(marked.leftAlone.length > 0 ? [w.leftAlone(marked.leftAlone.join(', '))] : []),
  ];
  for (const note of notes) put([note]);
  put([]);
  const head = put(w.columns, { bold: true, style: wrap });
  for (const { finding, sheet, cell } of plan.listed) {
    const { severity, message, remedy, more, code } = finding;
    const [value, expected] = [printedValue(finding, 'value', language), printedValue(finding, 'expected', language)];
    const name = sheet === null ? '' : (sheets[sheet] ?? '');
    const number = put(
      [
        ...[
          w.severities[severity],
          name === '' ? finding.sheet || w.wholeFile : name,
          cell || (name === '' ? '' : 'A1'),
          message[language],
        ],
        ...[value, expected, remedy[language], more > 0 ? w.more(more) : '', code],
      ],
      { style: wrap },
    );
    if (severity !== 'info') fills.push({ row: number, column: 0, severity, wholeRow: false, note: '' });
    if (name !== '') {
      const ref = `${columnLetters(linkColumn)}${number}`;
      links.push(`<hyperlink ref="${ref}" location="${escapeXml(`'${name.replaceAll("'", "''")}'!${cell || 'A1'}`)}"/>`);
    }
  }
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const filter = `<autoFilter ref="A${head}:${columnLetters(widths.length - 1)}${rows.length}"/>`;
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}"><sheetPr><tabColor rgb="FFC00000"/></sheetPr>`,
    `<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>${plan.listed.length > 0 ? filter : ''}`,
    fillRules(fills, styles, '', 1),
    links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : '',
    `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>`,
  ].join('');
}

/** A name that no other sheet has, in whatever case. */
export function freeSheetName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!known.has(name.toLowerCase())) return name;
  }
}
