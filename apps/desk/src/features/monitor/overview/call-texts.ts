import type { Language } from '@sipkadin/budget';
import { formatCount, formatDate, formatMonth, formatProgress, formatShort } from '@sipkadin/ui/format';
import { causeText } from '../cause-text.ts';
import { type Summary, sen } from '../figures.ts';
import { monitorWords } from '../words.ts';

type Call = Summary['calls']['behind'][number];
type Unit = Summary['units'][number];

/** What the list of whom to call says of one OPD: the same words on the screen and on the paper of the meeting. */
export interface CallTexts {
  amount: string;
  /** The kegiatan that is furthest behind, and by how much; null: none is known. */
  activity: { name: string; behind: string } | null;
  /** That its gap is within its band, what keeps it from being compared, or that no cause is known; '' where `cause` says it. */
  besides: string;
  /** The cause that an open obstacle gives; null: none is open. */
  cause: string | null;
  /** What is said before and after the words of that obstacle; '' where nothing is: it may be of another activity or year. */
  causeLead: string;
  obstacle: string;
  obstacleOf: string;
  /** Who has to act, and for how long it is theirs; '' where that is not known. */
  holder: string;
  held: string;
  promised: string;
  /** Days to the promised day or past it, and how often it was moved. */
  promiseNote: string;
  isOverdue: boolean;
}

export function callTexts(call: Call, unit: Unit | undefined, month: number, language: Language): CallTexts {
  const { calls: w } = monitorWords[language].overview;
  const { reason, followUp, kind, report } = call;
  const within = kind === 'within' ? [w.within(amountOf(call, language))] : [];
  const { obstacle } = followUp;
  const why =
    kind === 'over'
      ? w.overNote
      : report?.state === 'submitted'
        ? w.submitted(formatMonth(month, language))
        : unit?.asOf === null
          ? w.neverReported
          : (kind === 'behind' || kind === 'within') && obstacle === null
            ? w.noCause
            : '';
  return {
    amount: amountOf(call, language),
    activity: reason && {
      name: reason.name,
      behind: [
        w.behindOf(formatShort(sen(reason.behind) ?? 0n, language)),
        ...(reason.works === null ? [] : [w.works(formatProgress(reason.works, language))]),
      ].join(' · '),
    },
    besides: [...within, ...(why === '' ? [] : [why])].join(' · '),
    ...causeOf(obstacle, reason !== null, language),
    ...heldBy(call, language),
    ...promised(call, language),
  };
}

type Obstacle = Call['followUp']['obstacle'];

/** An obstacle of another activity, or of the year before, explains nothing of the activity that is named beside it, and says so. */
function causeOf(
  obstacle: Obstacle,
  isActivityNamed: boolean,
  language: Language,
): Pick<CallTexts, 'cause' | 'causeLead' | 'obstacle' | 'obstacleOf'> {
  if (obstacle === null) return { cause: null, causeLead: '', obstacle: '', obstacleOf: '' };
  const { calls: w } = monitorWords[language].overview;
  const text = `${causeText(obstacle.cause, language)}: ${obstacle.what}`;
  const { activity, carriedFrom } = obstacle;
  const isOther = isActivityNamed && (activity !== null || carriedFrom !== null);
  const which = carriedFrom !== null ? w.carried(String(carriedFrom)) : isOther ? w.otherObstacle : '';
  const causeLead = [isOther ? w.noCause : '', which].filter((part) => part !== '').join('; ');
  const cause = `${causeLead === '' ? '' : `${causeLead}: `}${text}${activity === null ? '' : ` (${activity})`}`;
  return { cause, causeLead, obstacle: text, obstacleOf: activity ?? '' };
}

function amountOf({ kind, amount }: Call, language: Language): string {
  const { calls: w } = monitorWords[language].overview;
  const known = sen(amount);
  if (known === null) return w.notComparable;
  return kind === 'over' ? w.over(formatShort(known, language)) : formatShort(known, language);
}

/** A report that the verifier has is the verifier's; an obstacle is with whoever can end it; all else is with the OPD. */
function heldBy({ followUp, report, kind, name }: Call, language: Language): Pick<CallTexts, 'holder' | 'held'> {
  const w = monitorWords[language].overview;
  const days = (count: number) => w.days(formatCount(count, language));
  if (report !== null && report.state !== 'verified' && (report.holder === 'verifier' || kind === 'silent'))
    return { holder: report.holder === 'opd' ? name : w.holders[report.holder], held: days(report.days) };
  if (followUp.obstacle !== null) return { holder: followUp.obstacle.unblocker || name, held: days(followUp.obstacle.ageDays) };
  return { holder: name, held: '' };
}

function promised({ followUp: { promise } }: Call, language: Language): Pick<CallTexts, 'promised' | 'promiseNote' | 'isOverdue'> {
  const { calls: w } = monitorWords[language].overview;
  if (promise === null) return { promised: w.noPromise, promiseNote: '', isOverdue: false };
  const { due, lateDays, untilDays, moved } = promise;
  const notes = [
    lateDays > 0 ? w.late(formatCount(lateDays, language)) : w.left(formatCount(untilDays, language)),
    ...(moved > 0 ? [w.moved(formatCount(moved, language))] : []),
  ];
  return { promised: formatDate(due, language, 'short'), promiseNote: notes.join(' · '), isOverdue: lateDays > 0 };
}
