import { dayInJakarta, type IsoInstant } from '@sipkadin/budget';
import { alertEvents, type GovernmentRow, getGovernment, type Ledger, recordAlerts } from '@sipkadin/ledger';
import { type AlertLimits, alertChanges, alertKey, alertList, alertState, signalText } from '@sipkadin/monitor';
import { kept } from '../../monitor/kept.ts';

export function limitsOf({ alertIdleWeeks, alertLateDays, alertUnsignedFrom, alertPromiseDays }: GovernmentRow): AlertLimits {
  return { idleWeeks: alertIdleWeeks, lateDays: alertLateDays, unsignedFrom: alertUnsignedFrom, promiseDays: alertPromiseDays };
}

/** The alerts of a government now. What is new or has ended since the last look is stored, so that each event has its day. */
export async function currentAlerts(ledger: Ledger, government: string, now: IsoInstant) {
  const { read } = ledger;
  const settings = await getGovernment(read, government);
  const limits = limitsOf(settings);
  const today = dayInJakarta(now);
  const { year, asOf, names, simulated, signals } = await kept(read, government, `alerts|${government}|${today}`, (read) =>
    alertState(read, { government, today, limits }),
  );
  const changes = alertChanges(signals, await alertEvents(read, { government, year }));
  if (changes.seen.length > 0 || changes.ended.length > 0) {
    const seen = changes.seen.map((signal) => ({ key: alertKey(signal), detail: signalText(signal) }));
    await ledger.transact((tx) => recordAlerts(tx, { government, year, seen, ended: changes.ended }));
  }
  const alerts = alertList(signals, await alertEvents(read, { government, year }));
  return { year, asOf, names, simulated, alerts, limits, bands: settings.bands };
}
