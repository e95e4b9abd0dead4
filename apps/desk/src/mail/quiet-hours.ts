import type { IsoInstant } from '@sipkadin/budget';
import { listGovernments, type Notice, type Reading } from '@sipkadin/ledger';

/** Indonesian western time has no summer time. */
const hoursAheadOfUtc = 7;

/** Whether an hour lies in quiet hours, which may pass midnight; none where both are the same. */
export function isQuiet(hour: number, { quietFrom, quietUntil }: { quietFrom: number; quietUntil: number }): boolean {
  if (quietFrom <= quietUntil) return hour >= quietFrom && hour < quietUntil;
  return hour >= quietFrom || hour < quietUntil;
}

/** The governments whose quiet hours hold at an instant, by their settings. */
export async function quietGovernments(read: Reading, at: IsoInstant): Promise<Set<string>> {
  const hour = (new Date(at).getUTCHours() + hoursAheadOfUtc) % 24;
  return new Set((await listGovernments(read)).flatMap((one) => (isQuiet(hour, one) ? [one.code] : [])));
}

/** What nobody waits for at this minute; a link to sign in with and a change of access go out at once. */
export function canWait({ kind }: Notice): boolean {
  return kind === 'reminder' || kind === 'late' || kind === 'digest';
}
