import { ancestor, type Code, canonicalCode, isWithin } from '@sipkadin/budget';

/** What a figure is of: the lines of an edition that have all of these. A part that is undefined does not narrow them. */
export interface Subject {
  /** Slug of the OPD. */
  unit: string | undefined;
  /** Slug of a sub-unit of it. */
  subUnit: string | undefined;
  /** Bidang urusan, program, kegiatan or sub kegiatan. */
  activity: Code | undefined;
  /** Revenue, spending and financing are never one figure: an id that names no account is of spending. */
  account: Code;
  fund: Code | undefined;
}

const slug = (text: string) => (/^[a-z0-9_][a-z0-9-]{0,119}$/.test(text) ? text : undefined);

/** The parts of an id in their order, by the words of addresses. */
const parts: readonly { word: string; of: keyof Subject; read: (text: string) => string | undefined }[] = [
  { word: 'opd', of: 'unit', read: slug },
  { word: 'unit', of: 'subUnit', read: slug },
  { word: 'kegiatan', of: 'activity', read: (text) => canonicalCode('activity', text) },
  { word: 'rekening', of: 'account', read: (text) => canonicalCode('account', text) },
  { word: 'dana', of: 'fund', read: (text) => canonicalCode('fund', text) },
];

/** Reads "opd:dinas-kesehatan/rekening:5.1.02". @returns undefined where it is no id */
export function readSubject(id: string): Subject | undefined {
  const given = new Map<string, string>();
  for (const part of id.split('/')) {
    const mark = part.indexOf(':');
    const word = part.slice(0, Math.max(mark, 0));
    const value = parts.find((one) => one.word === word)?.read(part.slice(mark + 1));
    if (value === undefined || given.has(word)) return undefined;
    given.set(word, value);
  }
  const account = given.get('rekening') ?? '5';
  if (!['4', '5', '6'].includes(ancestor(account, 1)) || (given.has('unit') && !given.has('opd'))) return undefined;
  return {
    account,
    ...{ unit: given.get('opd'), subUnit: given.get('unit'), activity: given.get('kegiatan'), fund: given.get('dana') },
  };
}

/** The one id of a subject. */
export function idOf(subject: Subject): string {
  const isNarrowed = parts.some(({ of }) => of !== 'account' && subject[of] !== undefined);
  return parts
    .flatMap(({ word, of }) => {
      const value = subject[of];
      return value === undefined || (of === 'account' && value === '5' && isNarrowed) ? [] : [`${word}:${value}`];
    })
    .join('/');
}

/** Whether no line can be of both: they differ in a part in which neither contains the other. */
export function areDisjoint(one: Subject, other: Subject): boolean {
  const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;
  const apart = (a: Code | undefined, b: Code | undefined) => a !== undefined && b !== undefined && !isWithin(a, b) && !isWithin(b, a);
  return (
    differ(one.unit, other.unit) ||
    differ(one.subUnit, other.subUnit) ||
    apart(one.activity, other.activity) ||
    apart(one.account, other.account) ||
    differ(one.fund, other.fund)
  );
}
