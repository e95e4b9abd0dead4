import type { Language, Words } from '../language/language.ts';
import { isIsoDate } from '../time/period.ts';

/** A field of an entry of a list that an admin keeps. */
export type ListField = { label: Words } & (
  | { kind: 'words'; most: number; optional?: boolean }
  | { kind: 'choice'; choices: Readonly<Record<string, Words>> }
  /** A whole number, or null where nothing is entered; whether it must be there, the list's own check decides. */
  | { kind: 'number'; min: number; max: number }
  | { kind: 'text'; most: number; pattern: RegExp; example: string }
  | { kind: 'date' }
  /** Codes that `pattern` takes, none to ten. */
  | { kind: 'codes'; pattern: RegExp; example: string }
);

/** A list of entries that all have the same fields. */
export interface ListKind<Entry> {
  most: number;
  /** What one entry is called. */
  entry: Words;
  /** By the entry's own names, all of them. */
  fields: Readonly<Record<string, ListField>>;
  /** An entry to begin with. */
  empty: object;
  /** What fields contradict each other; undefined where none do. */
  fault: (entry: Entry) => Words | undefined;
  /** An entry in one line. */
  text: (entry: Entry, language: Language) => string;
  nameOf: (entry: Entry) => Words;
}

const mostCodes = 10;

/** @returns what is wrong with a list that somebody entered, and of which entry; undefined where nothing is */
export function listFault<Entry>(kind: ListKind<Entry>, value: unknown): Words | undefined {
  if (!Array.isArray(value) || value.length > kind.most)
    return { id: `Paling banyak ${kind.most} isian.`, en: `At most ${kind.most} entries.` };
  const names = new Set<string>();
  for (const [index, entry] of (value as unknown[]).entries()) {
    const fault = entryFault(kind, entry) ?? duplicateFault(names, kind.nameOf(entry as Entry));
    if (fault === undefined) continue;
    const at = index + 1;
    return { id: `${kind.entry.id} ke-${at}: ${fault.id}`, en: `${kind.entry.en} ${at}: ${fault.en}` };
  }
  return undefined;
}

function duplicateFault(names: Set<string>, { id }: Words): Words | undefined {
  if (names.has(id)) return { id: `nama “${id}” sudah ada.`, en: `the name “${id}” is there already.` };
  names.add(id);
  return undefined;
}

function entryFault<Entry>({ fields, fault }: ListKind<Entry>, entry: unknown): Words | undefined {
  const known = Object.entries<ListField>(fields);
  if (!isRecord(entry) || Object.keys(entry).length !== known.length)
    return { id: 'isi semua kolomnya.', en: 'fill in all of its fields.' };
  for (const [name, field] of known) {
    const wrong = fieldFault(field, Object.hasOwn(entry, name) ? entry[name] : undefined);
    if (wrong !== undefined) return { id: `${field.label.id}: ${wrong.id}`, en: `${field.label.en}: ${wrong.en}` };
  }
  return fault(entry as Entry);
}

function fieldFault(field: ListField, value: unknown): Words | undefined {
  switch (field.kind) {
    case 'words':
      return wordsFault(field, value);
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(field.choices, value) ? undefined : { id: 'pilih salah satu.', en: 'choose one.' };
    case 'number': {
      const { min, max } = field;
      if (value === null || (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)) return undefined;
      return { id: `isi bilangan bulat dari ${min} sampai ${max}.`, en: `enter a whole number from ${min} to ${max}.` };
    }
    case 'text': {
      const isText = typeof value === 'string' && value.length <= field.most && field.pattern.test(value);
      return isText ? undefined : { id: `isi seperti ${field.example}.`, en: `enter it as in ${field.example}.` };
    }
    case 'date':
      return typeof value === 'string' && isIsoDate(value) ? undefined : { id: 'isi tanggal.', en: 'enter a day.' };
    case 'codes': {
      const isCodes =
        Array.isArray(value) && value.length <= mostCodes && value.every((code) => typeof code === 'string' && field.pattern.test(code));
      return isCodes ? undefined : { id: `isi kode seperti ${field.example}.`, en: `enter codes such as ${field.example}.` };
    }
  }
}

/** Both languages, or neither where nothing needs to be said. */
function wordsFault({ most, optional }: Extract<ListField, { kind: 'words' }>, value: unknown): Words | undefined {
  const { id, en } = isRecord(value) && Object.keys(value).length === 2 ? value : {};
  if (typeof id !== 'string' || typeof en !== 'string') return { id: 'isi dalam dua bahasa.', en: 'fill in both languages.' };
  if (id.length > most || en.length > most) return { id: `paling panjang ${most} huruf.`, en: `at most ${most} letters.` };
  const [isId, isEn] = [id.trim() !== '', en.trim() !== ''];
  return (isId && isEn) || (optional === true && !isId && !isEn)
    ? undefined
    : { id: 'isi dalam dua bahasa.', en: 'fill in both languages.' };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
