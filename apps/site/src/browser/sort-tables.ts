/** Fewer rows are seen at a glance. */
const fewest = 6;

/**
 * Makes the headings of tables buttons that sort their rows. Numbers are compared by value: by the exact amount where the cell shows a
 * rounded one, by `<data>` and `<time>` where a cell has them. Rows beneath another one (an account and its parts) stay beneath it. Tables marked `data-fixed` keep their order.
 */
export function sortTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('main table:not([data-fixed])')) {
    const [body] = table.tBodies;
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (body === undefined || body.rows.length < fewest || heads.some((head) => head.querySelector('a, button') !== null)) continue;
    const original = [...body.rows];
    // A cell over several rows or columns belongs to more than the row that moves.
    if (original.some(({ cells }) => cells.length !== heads.length)) continue;
    heads.forEach((head, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        // Numbers the largest first, names from A.
        const usual = head.classList.contains('number') ? 'descending' : 'ascending';
        const turned = usual === 'ascending' ? 'descending' : 'ascending';
        const now = head.getAttribute('aria-sort');
        const next = now === null ? usual : now === usual ? turned : null;
        for (const one of heads) one.removeAttribute('aria-sort');
        if (next !== null) head.setAttribute('aria-sort', next);
        body.append(...(next === null ? original : sorted(original, at, next === 'ascending' ? 1 : -1)));
      });
    });
  }
}

interface Branch {
  row: HTMLTableRowElement;
  depth: number;
  below: Branch[];
}

function sorted(rows: readonly HTMLTableRowElement[], at: number, direction: 1 | -1): HTMLTableRowElement[] {
  const root: Branch[] = [];
  const open: Branch[] = [];
  for (const row of rows) {
    const depth = Number(/\blvl(\d)/.exec(row.cells[0]?.className ?? '')?.[1] ?? 0);
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const branch = { row, depth, below: [] };
    (open.at(-1)?.below ?? root).push(branch);
    open.push(branch);
  }
  const place = new Map(rows.map((row) => [row, keyOf(row.cells[at])]));
  const flat = (branches: Branch[]): HTMLTableRowElement[] =>
    branches
      .sort((a, b) => compare(place.get(a.row) ?? null, place.get(b.row) ?? null, direction))
      .flatMap(({ row, below }) => [row, ...flat(below)]);
  return flat(root);
}

type Key = number | bigint | string | null;

/** What cannot be compared (no data, not reported) comes last in both directions. */
function compare(a: Key, b: Key, direction: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'string' || typeof b === 'string') return direction * String(a).localeCompare(String(b), 'id', { numeric: true });
  return a === b ? 0 : a < b ? -direction : direction;
}

function keyOf(cell: HTMLTableCellElement | undefined): Key {
  if (cell === undefined) return null;
  const value = cell.querySelector('data')?.value;
  if (value !== undefined) return Number(value);
  const day = cell.querySelector('time')?.dateTime;
  if (day !== undefined) return day;
  if (!cell.classList.contains('number')) return cell.textContent.trim().toLowerCase();
  const title = cell.querySelector<HTMLElement>('.amount')?.title;
  return valueOf(title === undefined || title === '' ? cell.textContent : (title.split(': ')[0] ?? ''));
}

/** Hundredths of "Rp1.234.567,89", "−3,4 poin", "12%"; null where there is no digit. */
function valueOf(text: string): bigint | null {
  const decimal = document.documentElement.lang === 'en' ? '.' : ',';
  const [, sign, whole = '', part = ''] =
    new RegExp(`^[^\\d]*?([−-]?)[^\\d−-]*(\\d[\\d.,]*?)(?:\\${decimal}(\\d+))?(?!\\d|[.,]\\d)`).exec(text.trim()) ?? [];
  if (whole === '') return null;
  const value = BigInt(`${whole.replace(/\D/g, '')}${part.padEnd(4, '0').slice(0, 4)}`);
  return sign === '' ? value : -value;
}
