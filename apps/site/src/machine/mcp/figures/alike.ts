import { ancestor, type IsoDate, isWithin, sameDayIn } from '@sipkadin/budget';
import { differing, type Fault, noData, overlapping } from '../faults.ts';
import { type Figure, nameOfFigure } from './figure.ts';
import { areDisjoint, idOf } from './subject.ts';

/** Why figures cannot be added up; none where they can. @param places the argument of each */
export function whyNoSum(figures: readonly Figure[], places: readonly string[]): Fault[] {
  const differ = (code: Parameters<typeof differing>[0], values: readonly string[]) =>
    new Set(values).size > 1 ? [differing(code, values)] : [];
  const faults = [
    ...differ(
      'government',
      figures.map(({ opened }) => opened.cited.government.code),
    ),
    ...differ(
      'year',
      figures.map(({ opened }) => String(opened.cited.year)),
    ),
    ...differ(
      'measure',
      figures.map(({ measure }) => measure),
    ),
    ...differ(
      'version',
      figures.flatMap(({ version }) => version ?? []),
    ),
    ...differ(
      'basis',
      figures.flatMap(({ basis }) => basis ?? []),
    ),
    ...(figures.some(({ measure }) => measure === 'progress') ? [differing('unit', figures.map(unitOf))] : []),
    ...differ(
      'kind',
      figures.map(({ subject }) => kindOf(subject.account)),
    ),
    ...differ(
      'day',
      figures.flatMap(({ days }) => daysText(days) ?? []),
    ),
    ...figures.flatMap((figure, at) => (figure.value === null ? [noData(places[at] ?? '', nameOfFigure(figure))] : [])),
  ];
  const isOneYear = !faults.some(({ code }) => code === 'government' || code === 'year');
  if (isOneYear)
    faults.push(
      ...differ(
        'edition',
        figures.map(({ opened }) => String(opened.cited.edition)),
      ),
    );
  const isOneEdition = isOneYear && !faults.some(({ code }) => code === 'edition');
  return isOneEdition ? [...faults, ...overlaps(figures, places)] : faults;
}

const unitOf = ({ measure }: Figure) => (measure === 'progress' ? 'hundredths-of-a-percent' : 'sen');

/** Revenue, spending, what financing receives and what it pays; '6' is the difference of the last two. */
const kindOf = (account: string) => (account.startsWith('6') ? ancestor(account, 2) : ancestor(account, 1));

const daysText = (days: readonly IsoDate[]) => (days.length === 0 ? undefined : days.join('/'));

function overlaps(figures: readonly Figure[], places: readonly string[]): Fault[] {
  for (const [at, one] of figures.entries())
    for (const other of figures.slice(0, at))
      if (!areDisjoint(one.subject, other.subject)) return [overlapping(places[at] ?? '', nameOfFigure(other), nameOfFigure(one))];
  return [];
}

/** Why two figures cannot be compared; none where they can. */
export function whyNotCompared(first: Figure, second: Figure): Fault[] {
  const [one, other] = [first.opened.cited, second.opened.cited];
  const isOneThing = idOf(first.subject) === idOf(second.subject) && one.hash === other.hash;
  const isMixed = unitOf(first) !== unitOf(second);
  const both = (a: string | null | undefined, b: string | null | undefined) =>
    a !== null && b !== null && a !== undefined && b !== undefined && a !== b;
  return [
    ...(one.government.code === other.government.code ? [] : [differing('government', [one.government.code, other.government.code])]),
    ...(isMixed ? [differing('unit', [unitOf(first), unitOf(second)])] : []),
    ...(first.measure === second.measure || (isOneThing && !isMixed) ? [] : [differing('measure', [first.measure, second.measure])]),
    ...(both(first.version, second.version) ? [differing('version', [first.version ?? '', second.version ?? ''])] : []),
    ...(both(first.basis, second.basis) ? [differing('basis', [first.basis ?? '', second.basis ?? ''])] : []),
    ...(areSameDays(first, second)
      ? []
      : [
          differing(
            'day',
            [first, second].map(({ days }) => daysText(days) ?? ''),
          ),
        ]),
    ...[first, second].flatMap((figure, at) =>
      figure.value === null ? [noData(at === 0 ? 'first' : 'second', nameOfFigure(figure))] : [],
    ),
  ];
}

/** A budget has no day, and goes with every day. Between two years, the same day of each. */
function areSameDays(first: Figure, second: Figure): boolean {
  if (first.days.length === 0 || second.days.length === 0) return true;
  if (daysText(first.days) === daysText(second.days)) return true;
  const [[one, ...more], [other, ...further]] = [first.days, second.days];
  if (one === undefined || other === undefined || more.length + further.length > 0) return false;
  const [year, otherYear] = [first.opened.cited.year, second.opened.cited.year];
  return year !== otherYear && (sameDayIn(otherYear, one) === other || sameDayIn(year, other) === one);
}

/** Whether all lines of one are lines of the other too. */
export function isPartOf({ subject: part, opened }: Figure, { subject: whole, opened: of }: Figure): boolean {
  const isIn = (narrow: string | undefined, wide: string | undefined) => wide === undefined || narrow === wide;
  return (
    opened.cited.hash === of.cited.hash &&
    isIn(part.unit, whole.unit) &&
    isIn(part.subUnit, whole.subUnit) &&
    isIn(part.fund, whole.fund) &&
    (whole.activity === undefined || (part.activity !== undefined && isWithin(part.activity, whole.activity))) &&
    isWithin(part.account, whole.account)
  );
}
