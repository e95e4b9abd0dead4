import { DataTable, dash, formatCount, formatMonth, SimulatedStrip } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type Answers, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import './index-score.css';
import { formatScore } from './format-score.ts';
import { IndexTerms } from './index-terms.tsx';
import { indexWords } from './words.ts';

type Index = Answers['index']['list'];

/** The performance index of every OPD, the lowest first; each opens into the terms it is made of. */
export function IndexScreen() {
  const { w, language } = useWords(indexWords);
  const { government } = usePerson();
  const { opd } = useSearch({ from: '/indeks' });
  const query = useQuery(trpc.index.list.queryOptions({ government: government.code }));
  return (
    <Loaded query={query} rows={8}>
      {(data) => {
        const [lowest] = data.units;
        const shown = data.units.find(({ code }) => code === opd);
        return (
          <>
            {data.simulated && <SimulatedStrip language={language} />}
            <Heading tab={w.title}>
              {lowest === undefined || lowest.total === null ? w.nothing : w.heading(lowest.name, formatScore(lowest.total, language))}
            </Heading>
            <p>{w.lead(formatMonth(data.month, language), String(data.year))}</p>
            {data.begun !== null && (
              <p className="notice">
                {w.begun(
                  formatMonth(data.begun.month, language),
                  formatCount(data.begun.reported, language),
                  formatCount(data.begun.of, language),
                )}
              </p>
            )}
            <p className="small">
              {w.rule} {w.settings}
            </p>
            {shown !== undefined && (
              <section className="card" aria-live="polite">
                <h2>
                  {shown.name}: {shown.total === null ? w.none : formatScore(shown.total, language)}
                </h2>
                <IndexTerms data={data} unit={shown} />
              </section>
            )}
            <IndexTable data={data} />
          </>
        );
      }}
    </Loaded>
  );
}

function IndexTable({ data: { units, terms, weights } }: { data: Index }) {
  const { w, language } = useWords(indexWords);
  return (
    <DataTable
      caption={w.table}
      columns={[
        { key: 'unit', label: w.columns.unit },
        { key: 'total', label: w.columns.total, number: true },
        ...terms.map((term) => ({ key: term, label: `${w.terms[term].name} (${weights[term]})`, number: true })),
        { key: 'weight', label: w.columns.weight, number: true },
      ]}
      rows={units.map(({ code, name, total, scores, weight }) => ({
        key: code,
        cells: [
          <Link key="unit" to="/indeks" search={{ opd: code }} title={w.open}>
            {name}
          </Link>,
          total === null ? w.none : <strong key="total">{formatScore(total, language)}</strong>,
          ...terms.map((term) => {
            const score = scores[term];
            return score === null ? dash : formatScore(score, language);
          }),
          w.of(formatCount(weight, language)),
        ],
      }))}
    />
  );
}
