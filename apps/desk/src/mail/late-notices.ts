import { daysBetween, type IsoDate } from '@sipkadin/budget';
import {
  isDisabled,
  type Ledger,
  listGovernments,
  listMembers,
  type MemberRow,
  type Notice,
  queueMail,
  type Reading,
} from '@sipkadin/ledger';
import { calendarOf } from '@sipkadin/monitor';

/** Days after the due day in which a notice is queued: mail that is set up late in a year must not send all its months at once. */
const recent = 28;

/** Queues a notice for every OPD and month whose report became late in the last 28 days; each notice is queued once. */
export async function queueLateNotices(ledger: Ledger, today: IsoDate): Promise<void> {
  for (const { code: government } of await listGovernments(ledger.read)) {
    const { year, units } = await calendarOf(ledger.read, { government, today });
    const late = units.flatMap(({ code: unit, months }) =>
      months
        .filter(({ state, due }) => state === 'late' && daysBetween(due, today) <= recent)
        .map(({ month }): Notice & { kind: 'late' } => ({ kind: 'late', government, unit, year, month })),
    );
    if (late.length === 0) continue;
    const recipientsOf = await recipients(ledger.read, government);
    await ledger.transact(async (tx) => {
      for (const notice of late) await queueMail(tx, notice, recipientsOf(notice.unit));
    });
  }
}

/** Recipients of the notice for an OPD: its own operators, else those of the whole government, else the verifiers. */
async function recipients(read: Reading, government: string): Promise<(unit: string) => string[]> {
  const members: MemberRow[] = [];
  for (const member of await listMembers(read, government)) if (!(await isDisabled(read, member.person))) members.push(member);
  const people = (wanted: (member: MemberRow) => boolean) => members.filter(wanted).map(({ person }) => person);
  const others = people(({ role, unit }) => role === 'operator' && unit === null);
  const fallback = others.length > 0 ? others : people(({ role }) => role === 'verifier');
  return (unit) => {
    const own = people((member) => member.role === 'operator' && member.unit === unit);
    return own.length > 0 ? own : fallback;
  };
}
