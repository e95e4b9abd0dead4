import {
  type Code,
  type Contract,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type Month,
  monthEnd,
  opdOf,
  type Sen,
} from '@sipkadin/budget';
import {
  effectiveWorks,
  figuresByMonth,
  loadFigures,
  type Reading,
  type SamePayments,
  type Sourced,
  samePayments,
  years,
} from '@sipkadin/ledger';
import { type Bunching, bunching } from './bunching.ts';
import { type DecemberShare, decemberShares, type YearEnd } from './december.ts';
import { type OutdatedPlan, outdatedPlans } from './outdated-plans.ts';
import { type Unbudgeted, unbudgeted } from './unbudgeted.ts';

/** Registers hold many small equal payments that say nothing. */
export const leastPayment: Sen = 1_000_000_00n;
const mostYears = 5;

/**
 * What a person may want to look at in the rows, of a year's verified figures. None of it is a finding: each has ordinary reasons, too.
 * null: it cannot be computed from what was uploaded.
 */
export interface WorthALook {
  unbudgeted: Unbudgeted[];
  /** null: no register of payments counts. */
  samePayments: SamePayments[] | null;
  /** null: no contracts were uploaded. */
  bunching: Bunching<Sourced<Contract>> | null;
  /** null: no OPD has a finished year and two before it with November and December. */
  december: { year: FiscalYear; found: DecemberShare[]; judged: number } | null;
  outdatedPlans: OutdatedPlan[];
  simulated: boolean;
}

/** @param limit sen, the contract value that bunching is looked for under */
export async function worthALook(
  read: Reading,
  { government, year, today, limit }: { government: string; year: FiscalYear; today: IsoDate; limit: Sen },
): Promise<WorthALook> {
  const { rows, effective } = await loadFigures(read, { government, year, account: '5' });
  const units = new Set(rows.flatMap(({ unit }) => (unit === '' ? [] : [unit])));
  const contracts = await contractsOf(read, { government, year, today, units });
  const hasRegister = effective.of('register').length > 0;
  return {
    unbudgeted: unbudgeted(rows, effective.version),
    samePayments: hasRegister ? await samePayments(read, { government, year, account: '5', least: leastPayment }) : null,
    bunching: contracts.length === 0 ? null : bunching(contracts, limit),
    december: await decembers(read, { government, year }),
    outdatedPlans: outdatedPlans(effective, units),
    simulated: effective.statements.some(({ simulated }) => simulated),
  };
}

/** The contracts of all OPD that count on a day. */
export async function contractsOf(
  read: Reading,
  { government, year, today, units }: { government: string; year: FiscalYear; today: IsoDate; units: Iterable<Code> },
): Promise<Sourced<Contract>[]> {
  const opd = new Set([...units].map(opdOf));
  const all = [];
  for (const unit of [...opd].sort()) all.push(...(await effectiveWorks(read, { government, year, unit, day: today })).contracts);
  return all;
}

async function decembers(read: Reading, { government, year }: { government: string; year: FiscalYear }): Promise<WorthALook['december']> {
  const known = (await years(read, government)).filter((one) => one <= year && one > year - mostYears - 1);
  const history = new Map<Code, YearEnd[]>();
  let last: FiscalYear | undefined;
  for (const one of known) {
    const months = await figuresByMonth(read, { government, year: one, account: '5' });
    // Twelve days of December are not its share of the year.
    const reported = (month: Month) =>
      new Map(
        months.flatMap(({ unit, month: of, asOf, realization, treasury }) =>
          unit === '' || of !== month || realization === null || asOf !== monthEnd(one, month)
            ? []
            : [[unit, realization - (treasury.realization ?? 0n)] as const],
        ),
      );
    const [november, december] = [reported(11), reported(12)];
    if (december.size > 0) last = fiscalYear(one);
    for (const unit of new Set([...november.keys(), ...december.keys()])) {
      const end = { year: fiscalYear(one), november: november.get(unit) ?? null, december: december.get(unit) ?? null };
      history.set(unit, [...(history.get(unit) ?? []), end]);
    }
  }
  if (last === undefined) return null;
  const { found, judged } = decemberShares(history, last);
  return judged === 0 ? null : { year: last, found, judged };
}
