import { toDecimal } from '@sipkadin/budget';
import type { CodeEntry } from '../../reading/code-book.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { isTotalRow } from '../../sums/totals/total-labels.ts';
import { classifyColumns, type Fields } from '../../table/classify-columns.ts';
import type { Column, Header, SheetHead } from '../../table/header.ts';
import { isBlank } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { RowCodes } from '../rows/row-codes.ts';
import type { RowReader } from '../shape.ts';
import { ContractReader } from './contract-cells.ts';
import { type ContractColumns, contractColumns } from './contract-columns.ts';

/**
 * The contracts of a table that has columns for them, whatever else is read of it. A package stands in the row of its sub kegiatan
 * or in rows below it without a code. A row without a number and a provider is no contract: its value is a sum of those below.
 */
export class ContractRows implements RowReader {
  /** The columns that are read. */
  readonly columns: readonly Column[];
  readonly #context: ReadContext;
  readonly #codes: RowCodes;
  readonly #reader: ContractReader;
  readonly #value: Column;
  #unit: CodeEntry | undefined;
  #activity: CodeEntry | undefined;

  constructor(context: ReadContext, head: SheetHead, header: Header, contract: ContractColumns) {
    const fields = classifyColumns(header.columns);
    const object = contract.object ?? fields.description ?? fields.package ?? nameColumn(fields);
    this.#context = context;
    this.#codes = new RowCodes(context, head, header, fields);
    this.#reader = new ContractReader(context, { ...contract, ...(object && { object }) });
    this.#value = contract.value;
    this.#unit = this.#codes.titled;
    this.columns = [...this.#codes.columns, ...Object.values(contract)];
    context.works.open('contract');
  }

  row(row: Row): void {
    if (isBlank(row)) return;
    const context = this.#context;
    const place = this.#codes.of(row);
    if (place) {
      this.#unit = place.unit ?? this.#unit;
      this.#activity = place.activity ?? this.#activity;
    } else if (isTotalRow(row)) return;
    const cells = this.#reader.read(row);
    if (!cells) return;
    if (cells.number === '' && (cells.provider === '' || /^swakelola/i.test(cells.provider))) {
      if (!place && cells.value !== null && cells.value !== 0n)
        context.findings.find('contract-incomplete', `${this.#value.letters}${row.number}`, toDecimal(cells.value));
      return;
    }
    const unit = this.#unit?.code ?? '';
    if (unit === '' && !context.codes.asksUnit())
      context.findings.find('row-without-code', `${this.#value.letters}${row.number}`, toDecimal(cells.value ?? 0n), 'SKPD');
    context.works.add('contract', { unit, activity: this.#activity?.code ?? '', ...cells, sheet: context.sheet, row: row.number });
  }

  end(): void {}
}

function nameColumn({ name }: Fields): Column | undefined {
  return name.sub ?? name.kegiatan ?? name.program;
}

/** Reads contracts beside the form of a table; undefined where the table has no columns of contracts. */
export function contractsBeside(context: ReadContext, head: SheetHead, header: Header): ContractRows | undefined {
  const columns = contractColumns(header.columns);
  return columns && new ContractRows(context, head, header, columns);
}
