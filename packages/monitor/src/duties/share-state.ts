import type { FiscalYear, IsoDate, ShareRule } from '@sipkadin/budget';
import { getGovernment, loadFigures, type Reading } from '@sipkadin/ledger';
import { isKept, type ShareAmounts, shareOf } from './mandatory-shares.ts';

/** The mandatory shares of a year, with the share that the files hold: of what was paid so far, and of the year's budget. */
export interface ShareState {
  asOf: IsoDate | null;
  simulated: boolean;
  shares: { rule: ShareRule; now: ShareAmounts | null; budget: ShareAmounts | null; isKept: boolean | null }[];
}

export async function shareState(read: Reading, { government, year }: { government: string; year: FiscalYear }): Promise<ShareState> {
  const { mandatoryShares } = await getGovernment(read, government);
  const { rows, effective } = await loadFigures(read, { government, year, account: '5' });
  const counted = rows.filter(({ measure, version }) => measure !== 'budget' || version === effective.version);
  return {
    asOf: effective.asOf,
    simulated: effective.statements.some(({ simulated }) => simulated),
    shares: mandatoryShares.map((rule) => {
      const budget = shareOf(rule, counted, 'budget');
      return { rule, now: shareOf(rule, counted, 'realization'), budget, isKept: isKept(rule, budget, year) };
    }),
  };
}
