import { canonicalCode } from '@sipkadin/budget';
import { widestColumn } from '../table/sheet.ts';
import { type MappingDraft, type MappingKind, mappingKinds, monthTargets, plainTargets, severalColumns, type Target } from './mapping.ts';

/** A mapping as a person, a screen or the ledger hands it in; a text says what of it cannot be understood. */
export function parseMapping(text: string): MappingDraft | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'JSON';
  }
  if (!isRecord(value)) return 'JSON';
  const known = ['kind', 'sheet', 'header', 'firstRow', 'columns', 'unit', 'carry', 'numbers', 'dates'];
  const strange = Object.keys(value).find((key) => !known.includes(key));
  if (strange !== undefined) return strange.slice(0, 40);
  const {
    kind = null,
    sheet = '',
    header = null,
    firstRow = 1,
    columns = {},
    unit = null,
    carry = false,
    numbers = {},
    dates = 'dmy',
  } = value;
  if (kind !== null && !isKind(kind)) return 'kind';
  if (typeof sheet !== 'string') return 'sheet';
  if (header !== null && !isHeader(header)) return 'header';
  if (!isRowNumber(firstRow)) return 'firstRow';
  if (unit !== null && !isUnit(unit)) return 'unit';
  if (typeof carry !== 'boolean') return 'carry';
  if (dates !== 'dmy' && dates !== 'mdy') return 'dates';
  const read = columnsOf(columns);
  if (typeof read === 'string') return read;
  if (!isRecord(numbers)) return 'numbers';
  const styles: Record<string, 'id' | 'en'> = {};
  for (const [letters, style] of Object.entries(numbers)) {
    if (columnIndex(letters) === undefined || (style !== 'id' && style !== 'en')) return `numbers.${letters}`.slice(0, 40);
    styles[letters] = style;
  }
  return { kind, sheet, header, firstRow, columns: read, unit, carry, numbers: styles, dates };
}

function columnsOf(value: unknown): Partial<Record<Target, string[]>> | string {
  if (!isRecord(value)) return 'columns';
  const targets: readonly string[] = [...plainTargets, ...monthTargets];
  const columns: Partial<Record<Target, string[]>> = {};
  for (const [name, given] of Object.entries(value)) {
    const list: unknown[] = typeof given === 'string' ? [given] : Array.isArray(given) ? given : [];
    const letters = list.filter((item): item is string => typeof item === 'string' && columnIndex(item) !== undefined);
    const target = name as Target;
    if (!targets.includes(name) || letters.length !== list.length || letters.length > 12) return `columns.${name}`.slice(0, 40);
    if (letters.length > 1 && !severalColumns.has(target)) return `columns.${name}`;
    if (letters.length > 0) columns[target] = letters;
  }
  return columns;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(value: unknown): value is MappingKind {
  return mappingKinds.some((kind) => kind === value);
}

function isRowNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_048_576;
}

function isHeader(value: unknown): value is { top: number; bottom: number } {
  return (
    isRecord(value) &&
    isRowNumber(value['top']) &&
    isRowNumber(value['bottom']) &&
    value['top'] <= value['bottom'] &&
    value['bottom'] - value['top'] < 10
  );
}

function isUnit(value: unknown): value is string {
  return typeof value === 'string' && (value === 'titles' || value === 'whole' || canonicalCode('unit', value) !== undefined);
}

/** "A" → 0, "AA" → 26; undefined for what names no column. */
export function columnIndex(letters: string): number | undefined {
  if (!/^[A-Z]{1,3}$/.test(letters)) return undefined;
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index <= widestColumn ? index - 1 : undefined;
}
