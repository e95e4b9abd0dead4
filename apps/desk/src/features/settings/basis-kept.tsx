import { parseDecimal } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatLra, words } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Loaded } from '../../web/states.tsx';
import { settingWords } from './words.ts';

/** What is verified on each basis: which one counts, and what is kept beside it. */
export function BasisKept() {
  const { w, language } = useWords(settingWords);
  const { government } = usePerson();
  const { basisNames } = words(language);
  const state = useQuery(trpc.settings.basis.queryOptions({ government: government.code }));
  return (
    <Loaded query={state} rows={4}>
      {({ basis, year, kept }) =>
        year !== null && (
          <div className="stacked">
            <DataTable
              caption={w.basis.kept(String(year))}
              headed
              columns={[
                { key: 'basis', label: w.basis.columns.basis },
                { key: 'units', label: w.basis.columns.units, number: true },
                { key: 'asOf', label: w.basis.columns.asOf },
                { key: 'spending', label: w.basis.columns.spending, number: true },
                { key: 'state', label: w.basis.columns.state },
              ]}
              rows={kept.map((one) => ({
                key: one.basis,
                cells: [
                  basisNames[one.basis],
                  formatCount(one.units, language),
                  one.asOf === null ? w.basis.none : formatDate(one.asOf, language, 'short'),
                  one.spending === null ? '–' : formatLra(parseDecimal(one.spending) ?? 0n, language),
                  one.basis === basis ? w.basis.counted : w.basis.notCounted,
                ],
              }))}
            />
            <p className="small">{w.basis.beside}</p>
          </div>
        )
      }
    </Loaded>
  );
}
