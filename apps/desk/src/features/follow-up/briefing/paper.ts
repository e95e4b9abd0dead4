import { type IsoDate, type IsoInstant, type Language, monthOf, percentage, type Sen, versionName, yearOf } from '@sipkadin/budget';
import type { Forecast, JudgedPromise } from '@sipkadin/monitor';
import type { CurvePoint, Mark, Paper } from '@sipkadin/print';
import { formatCount, formatDate, formatInstant, formatMonth, formatPoints, formatRatio, formatShort } from '@sipkadin/ui/format';
import { figures, monthPoints, points, sen } from '../../monitor/figures.ts';
import { callTexts } from '../../monitor/overview/call-texts.ts';
import { behindOf, callTitle, curveTitle, plansOfDayNote, unplannedNote, verdict } from '../../monitor/overview/sentences.ts';
import { monitorWords } from '../../monitor/words.ts';
import { type BriefingData, opdName } from './briefing-data.ts';
import { printed } from './briefing-table.ts';
import { briefingTables, markOf } from './briefing-tables.ts';
import { briefingWords } from './words.ts';

/** Promises that the first page has room for. */
const mostPromises = 5;

interface Printing {
  government: string;
  language: Language;
  printedAt: IsoInstant;
  /** The day of the meeting, or of printing. */
  day: IsoDate;
  /** Address of the overview, printed and in the code; null: the server does not know its own. */
  address: string | null;
  qr: string | null;
}

/** The paper of a meeting: texts and numbers as the overview has them, rounded once, in one language. */
export function paperOf(data: BriefingData, { government, language, printedAt, day, address, qr }: Printing): Paper {
  const { summary } = data;
  const w = briefingWords[language];
  const gap = points(summary.gap);
  const tables = briefingTables(data, language);
  return {
    ...{ lang: language, title: w.title, government, date: formatDate(day, language), simulated: data.simulated ? w.simulated : null },
    verdict: verdict(figures(summary.total), figures(summary.comparable), gap, summary, language),
    stamp: stampOf(data, language),
    notes: notesOf(data, language),
    promises: promisesOf(data, language),
    figures: fourFigures(data, language),
    curve: { ...curveOf(data, language), title: curveTitle(gap, summary, language) },
    calls: callsOf(data, language),
    tables: tables.map((table) => printed(table, language)),
    words: { page: w.page, of: w.of, decisions: w.decisions },
    foot: footOf(data, printedAt, address, language),
    qr: qr === null ? null : { svg: qr, alt: w.qr },
  };
}

function stampOf({ summary }: BriefingData, language: Language): string {
  const w = briefingWords[language];
  const { version, asOf, basis, units, reports, reportMonth, year } = summary;
  const missing = reports.filter(({ holder }) => holder === 'opd').length;
  const parts = [
    version === null ? String(year) : `${versionName(version, language)} ${year}`,
    ...(asOf === null ? [] : [w.asOf(formatDate(asOf, language))]),
    ...(basis === null ? [] : [w.basis(basis.toUpperCase())]),
    w.reported(
      formatCount(Math.max(0, units.length - missing), language),
      formatCount(units.length, language),
      formatMonth(reportMonth, language),
    ),
    w.verified,
  ];
  return w.stamp(parts.join(' · '));
}

/** What a reader must know before the numbers: a month that has begun, OPD of another day, treasury items. */
function notesOf({ summary }: BriefingData, language: Language): string[] {
  const w = briefingWords[language];
  const { begun, asOf, units } = summary;
  const older = units.filter((unit) => asOf !== null && unit.asOf !== null && unit.asOf < asOf).length;
  const treasury = sen(summary.treasury.budget);
  const unplanned = unplannedNote(summary.comparable, language);
  const ofDay = plansOfDayNote(units, language);
  return [
    ...(begun === null
      ? []
      : [
          monitorWords[language].leadership.begun(
            formatMonth(begun.month, language),
            formatCount(begun.reported, language),
            formatCount(begun.of, language),
          ),
        ]),
    ...(older === 0 || asOf === null ? [] : [w.ownDays(formatCount(older, language), formatDate(asOf, language))]),
    ...(unplanned === null ? [] : [unplanned]),
    ...(ofDay === null ? [] : [ofDay]),
    ...(treasury === null || treasury === 0n ? [] : [w.treasury(formatShort(treasury, language))]),
  ];
}

const promiseMarks = { kept: 'on-plan', late: 'behind', moved: 'attention', dropped: 'dropped', running: 'none' } as const satisfies Record<
  string,
  Mark
>;

