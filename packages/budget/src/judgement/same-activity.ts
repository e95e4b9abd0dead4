import { type Code, level } from '../codes/code.ts';

interface Named {
  code: Code;
  name: string;
}

/** same: its code and its name; renamed: its code with another name; recoded: its name alone, under another code. */
export interface SameActivity<Activity> {
  how: 'same' | 'renamed' | 'recoded';
  activity: Activity;
}

/**
 * The activity of another year that is this one. Codes of the national list change with its versions: one with the same name under
 * another code comes before one that has the code alone, where a single one of its level has that name.
 * @returns undefined where neither its code nor its name is among them
 */
export function sameActivity<Activity extends Named>(wanted: Named, others: readonly Activity[]): SameActivity<Activity> | undefined {
  const coded = others.find(({ code }) => code === wanted.code);
  if (coded !== undefined && spelling(coded) === spelling(wanted)) return { how: 'same', activity: coded };
  const [named, ...more] = others.filter((one) => level(one.code) === level(wanted.code) && spelling(one) === spelling(wanted));
  if (named !== undefined && more.length === 0) return { how: 'recoded', activity: named };
  return coded && { how: 'renamed', activity: coded };
}

/** Capitals and signs differ between years where the name does not. */
const spelling = ({ name }: Named) => (name.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).join(' ');
