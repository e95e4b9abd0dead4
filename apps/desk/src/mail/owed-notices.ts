import { daysBetween, type IsoDate } from '@sipkadin/budget';
import {
  isDisabled,
  type Ledger,
  listGovernments,
  listMembers,
  type MemberRow,
  type OwedNotice,
  queueMail,
  type Reading,
} from '@sipkadin/ledger';
import { calendarOf, type ReportCell } from '@sipkadin/monitor';

/** Days after the due day in which a notice is queued: mail that is set up late in a year must not send all its months at once. */
const recent = 28;

/**
 * Queues a reminder for every OPD and month whose report is not submitted a few days before its day (a setting; 0 sends none), and a
 * notice for those whose report became late in the last 28 days. Each is queued once for an OPD and month.
 */
export async function queueOwedNotices(ledger: Ledger, today: IsoDate): Promise<void> {
  for (const { code: government, reminderDays } of await listGovernments(ledger.read)) {
    const { year, units } = await calendarOf(ledger.read, { government, today });
    const notices = units.flatMap(({ code: unit, months }) =>
      months.flatMap((cell): OwedNotice[] => {
        const kind = noticeKind(cell, { today, reminderDays });
        return kind === undefined ? [] : [{ kind, government, unit, year, month: cell.month }];
      }),
    );
    if (notices.length === 0) continue;
    const recipientsOf = await recipients(ledger.read, government);
    await ledger.transact(async (tx) => {
      for (const notice of notices) await queueMail(tx, notice, recipientsOf(notice.unit));
    });
  }
}

function noticeKind(
  { state, due }: ReportCell,
  { today, reminderDays }: { today: IsoDate; reminderDays: number },
): OwedNotice['kind'] | undefined {
  if (state === 'late') return daysBetween(due, today) <= recent ? 'late' : undefined;
  const isOpen = state === 'due' || (state === 'received' && today <= due);
  return isOpen && reminderDays > 0 && daysBetween(today, due) <= reminderDays ? 'reminder' : undefined;
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
