import { parseDecimal } from '@sipkadin/budget';

/** The plainest reader of RFC 4180, to look at exports with other eyes than the writer's. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quoted && char === '"' && text[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && char === ',') {
      row.push(cell);
      cell = '';
    } else if (!quoted && char === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += char;
  }
  return rows;
}

export function amountOf(text: string | undefined): bigint {
  const amount = parseDecimal(text ?? '');
  if (amount === undefined) throw new Error(`no amount: ${text}`);
  return amount;
}
