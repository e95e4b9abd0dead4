import {
  type Month,
  type Obstacle,
  parseCause,
  templateAmounts,
  type WorksKind,
  worksColumns,
  worksKinds,
  worksTemplateColumns,
} from '@sipkadin/budget';
import { percent as percentQuestion } from '../../questions/percent.ts';
import type { CodeEntry } from '../../reading/code-book.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { type Column, type Header, headersIn, isBlank, type SheetHead, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';
import { holdsFractions, hundredthsOf, type Percent, percentIn } from '../rows/percent.ts';
import type { Readable, Refused, RowReader } from '../shape.ts';
import { ContractReader } from '../works/contract-cells.ts';
import { columnNamed, type HeadValues, ownName, takeHead } from './head.ts';

const kinds: ReadonlySet<string> = new Set(worksKinds);

export function isWorksKind(kind: string): kind is WorksKind {
  return kinds.has(kind);
}

/** Our own form for contracts, obstacles or monthly targets of physical progress. */
export function worksForm(head: SheetHead, kind: WorksKind, values: HeadValues): Readable | Refused {
  const header = headersIn(head).find((item) => item.top === item.bottom && columnNamed(item, worksTemplateColumns[kind].unit));
  const missing = header && worksColumns(kind).find((name) => !columnNamed(header, name));
  if (!header || missing !== undefined) return { refusal: 'column-missing', expected: missing ?? worksTemplateColumns[kind].unit };
  const named = (names: readonly string[]) => names.map((name) => columnNamed(header, name)).filter((column) => column !== undefined);
  const { ownerEstimate, value, paid } = worksTemplateColumns.contract;
  const own = {
    contract: [ownerEstimate, value, paid],
    obstacle: [worksTemplateColumns.obstacle.what],
    target: templateAmounts['cash-plan'],
  };
  return {
    header: { ...header, last: header.bottom },
    amounts: kind === 'contract' ? named(own.contract) : [],
    kept: named(own[kind]),
    open: (context) => new WorksFormReader(context, kind, values, header),
  };
}

type Columns<Kind extends WorksKind> = Partial<Record<keyof (typeof worksTemplateColumns)[Kind], Column>>;

function columnsOf<Kind extends WorksKind>(header: Header, kind: Kind): Columns<Kind> {
  const named = Object.entries(worksTemplateColumns[kind]).map(([field, name]) => [field, columnNamed(header, name)]);
  return Object.fromEntries(named) as Columns<Kind>;
}

interface Planned {
  unit: CodeEntry;
  activity: CodeEntry | undefined;
  row: number;
  month: Month;
  letters: string;
  percent: Percent;
}

class WorksFormReader implements RowReader {
  readonly #context: ReadContext;
  readonly #kind: WorksKind;
  readonly #codes: Columns<'target'>;
  readonly #obstacle: Columns<'obstacle'>;
  readonly #contract: ContractReader;
  readonly #months: readonly { column: Column; letters: string }[];
  /** Of all months together it is asked once whether 1 means one percent or all. */
  readonly #planned: Planned[] = [];

  constructor(context: ReadContext, kind: WorksKind, values: HeadValues, header: Header) {
    this.#context = context;
    this.#kind = kind;
    this.#codes = columnsOf(header, 'target');
    this.#obstacle = columnsOf(header, 'obstacle');
    this.#contract = new ContractReader(context, kind === 'contract' ? columnsOf(header, 'contract') : {});
    const months = kind === 'target' ? templateAmounts['cash-plan'] : [];
    this.#months = months.flatMap((name) => {
      const column = columnNamed(header, name);
      return column ? [{ column, letters: context.amounts.column(column).letters }] : [];
    });
    context.works.open(kind);
    takeHead(context, values);
    const known = new Set(worksColumns(kind).map(ownName));
    context.findings.privacy.drop(header.columns.filter(({ printed }) => !known.has(ownName(printed))));
  }

  row(row: Row): void {
    if (isBlank(row)) return;
    const context = this.#context;
    context.lines.countRow(row);
    const unit = this.#entry(row, 'unit');
    const activity = this.#entry(row, 'activity');
    if (!unit) {
      const { unit: column } = this.#codes;
      if (column && textAt(row, column.index) === '')
        context.findings.find('row-without-code', `${column.letters}${row.number}`, '', column.printed);
      return;
    }
    context.codes.checkBidang(row, unit, activity);
    const place = { unit: unit.code, activity: activity?.code ?? '', sheet: context.sheet, row: row.number };
    if (this.#kind === 'target') return this.#plan(row, unit, activity);
    if (this.#kind === 'contract') {
      const cells = this.#contract.read(row);
      if (cells) context.works.add('contract', { ...place, ...cells });
      return;
    }
    const obstacle = this.#obstacleIn(row);
    if (obstacle) context.works.add('obstacle', { ...place, ...obstacle });
  }

  #entry(row: Row, kind: 'unit' | 'activity'): CodeEntry | undefined {
    const column = this.#codes[kind];
    const entry = this.#context.codes.at(kind, row, column, this.#codes[`${kind}Name`]);
    const text = column && !entry ? textAt(row, column.index) : '';
    if (column && text !== '') this.#context.findings.find('row-without-code', `${column.letters}${row.number}`, text, column.printed);
    return entry;
  }

  #obstacleIn(row: Row): Omit<Obstacle, 'unit' | 'activity' | 'sheet' | 'row'> | undefined {
    const { findings } = this.#context;
    const column = this.#obstacle.cause;
    const printed = column ? textAt(row, column.index) : '';
    const cause = parseCause(printed);
    if (cause === undefined) {
      findings.find('cause-unknown', `${column?.letters ?? ''}${row.number}`, printed.slice(0, 80));
      return undefined;
    }
    const { promisedOn: promised } = this.#obstacle;
    const promisedOn = new ContractReader(this.#context, promised ? { endsOn: promised } : {}).date(row, 'endsOn');
    if (promisedOn === undefined) return undefined;
    const text = (field: 'what' | 'followUp' | 'unblocker' | 'owner') => findings.privacy.freeText(row, this.#obstacle[field]);
    const mayBePublic = /^(?:YA|YES|TRUE|1)$/.test(plain(textAt(row, this.#obstacle.mayBePublic?.index ?? -1)));
    const words = { what: text('what'), followUp: text('followUp'), unblocker: text('unblocker'), owner: text('owner') };
    return { cause, ...words, promisedOn, mayBePublic };
  }

  #plan(row: Row, unit: CodeEntry, activity: CodeEntry | undefined): void {
    for (const [at, { column, letters }] of this.#months.entries()) {
      const percent = percentIn(this.#context, row, column, letters);
      if (percent) this.#planned.push({ unit, activity, row: row.number, month: at + 1, letters, percent });
    }
  }

  end(): void {
    const context = this.#context;
    const [first] = this.#months;
    if (!first) return;
    const largest = Math.max(0, ...this.#planned.flatMap(({ percent }) => (percent.sign ? [] : [percent.value])));
    const fractions = holdsFractions(context, largest, first.letters) || context.answers.of(percentQuestion) === 'fraction';
    for (const { unit, activity, row, month, letters, percent } of this.#planned) {
      const hundredths = hundredthsOf(percent, fractions);
      if (hundredths === undefined) {
        context.findings.find('progress-unreadable', `${letters}${row}`, percent.printed);
        continue;
      }
      const place = { unit: unit.code, activity: activity?.code ?? '', sheet: context.sheet, row };
      context.works.add('target', { ...place, month, hundredths: Number(hundredths) });
    }
  }
}
