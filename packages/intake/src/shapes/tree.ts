import { type Code, canonicalCode, type Sen, type StatementKind, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { CodeEntry } from '../reading/code-book.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { unitInRow, unitInTitles, unitNamedInTitles } from '../scope/unit-in-titles.ts';
import { bestHeader, codeColumnsOf, type Fields } from '../table/fields.ts';
import { type Column, type Header, keepRow, type SheetHead, textAt } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { codeText } from '../table/text.ts';
import type { RowReader, Shape } from './shape.ts';
import { SumRows } from './sum-rows.ts';
import { isTotalRow, statedAmount } from './totals.ts';
import { type Group, isRepeat, type TreeAmounts, treeColumns } from './tree-columns.ts';
import { levelOf, levelWords } from './tree-levels.ts';

interface TreeColumn extends AmountColumn {
  kind: 'budget' | 'realization';
  group: Group;
}

interface Stray {
  ref: string;
  amount: string;
  words: string;
}

interface Node {
  level: number;
  row: Row;
  kind: 'unit' | 'activity' | 'account';
  entry: CodeEntry;
  unit: CodeEntry | undefined;
  activity: CodeEntry | undefined;
  amounts: (Sen | null)[];
  /** The row, where formulas of it came to nothing: said of a leaf; whatever only states a sum is not missed. */
  broken: Row | undefined;
  /** What its leaves add up to, by column, */
  leaves: Sen[];
  /** and by how much its children's own amounts are off. */
  explained: Sen[];
  hasChildren: boolean;
}

/**
 * A: SIPD's tree report, subtotals of up to ten levels among the leaves. The leaves are the deepest account rows;
 * every other row must be the sum of the rows right below it, which is checked while they go by: a node is judged
 * when the next row is no longer beneath it.
 */
export const tree: Shape = {
  name: 'tree',
  recognise(head) {
    const found = bestHeader(
      head,
      (fields, header) =>
        fields.codeColumns.length > 0 && treeColumns(fields).length > 0 && hasUnitsOrActivities(head, header, fields.codeColumns),
    );
    if (!found) return undefined;
    if (!found.whole || found.fields.unclear.length > 0 || !isSomebodys(head, found.header)) return 'unclear';
    const { header } = found;
    const fields = { ...found.fields, codeColumns: codeColumnsOf(head, header, found.fields) };
    const columns = treeColumns(fields);
    return { header, amounts: columns, open: (context) => new TreeReader(context, head, header, fields, columns) };
  },
};

function hasUnitsOrActivities(head: SheetHead, header: Header, codes: readonly Column[]): boolean {
  return head.rows.some(
    (row) => row.number > header.last && codes.some(({ index }) => /^\d\.\d{2}(?:\.\d+){0,6}$/.test(codeText(textAt(row, index)))),
  );
}

/** Whether the first rows or the titles say whose table it is. */
function isSomebodys(head: SheetHead, header: Header): boolean {
  const isUnit = (text: string) => canonicalCode('unit', codeText(text).split(' ')[0] ?? '') !== undefined;
  return (
    unitInTitles(head, header) !== undefined ||
    unitNamedInTitles(head, header) !== undefined ||
    head.rows.some((row) => row.number > header.last && row.cells.some((_, index) => isUnit(textAt(row, index))))
  );
}

/** A formula without a value, or whose value is an error. */
function isBroken({ cells }: Row, { index }: AmountColumn): boolean {
  const cell = cells[index];
  return cell !== undefined && (cell.kind === 'error' || (cell.kind === 'empty' && cell.formula));
}

class TreeReader implements RowReader {
  readonly #context: ReadContext;
  readonly #codes: readonly Column[];
  readonly #description: Column | undefined;
  /** The OPD that the titles name, for rows that stand under none. */
  #titled: CodeEntry | undefined;
  readonly #columns: readonly TreeColumn[];
  readonly #leaves: Sen[];
  readonly #stack: Node[] = [];
  /** By level and column: what the file's nodes state and what lies beneath them. */
  readonly #levels = new Map<string, { file: Sen; computed: Sen; level: number; column: TreeColumn; first: string }>();
  readonly #sums: SumRows;
  /** The row of the last total, 0 where a row with a code came after it; and the amounts without a code below it. */
  #total = 0;
  #below: Stray[] = [];

  constructor(context: ReadContext, head: SheetHead, header: Header, fields: Fields, all: readonly TreeAmounts[]) {
    const columns = all.filter((column, at) => !isRepeat(column, at, all));
    for (const column of all.filter(isRepeat)) context.findings.find('column-duplicate', column.letters, column.printed);
    const codes = fields.codeColumns;
    this.#context = context;
    this.#codes = codes;
    const titled = unitInTitles(head, header);
    this.#titled = titled ? context.codes.entry('unit', titled.code, titled.name) : context.codes.answeredUnit();
    this.#columns = columns.map((column) => ({ ...context.amounts.column(column), kind: column.kind, group: column.group }));
    this.#leaves = columns.map(() => 0n);
    const taken = new Set(header.columns.map(({ index }) => index));
    this.#sums = new SumRows(context, this.#columns, { taken, missing: '', before: [] });
    this.#description = fields.description;
    const read = new Set([...codes, ...columns, ...(fields.description ? [fields.description] : [])].map(({ index }) => index));
    const unread = header.columns.filter(({ index, spill }) => !read.has(index) && !spill);
    for (const column of columns) context.evidence.label(column);
    for (const column of unread) context.evidence.hint(column.lines.at(-1) ?? '', `${column.letters}${header.bottom}`);
    context.findings.privacy.drop(unread);
  }

  row(row: Row): void {
    const place = this.#place(row);
    if (!place) return this.#uncoded(row);
    this.#total = 0;
    // The table goes on: what stood below its total is no calculation under it.
    for (const stray of this.#below.splice(0)) this.#codeless(stray);
    this.#context.lines.countRow(row);
    // An OPD that is also its own first sub-unit is printed twice, one beneath the other.
    const top = this.#stack.at(-1);
    const level = top && place.entry === top.entry && place.kind === 'unit' && !top.hasChildren ? place.level + 1 : place.level;
    while ((this.#stack.at(-1)?.level ?? 0) >= level) this.#close();
    const above = this.#stack.at(-1);
    const unit = place.kind === 'unit' ? place.entry : (place.unit ?? above?.unit ?? this.#titled);
    const activity = place.activity ?? above?.activity;
    if (unit) this.#context.lines.mention(unit.code, ...new Set(this.#columns.map(({ kind }) => kind)));
    if (above) above.hasChildren = true;
    this.#stack.push({
      level,
      row: { number: row.number, hidden: row.hidden, cells: [] },
      kind: place.kind,
      entry: place.entry,
      unit,
      activity,
      amounts: this.#columns.map((column) => (isBroken(row, column) ? null : (this.#context.amounts.read(row, column) ?? null))),
      broken: this.#columns.some((column) => isBroken(row, column)) ? keepRow(row) : undefined,
      leaves: this.#columns.map(() => 0n),
      explained: this.#columns.map(() => 0n),
      hasChildren: false,
    });
  }

  /** The deepest code of a row decides its level; the codes before it repeat where it belongs. */
  #place(row: Row): Pick<Node, 'level' | 'kind' | 'entry' | 'unit' | 'activity'> | undefined {
    const name = this.#description ? textAt(row, this.#description.index) : '';
    let unit: CodeEntry | undefined;
    let activity: CodeEntry | undefined;
    let deepest: Pick<Node, 'level' | 'kind' | 'entry'> | undefined;
    const filled = this.#codes.filter(({ index }) => textAt(row, index) !== '');
    for (const [at, column] of filled.entries()) {
      const text = codeText(textAt(row, column.index));
      const own = at === filled.length - 1;
      const kind = this.#kindOf(text, column, name);
      const entry = kind && this.#context.codes.entry(kind, text, own ? name : '');
      if (!kind || !entry) {
        if (own && /^\d/.test(text)) this.#context.findings.find('code-unknown', `${column.letters}${row.number}`, text);
        continue;
      }
      if (kind === 'unit') unit = entry;
      // Urusan and bidang are no activity that money is tied to.
      if (kind === 'activity' && entry.code.length >= 7) activity = entry;
      deepest = { kind, entry, level: levelOf(kind, entry.code) };
    }
    return deepest && { ...deepest, unit, activity };
  }

  /** By its printed form: a unit has eight parts, an activity's second part two digits, an account's one. */
  #kindOf(text: string, column: Column, name: string): 'unit' | 'activity' | 'account' | undefined {
    const parts = text.split('.');
    if (parts.length >= 7) return 'unit';
    if (parts.length >= 2) return (parts[1]?.length ?? 0) >= 2 ? 'activity' : 'account';
    if (this.#codes.length > 1) return column === this.#codes[0] ? 'activity' : column === this.#codes.at(-1) ? 'account' : undefined;
    return /^(?:BELANJA|PENDAPATAN|PEMBIAYAAN)\b/i.test(name) ? 'account' : 'activity';
  }

  #close(): void {
    const node = this.#stack.pop();
    if (!node) return;
    const above = this.#stack.at(-1);
    if (!node.hasChildren) this.#leaf(node);
    for (const [at, column] of this.#columns.entries()) {
      const stated = node.amounts[at] ?? null;
      const explained = node.explained[at] ?? 0n;
      const leaves = node.hasChildren ? (node.leaves[at] ?? 0n) : this.#amountOf(node, at);
      const off = stated === null ? explained : stated - leaves;
      if (node.hasChildren && stated !== null) this.#assert(node, column, stated, leaves, off !== explained);
      if (!above) continue;
      above.leaves[at] = (above.leaves[at] ?? 0n) + leaves;
      above.explained[at] = (above.explained[at] ?? 0n) + off;
    }
  }

  /** Said of the node where a difference begins, not again of every node above it. */
  #assert(node: Node, column: TreeColumn, stated: Sen, computed: Sen, guilty: boolean): void {
    const ref = `${column.letters}${node.row.number}`;
    if (stated !== computed && guilty) this.#context.findings.find('total-differs', ref, toDecimal(stated), toDecimal(computed));
    const key = `${node.level} ${column.index}`;
    const sums = this.#levels.get(key);
    if (!sums) this.#levels.set(key, { file: stated, computed, level: node.level, column, first: stated === computed ? '' : ref });
    else {
      sums.file += stated;
      sums.computed += computed;
      if (sums.first === '' && stated !== computed) sums.first = ref;
    }
  }

  /** A leaf's amount; where its total is blank or broken, what the groups beside it add up to. */
  #amountOf({ amounts }: Node, at: number): Sen {
    const own = this.#columns[at];
    const stated = amounts[at] ?? null;
    if (stated !== null || own?.group !== 'total') return stated ?? 0n;
    return this.#columns.reduce<Sen>((sum, { kind }, other) => (kind === own.kind ? sum + (amounts[other] ?? 0n) : sum), 0n);
  }

  #leaf(node: Node): void {
    const { amounts, row, entry, unit, activity, broken } = node;
    for (const column of broken ? this.#columns : []) {
      const isSum = column.group === 'total' && column !== this.#own(column.kind, entry.code);
      if (broken && !isSum && isBroken(broken, column)) this.#context.amounts.read(broken, column);
    }
    for (const at of amounts.keys()) this.#leaves[at] = (this.#leaves[at] ?? 0n) + this.#amountOf(node, at);
    if (amounts.every((amount) => amount === null)) {
      this.#context.lines.unfunded++;
      return;
    }
    // Whose lines these are is asked once, not said of each.
    if (node.kind === 'account' && !unit && this.#context.codes.asksUnit()) return;
    if (node.kind !== 'account' || !unit) {
      const at = amounts.findIndex((amount) => amount !== null && amount !== 0n);
      if (at < 0) this.#context.lines.unfunded++;
      else {
        const expected = node.kind === 'account' ? 'SKPD' : 'rekening';
        this.#context.findings.find(
          'row-without-code',
          `${this.#columns[at]?.letters ?? ''}${row.number}`,
          toDecimal(amounts[at] ?? 0n),
          expected,
        );
      }
      return;
    }
    this.#context.codes.checkBidang(row, unit, activity);
    this.#context.codes.countKey(row, [unit, activity, entry], '', '');
    const budget = this.#measure(node, 'budget', unit, activity);
    const realization = this.#measure(node, 'realization', unit, activity);
    const planned = this.#own('budget', entry.code) && budget;
    this.#context.amounts.compare(row, entry, this.#own('realization', entry.code), planned, realization);
  }

  /** The column of the account's own kelompok; the total where the table has none for it. */
  #own(kind: StatementKind, account: Code): TreeColumn | undefined {
    const columns = this.#columns.filter((column) => column.kind === kind);
    return (
      columns.find(({ group }) => group === account.slice(0, 3)) ??
      columns.find(({ group }) => group === 'all') ??
      columns.find(({ group }) => group === 'total')
    );
  }

  /** Writes a leaf's amount of one measure, and what stands in another group's column: said, but not lost. */
  #measure(node: Node, kind: 'budget' | 'realization', unit: CodeEntry, activity: CodeEntry | undefined): Sen | null {
    const own = this.#own(kind, node.entry.code);
    let sum: Sen | null = null;
    let total: { stated: Sen; column: TreeColumn } | undefined;
    for (const [at, column] of this.#columns.entries()) {
      const amount = node.amounts[at] ?? null;
      if (column.kind !== kind || amount === null) continue;
      if (column.group === 'total' && column !== own) {
        total = { stated: amount, column };
        continue;
      }
      if (column !== own) {
        if (amount === 0n) continue;
        this.#context.findings.find('amount-wrong-group', `${column.letters}${node.row.number}`, toDecimal(amount), node.entry.printed);
      }
      sum = (sum ?? 0n) + amount;
      this.#context.lines.add(kind, {
        unit: unit.code,
        activity: activity?.code ?? '',
        account: node.entry.code,
        fund: '',
        package: '',
        amount,
        sheet: this.#context.sheet,
        row: node.row.number,
        column: column.letters,
      });
    }
    if (total && total.stated !== (sum ?? 0n))
      this.#context.findings.find(
        'total-differs',
        `${total.column.letters}${node.row.number}`,
        toDecimal(total.stated),
        toDecimal(sum ?? 0n),
      );
    return sum;
  }

  #uncoded(row: Row): void {
    const next = this.#titled && unitInRow(row);
    if (next) {
      while (this.#stack.length > 0) this.#close();
      this.#titled = this.#context.codes.entry('unit', next.code, next.name);
      return;
    }
    if (isTotalRow(row)) {
      this.#total = row.number;
      const open = this.#stack.at(-1);
      const pending = open?.hasChildren === false ? open.amounts : [];
      this.#sums.add(
        row,
        this.#leaves.map((sum, at) => sum + (pending[at] ?? 0n)),
      );
      return;
    }
    const column = this.#columns.find((item) => (statedAmount(row, item, item.index) ?? 0n) !== 0n);
    if (!column) return;
    const words = this.#description ? textAt(row, this.#description.index) : '';
    const amount = statedAmount(row, column, column.index) ?? 0n;
    const stray = { ref: `${column.letters}${row.number}`, amount: toDecimal(amount), words };
    if (this.#total === 0) this.#codeless(stray);
    else this.#below.push(stray);
  }

  #codeless({ ref, amount, words }: Stray): void {
    this.#context.findings.find('row-without-code', ref, amount, words);
  }

  end(): void {
    while (this.#stack.length > 0) this.#close();
    this.#assertLevels();
    this.#sums.judge(this.#leaves, ({ printed }) => ({ id: `Baris jumlah, ${printed}`, en: `Total row, ${printed}` }));
    if (this.#below.length > 0) this.#context.findings.find('rows-below-total', String(this.#total + 1));
  }

  #assertLevels(): void {
    const sums = [...this.#levels.values()].sort((a, b) => a.level - b.level || a.column.index - b.column.index);
    for (const { level, column, file, computed, first } of sums) {
      const words = levelWords(level);
      const what = { id: `${words.id}, ${column.printed}`, en: `${words.en}, ${column.printed}` };
      const place = first === '' ? column.letters : first;
      // Two nodes that are wrong by opposite amounts are still wrong.
      this.#context.findings.reconciliation.push({
        what,
        place,
        file: toDecimal(file),
        computed: toDecimal(computed),
        equal: first === '',
      });
    }
  }
}
