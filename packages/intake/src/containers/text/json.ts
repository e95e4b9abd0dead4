import { readFileSync, statSync } from 'node:fs';
import { type Finding, finding } from '@sipkadin/budget';
import { wholeFileLimits } from '../../limits.ts';
import { type Cell, Refusal, type Row, type SheetInfo, type Workbook, widestColumn } from '../../table/sheet.ts';

/** The exact text of a number: what it passes through must not be a double. */
class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Dump = Record<string, unknown>[];

/** A list of records, its path in the dump, and how many rows the dump says there are in all. */
interface Table {
  path: string;
  records: Dump;
  stated: number | undefined;
}

/** How deep a list may be wrapped. */
const deepest = 5;

/** APIs wrap their rows: { data: [...] }, { data: { revenue: [...], spending: [...] } }. Each list is a table, the longest first. */
function tablesOf(value: unknown, path: readonly string[] = [], around: Record<string, unknown> = {}): Table[] {
  if (isTable(value)) return [{ path: path.join('.'), records: value, stated: statedRows(around) }];
  if (path.length === deepest || !isRecord(value)) return [];
  const found = Object.entries(value).flatMap(([key, inner]) => tablesOf(inner, [...path, key], value));
  return found.sort((a, b) => b.records.length - a.records.length);
}

function isRecord(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item) && !(item instanceof NumberText);
}

function isTable(value: unknown): value is Dump {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

/** A page of a longer list says so beside it; a bare "total" may be money and counts rows only beside a page's number. */
function statedRows(around: Record<string, unknown>): number | undefined {
  const keys = Object.keys(around);
  const paged = keys.some((key) => /^(?:current_?page|per_?page|last_?page|page_?size)$/i.test(key));
  const key = keys.find((name) => /^(?:records_?total|total_?(?:records|rows|data))$/i.test(name) || (paged && name === 'total'));
  const stated = key === undefined ? undefined : around[key];
  return stated instanceof NumberText ? Number(stated.text) : undefined;
}

/** Objects within a record are columns of it: { skpd: { kode } } is "kode_skpd". Lists within one belong to no column. */
function flattened(record: Record<string, unknown>, lists: Set<string>): Record<string, unknown> {
  if (
    !Object.entries(record).some(([key, value]) => (typeof value === 'object' && !(value instanceof NumberText)) || key !== snakeCase(key))
  )
    return record;
  const flat = new Map<string, unknown>();
  const add = (key: string, value: unknown) => flat.has(key) || flat.set(key, value);
  for (const [name, value] of Object.entries(record)) {
    if (isTable(value)) lists.add(name);
    else if (!isRecord(value)) add(snakeCase(name), value);
    else for (const [inner, own] of Object.entries(value)) add(`${snakeCase(inner)}_${snakeCase(name)}`, own);
  }
  return Object.fromEntries(flat);
}

/** "kodeSubGiat" → "kode_sub_giat". */
function snakeCase(key: string): string {
  return /^[a-z]+(?:[A-Z][a-z0-9]*)+$/.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key;
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

/** Opens a dump: each list of records becomes a sheet whose first row is the records' keys. @throws Refusal */
export function openJson(path: string, name: string): Workbook {
  if (statSync(path).size > wholeFileLimits.json)
    throw new Refusal(finding('container-too-large', { value: String(statSync(path).size), expected: String(wholeFileLimits.json) }));
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
  const tables = tablesOf(value);
  if (tables.length === 0) throw new Refusal(finding('json-not-a-table'));
  const notes: Finding[] = [];
  const sheets = tables.map(({ path: place, records, stated }, index) => {
    const sheet: SheetInfo = { name: tables.length === 1 ? name : place, hidden: false, index, merges: [] };
    const lists = new Set<string>();
    const rows = records.map((record) => flattened(record, lists));
    const said = { sheet: sheet.name, value: String(records.length) };
    if (stated !== undefined && stated > records.length) notes.push(finding('json-partial', { ...said, expected: String(stated) }));
    if (lists.size > 0) notes.push(finding('json-nested', { ...said, value: [...lists].join(', ') }));
    return { sheet, rows, keys: keysOf(rows) };
  });
  return {
    container: 'json',
    sheets: sheets.map(({ sheet }) => sheet),
    notes,
    close: () => {},
    async *rows({ index }): AsyncGenerator<Row[]> {
      const { keys = [], rows = [] } = sheets[index] ?? {};
      yield [{ number: 0, hidden: false, cells: keys.map((key): Cell => ({ kind: 'text', text: key, formula: false })) }];
      for (const [at, record] of rows.entries()) {
        yield [{ number: at + 1, hidden: false, cells: keys.map((key) => (Object.hasOwn(record, key) ? cellOf(record[key]) : undefined)) }];
      }
    },
  };
}
