import { excel } from '../../limits.ts';
import type { Cell, CellKind } from '../../table/sheet.ts';

/** A cell that serves for one row after another. The text of a short whole number is made when somebody asks for it: few do. */
export class PooledCell implements Cell {
  kind: CellKind = 'empty';
  formula = false;
  shared: number | undefined;
  whole: number | undefined;
  percent = false;
  #text: string | undefined;

  get text(): string {
    this.#text ??= String(this.whole);
    return this.#text;
  }

  hold(kind: CellKind, text: string, formula: boolean, shared: number | undefined): void {
    this.kind = kind;
    this.#text = text.length > excel.cellText ? text.slice(0, excel.cellText) : text;
    this.formula = formula;
    this.shared = shared;
    this.whole = undefined;
    this.percent = false;
  }

  showAsPercent(): void {
    this.percent = true;
  }

  holdWhole(number: number): void {
    this.kind = 'number';
    this.#text = undefined;
    this.formula = false;
    this.shared = undefined;
    this.whole = number;
    this.percent = false;
  }
}
