import { isIsoDate, type Language, parseDecimal, toDecimal } from '@sipkadin/budget';
import type { Cell, Column, ColumnKind, Table } from '@sipkadin/opendata';
import { type ChartFile, dash, words } from '@sipkadin/ui';

/** What a cell holds, before the kind of its column is known. */
type Value =
  | { kind: 'text'; text: string }
  | { kind: 'none' }
  | { kind: 'money'; sen: bigint }
  | { kind: 'percent'; hundredths: number }
  | { kind: 'integer'; number: number }
  | { kind: 'date'; day: string };

/**
 * The tables of a page, read from its own markup, so that their figures are those of the page. In the markup amounts have their exact
 * value (see `ExactAmounts`).
 */
export function tablesIn(markup: string, language: Language): Table[] {
  // One that is marked as fixed has only a part of the rows: the page hands them over whole.
  const whole = [...markup.matchAll(/<table([^>]*)>(.*?)<\/table>/gs)].filter(([, attributes = '']) => !attributes.includes('data-fixed'));
  return whole.flatMap(([, , inner = ''], at) => tableOf(inner, `tabel_${at + 1}`, language) ?? []);
}

/** A chart's table of exact amounts. */
export function chartTable({ id, title, table: { columns, rows } }: ChartFile, language: Language): Table {
  const values = rows.map((row) =>
    row.map((cell): Value => {
      if (cell === null) return { kind: 'none' };
      return typeof cell === 'bigint' ? { kind: 'money', sen: cell } : textValue(cell, language);
    }),
  );
  return tableFrom(id.replaceAll('-', '_'), title, columns, values);
}

function tableOf(inner: string, name: string, language: Language): Table | undefined {
  const caption = textOf(/<caption[^>]*>(.*?)<\/caption>/s.exec(inner)?.[1] ?? '');
  const head = /<thead>(.*?)<\/thead>/s.exec(inner)?.[1] ?? '';
  const body = /<tbody>(.*?)<\/tbody>/s.exec(inner)?.[1] ?? '';
  const labels = cellsOf(head).map(textOf);
  const rows = [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) => cellsOf(row));
  // A cell over several columns belongs to none of them.
  if (labels.length === 0 || rows.some((row) => row.length !== labels.length)) return undefined;
  const codes = rows.map(([first = '']) => textOf(/<span class="code">(.*?)<\/span>/s.exec(first)?.[1] ?? ''));
  const hasCodes = codes.some((code) => code !== '');
  const values = rows.map((row, at): Value[] => [
    ...(hasCodes ? [{ kind: 'text' as const, text: codes[at] ?? '' }] : []),
    ...row.map((cell, column) => valueOf(column === 0 && hasCodes ? cell.replace(/<span class="code">.*?<\/span>/s, '') : cell, language)),
  ]);
  return tableFrom(name, caption, hasCodes ? ['kode', ...labels] : labels, values);
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(/<t[hd](?:\s[^>]*)?>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell);
}

function valueOf(cell: string, language: Language): Value {
  const amount = /<data value="([^"]*)" data-unit="Rp">/.exec(cell);
  if (amount !== null) {
    const sen = parseDecimal(amount[1] ?? '');
    return sen === undefined ? { kind: 'none' } : { kind: 'money', sen };
  }
  const number = /<data value="(-?\d+)"/.exec(cell);
  if (number !== null) return { kind: 'integer', number: Number(number[1]) };
  const day = /<time datetime="(\d{4}-\d{2}-\d{2})"/i.exec(cell);
  if (day !== null) return { kind: 'date', day: day[1] ?? '' };
  return textValue(textOf(cell), language);
}

/** "Rp1.234,56", "63,2%", "1.234" as numbers; anything else stays text. */
function textValue(text: string, language: Language): Value {
  if (text === '' || text.startsWith(dash) || text === words(language).notReported) return { kind: 'none' };
  if (isIsoDate(text)) return { kind: 'date', day: text };
  const [, sign = '', unit = '', digits = '', percent = ''] = /^([−-]?)(Rp)?\s?(\d[\d.,]*)\s?(%?)$/.exec(text) ?? [];
  const decimal = language === 'en' ? '.' : ',';
  const [whole = '', part = '', ...more] = digits.split(decimal);
  const grouped = new RegExp(`^\\d{1,3}(?:\\${decimal === ',' ? '.' : ','}\\d{3})*$|^\\d+$`);
  if (digits === '' || more.length > 0 || part.length > 2 || !grouped.test(whole)) return { kind: 'text', text };
  const hundredths = parseDecimal(`${sign === '' ? '' : '-'}${whole.replaceAll(/[.,]/g, '')}.${part.padEnd(2, '0')}`);
  if (hundredths === undefined) return { kind: 'text', text };
  if (unit !== '') return { kind: 'money', sen: hundredths };
  if (percent !== '') return { kind: 'percent', hundredths: Number(hundredths) };
  // A code of digits, "01", is none that counts.
  return part === '' && !/^0\d/.test(whole) ? { kind: 'integer', number: Number(hundredths / 100n) } : { kind: 'text', text };
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };

/** What is read, with " · " before what has a line of its own. */
function textOf(markup: string): string {
  return markup
    .replaceAll(/<(?:span class="under"|br)[^>]*>/g, ' · ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A column has one kind: that of all its values, else it is text as on the page. */
function tableFrom(name: string, title: string, labels: readonly string[], values: readonly (readonly Value[])[]): Table {
  const kinds = labels.map((_, at): ColumnKind => {
    const found = new Set(values.flatMap((row) => (row[at] === undefined || row[at].kind === 'none' ? [] : [row[at].kind])));
    const [only] = found;
    return found.size === 1 && only !== undefined ? only : 'text';
  });
  const names = columnNames(labels);
  const columns = labels.map((label, at): Column => {
    // Amounts are in rupiah here, whatever unit the page rounds them to.
    const text = kinds[at] === 'money' ? label.replace(/\s*\([^()]*\)$/, '') : label;
    return { name: names[at] ?? '', kind: kinds[at] ?? 'text', about: { id: text, en: text } };
  });
  return {
    ...{ name, title: { id: title, en: title }, columns, from: '', sumsBy: [] },
    rows: () => values.map((row) => row.map((value, at): Cell => cellOf(value, kinds[at] ?? 'text'))),
  };
}

function cellOf(value: Value, kind: ColumnKind): Cell {
  switch (value.kind) {
    case 'none':
      return null;
    case 'text':
      return value.text;
    case 'date':
      return value.day;
    case 'money':
      return kind === 'money' ? value.sen : toDecimal(value.sen);
    case 'percent':
      return kind === 'percent' ? value.hundredths : `${toDecimal(BigInt(value.hundredths))}%`;
    case 'integer':
      return kind === 'integer' ? value.number : String(value.number);
  }
}

/** Labels as names of columns: lower case, with "_", each once. */
function columnNames(labels: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const plain = label
      .replace(/\s*\([^()]*\)$/, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '');
    const name = plain === '' ? 'kolom' : plain;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}
