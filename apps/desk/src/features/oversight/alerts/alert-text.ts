import type { IsoDate, Language } from '@sipkadin/budget';
import type { AlertKind, AlertLimits } from '@sipkadin/monitor';
import { formatCount, formatDate, formatMonth, formatPointsSize, formatShort } from '@sipkadin/ui/format';
import type { words } from './words.id.ts';

type Words = typeof words;

interface AlertEvent {
  kind: AlertKind;
  subject: string;
  /** Tenths of a point, sen, weeks or days by the kind; null where it has no measure. */
  size: string | null;
  day: IsoDate | null;
  text: string;
}

/** One event in words, with its measure and the day of the figures. */
export function alertText({ kind, subject, size, day, text }: AlertEvent, w: Words, language: Language): string {
  const amount = size === null ? null : BigInt(size);
  const on = day === null ? '' : formatDate(day, language);
  const count = formatCount(Number(amount ?? 0n), language);
  switch (kind) {
    case 'behind':
      return w.kinds.behind.event(formatPointsSize(amount ?? 0n, language), on);
    case 'over':
      return w.kinds.over.event(formatShort(amount ?? 0n, language), on);
    case 'no-plan':
      return w.kinds['no-plan'].event;
    case 'idle':
      return w.kinds.idle.event(count, on);
    case 'falling':
      return w.kinds.falling.event(formatMonth(Number(subject), language), formatShort(amount ?? 0n, language));
    case 'report-late':
      return w.kinds['report-late'].event(formatMonth(Number(subject), language), count);
    case 'contract-unsigned':
      return w.kinds['contract-unsigned'].event(text, amount === null ? w.noValue : formatShort(amount, language));
    case 'promise-overdue':
      return w.kinds['promise-overdue'].event(text, on, count);
    case 'works-behind':
      return w.kinds['works-behind'].event(text, formatPointsSize(amount ?? 0n, language));
  }
}

/** A rule with the threshold that is set now. */
export function ruleText(
  kind: AlertKind,
  { limits, behindFrom }: { limits: AlertLimits; behindFrom: number },
  w: Words,
  language: Language,
): string {
  const n = (count: number) => formatCount(count, language);
  switch (kind) {
    case 'behind':
      return w.kinds.behind.rule(formatPointsSize(BigInt(behindFrom), language));
    case 'idle':
      return w.kinds.idle.rule(n(limits.idleWeeks));
    case 'report-late':
      return w.kinds['report-late'].rule(n(limits.lateDays));
    case 'contract-unsigned':
      return w.kinds['contract-unsigned'].rule(formatMonth(limits.unsignedFrom, language));
    case 'promise-overdue':
      return w.kinds['promise-overdue'].rule(n(limits.promiseDays));
    default:
      return w.kinds[kind].rule;
  }
}
