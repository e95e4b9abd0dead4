import { type Code, opdOf } from '../codes/code.ts';
import { dateInWords } from '../language/terms.ts';
import { type IsoDate, isIsoDate } from '../time/period.ts';
import type { ListField, ListKind } from './list-kind.ts';

/** An OPD that was renamed, or became part of another. Several may become part of the same one; a division into several has no rule here. */
export interface Succession {
  /** Code of the OPD that ends. */
  old: Code;
  /** Code of the OPD that goes on with its budget and history. */
  next: Code;
  /** The first day on which it is part of the other. */
  from: IsoDate;
  /** The regulation that says so. */
  basis: string;
}

/** The OPD that a unit belongs to. */
export type OpdOf = (unit: Code) => Code;

const opd = /^\d\.\d\d\.\d\.\d\d\.\d\.\d\d\.\d\d\.0000$/;
const example = '1.02.0.00.0.00.01.0000';

export const successionList: ListKind<Succession> = {
  most: 60,
  entry: { id: 'Perubahan OPD', en: 'Change of an OPD' },
  fields: {
    old: { kind: 'text', most: 22, pattern: opd, example, label: { id: 'Kode OPD lama', en: 'Code of the former OPD' } },
    next: { kind: 'text', most: 22, pattern: opd, example, label: { id: 'Kode OPD penerus', en: 'Code of its successor' } },
    from: { kind: 'date', label: { id: 'Sejak tanggal', en: 'From' } },
    basis: { kind: 'text', most: 120, pattern: /\S/, example: 'Perda 3/2026', label: { id: 'Dasar hukum', en: 'Legal basis' } },
  } satisfies Record<keyof Succession, ListField>,
  empty: { old: '', next: '', from: '', basis: '' },
  fault: ({ old, next, from }) => {
    if (old === next) return { id: 'kode penerusnya harus lain.', en: 'its successor has another code.' };
    return isIsoDate(from) ? undefined : { id: 'isi tanggal mulainya.', en: 'enter the day from which it holds.' };
  },
  text: ({ old, next, from, basis }, language) => {
    const day = dateInWords(from, language);
    return { id: `${old} menjadi bagian dari ${next} sejak ${day} (${basis})`, en: `${old} is part of ${next} from ${day} on (${basis})` }[
      language
    ];
  },
  nameOf: ({ old }) => ({ id: old, en: old }),
};

/**
 * To which OPD units belong on a day: successions that hold by then are followed in the order of their days, and those of one day to the
 * end, in whatever order they were entered. An OPD that would become part of itself on one day stays what it is.
 */
export function opdOn(successions: readonly Succession[], day: IsoDate): OpdOf {
  const days = [...Map.groupBy(successions, ({ from }) => from)]
    .filter(([from]) => from <= day)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entries]) => new Map(entries.map(({ old, next }) => [old, next])));
  if (days.length === 0) return opdOf;
  return (unit) => days.reduce(lastSuccessor, opdOf(unit));
}

function lastSuccessor(code: Code, next: ReadonlyMap<Code, Code>): Code {
  const passed = new Set<Code>();
  let last = code;
  for (let one = next.get(last); one !== undefined && !passed.has(one); one = next.get(last)) {
    if (one === code) return code;
    passed.add(one);
    last = one;
  }
  return last;
}

/** An OPD and those that are part of it on a day, by their own codes. */
export function membersOn(successions: readonly Succession[], day: IsoDate, unit: Code): Code[] {
  const belongsTo = opdOn(successions, day);
  return [...new Set([unit, ...successions.map(({ old }) => old)])].filter((code) => belongsTo(code) === unit);
}
