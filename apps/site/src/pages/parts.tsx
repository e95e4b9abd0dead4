import {
  accountWords,
  type BudgetVersion,
  type Code,
  functionWords,
  type Language,
  level,
  plainAccountWords,
  versionName,
} from '@sipkadin/budget';
import { Amount, chooseUnit, DataTable, formatRatio, unitLabel } from '@sipkadin/ui';
import { Fragment, type ReactNode } from 'react';
import type { OriginOf } from '../paths.ts';
import { type Context, type Money, sen } from '../reading.ts';

/** The hierarchy of money, from the home page down to here. */
export function Crumbs({ context, trail }: { context: Context; trail: readonly { name: string; href?: string }[] }) {
  return (
    <nav className="crumbs" aria-label={context.w.breadcrumb}>
      <a href={context.paths.home()}>{context.government.name}</a>
      {trail.map(({ name, href }) => (
        <Fragment key={name}>
          {' › '}
          {href === undefined ? <span aria-current="page">{name}</span> : <a href={href}>{name}</a>}
        </Fragment>
      ))}
    </nav>
  );
}

/** The public's word for an account and, where it differs, the official one beneath. */
export function accountName(code: Code, name: string, language: Language): { name: string; note: string | undefined } {
  const official = accountWords(code)?.[language] ?? name;
  const plain = plainAccountWords(code)?.[language] ?? official;
  return { name: plain, note: plain === official ? undefined : official };
}

export function functionName(code: Code, name: string, language: Language): string {
  return functionWords(code)?.[language] ?? name;
}

interface AccountRow extends Money {
  code: Code;
  name: string;
}

/** Accounts as an indented table with both amounts linked to their origin. */
export function AccountTable({
  context,
  rows,
  caption,
  origin,
  link,
  words,
}: {
  context: Context;
  rows: readonly AccountRow[];
  caption: string;
  origin?: Omit<OriginOf, 'measure' | 'account'>;
  link?: (code: Code) => string | undefined;
  words?: { budget: string; realization: string };
}) {
  const { language, ui, w, paths } = context;
  const unit = chooseUnit(rows.flatMap(({ budget, realization }) => [budget, realization]));
  const shallowest = rows.reduce((least, { code }) => Math.min(least, level(code)), 9);
  const heading = (word: string) => `${word} (${unitLabel(unit, language)})`;
  return (
    <DataTable
      caption={caption}
      headed
      columns={knownOf(context, [
        { key: 'name', label: w.table.account },
        { key: 'budget', label: heading(words?.budget ?? ui.budget), number: true },
        { key: 'realization', label: heading(words?.realization ?? ui.realization), number: true },
        { key: 'share', label: w.table.share, number: true },
      ])}
      rows={rows.map(({ code, name, budget, realization }) => {
        const shown = accountName(code, name, language);
        const href = link?.(code);
        return {
          key: code,
          depth: level(code) - shallowest,
          cells: knownOf(context, [
            <Fragment key="name">
              {href === undefined ? shown.name : <a href={href}>{shown.name}</a>} <span className="code">{code}</span>
              {shown.note !== undefined && <span className="under">{shown.note}</span>}
            </Fragment>,
            <Amount
              key="budget"
              amount={budget}
              language={language}
              form={unit}
              origin={paths.origin({ measure: 'budget', account: code, ...origin })}
            />,
            <Amount
              key="realization"
              amount={realization}
              language={language}
              form={unit}
              origin={paths.origin({ measure: 'realization', account: code, ...origin })}
            />,
            <Fragment key="share">{formatRatio(realization, budget, language, 2)}</Fragment>,
          ]),
        };
      })}
    />
  );
}

/** For a list of bars: the whole that its amounts are parts of, where the edition knows of one side alone. */
export function onlyOf({ only }: Context, whole: Money | null) {
  return only && { side: only, whole: whole?.[only] ?? null };
}

/** A table's columns, or a row's cells, without those of the side that the edition knows nothing of and what compares the two. */
export function knownOf<T extends { key: string | null }>({ only }: Context, items: readonly T[]): T[] {
  return only === undefined ? [...items] : items.filter(({ key }) => key !== 'share' && key !== other[only]);
}

const other = { budget: 'realization', realization: 'budget' } as const;

/** Origins of an amount's two sides, for a list of bars. */
export function origins(context: Context, of: Omit<OriginOf, 'measure'>) {
  return {
    realization: context.paths.origin({ measure: 'realization', ...of }),
    budget: context.paths.origin({ measure: 'budget', ...of }),
  };
}

/** Budget by version, in the order they were adopted. */
export function VersionTable({ context, versions, title }: { context: Context; versions: Record<BudgetVersion, string>; title: string }) {
  const { language, ui } = context;
  const rows = Object.entries(versions);
  if (rows.length < 2) return null;
  return (
    <section>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        headed
        columns={[
          { key: 'version', label: context.w.origin.version },
          { key: 'amount', label: `${ui.budget} (Rp)`, number: true },
        ]}
        rows={rows.map(([version, amount]) => ({
          key: version,
          cells: [versionName(version, language), <Amount key="a" amount={sen(amount)} language={language} form="exact" />],
        }))}
      />
    </section>
  );
}

/** Choices that lead to sibling views; the current one is said, not only coloured. */
export function Tabs({ label, items }: { label: string; items: readonly { name: string; href: string; current: boolean }[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map(({ name, href, current }) => (
        <a key={href} href={href} aria-current={current ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}

/** What the bars mean, said above them. */
export function BarKey({ items }: { items: readonly { kind: 'fill' | 'track' | 'tick' | 'hatch'; text: ReactNode }[] }) {
  return (
    <ul className="key">
      {items.map(({ kind, text }) => (
        <li key={kind}>
          <svg aria-hidden="true" className={kind === 'hatch' ? 'hatch' : kind === 'tick' ? 'key-tick' : undefined}>
            {kind === 'tick' ? (
              <line className="bar-tick" x1="3" x2="3" y1="0" y2="16" />
            ) : (
              <rect className={kind === 'hatch' ? 'bar-silent' : `bar-${kind}`} width="20" height="12" />
            )}
          </svg>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
