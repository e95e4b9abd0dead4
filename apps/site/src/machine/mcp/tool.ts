import { type Language, versionRank, type Words } from '@sipkadin/budget';
import { z } from 'zod';
import type { Finding } from '../../find-context.ts';
import { badArgument, type Fault, Refused, unknownArgument } from './faults.ts';
import { measures } from './figures/amount-of.ts';
import { idExpected } from './figures/figure.ts';

/** What an assistant can ask for. */
export interface Tool<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  name: string;
  title: string;
  /** For the assistant: when to use it, and what it does not do. */
  description: string;
  input: Input;
  output: Output;
  /** @throws Refused */
  answer: (asked: z.infer<Input>, finding: Finding) => Promise<Answer<z.infer<Output>>>;
}

export interface Answer<Value> {
  sentence: string;
  value: Value;
}

/** Checks the types of a tool where it is written. */
export const tool = <Input extends z.ZodType, Output extends z.ZodType>(given: Tool<Input, Output>): Tool => given;

const language = z.enum(['id', 'en']).optional().describe('Language of names and sentences: "id" (default) or "en".');

/** Which edition; see `open`. */
export const which = {
  government: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/)
    .optional()
    .describe('Region code of the government, "19.71"; left out: the government of this site.'),
  year: z.int().min(2000).max(2099).optional().describe('Fiscal year; left out: the latest that was published.'),
  edition: z.int().min(1).max(999_999).optional().describe('Number of the edition; left out: the latest of the year.'),
};

export const asked = { ...which, language };

export const figureAsked = {
  id: z
    .string()
    .min(1)
    .max(300)
    .describe(
      `${idExpected.en} Parts: opd (department), unit (sub-unit), kegiatan (activity or function), rekening (account), dana (fund).`,
    ),
  measure: z
    .enum(measures)
    .describe('budget; plan: cash plan up to the day of the report; realization: paid or received so far; progress: physical, in percent.'),
  version: z
    .string()
    .max(40)
    .refine((text) => versionRank(text) >= 0)
    .optional()
    .describe('Budget version, "murni", "pergeseran-1" or "perubahan"; left out: the version of the edition.'),
  month: z.int().min(1).max(12).optional().describe('As of the end of this month as it was reported; left out: by the last report.'),
};

const expectations: Readonly<Record<string, Words>> = {
  government: { id: 'Kode wilayah seperti "19.71".', en: 'A region code such as "19.71".' },
  year: { id: 'Tahun anggaran, bilangan bulat 2000 sampai 2099.', en: 'A fiscal year, an integer from 2000 to 2099.' },
  edition: { id: 'Nomor terbitan, bilangan bulat mulai 1.', en: 'The number of an edition, an integer from 1.' },
  language: { id: '"id" atau "en".', en: '"id" or "en".' },
  id: idExpected,
  measure: { id: `Salah satu dari: ${measures.join(', ')}.`, en: `One of: ${measures.join(', ')}.` },
  version: { id: 'Versi anggaran: murni, pergeseran-1, perubahan.', en: 'A budget version: murni, pergeseran-1, perubahan.' },
  month: { id: 'Bulan, 1 sampai 12.', en: 'A month, 1 to 12.' },
  question: { id: 'Pertanyaan dengan kata sendiri, 1 sampai 200 huruf.', en: 'A question in your own words, 1 to 200 characters.' },
  items: {
    id: 'Daftar 2 sampai 40 angka, masing-masing dengan id dan measure.',
    en: 'A list of 2 to 40 figures, each with id and measure.',
  },
  first: { id: 'Angka dengan id dan measure.', en: 'A figure with id and measure.' },
  second: { id: 'Angka dengan id dan measure.', en: 'A figure with id and measure.' },
};

const longestPlace = 60;
const mostFaults = 10;

/** One fault for each argument that a tool cannot use. What was given is not repeated in it, but for names that the tool knows. */
function faultsOf({ issues }: z.ZodError): Fault[] {
  const places = new Map<string, Fault>();
  for (const { code, path } of issues.slice(0, mostFaults)) {
    const names = path.map(String);
    const known = names.findLast((name) => Object.hasOwn(expectations, name));
    const place = names.join('.').slice(0, longestPlace);
    const expected = expectations[known ?? ''];
    places.set(place, code === 'unrecognized_keys' || expected === undefined ? unknownArgument(place) : badArgument(place, expected));
  }
  return [...places.values()];
}

/** The language that is asked for, also where other arguments are wrong. */
export function languageOf(given: unknown): Language {
  return typeof given === 'object' && given !== null && 'language' in given && given.language === 'en' ? 'en' : 'id';
}

/** @throws Refused */
export function read<Input extends z.ZodType>(input: Input, given: unknown): z.infer<Input> {
  const found = input.safeParse(given ?? {});
  if (!found.success) throw new Refused(...faultsOf(found.error));
  return found.data;
}
