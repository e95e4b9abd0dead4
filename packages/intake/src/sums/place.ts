import { ancestor, type Code, isWithin, level, opdOf } from '@sipkadin/budget';

/**
 * What the amounts of a row belong to, by its codes; '' for a code that the row does not have. A place lies beneath
 * another when each of its codes lies beneath the other's or is the same.
 */
export interface Place {
  /** Urusan ("1") or bidang ("1.02"). */
  field: Code;
  /** An OPD or a sub-unit. */
  unit: Code;
  /** Whether an OPD's row includes its sub-units; what lies beneath an OPD's activities and accounts never does. */
  whole: boolean;
  /** A program or deeper. */
  activity: Code;
  account: Code;
}

/**
 * The place of a row that has these codes, '' for those it has not. An activity's code gives the field too, unless the
 * activity is of all fields (`0.00`); an OPD without any other code is the OPD with its sub-units.
 */
export function placeOf(unit: Code, activity: Code, account: Code): Place {
  const isField = level(activity) <= 2;
  const whole = account === '' && isField && unit.endsWith('.0000');
  return { field: fieldOf(activity), unit, whole, activity: isField ? '' : activity, account };
}

/** The urusan or bidang of an activity; '' for an activity of all fields. */
export function fieldOf(activity: Code): Code {
  const field = ancestor(activity, 2);
  return field === '0.00' ? '' : field;
}

/** Depth in a tree report: urusan 1, bidang 2, OPD 3, sub-unit 4, program 5, kegiatan 6, sub kegiatan 7, akun 8 … subrincian 13. */
export function depthOf({ field, unit, whole, activity, account }: Place): number {
  if (account !== '') return 7 + level(account);
  if (activity !== '') return level(activity) <= 3 ? 5 : level(activity) + 1;
  if (unit !== '') return whole ? 3 : 4;
  return level(field);
}

/** A place without its account, */
export type Owner = Omit<Place, 'account'>;

/** and how many codes of which depth it has: places of one form never overlap. */
export type Form = string;

export function formOf({ field, unit, whole, activity }: Owner): Form {
  return `${level(field)}${unit === '' ? '-' : whole ? 'o' : 'u'}${level(activity)}`;
}

/** The owner of this form that the given one is or lies beneath, as a key; undefined where there is none. */
export function keyIn(form: Form, { field, unit, whole, activity }: Owner): string | undefined {
  const [fieldLevel, by, activityLevel] = [Number(form[0]), form[1], Number(form[2])];
  if (level(field) < fieldLevel || level(activity) < activityLevel) return undefined;
  if (by !== '-' && (unit === '' || (by === 'u' && whole))) return undefined;
  const own = by === '-' ? '' : by === 'o' ? opdOf(unit) : unit;
  return `${form}|${ancestor(field, fieldLevel)}|${own}|${ancestor(activity, activityLevel)}`;
}

/** Whether a place lies beneath another, or is the same. */
export function isBeneath(inner: Place, outer: Place): boolean {
  const ofUnit = outer.unit === '' || (outer.whole ? opdOf(inner.unit) === outer.unit : inner.unit === outer.unit && !inner.whole);
  return ofUnit && isWithin(inner.field, outer.field) && isWithin(inner.activity, outer.activity) && isWithin(inner.account, outer.account);
}

/** How many codes a place has, at every level: more than any place above it. */
export function codesOf({ field, unit, whole, activity, account }: Place): number {
  return level(field) + (unit === '' ? 0 : whole ? 1 : 2) + level(activity) + level(account);
}
