import { gapToPlan, type Language, type Sen, type Status, type Words } from '@sipkadin/budget';
import type { ReactNode } from 'react';
import { Amount } from '../amount.tsx';
import { dash, formatPoints, formatRatio } from '../format.ts';
import { barsFile } from '../pictures/bars-file.ts';
import { type ChartHead, ChartLinks } from '../pictures/chart-file.tsx';
import { StatusMark } from '../status-mark.tsx';
import { words } from '../words/words.ts';
import { Bar } from './bar.tsx';

export interface BulletRow {
  key: string;
  name: string;
  href?: string | undefined;
  /** Smaller, under the name: the official word, or what it is. */
  note?: ReactNode;
  budget: Sen | null;
  realization: Sen | null;
  /** Of the day up to which realization is known. */
  plan: Sen | null;
  /** Where the two amounts come from. */
  origin?: { realization?: string | undefined; budget?: string | undefined } | undefined;
  status?: Status | undefined;
  /** In a line of its own under the row, for a sentence or two. */
  below?: ReactNode;
  /** Instead of "77,8% dari Rp546,1 miliar". */
  detail?: ReactNode;
}

interface BulletListProps {
  rows: readonly BulletRow[];
  language: Language;
  /** share: every track is a full 100 %; absolute: the largest budget is the full width. */
  scale: 'share' | 'absolute';
  /** The number in bold: the amount paid, or its share of the budget. */
  lead?: 'amount' | 'share';
  wide?: boolean;
  /** Only this side has data: rows show it and its share of the whole; null shows the amount alone. */
  only?: { side: 'budget' | 'realization'; whole: Sen | null } | undefined;
  label?: string | undefined;
  /** Its title in files of its own; none where it is left out. */
  file?: ChartHead | undefined;
  /** The language of the names, where it is not that of the page: a reading voice speaks them by it. */
  named?: Language;
  /** What the government calls each status. */
  called?: Readonly<Record<Status, Words>> | undefined;
}

/** Realization against budget and plan, one line each: a list that is its own chart. */
export function BulletList({ rows, language, scale, lead = 'amount', wide = false, only, label, file, named, called }: BulletListProps) {
  const largest = rows.reduce(
    (most, { budget, realization }) => [most, budget ?? 0n, realization ?? 0n].reduce((a, b) => (b > a ? b : a)),
    0n,
  );
  const side = only?.side ?? 'realization';
  // Payments without a budget have no whole of their own: there is nothing for a bar to be a share of.
  const barred = only?.side !== 'realization' || scale === 'absolute';
  const room = scale === 'share' && rows.some(({ budget, realization }) => (realization ?? 0n) > (budget ?? 0n));
  const hasOver =
    only === undefined &&
    rows.some(
      ({ budget, realization }) => budget !== null && realization !== null && realization > budget && (budget > 0n || scale === 'absolute'),
    );
  const w = words(language);
  return (
    <>
      <ol className={wide ? 'bullets wide' : 'bullets'} aria-label={label}>
        {rows.map((row) => (
          <li key={row.key}>
            <span className="bullet-name" lang={named === language ? undefined : named}>
              {row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}
            </span>
            <span className="bullet-value">
              {lead === 'amount' ? (
                <Amount amount={row[side]} language={language} origin={row.origin?.[side]} />
              ) : (
                <Share row={row} language={language} />
              )}
            </span>
            <span className="bullet-note">
              {lead === 'share' && <Paid row={row} language={language} />}
              {lead === 'share' && row.note !== undefined && ' · '}
              {row.note}
            </span>
            <span className="bullet-detail">
              {row.detail ??
                (only !== undefined && (only.side === 'budget' || row.realization !== null) ? (
                  only.whole && formatRatio(row[only.side], only.whole, language)
                ) : (
                  <Detail row={row} language={language} lead={lead} called={called} />
                ))}
            </span>
            {row.below !== undefined && <span className="bullet-below">{row.below}</span>}
            {barred && (
              <span className="bullet-bar">
                <Bar
                  budget={only?.side === 'realization' ? row.realization : row.budget}
                  realization={only?.side === 'budget' ? 0n : row.realization}
                  plan={only?.side === 'realization' ? null : row.plan}
                  full={scale === 'absolute' ? largest : undefined}
                  room={room}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      {hasOver && (
        <ul className="key">
          <li>
            <svg aria-hidden="true">
              <rect className="bar-over" width="20" height="12" />
            </svg>
            {w.overBudget}
          </li>
        </ul>
      )}
      {file !== undefined && rows.length > 0 && <ChartLinks chart={barsFile(file, { rows, language, scale, only })} language={language} />}
    </>
  );
}

function Share({ row, language }: { row: BulletRow; language: Language }) {
  const text = formatRatio(row.realization, row.budget, language);
  if (text !== dash) return <>{text}</>;
  const w = words(language);
  return (
    <>
      {dash} <span className={row.status === undefined ? 'none' : 'sr'}>{row.realization === null ? w.notReported : w.zeroBudget}</span>
    </>
  );
}

function Paid({ row, language }: { row: BulletRow; language: Language }) {
  const w = words(language);
  return (
    <>
      <Amount amount={row.realization} language={language} origin={row.origin?.realization} /> {w.of}{' '}
      <Amount amount={row.budget} language={language} origin={row.origin?.budget} />
    </>
  );
}

function Detail({ row, language, lead, called }: { row: BulletRow } & Pick<BulletListProps, 'language' | 'lead' | 'called'>) {
  const w = words(language);
  if (lead === 'amount') {
    if (row.realization === null)
      return (
        <>
          {w.notReported}, {w.kinds.budget} <Amount amount={row.budget} language={language} origin={row.origin?.budget} />
        </>
      );
    if (row.budget === null || row.budget === 0n) return <>{w.zeroBudget}</>;
    return (
      <>
        {formatRatio(row.realization, row.budget, language)} {w.of}{' '}
        <Amount amount={row.budget} language={language} origin={row.origin?.budget} />
      </>
    );
  }
  const gap = gapToPlan(row);
  return (
    <>
      {gap !== null && row.status !== 'silent' && <span className="bullet-gap">{formatPoints(gap, language)}</span>}
      {row.status !== undefined && <StatusMark status={row.status} language={language} {...(called && { called })} />}
    </>
  );
}
