import { type FiscalYear, type Language, parseFiscalYear, personalData } from '@sipkadin/budget';
import type { AskedFigure } from '@sipkadin/ledger';
import { governmentCode } from '../../../rights/trpc.ts';
import { questionLimits } from './question-limits.ts';

/** A question as the form of a public page sends it. */
export interface SentQuestion extends AskedFigure {
  government: string;
  language: Language;
  text: string;
}

export type QuestionFault = 'bad-input' | 'too-short' | 'too-long' | 'personal';

const code = /^[\d.X]{0,40}$/;
const number = /^[1-9]\d{0,5}$/;

/** The language in which the reader is answered; Indonesian where the form names none. */
export function languageOf(form: URLSearchParams): Language {
  return form.get('bahasa') === 'en' ? 'en' : 'id';
}

/** The page of answers that the form names: a path of this very host, below whatever base path the site has. */
export function backOf(form: URLSearchParams): string {
  const path = form.get('kembali') ?? '';
  return /^(?:\/[\w.-]+){1,6}$/.test(path) ? path : '/tanya';
}

/** Whether a program filled in the field that people do not see. */
export function isFilledByProgram(form: URLSearchParams): boolean {
  return (form.get('situs') ?? '') !== '';
}

/** The question of a form, or why it is not taken. Line breaks and other control characters become spaces. */
export function readQuestion(form: URLSearchParams): SentQuestion | QuestionFault {
  const value = (name: string) => form.get(name) ?? '';
  const government = governmentCode.safeParse(value('pemda'));
  const year: FiscalYear | undefined = parseFiscalYear(value('tahun'));
  const [unit, activity, account] = [value('opd'), value('kegiatan'), value('rekening')];
  if (!government.success || year === undefined || !number.test(value('terbitan'))) return 'bad-input';
  if (![unit, activity, account].every((one) => code.test(one))) return 'bad-input';
  const text = value('pertanyaan')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  if (text.length < questionLimits.shortest) return 'too-short';
  if (text.length > questionLimits.longest) return 'too-long';
  if (personalData(text) !== undefined) return 'personal';
  return {
    ...{ government: government.data, language: languageOf(form), text },
    ...{ year, edition: Number(value('terbitan')), unit, activity, account },
  };
}
