import { type Code, type IsoDate, isoDate, opdOf, type Sen } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { effectiveStatements, type FiguresQuery } from './figures.ts';

/** Payments of one OPD on one day with the same amount, by the registers that count. */
export interface SamePayments {
  /** OPD. */
  unit: Code;
  date: IsoDate;
  amount: Sen;
  /** In the order of the file; two at least. */
  payments: { statement: string; unit: Code; account: Code; document: string; sheet: string; row: number }[];
}

const registersAtOnce = 400;
const most = 200;

/**
 * Payments that a person can check for a double payment: two or more of an OPD on a day with the same amount, from `least` on. Personnel
 * (5.1.01) is left out, for equal allowances are usual there. The largest first, at most 200. [] where no register counts.
 */
export async function samePayments(read: Reading, { least, ...query }: FiguresQuery & { least: Sen }): Promise<SamePayments[]> {
  const count = await effectiveStatements(read, query);
  const registers = new Map(count.of('register').map((statement) => [statement.seq, statement]));
  const seqs = [...registers.keys()];
  const groups = new Map<string, SamePayments>();
  for (let at = 0; at < seqs.length; at += registersAtOnce) {
    const part = seqs.slice(at, at + registersAtOnce);
    const repeated = await read
      .selectFrom('line')
      .select(['date', 'amount'])
      .where('statement', 'in', part)
      .where('amount', '>=', least)
      .groupBy(['date', 'amount'])
      .having(({ fn }) => fn.countAll(), '>', 1)
      .orderBy('amount', 'desc')
      .limit(most)
      .execute();
    for (const { date, amount } of repeated)
      for (const line of await linesOf(read, part, { date, amount })) {
        const statement = registers.get(Number(line.statement));
        const day = line.date === '' ? isoDate(query.year, 1, 1) : line.date;
        if (statement === undefined || !isSpending(line.account) || !count.counts(statement, line.unit, '5', day)) continue;
        const unit = opdOf(line.unit);
        const key = `${unit}|${day}|${amount}`;
        const group = groups.get(key) ?? { unit, date: day, amount, payments: [] };
        groups.set(key, group);
        const { account, document, sheet, row } = line;
        group.payments.push({ statement: statement.id, unit: line.unit, account, document, sheet, row: Number(row) });
      }
  }
  return [...groups.values()]
    .filter(({ payments }) => payments.length > 1)
    .sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : a.date < b.date ? -1 : 1))
    .slice(0, most);
}

const isSpending = (account: Code) => account.startsWith('5') && !account.startsWith('5.1.01');

async function linesOf(read: Reading, statements: readonly number[], { date, amount }: { date: IsoDate | ''; amount: Sen }) {
  return read
    .selectFrom('line')
    .innerJoin('text as u', 'u.id', 'line.unit')
    .innerJoin('text as a', 'a.id', 'line.account')
    .innerJoin('text as d', 'd.id', 'line.document')
    .innerJoin('text as s', 's.id', 'line.sheet')
    .select(['line.statement', 'line.date', 'line.row', 'u.value as unit', 'a.value as account', 'd.value as document', 's.value as sheet'])
    .where('line.statement', 'in', statements)
    .where('line.date', '=', date)
    .where('line.amount', '=', amount)
    .orderBy('line.statement')
    .orderBy('line.position')
    .execute();
}
