import type { FiscalYear, IsoDate } from '@sipkadin/budget';
import { loadFigures, type Reading } from '@sipkadin/ledger';
import { type MandatoryShare, mandatoryShares, type ShareAmounts, shareOf } from './mandatory-shares.ts';

/** The mandatory shares of a year, with the nearest share that the files hold: of what was paid so far, and of the year's budget. */
export interface ShareState {
  asOf: IsoDate | null;
  simulated: boolean;
  shares: { rule: MandatoryShare; now: ShareAmounts | null; budget: ShareAmounts | null }[];
}

export async function shareState(read: Reading, { government, year }: { government: string; year: FiscalYear }): Promise<ShareState> {
  const { rows, effective } = await loadFigures(read, { government, year, account: '5' });
  const counted = rows.filter(({ measure, version }) => measure !== 'budget' || version === effective.version);
  return {
    asOf: effective.asOf,
    simulated: effective.statements.some(({ simulated }) => simulated),
    shares: mandatoryShares.map((rule) => ({ rule, now: shareOf(rule, counted, 'realization'), budget: shareOf(rule, counted, 'budget') })),
  };
}
