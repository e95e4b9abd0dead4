import { dayInJakarta } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatInstant, SimulatedStrip, type TableRow } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { ReasonDialog } from '../../../web/forms/reason-dialog.tsx';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import './alerts.css';
import { alertText, ruleText } from './alert-text.ts';
import { alertWords } from './words.ts';

type Alerts = Answers['alerts']['list'];
type Alert = Alerts['alerts'][number];

/** What leadership is alerted to, by rule, with its threshold; each event is there once until it ends. */
export function AlertsScreen() {
  const { w, language } = useWords(alertWords);
  const { government } = usePerson();
  const query = useQuery(trpc.alerts.list.queryOptions({ government: government.code }));
  return (
    <Loaded query={query} rows={8}>
      {(data) => {
        const open = data.alerts.filter(({ endedAt }) => endedAt === null);
        const ended = data.alerts.filter(({ endedAt }) => endedAt !== null);
        const fresh = open.filter(({ acknowledged }) => acknowledged === null).length;
        return (
          <>
            {data.simulated && <SimulatedStrip language={language} />}
            <Heading tab={w.title}>
              {open.length === 0 ? w.none : w.heading(formatCount(open.length, language), formatCount(fresh, language))}
            </Heading>
            <p>
              {data.asOf === null ? w.noFigures : w.lead(formatDate(data.asOf, language))}{' '}
              <Link to="/peringatan/perlu-dilihat">{w.look}</Link>
            </p>
            {open.length === 0 && <Empty title={w.noneTitle}>{w.noneText}</Empty>}
            {data.kinds.map((kind) => {
              const alerts = open.filter((alert) => alert.kind === kind).toSorted(bySize);
              return alerts.length === 0 ? null : <Rule key={kind} data={data} kind={kind} alerts={alerts} />;
            })}
            <details className="card">
              <summary>{w.rules}</summary>
              <dl className="rule-list">
                {data.kinds.map((kind) => (
                  <div key={kind}>
                    <dt>{w.kinds[kind].name}</dt>
                    <dd>{ruleText(kind, data, w, language)}</dd>
                  </div>
                ))}
              </dl>
              <p className="small">{w.settings}</p>
            </details>
            {ended.length > 0 && (
              <details className="card">
                <summary>{w.ended(formatCount(ended.length, language))}</summary>
                <DataTable
                  caption={w.ended(formatCount(ended.length, language))}
                  headed
                  columns={[
                    { key: 'unit', label: w.columns.unit },
                    { key: 'what', label: w.columns.what },
                    { key: 'seen', label: w.columns.seen },
                    { key: 'ended', label: w.columns.ended },
                    { key: 'note', label: w.columns.note },
                  ]}
                  rows={ended.map((alert) => ({
                    key: `${alert.key} ${alert.firstSeen}`,
                    cells: [
                      alert.name,
                      `${w.kinds[alert.kind].name}: ${alertText(alert, w, language)}`,
                      formatInstant(alert.firstSeen, language),
                      formatInstant(alert.endedAt ?? alert.firstSeen, language),
                      alert.acknowledged?.note ?? w.noNote,
                    ],
                  }))}
                />
              </details>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** The furthest first, whatever the sign of the measure. */
function bySize(a: Alert, b: Alert): number {
  const size = ({ size: text }: Alert) => Math.abs(Number(text ?? 0));
  return size(b) - size(a) || (a.name < b.name ? -1 : 1);
}

function Rule({ data, kind, alerts }: { data: Alerts; kind: Alert['kind']; alerts: readonly Alert[] }) {
  const { w, language } = useWords(alertWords);
  return (
    <section className="card alert-rule">
      <h2>{w.kinds[kind].count(formatCount(alerts.length, language))}</h2>
      <p className="small">{ruleText(kind, data, w, language)}</p>
      <div className="cells-down">
        <DataTable
          caption={w.kinds[kind].name}
          headed
          narrow="stack"
          columns={[
            { key: 'unit', label: w.columns.unit },
            { key: 'what', label: w.columns.what },
            { key: 'seen', label: w.columns.seen },
            { key: 'note', label: w.columns.note },
          ]}
          rows={alerts.map(
            (alert): TableRow => ({
              key: alert.key,
              cells: [
                <UnitLink key="unit" alert={alert} year={data.year} />,
                alertText(alert, w, language),
                <span key="seen" className="when">
                  {w.since(formatDate(dayInJakarta(alert.firstSeen), language, 'short'))}
                </span>,
                <Note key="note" alert={alert} year={data.year} />,
              ],
            }),
          )}
        />
      </div>
    </section>
  );
}

function UnitLink({ alert: { kind, unit, name }, year }: { alert: Alert; year: number }) {
  if (kind === 'report-late')
    return (
      <Link to="/kalender" search={{ tahun: year }}>
        {name}
      </Link>
    );
  return (
    <Link to="/pimpinan/opd/$unit" params={{ unit }} search={{ tahun: year }}>
      {name}
    </Link>
  );
}

function Note({ alert, year }: { alert: Alert; year: number }) {
  const { w, language } = useWords(alertWords);
  const { government, may } = usePerson();
  const [open, setOpen] = useState(false);
  const acknowledge = useMutation(
    trpc.alerts.acknowledge.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await queryClient.invalidateQueries(trpc.alerts.pathFilter());
      },
    }),
  );
  const { acknowledged } = alert;
  if (acknowledged !== null)
    return (
      <>
        {acknowledged.note}
        <small className="under">{w.by(acknowledged.actor, formatInstant(acknowledged.at, language))}</small>
      </>
    );
  if (!may('alerts.acknowledge')) return w.noNote;
  return (
    <>
      <button type="button" className="plain" onClick={() => setOpen(true)} aria-label={`${w.acknowledge}: ${alert.name}`}>
        {w.acknowledge}
      </button>
      {open && (
        <ReasonDialog
          title={w.dialog.title(alert.name)}
          reasonHint={w.dialog.hint}
          confirm={w.acknowledge}
          busy={acknowledge.isPending}
          error={acknowledge.error}
          onConfirm={(reason) => acknowledge.mutate({ government: government.code, year, key: alert.key, reason })}
          onClose={() => setOpen(false)}
        >
          <p>
            {w.kinds[alert.kind].name}: {alertText(alert, w, language)}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
