import { readFileSync, statSync } from 'node:fs';
import { finding } from '@sipkadin/budget';
import { type Cell, Refusal, type Row, type SheetInfo, type Workbook, widestColumn } from './sheet.ts';

/** A dump is parsed whole; the child's memory holds about five times its size. */
const mostBytes = 60_000_000;

/** The exact text of a number: what it passes through must not be a double. */
class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Dump = Record<string, unknown>[];

/** How deep a list may be wrapped. */
const deepest = 5;

/** APIs wrap their rows: { data: [...] }. Of several lists the longest is the table. */
function recordsOf(value: unknown, depth = 0): Dump | undefined {
  if (isTable(value)) return value;
  if (depth === deepest || typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof NumberText)
    return undefined;
  let longest: Dump | undefined;
  for (const inner of Object.values(value)) {
    const records = recordsOf(inner, depth + 1);
    if (records !== undefined && records.length > (longest?.length ?? 0)) longest = records;
  }
  return longest;
}

function isTable(value: unknown): value is Dump {
  const isRecord = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item) && !(item instanceof NumberText);
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

/** Every key that any record has, in the order in which they first come. */
function keysOf(records: Dump): string[] {
  const keys = new Set<string>();
  for (const record of records) for (const key of Object.keys(record)) keys.add(key);
  return [...keys].slice(0, widestColumn);
}

function cellOf(value: unknown): Cell | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (value instanceof NumberText) return { kind: 'number', text: value.text, formula: false };
  if (typeof value === 'string') return { kind: 'text', text: value, formula: false };
  if (typeof value === 'boolean') return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE', formula: false };
  return undefined;
}

/** Opens a dump: a list of flat records becomes a table whose first row is the records' keys. @throws Refusal */
export function openJson(path: string, name: string): Workbook {
  if (statSync(path).size > mostBytes)
    throw new Refusal(finding('container-too-large', { value: String(statSync(path).size), expected: String(mostBytes) }));
  const bytes = readFileSync(path);
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const exact = (_key: string, parsed: unknown, context?: { source?: string }) =>
      typeof parsed === 'number' ? new NumberText(context?.source ?? String(parsed)) : parsed;
    value = JSON.parse(text, exact);
  } catch (error) {
    throw new Refusal(finding('json-unreadable', { value: error instanceof Error ? error.message.slice(0, 120) : '' }));
  }
  const records = recordsOf(value);
  if (records === undefined) throw new Refusal(finding('json-not-a-table'));
  const keys = keysOf(records);
  const sheet: SheetInfo = { name, hidden: false, index: 0, merges: [] };
  return {
    container: 'json',
    sheets: [sheet],
    notes: [],
    close: () => {},
    async *rows(): AsyncGenerator<Row[]> {
      yield [{ number: 0, hidden: false, cells: keys.map((key): Cell => ({ kind: 'text', text: key, formula: false })) }];
      for (const [at, record] of records.entries()) {
        yield [{ number: at + 1, hidden: false, cells: keys.map((key) => (Object.hasOwn(record, key) ? cellOf(record[key]) : undefined)) }];
      }
    },
  };
}
