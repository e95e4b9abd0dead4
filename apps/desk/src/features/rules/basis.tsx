import { type Basis, parseDecimal } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatInstant, formatLra, words } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, trpc } from '../../web/client.ts';
import { ReasonDialog } from '../../web/forms/reason-dialog.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Loaded } from '../../web/states.tsx';
import { ruleWords } from './words.ts';

/** The basis of realization that counts, what is kept beside it on others, and the change to one of those. */
export function BasisSetting() {
  const { w, language } = useWords(ruleWords);
  const { government, may } = usePerson();
  const { basisNames } = words(language);
  const [to, setTo] = useState<Basis>();
  const state = useQuery(trpc.rules.basis.queryOptions({ government: government.code }));
  const set = useMutation(
    trpc.rules.setBasis.mutationOptions({
      async onSuccess() {
        setTo(undefined);
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <section aria-labelledby="dasar">
      <h2 id="dasar">{w.basis.title}</h2>
      <Loaded query={state} rows={4}>
        {({ basis, year, kept, changes }) => (
          <>
            <p>
              {w.basis.counts(basisNames[basis])} {w.basis.beside}
            </p>
            {year !== null && (
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
                      one.basis === basis ? (
                        w.basis.counted
                      ) : may('rules.setBasis') ? (
                        <button key="set" type="button" onClick={() => setTo(one.basis)}>
                          {w.basis.change(one.basis.toUpperCase())}
                        </button>
                      ) : (
                        w.basis.notCounted
                      ),
                    ],
                  }))}
                />
              </div>
            )}
            {changes.length > 1 && (
              <details>
                <summary>{w.basis.history}</summary>
                <ul>
                  {changes.map(({ at, by, to, reason }) => (
                    <li key={at}>
                      {w.basis.changed(formatInstant(at, language), by, to.toUpperCase())} {reason}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {to !== undefined && (
              <ReasonDialog
                title={w.basis.change(to.toUpperCase())}
                reasonHint={w.basis.reasonHint}
                confirm={w.basis.change(to.toUpperCase())}
                busy={set.isPending}
                error={set.error}
                onConfirm={(reason) => set.mutate({ government: government.code, basis: to, reason })}
                onClose={() => setTo(undefined)}
              >
                <p>{w.basis.means(basis.toUpperCase(), to.toUpperCase())}</p>
                {kept
                  .filter((one) => one.basis === to || one.basis === basis)
                  .map((one) => (
                    <p key={one.basis}>{w.basis.known(one.basis.toUpperCase(), formatCount(one.units, language))}</p>
                  ))}
                <p>{w.basis.editions}</p>
              </ReasonDialog>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
