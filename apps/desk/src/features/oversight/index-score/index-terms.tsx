import { formatCount, formatMonth, formatProgress, formatRatio, formatShort } from '@sipkadin/ui';
import type { Answers } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { formatScore } from './format-score.ts';
import { indexWords } from './words.ts';

type Index = Answers['index']['list'];
type Unit = Index['units'][number];

/** How an OPD's index was computed: each term with its formula and what went in, then their weighted mean. */
export function IndexTerms({ data: { terms, weights, limits }, unit }: { data: Index; unit: Unit }) {
  const { w, language } = useWords(indexWords);
  const present = terms.filter((term) => unit.scores[term] !== null);
  const sum = present.map((term) => `${weights[term]} × ${formatScore(unit.scores[term] ?? 0, language)}`).join(' + ');
  const formulas = {
    ...{ absorption: w.terms.absorption.formula, output: w.terms.output.formula, contracts: w.terms.contracts.formula },
    revision: w.terms.revision.formula(formatCount(limits.freeRevisions, language)),
    deviation: w.terms.deviation.formula(formatCount(limits.freeDeviation, language)),
  };
  return (
    <>
      <dl className="index-terms">
        {terms.map((term) => {
          const score = unit.scores[term];
          return (
            <div key={term}>
              <dt>
                {w.terms[term].name} ({weights[term]}): {score === null ? w.absent : formatScore(score, language)}
              </dt>
              <dd className="small">{formulas[term]}</dd>
              <dd>{score === null ? w.terms[term].why : <Inputs term={term} unit={unit} />}</dd>
            </div>
          );
        })}
      </dl>
      {unit.missing.length > 0 && <p>{w.missing(unit.missing.map((term) => w.terms[term].name).join(', '))}</p>}
      <p>
        {unit.total === null
          ? w.tooFew(formatCount(unit.weight, language))
          : w.calculation(sum, formatCount(unit.weight, language), formatScore(unit.total, language))}
      </p>
    </>
  );
}

/** What a term was computed from. */
function Inputs({ term, unit }: { term: Index['terms'][number]; unit: Unit }) {
  const { w, language } = useWords(indexWords);
  const n = (count: number) => formatCount(count, language);
  const short = (amount: string | null) => formatShort(BigInt(amount ?? '0'), language);
  switch (term) {
    case 'revision':
      return w.terms.revision.value(n(unit.versions));
    case 'absorption':
      return w.terms.absorption.value(short(unit.figures.realization), short(unit.figures.plan));
    case 'contracts':
      return w.terms.contracts.value(n(unit.contracts.signed), n(unit.contracts.all));
    case 'deviation':
      return (
        <>
          {w.terms.deviation.value(n(unit.months.length))}
          <ul>
            {unit.months.map(({ month, paid, planned, deviation }) => (
              <li key={month}>
                {w.terms.deviation.month(
                  formatMonth(month, language),
                  short(paid),
                  short(planned),
                  formatRatio(BigInt(deviation), 1000n, language),
                )}
              </li>
            ))}
          </ul>
        </>
      );
    case 'output':
      return (
        <>
          {w.terms.output.value(n(unit.output.length))}
          <ul>
            {unit.output.map(({ activity, name, progress, target }) => (
              <li key={activity}>{w.terms.output.activity(name, formatProgress(progress, language), formatProgress(target, language))}</li>
            ))}
          </ul>
        </>
      );
  }
}
