import { createReadStream } from 'node:fs';
import { type Finding, finding } from '@sipkadin/budget';
import { CsvError, type Parser, parse } from 'csv-parse';
import { csvLimits } from '../../limits.ts';
import { type Cell, Refusal, type Row, type SheetInfo, type Workbook, widestColumn } from '../../table/sheet.ts';
import { type Encoding, natureOf } from './encoding.ts';
import { Ragged } from './ragged.ts';

const delimiters = [';', ',', '\t', '|'];

/** How a text is cut: its delimiter, undefined for a single column, and how many fields most lines have. */
export interface Cut {
  delimiter: string | undefined;
  width: number;
}

/** Excel's note on the delimiter: "sep=;". */
const namesDelimiter = /^sep=(.)$/i;
/** The same as the first line of a file; how it ends says nothing of the rows below it. */
const delimiterNote = /^\ufeff?sep=.(?:\r\n|\n|\r)/i;
/** A field within quotes, which may hold delimiters and line breaks. */
const quoted = /(^|[;,\t|])"(?:[^"]|"")*"(?=[;,\t|\r\n]|$)/gm;

/** The delimiter that cuts the first lines into the most equal number of fields, or the one that "sep=;" names. */
export function detectCut(text: string): Cut {
  const lines = text
    .replace(quoted, '$1')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  const named = namesDelimiter.exec(lines[0] ?? '')?.[1];
  let best: Cut = { delimiter: named, width: 1 };
  let bestScore = 0;
  for (const delimiter of named === undefined ? delimiters : [named]) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1).filter((count) => count > 0);
    const often = (count: number) => counts.filter((other) => other === count).length;
    const [mode] = counts.toSorted((a, b) => often(b) - often(a));
    if (mode === undefined) continue;
    const score = often(mode) * 100 + Math.min(mode, 99);
    if (score > bestScore) [best, bestScore] = [{ delimiter, width: mode + 1 }, score];
  }
  return best;
}

/** Opens delimited text; its numbers stay text, for their style is still to be seen. @throws Refusal */
export function openCsv(path: string, name: string): Workbook {
  const { encoding, sample, binaryLine } = natureOf(path);
  if (binaryLine !== undefined)
    throw new Refusal(finding('container-binary', { sheet: name, ref: String(binaryLine), value: String(binaryLine) }));
  const { delimiter = ',', width } = detectCut(sample);
  const note = delimiterNote.exec(sample)?.[0] ?? '';
  const notes: Finding[] = [];
  if (encoding !== 'utf-8') notes.push(finding('text-encoding', { value: encoding }));
  let reported = false;
  return {
    container: 'csv',
    sheets: [{ name, hidden: false, index: 0, merges: [] }],
    notes,
    close: () => {},
    async *rows(sheet) {
      const ragged = new Ragged(width);
      yield* readRecords(path, { delimiter, encoding, note, sheet, ragged });
      if (!reported) notes.push(...ragged.findings(sheet.name));
      reported = true;
    },
  };
}

interface Text {
  delimiter: string;
  encoding: Encoding;
  /** The line that names the delimiter, with its end; it is no row. */
  note: string;
  sheet: SheetInfo;
  ragged: Ragged;
}

async function* readRecords(path: string, { delimiter, encoding, note, sheet, ragged }: Text): AsyncGenerator<Row[]> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    // A quote within a field ("Jalan "Merdeka"") is common; one never closed is recognised by its record's size.
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: csvLimits.record,
    info: true,
  });
  const source = createReadStream(path);
  const feeding = feed(source, parser, encoding, note);
  const row: Row = { number: 0, hidden: false, cells: [] };
  let lines = note === '' ? 0 : 1;
  const before = lines;
  const unclosed = (value: string) => new Refusal(finding('csv-quote-not-closed', { sheet: sheet.name, ref: String(lines + 1), value }));
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      row.number = lines + 1;
      const read = info.lines + before;
      if (read - lines > csvLimits.lines) throw unclosed(`${row.number}-${read}`);
      lines = Math.max(read, lines + 1);
      ragged.see(record, row.number);
      if (record.length > widestColumn) record.length = widestColumn;
      row.cells = record.map((value): Cell | undefined =>
        value === '' ? undefined : { kind: 'text', text: protectedText(value), formula: false },
      );
      yield [row];
    }
    await feeding;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE' && !(await endsQuoted(path, encoding, delimiter, lines + 1)))
      throw new Refusal(finding('csv-line-too-long', { sheet: sheet.name, ref: String(lines + 1), expected: String(csvLimits.record) }));
    if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') throw unclosed(error.code);
    throw new Refusal(finding('csv-unreadable', { sheet: sheet.name, ref: String(lines + 1), value: error.code }));
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** Whether the record that begins at a line (1: the first) is within quotation marks where it becomes too long. */
async function endsQuoted(path: string, encoding: Encoding, delimiter: string, line: number): Promise<boolean> {
  const decoder = new TextDecoder(encoding);
  let [at, read, quoted, before] = [1, 0, false, delimiter];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    for (const char of decoder.decode(chunk, { stream: true })) {
      if (at < line) {
        if (char === '\n') at++;
        continue;
      }
      // A field begins with a quotation mark; one that follows another is a character of the field.
      if (char === '"') quoted = quoted ? false : before === delimiter || before === '"';
      before = char;
      if (++read > csvLimits.record) return quoted;
    }
  return quoted;
}

/** Web applications write ="5.1" for Excel not to take a code for a number. */
function protectedText(value: string): string {
  return value.charCodeAt(0) === 61 ? (/^="([^"]*)"$/.exec(value)?.[1] ?? value) : value;
}

async function feed(source: AsyncIterable<Buffer>, parser: Parser, encoding: Encoding, note: string): Promise<void> {
  const decoder = new TextDecoder(encoding);
  let skip = note.length;
  try {
    for await (const chunk of source) {
      const text = decoder.decode(chunk, { stream: true });
      const rest = text.slice(skip);
      skip -= text.length - rest.length;
      if (!parser.write(rest)) await new Promise((resolve) => parser.once('drain', resolve));
      if (parser.destroyed) return;
    }
    parser.end(decoder.decode());
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
