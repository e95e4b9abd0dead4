import { dayInJakarta, daysBetween, type IsoDate, type IsoInstant, isoDate } from '@sipkadin/budget';
import {
  digestReaders,
  isDisabled,
  type Ledger,
  listGovernments,
  listMembers,
  queueMail,
  type Reading,
  wantsDigest,
} from '@sipkadin/ledger';
import { currentAlerts } from '../features/oversight/alerts/alert-state.ts';
import { ruleOf } from '../rights/rights.ts';
import { digestText } from './digest-text.ts';
import type { MailText } from './mail-texts.ts';

/** Days of a week that a digest looks back on. */
const week = 7;

/** Queues the digest of a week for everybody who wants it, once for each government where they may see alerts. */
export async function queueDigests(ledger: Ledger, today: IsoDate): Promise<void> {
  const readers = await digestReaders(ledger.read);
  if (readers.size === 0) return;
  for (const { code: government } of await listGovernments(ledger.read)) {
    const people: string[] = [];
    for (const person of readers) if (await maySeeAlerts(ledger.read, person, government)) people.push(person);
    if (people.length > 0) await ledger.transact((tx) => queueMail(tx, { kind: 'digest', government, week: mondayOf(today) }, people));
  }
}

/** The Monday of a day's week. */
function mondayOf(day: IsoDate): IsoDate {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return isoDate(date.toISOString().slice(0, 10));
}

/**
 * The digest as it is when it is sent, from verified figures alone.
 * @returns null where the person no longer wants it or may no longer see alerts
 */
export async function digestFor(
  ledger: Ledger,
  { government, name, person, now, link }: { government: string; name: string; person: string; now: IsoInstant; link: string },
): Promise<MailText | null> {
  if (!(await wantsDigest(ledger.read, person)) || !(await maySeeAlerts(ledger.read, person, government))) return null;
  const { alerts, names, asOf } = await currentAlerts(ledger, government, now);
  const isRecent = (at: IsoInstant) => daysBetween(dayInJakarta(at), dayInJakarta(now)) < week;
  const open = alerts.filter(({ endedAt }) => endedAt === null);
  return digestText({
    ...{ government: name, asOf, link, open: open.length },
    fresh: open.filter(({ firstSeen }) => isRecent(firstSeen)).map((alert) => ({ ...alert, name: names.get(alert.unit) ?? alert.unit })),
    ended: alerts.filter(({ endedAt }) => endedAt !== null && isRecent(endedAt)).length,
    withoutNote: open.filter(({ acknowledged }) => acknowledged === null).length,
  });
}

async function maySeeAlerts(read: Reading, person: string, government: string): Promise<boolean> {
  const rule = ruleOf('alerts.list');
  if (!('who' in rule) || (await isDisabled(read, person))) return false;
  return (await listMembers(read, government)).some((member) => member.person === person && rule.who.includes(member.role));
}
