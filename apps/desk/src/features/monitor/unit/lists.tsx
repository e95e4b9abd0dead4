import { versionName } from '@sipkadin/budget';
import { DataTable, dash, formatCount, formatDate, formatLra, formatRatio, formatShort } from '@sipkadin/ui';
import { Fragment } from 'react';
import { useWords } from '../../../web/language.tsx';
import { causeText } from '../cause-text.ts';
import { sen } from '../figures.ts';
import { monitorWords } from '../words.ts';
import type { Unit } from './answer.ts';
import { notStartedTitle, quarterTitle } from './unit-sentences.ts';

/** Sub kegiatan that should have begun, the largest plan first. */
export function NotStarted({ data }: { data: Unit }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.notStarted;
  const { count, largest } = data.notStarted;
  return (
    <section className="card">
      <h2 className="chart-title">{notStartedTitle(data.notStarted, language)}</h2>
      <ul className="side-list">
        {largest.map(({ activity, name, budget, plan }) => (
          <li key={activity}>
            <span>
              {name}
              <small className="under">{activity}</small>
            </span>
            <small>{words.row(formatShort(sen(plan) ?? 0n, language), formatShort(sen(budget) ?? 0n, language))}</small>
          </li>
        ))}
      </ul>
      {count > largest.length && <p className="small">{words.more(formatCount(count - largest.length, language))}</p>}
    </section>
  );
}

/** Accounts of which more was paid than is budgeted. */
export function AboveBudget({ data }: { data: Unit }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.above;
  const { count, beyond, largest } = data.above;
  return (
    <section className="card">
      <h2 className="chart-title">
        {count === 0 ? words.none : words.title(formatCount(count, language), formatShort(sen(beyond) ?? 0n, language))}
      </h2>
      <ul className="side-list">
        {largest.map(({ activity, account, name, accountName, budget, realization, beyond: more }) => (
          <li key={`${activity} ${account}`}>
            <span>
              {accountName}
              <small className="under">
                {account} · {name}
              </small>
            </span>
            <small>
              {words.row(
                formatShort(sen(more) ?? 0n, language),
                formatShort(sen(realization) ?? 0n, language),
                budget === null ? words.noBudget : formatShort(sen(budget) ?? 0n, language),
              )}
            </small>
          </li>
        ))}
      </ul>
      {count > largest.length && <p className="small">{words.more(formatCount(count - largest.length, language))}</p>}
    </section>
  );
}

/** What holds the works up: open obstacles, the longest overdue first, with who can end each and what was promised. */
export function OpenObstacles({ data }: { data: Unit }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.obstacles;
  const { obstacles } = data;
  const late = obstacles.filter(({ lateDays }) => (lateDays ?? 0) > 0).length;
  return (
    <section className="card wide" aria-labelledby="kendala">
      <h2 id="kendala" className="chart-title">
        {obstacles.length === 0 ? words.none : words.title(formatCount(obstacles.length, language), formatCount(late, language))}
      </h2>
      {obstacles.length > 0 && (
        <DataTable
          caption={words.caption}
          headed
          narrow="stack"
          columns={[words.what, words.unblocker, words.age, words.promise].map((label) => ({ key: label, label }))}
          rows={obstacles.map((one) => ({
            key: one.id,
            cells: [
              <Fragment key="what">
                {causeText(one.cause, language)}: {one.what}
                <small className="under">{[one.activity, one.followUp].filter((text) => text !== null && text !== '').join(' · ')}</small>
              </Fragment>,
              <Fragment key="unblocker">
                {one.unblocker || data.name}
                {one.owner !== '' && <small className="under">{one.owner}</small>}
              </Fragment>,
              w.overview.days(formatCount(one.ageDays, language)),
              <Fragment key="promise">
                {one.promisedOn === null ? w.overview.calls.noPromise : formatDate(one.promisedOn, language, 'short')}
                {(one.lateDays ?? 0) > 0 && (
                  <small className="under overdue">{w.overview.calls.late(formatCount(one.lateDays ?? 0, language))}</small>
                )}
                {one.moved > 0 && <small className="under">{w.overview.calls.moved(formatCount(one.moved, language))}</small>}
              </Fragment>,
            ],
          }))}
        />
      )}
    </section>
  );
}

/** The versions of the budget, and the day on which each became known. */
export function Versions({ data }: { data: Unit }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.versions;
  if (data.versions.length === 0) return null;
  return (
    <section className="card">
      <h2 className="chart-title">{data.versions.length === 1 ? words.one : words.title(formatCount(data.versions.length, language))}</h2>
      <DataTable
        caption={words.caption}
        headed
        columns={[
          { key: 'version', label: words.version },
          { key: 'since', label: words.since },
          { key: 'budget', label: words.budget, number: true },
        ]}
        rows={data.versions.map(({ version, knownSince, budget }) => ({
          key: version,
          cells: [
            versionName(version, language),
            formatDate(knownSince, language, 'short'),
            budget === null ? dash : formatLra(sen(budget) ?? 0n, language),
          ],
        }))}
      />
    </section>
  );
}

/** How much of a year falls into October to December: paid in earlier years, planned in this one. */
export function Quarters({ data }: { data: Unit }) {
  const { w, language } = useWords(monitorWords);
  const words = w.unit.quarters;
  const { planned, before } = data.quarters;
  const rows = [
    ...(planned.part === null ? [] : [{ key: String(data.year), label: words.planned(String(data.year)), ...planned }]),
    ...before.map(({ year, part, whole }) => ({ key: String(year), label: words.paid(String(year)), part, whole })),
  ];
  return (
    <section className="card">
      <h2 className="chart-title">{quarterTitle(data.quarters, language)}</h2>
      {rows.length > 0 && (
        <DataTable
          caption={words.caption}
          headed
          columns={[
            { key: 'year', label: w.year },
            { key: 'part', label: words.part, number: true },
            { key: 'share', label: words.share, number: true },
          ]}
          rows={rows.map(({ key, label, part, whole }) => ({
            key,
            cells: [label, formatShort(sen(part) ?? 0n, language), formatRatio(sen(part), sen(whole), language)],
          }))}
        />
      )}
    </section>
  );
}
