import { type FiscalYear, parseFiscalYear, regionByCode, type SimilarRule, usualRule } from '@sipkadin/budget';
import type { Edition, Reference } from '@sipkadin/edition';
import type { Context } from '../../reading/context.ts';
import type { answerRoutes } from '../../routes/answer-routes.ts';
import { type Basis, yearsOf } from './figures.ts';

type ChoiceName = (typeof answerRoutes.region.query)[number];

export const kinds = ['sama', 'semua'] as const;
export const spendingPercents = ['10', '25', '50', 'semua'] as const;
export const residentPercents = ['25', '50', '100', 'semua'] as const;

const oneOf = (values: readonly string[]) => (_edition: Edition, text: string) => values.includes(text);

/** Which values each parameter knows; of a year whether there are figures is known by the reference edition alone. */
export const knownChoices = {
  data: (_edition: Edition, text: string) => text === 'anggaran' || /^202\d$/.test(text),
  jenis: oneOf(kinds),
  belanja: oneOf(spendingPercents),
  penduduk: oneOf(residentPercents),
  dengan: (_edition: Edition, text: string) => regionByCode(text) !== undefined,
};

export interface Choices {
  basis: Basis;
  rule: SimilarRule;
  /** Code of a region to compare with by name. */
  named: string | undefined;
  /** As the query has them, for links and the form; the usual ones are absent. */
  query: Partial<Record<ChoiceName, string | undefined>>;
}

/** The choices of an address; what it does not know is said in a notice, and the usual is taken. */
export function choicesOf(context: Context, reference: Reference): Choices {
  const { query, notices, w } = context;
  const years: readonly FiscalYear[] = yearsOf(reference);
  const choose = (name: ChoiceName, isKnown: (text: string) => boolean): string | undefined => {
    const text = query.get(name);
    if (text === undefined || isKnown(text)) return text;
    notices.push(w.badValue(w.regions.choices[name]));
    return undefined;
  };
  const data = choose('data', (text) => text === 'anggaran' || years.some((year) => String(year) === text));
  const year = data === undefined ? undefined : parseFiscalYear(data);
  const jenis = choose('jenis', (text) => knownChoices.jenis(context.edition, text));
  const belanja = choose('belanja', (text) => knownChoices.belanja(context.edition, text));
  const penduduk = choose('penduduk', (text) => knownChoices.penduduk(context.edition, text));
  const named = choose('dengan', (text) => reference.content.budgets?.of.has(text) ?? false);
  return {
    basis: year ?? 'budget',
    rule: {
      sameKind: jenis === undefined ? usualRule.sameKind : jenis === 'sama',
      spending: percentOf(belanja, usualRule.spending),
      residents: percentOf(penduduk, usualRule.residents),
    },
    named,
    query: { data, jenis, belanja, penduduk, dengan: named },
  };
}

function percentOf(text: string | undefined, usual: number | null): number | null {
  if (text === undefined) return usual;
  return text === 'semua' ? null : Number(text);
}