function promisesOf(data: BriefingData, language: Language): Paper['promises'] {
  const { promises: w } = briefingWords[language];
  const { due, kept, running } = data.summary.promises;
  const since = formatDate(data.since, language);
  // What was broken is asked about first; what is kept closes the list.
  const order = { late: 0, dropped: 1, moved: 2, running: 3, kept: 4 } as const;
  const moved = Map.groupBy(
    data.promises.filter(({ result }) => result === 'moved'),
    ({ from }) => (from.kind === 'obstacle' ? from.id : ''),
  );
  const movesOf = ({ from }: JudgedPromise) => (from.kind === 'obstacle' ? (moved.get(from.id) ?? []) : []);
  // A date that was moved is one promise with the date that took its place.
  const isInLater = (one: JudgedPromise) =>
    one.result === 'moved' && data.promises.some((other) => other.madeOn > one.madeOn && movesOf(other).includes(one));
  const all = data.promises
    .filter((one) => !isInLater(one))
    .toSorted((a, b) => order[a.result] - order[b.result] || b.lateDays - a.lateDays);
  const rows = all.slice(0, mostPromises).map((one) => ({
    ...{ mark: promiseMarks[one.result], state: w.results[one.result], name: opdName(data, one.unit), text: one.what },
    note: [
      formatDate(one.due, language, 'short'),
      ...(one.lateDays > 0 ? [w.late(formatCount(one.lateDays, language))] : []),
      ...movesOf(one)
        .slice(0, one.result === 'moved' ? 0 : 1)
        .map((first) => w.movedFrom(formatDate(first.due, language, 'short'))),
    ].join(', '),
  }));
  const more = all.length - rows.length;
  return {
    title:
      due > 0
        ? w.title(since, formatCount(kept, language), formatCount(due, language))
        : running > 0
          ? w.titleRunning(since, formatCount(running, language))
          : w.titleNone(since),
    ...{ none: w.none, head: w.head },
    rows: more > 0 ? [...rows, { mark: 'none' as const, state: '', name: '', text: w.more(formatCount(more, language)), note: '' }] : rows,
  };
}

function fourFigures(data: BriefingData, language: Language): Paper['figures'] {
  const { figures: w } = briefingWords[language];
  const { budget, realization } = figures(data.summary.total);
  const behind = behindOf(figures(data.summary.comparable));
  const isAhead = behind !== null && behind < 0n;
  const overdue = data.obstacles.filter(({ lateDays }) => (lateDays ?? 0) > 0).length;
  return [
    {
      label: w.paid,
      value: realization === null ? '–' : formatShort(realization, language),
      note: budget === null ? '' : w.ofBudget(formatShort(budget, language), formatRatio(realization, budget, language)),
    },
    {
      label: isAhead ? w.ahead : w.toReturn,
      value: behind === null ? '–' : formatShort(isAhead ? -behind : behind, language),
      note: behind === null ? w.noPlan : monitorWords[language].leadership.kpi.fromPlan(formatPoints(points(data.summary.gap), language)),
    },
    { label: w.yearEnd, ...yearEnd(data, language) },
    { label: w.obstacles, value: formatCount(data.obstacles.length, language), note: w.overdue(formatCount(overdue, language)) },
  ];
}

/** What the year is expected to come to, in percent of the budget, and its range. */
function yearEnd({ forecast }: BriefingData, language: Language): { value: string; note: string } {
  const { figures: w } = briefingWords[language];
  if (forecast === null) return { value: '–', note: w.noForecast };
  const { value, band, budget } = forecast.whole;
  if (forecast.units.every(({ outcome }) => outcome.kind === 'final'))
    return { value: formatRatio(value, budget, language), note: w.final };
  const share = (amount: Sen) => formatRatio(amount, budget, language);
  return { value: share(value), note: band === null ? w.noRange : w.range(share(band.low), share(band.high)) };
}

