import { DataTable, formatCount, formatInstant } from '@sipkadin/ui';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Answers, queryClient, trpc } from '../../../../web/client.ts';
import { useWords } from '../../../../web/language.tsx';
import { usePerson } from '../../../../web/person.tsx';
import { Failure } from '../../../../web/states.tsx';
import { OneTimeLink } from '../one-time-link.tsx';
import { peopleWords } from '../words.ts';

type Approval = Answers['people']['list']['approvals'][number];

const refresh = () => queryClient.invalidateQueries(trpc.people.pathFilter());

/** What waits for a second admin, with what that admin does about it; nothing where nothing waits. */
export function Approvals({ approvals }: { approvals: readonly Approval[] }) {
  const { w, language } = useWords(peopleWords);
  const { government } = usePerson();
  const approve = useMutation(trpc.people.approve.mutationOptions({ onSuccess: refresh }));
  const decline = useMutation(trpc.people.decline.mutationOptions({ onSuccess: refresh }));
  const [approved, setApproved] = useState<Approval>();
  const failed = [approve, decline].find(({ isError }) => isError);
  const busy = approve.isPending || decline.isPending;
  if (approvals.length === 0 && approved === undefined) return null;
  const of = ({ seq }: Approval) => ({ government: government.code, request: seq });
  return (
    <section className="card">
      <h2>{w.people.approvals.title}</h2>
      <p>{w.people.approvals.lead}</p>
      {failed !== undefined && <Failure error={failed.error} />}
      {approve.isSuccess && approved !== undefined && approve.data.link !== null && (
        <OneTimeLink link={approve.data.link} name={approved.name} />
      )}
      {approve.isSuccess && approved !== undefined && approve.data.link === null && (
        <p className="notice good" role="status">
          {w.people.approvals.done(approved.name)}
        </p>
      )}
      {approvals.length > 0 && (
        <div className="stacked">
          <DataTable
            caption={w.people.approvals.listed(formatCount(approvals.length, language))}
            columns={(['what', 'who', 'when', 'answer'] as const).map((key) => ({ key, label: w.people.approvals.columns[key] }))}
            rows={approvals.map((approval) => ({
              key: String(approval.seq),
              cells: [
                <span key="what">
                  {w.people.approvals.acts[approval.act]}
                  <small className="under">
                    {w.people.approvals.forWhom}{' '}
                    <Link to="/orang/$id" params={{ id: approval.person }}>
                      {approval.name}
                    </Link>{' '}
                    ({approval.email})
                  </small>
                </span>,
                <span key="who">
                  <span className="inline-label">{w.people.approvals.columns.who}: </span>
                  {approval.askedByName}
                </span>,
                <span key="when" className="when">
                  {formatInstant(approval.askedAt, language)}
                  <small className="under">{w.people.approvals.until(formatInstant(approval.expiresAt, language))}</small>
                </span>,
                <span key="answer" className="row">
                  {!approval.mine && (
                    <button
                      type="button"
                      className="main"
                      disabled={busy}
                      onClick={() => {
                        setApproved(approval);
                        approve.mutate(of(approval));
                      }}
                    >
                      {w.people.approvals.approve}
                    </button>
                  )}
                  <button type="button" disabled={busy} onClick={() => decline.mutate(of(approval))}>
                    {approval.mine ? w.people.approvals.takeBack : w.people.approvals.decline}
                  </button>
                </span>,
              ],
            }))}
          />
        </div>
      )}
    </section>
  );
}
