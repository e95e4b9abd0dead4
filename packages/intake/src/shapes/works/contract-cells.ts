import { type Contract, person, providerName, type Sen } from '@sipkadin/budget';
import { dateOfSerial } from '../../containers/xlsx/styles.ts';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { parseDate } from '../../table/dates.ts';
import { type Column, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import type { ContractField } from './contract-columns.ts';

/** Everything of a contract but whose it is. */
export type ContractCells = Pick<Contract, ContractField>;

const money = ['ownerEstimate', 'value', 'paid'] as const;

/** Reads the cells of contracts in one sheet. */
export class ContractReader {
  readonly #context: ReadContext;
  readonly #columns: Partial<Record<ContractField, Column>>;
  readonly #amounts: ReadonlyMap<ContractField, AmountColumn>;

  constructor(context: ReadContext, columns: Partial<Record<ContractField, Column>>) {
    this.#context = context;
    this.#columns = columns;
    this.#amounts = new Map(
      money.flatMap((field) => {
        const column = columns[field];
        return column ? [[field, context.amounts.column(column)] as const] : [];
      }),
    );
  }

  /** @returns undefined where an amount or a day cannot be read, of which a finding says why */
  read(row: Row): ContractCells | undefined {
    const [ownerEstimate, value, paid] = money.map((field) => this.#amount(row, field));
    const [signedOn, startsOn, endsOn] = (['signedOn', 'startsOn', 'endsOn'] as const).map((field) => this.date(row, field));
    if (ownerEstimate === undefined || value === undefined || paid === undefined) return undefined;
    if (signedOn === undefined || startsOn === undefined || endsOn === undefined) return undefined;
    return {
      ...{ ownerEstimate, value, paid, signedOn, startsOn, endsOn },
      ...{ number: this.#text(row, 'number'), object: this.#text(row, 'object'), amendment: this.#text(row, 'amendment') },
      provider: this.#provider(row),
    };
  }

  #text(row: Row, field: ContractField): string {
    const text = this.#context.findings.privacy.freeText(row, this.#columns[field]);
    return /^[-–]+$/.test(text) ? '' : text;
  }

  #amount(row: Row, field: ContractField): Sen | null | undefined {
    const column = this.#amounts.get(field);
    return column ? this.#context.amounts.read(row, column) : null;
  }

  /** @returns null for an empty cell, undefined for a text that is no day */
  date(row: Row, field: ContractField): Contract['signedOn'] | undefined {
    const column = this.#columns[field];
    const text = column ? textAt(row, column.index) : '';
    if (!column || text === '' || /^[-–]+$/.test(text)) return null;
    const cell = row.cells[column.index];
    // A day that lost its format is the number that a spreadsheet keeps of it.
    const serial = cell?.kind === 'number' && /^[34]\d{4}$/.test(text) ? dateOfSerial(Number(text), false) : undefined;
    const date = parseDate(serial ?? text);
    if (date === undefined) this.#context.findings.find('date-unreadable', `${column.letters}${row.number}`, text.slice(0, 80));
    return date;
  }

  #provider(row: Row): string {
    const column = this.#columns.provider;
    const kept = column ? providerName(textAt(row, column.index)) : '';
    if (kept === person) {
      this.#context.works.persons++;
      this.#context.findings.privacy.person();
    }
    return kept;
  }
}