/** The course of the year in percent of the whole budget: what the drawing has, and the same in words. */
function curveOf({ summary, forecast }: BriefingData, language: Language): Omit<Paper['curve'], 'title'> {
  const { curve: w } = briefingWords[language];
  const budget = sen(summary.total.budget);
  const months = monthPoints(summary.months);
  const at = (part: Sen | null): number | null => {
    const share = part === null || budget === null ? null : percentage(part, budget);
    return share === null ? null : Number(share.value) / 10;
  };
  const start: CurvePoint = { at: 0, percent: 0 };
  const line = (pick: (month: (typeof months)[number]) => Sen | null): CurvePoint[] => {
    const known = months.flatMap((month) => {
      const percent = at(pick(month));
      return percent === null ? [] : [{ at: month.month, percent }];
    });
    return known.length === 0 ? [] : [start, ...known];
  };
  const plan = line((month) => month.plan);
  // A report to a day within a month is drawn at that day.
  const paid = line((month) => month.realization).map((point) => {
    const asOf = months.find(({ month }) => month === point.at)?.asOf;
    return asOf === undefined || asOf === null || yearOf(asOf) !== summary.year
      ? point
      : { ...point, at: monthOf(asOf) - 1 + dayShare(asOf) };
  });
  const expected = expectedOf(forecast, paid.at(-1), at);
  const highest = Math.max(
    100,
    ...expected.band.map(({ high }) => high),
    ...plan.map(({ percent }) => percent),
    ...paid.map(({ percent }) => percent),
  );
  const top = Math.ceil(highest / 20) * 20;
  const spoken = months
    .filter(({ realization }) => realization !== null)
    .map((month) =>
      w.month(
        formatMonth(month.month, language),
        formatRatio(month.realization, budget, language),
        formatRatio(month.planToDay, budget, language),
      ),
    );
  const marks = summary.versions
    .slice(1)
    .flatMap(({ version, knownSince }) =>
      knownSince !== null && yearOf(knownSince) === summary.year
        ? [{ at: monthOf(knownSince) - 1 + dayShare(knownSince), label: versionName(version, language) }]
        : [],
    );
  return {
    ...{ key: w.key, alt: w.alt(spoken.join(' ')), top, ticks: [0, 50, 100], plan, paid, ...expected, marks: marks.slice(-1) },
    months: Array.from({ length: 12 }, (_, index) => formatMonth(index + 1, language, 'letter')),
  };
}

/** From the last report to the year's end: the expected course, and the range, which is measured at the year's end alone. */
function expectedOf(forecast: Forecast | null, last: CurvePoint | undefined, at: (part: Sen | null) => number | null) {
  const end = forecast?.months.at(-1);
  if (end === undefined || last === undefined) return { forecast: [], band: [] };
  const course = (forecast?.months ?? []).flatMap(({ month, value }) => {
    const percent = at(value);
    return percent === null || month <= last.at ? [] : [{ at: month, percent }];
  });
  const [low, high] = [at(end.low), at(end.high)];
  const range =
    low === null || high === null
      ? []
      : [
          { at: last.at, low: last.percent, high: last.percent },
          { at: end.month, low, high },
        ];
  return { forecast: course.length === 0 ? [] : [last, ...course], band: range };
}

/** The part of its month that is over at the end of a day. */
function dayShare(day: IsoDate): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return date / new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function callsOf({ summary }: BriefingData, language: Language): Paper['calls'] {
  const w = monitorWords[language].overview.calls;
  const { behind, besides, more } = summary.calls;
  return {
    title: callTitle(summary.calls, language),
    note: more > 0 ? `${w.sub} ${w.more(formatCount(more, language))}.` : w.sub,
    none: summary.calls.compared === 0 ? w.noneCompared : w.none,
    head: [w.unit, w.amount, w.reason, w.holder, w.promise],
    rows: [...behind, ...besides].map((call) => {
      const unit = summary.units.find(({ code }) => code === call.unit);
      const texts = callTexts(call, unit, summary.reportMonth, language);
      return {
        mark: unit === undefined ? 'none' : markOf(unit.status),
        status: unit === undefined ? '' : summary.bands.statuses[unit.status][language],
        ...{ name: call.name, amount: texts.amount, what: texts.activity?.name ?? texts.besides },
        why: [texts.activity?.behind ?? '', texts.activity === null ? '' : texts.besides, texts.cause ?? '']
          .filter((text) => text !== '')
          .join(' · '),
        ...{
          holder: texts.holder,
          days: texts.held,
          promise: [texts.promised, texts.promiseNote].filter((text) => text !== '').join(', '),
        },
      };
    }),
  };
}

function footOf({ edition }: BriefingData, printedAt: IsoInstant, address: string | null, language: Language): string[] {
  const { foot: w } = briefingWords[language];
  return [
    edition === null
      ? w.noEdition
      : `${w.edition(formatCount(edition.number, language), formatInstant(edition.publishedAt, language))} · ${w.hash(grouped(edition.hash))}`,
    `${w.printed(formatInstant(printedAt, language))} · ${w.newer}`,
    ...(address === null ? [] : [address]),
  ];
}

/** The first and the last of a hash, in groups that can be read aloud. */
function grouped(hash: string): string {
  return `${hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')} … ${hash.slice(-4)}`;
}
