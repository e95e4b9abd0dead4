import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { type Finding, finding } from '@sipkadin/budget';
import { CsvError, parse } from 'csv-parse';
import { type Cell, Refusal, type Row, type SheetInfo, type Workbook } from './sheet.ts';

const sampleBytes = 256 * 1024;
const delimiters = [';', ',', '\t', '|'];
const longestRecord = 4_000_000;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

function sample(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(sampleBytes);
    return buffer.subarray(0, readSync(file, buffer, 0, sampleBytes, 0));
  } finally {
    closeSync(file);
  }
}

/** By mark, then by NULs in every other byte, then by whether it is UTF-8 at all. */
export function detectEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 2000);
  let odd = 0;
  let even = 0;
  for (const [at, byte] of head.entries()) if (byte === 0) at % 2 === 0 ? even++ : odd++;
  if (odd > head.length / 4) return 'utf-16le';
  if (even > head.length / 4) return 'utf-16be';
  try {
    // The sample may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.length < sampleBytes ? bytes : bytes.subarray(0, bytes.lastIndexOf(10) + 1));
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The delimiter that cuts the first lines into the most equal number of fields; undefined for a single column. */
export function detectDelimiter(text: string): string | undefined {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  let best: string | undefined;
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
    const common = counts.filter((count) => count > 0);
    if (common.length === 0) continue;
    const mode =
      common.toSorted((a, b) => common.filter((count) => count === b).length - common.filter((count) => count === a).length)[0] ?? 0;
    const score = common.filter((count) => count === mode).length * 100 + Math.min(mode, 99);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Opens delimited text; its numbers stay text, for their style is still to be seen. @throws Refusal */
export function openCsv(path: string, name: string): Workbook {
  const head = sample(path);
  const encoding = detectEncoding(head);
  const text = new TextDecoder(encoding).decode(head);
  if (text.includes('\u0000'))
    throw new Refusal(finding('container-binary', { ref: String(text.slice(0, text.indexOf('\u0000')).split('\n').length) }));
  const delimiter = detectDelimiter(text) ?? ',';
  const notes: Finding[] = [];
  if (encoding !== 'utf-8') notes.push(finding('text-encoding', { value: encoding }));
  const sheet: SheetInfo = { name, hidden: false, index: 0, merges: [] };
  return {
    container: 'csv',
    sheets: [sheet],
    notes,
    close: () => {},
    async *rows(): AsyncGenerator<Row> {
      const decoder = new TextDecoder(encoding);
      const parser = parse({
        delimiter,
        bom: true,
        relax_column_count: true,
        // A quote within a field ("Jalan "Merdeka"") is common; one never closed is told by its record's size.
        relax_quotes: true,
        skip_empty_lines: false,
        max_record_size: longestRecord,
        info: true,
      });
      const source = createReadStream(path);
      const feed = (async () => {
        try {
          for await (const chunk of source as AsyncIterable<Buffer>) {
            if (!parser.write(decoder.decode(chunk, { stream: true }))) await new Promise((resolve) => parser.once('drain', resolve));
            if (parser.destroyed) return;
          }
          parser.end(decoder.decode());
        } catch (error) {
          parser.destroy(error instanceof Error ? error : new Error(String(error)));
        }
      })();
      const row: Row = { number: 0, hidden: false, cells: [] };
      let previousEnd = 0;
      try {
        for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
          row.number = previousEnd + 1;
          previousEnd = Math.max(info.lines, previousEnd + 1);
          row.cells = record.map((value): Cell | undefined => (value === '' ? undefined : { kind: 'text', text: value, formula: false }));
          yield row;
        }
        await feed;
      } catch (error) {
        if (error instanceof CsvError) {
          const line = String(error.lines ?? '');
          const code =
            error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE' ? 'csv-quote-not-closed' : 'csv-unreadable';
          throw new Refusal(finding(code, { sheet: name, ref: line, value: String(error.code) }));
        }
        throw error;
      } finally {
        source.destroy();
        parser.destroy();
      }
    },
  };
}
