import type { FiscalYear } from '@sipkadin/budget';
import type {
  GroupRow,
  Manifest,
  MonthRow,
  PublishedLine,
  ReconciliationRow,
  Source,
  Summary,
  UnitDetail,
  UnitRow,
} from '@sipkadin/edition';

type Awaitable<T> = T | Promise<T>;

/** What the public door needs of an edition. `@sipkadin/edition` gives it. */
export interface Edition {
  manifest: Manifest;
  hash: string;
  dir: string;
  summary(): Awaitable<Summary>;
  units(): Awaitable<UnitRow[]>;
  unit(slug: string): Awaitable<UnitDetail | undefined>;
  months(): Awaitable<MonthRow[]>;
  functions(): Awaitable<GroupRow[]>;
  funds(): Awaitable<GroupRow[]>;
  sources(): Awaitable<Source[]>;
  reconciliation(): Awaitable<ReconciliationRow[]>;
  lines(slug: string): Awaitable<PublishedLine[] | undefined>;
}

export interface Editions {
  governments(): Awaitable<string[]>;
  years(government: string): Awaitable<FiscalYear[]>;
  list(government: string, year: FiscalYear): Awaitable<{ number: number; hash: string }[]>;
  latest(government: string, year: FiscalYear): Awaitable<Edition | undefined>;
  open(government: string, year: FiscalYear, number: number): Awaitable<Edition | undefined>;
  refresh(): Awaitable<unknown>;
}
