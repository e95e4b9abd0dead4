import { type Code, level } from '@sipkadin/budget';
import { Amount, chooseUnit, DataTable, formatRatio, unitLabel } from '@sipkadin/ui';
import { Fragment } from 'react';
import type { Context } from '../reading/context.ts';
import type { Money } from '../reading/money.ts';
import type { OriginOf } from '../reading/origin-of.ts';
import { accountOfTerm } from '../words/glossary.ts';
import { accountName } from './account-names.ts';
import { knownOf } from './sides.ts';
import { Term } from './term.tsx';

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
  lra = false,
}: {
  context: Context;
  rows: readonly AccountRow[];
  caption: string;
  origin?: Omit<OriginOf, 'measure' | 'account'>;
  link?: (code: Code) => string | undefined;
  words?: { budget: string; realization: string };
  /** The table of the government's LRA, whose percentages have two decimals. */
  lra?: boolean;
}) {
  const { language, ui, w, paths } = context;
  const unit = chooseUnit(rows.flatMap(({ budget, realization }) => [budget, realization]));
  const shallowest = rows.reduce((least, { code }) => Math.min(least, level(code)), 9);
  const heading = (word: string) => `${word} (${unitLabel(unit, language)})`;
  return (
    <DataTable
      caption={caption}
      headed
      narrow="stack"
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
              {href === undefined ? (
                <span lang={shown.lang}>{shown.name}</span>
              ) : (
                <a href={href} lang={shown.lang}>
                  {shown.name}
                </a>
              )}{' '}
              <span className="code">{code}</span>
              {shown.note !== undefined && (
                <span className="under">
                  <AccountTerm context={context} code={code} text={shown.note} />
                </span>
              )}
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
            <Fragment key="share">{formatRatio(realization, budget, language, lra ? 2 : 1)}</Fragment>,
          ]),
        };
      })}
    />
  );
}

/** Which term names an account as a whole: "PAD" is 4.1. The year's spending has several, none of which is its name. */
const termOfAccount = new Map(Object.entries(accountOfTerm).map(([slug, code]) => [code, slug]));
termOfAccount.delete('5');

/** The official name of an account, explained where it is tapped if the glossary has it. */
function AccountTerm({ context, code, text }: { context: Context; code: Code; text: string }) {
  const slug = termOfAccount.get(code);
  return slug === undefined ? (
    text
  ) : (
    <Term context={context} slug={slug} isInRow>
      {text}
    </Term>
  );
}
