import type { FindingCode } from '@sipkadin/budget';
import type { ReadContext } from '../reading/read-context.ts';
import type { Column, Header, SheetHead } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';

/** Takes the rows of one sheet as they come and hands what they hold to the context. */
export interface RowReader {
  row(row: Row): void;
  /** After the last row: reports what depends on all rows. */
  end(): void;
}

/** A sheet that a shape knows how to read, */
export interface Readable {
  /** Data begin below its last row. */
  header: Header;
  /** Columns whose style of numbers matters. */
  amounts: readonly { index: number; letters: string }[];
  /** Columns whose values are kept, where they are not `amounts`: progress, or the months of a plan beside its sums. */
  kept?: readonly Column[];
  /** Columns of which a merged cell is each row's that it covers; none where absent. */
  carried?: readonly Column[];
  open(context: ReadContext): RowReader;
}

/** that it knows and does not read, with the reason, */
export interface Refused {
  refusal: FindingCode;
  ref?: string;
  value?: string;
  expected?: string;
}

/** or that it knows, with columns that only a person can map: no other form may guess at it. */
export type Unclear = 'unclear';

/** One form of table. Recognising looks at the first rows only; adding a form is one file and one line in the list. */
export interface Shape {
  /** As reports name it; docs/inspect.md has a line for it. */
  name: string;
  recognise(head: SheetHead): Readable | Refused | Unclear | undefined;
}
