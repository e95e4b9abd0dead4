import { ancestor, type Code, isTreasury, isWithin, level, type Month, type Sen, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import type { Place } from '../../sums/place.ts';
import { statedAmount } from '../../sums/stated-amount.ts';
import { lastMonthIn } from '../../table/dates.ts';
import type { Column, Header } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';

const planned = /\b(?:A ?KAS|ANGGARAN KAS|RAK|RENCANA KAS|RENCANA PENARIKAN)\b.*\bS ?\.? ?\/? ?D\b/;

const toDate = /\bS ?\.? ?\/? ?D ?\.? *(?:BULAN +)?(.*)$/i;

/** The column of the cash plan up to a day ("PAGU AKAS | SD JUNI"), beside a tree's budget and realization; undefined where there is none. */
export function planToDateColumn({ columns }: Header): Column | undefined {
  const [column, other] = columns.filter(({ label, printed, spill }) => !spill && planned.test(label) && !printed.includes('%'));
  return other === undefined ? column : undefined;
}

/** A planned amount and its row; `account` is '' where the row is the sub kegiatan's own. */
interface Stated {
  account: Code;
  amount: Sen;
  row: number;
}

interface SubActivity {
  unit: Code | undefined;
  activity: Code;
  /** Whether a budget or realization is there, so that a plan is expected. */
  isFunded: boolean;
  /** Whether the column is filled in, if only with 0. */
  isFilled: boolean;
  own: Stated | undefined;
  /** Where the sub kegiatan's own row states nothing: of accounts, the highest that state an amount. */
  parts: Stated[];
  accounts: Code[];
}

/**
 * The cash plan that a table states up to the end of a month, by sub kegiatan: kept as a cash plan of that one day. It is not kept,
 * only reported, where it cannot be compared with what was paid: the column names no month, a sub kegiatan has no amount in it, or an
 * amount is for treasury items (PPKD) and others together.
 */
export class PlanToDate {
  readonly #context: ReadContext;
  readonly #column: AmountColumn & { printed: string };
  readonly #bottom: number;
  readonly #month: Month | undefined;
  readonly #activities = new Map<string, SubActivity>();

  constructor(context: ReadContext, column: AmountColumn & { printed: string }, bottom: number) {
    this.#context = context;
    this.#column = column;
    this.#bottom = bottom;
    const [, period = ''] = toDate.exec(column.printed) ?? [];
    this.#month = lastMonthIn(period);
  }

  row(row: Row, { activity, account, unit }: Place, isFunded: boolean): void {
    if (level(activity) < 6) return;
    const key = `${unit}|${activity}`;
    const known = this.#activities.get(key) ?? {
      ...{ unit: unit === '' ? undefined : unit, activity, isFunded: false, isFilled: false, own: undefined, parts: [], accounts: [] },
    };
    this.#activities.set(key, known);
    known.isFunded ||= isFunded;
    if (account !== '') known.accounts.push(account);
    const amount = statedAmount(row, this.#column, this.#column.index);
    if (amount === null) return;
    known.isFilled = true;
    if (amount === 0n) return;
    const stated = { account, amount, row: row.number };
    if (account === '') known.own ??= stated;
    else if (!known.parts.some((part) => isWithin(account, part.account))) known.parts.push(stated);
  }

  end(): void {
    const all = [...this.#activities.values()];
    const amounts = all.flatMap((one) => (one.own ? [one.own] : one.parts).map((stated) => ({ ...one, stated })));
    if (amounts.length === 0) return;
    const total = toDecimal(amounts.reduce((sum, { stated }) => sum + stated.amount, 0n));
    const place = `${this.#column.letters}${this.#bottom}`;
    const isWhole = all.every(({ isFunded, isFilled }) => isFilled || !isFunded);
    const lines = amounts.map(({ unit, activity, accounts, stated }) => ({ unit, activity, stated, account: accountOf(stated, accounts) }));
    const isKept = isWhole && lines.every(({ account }) => account !== undefined) && this.#keepsMonth();
    this.#context.findings.find(isKept ? 'plan-to-date' : 'plan-to-date-not-kept', place, total, this.#column.printed);
    if (!isKept) return;
    for (const { unit, activity, account, stated } of lines)
      this.#context.lines.add('cash-plan', {
        ...{ unit: unit ?? '', activity, account: account ?? '', fund: '', package: '', amount: stated.amount },
        ...{ sheet: this.#context.sheet, row: stated.row, column: this.#column.letters },
      });
  }

  /** A file has one plan to a day: of two sheets with plans up to different months the first. */
  #keepsMonth(): boolean {
    const { evidence } = this.#context;
    if (this.#month === undefined) return false;
    evidence.planMonth ??= this.#month;
    return evidence.planMonth === this.#month;
  }
}

/** The account that an amount is for: of a sub kegiatan what its accounts have in common. undefined: treasury items and others. */
function accountOf({ account }: Stated, accounts: readonly Code[]): Code | undefined {
  if (account !== '') return level(account) >= 3 ? account : undefined;
  let shared = accounts[0] ?? '5';
  while (level(shared) > 1 && !accounts.every((one) => isWithin(one, shared))) shared = ancestor(shared, level(shared) - 1);
  return isTreasury(shared) || !accounts.some(isTreasury) ? shared : undefined;
}
