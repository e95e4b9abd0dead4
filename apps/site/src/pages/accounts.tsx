import { isWithin, level } from '@sipkadin/budget';
import { Amount, DataTable, formatShort, StackedBar } from '@sipkadin/ui';
import { Fragment } from 'react';
import { accountName } from '../parts/account-names.ts';
import { AccountTable } from '../parts/account-table.tsx';
import { moneyTitle } from '../parts/money-title.ts';
import { Crumbs } from '../parts/navigation.tsx';
import { knownOf } from '../parts/sides.ts';
import type { Context, Page } from '../reading/context.ts';
import { money, nothing } from '../reading/money.ts';

/** Revenue by kind: expected and received. */
export function revenue(context: Context): Page {
  const { edition, w, language, paths } = context;
  const { accounts } = edition.summary();
  const whole = accounts.find(({ code }) => code === '4');
  const total = whole ? money(whole) : nothing;
  const title = moneyTitle(context, total, w.revenue);
  const received = total.realization !== null;
  const parts = accounts
    .filter(({ code }) => code.startsWith('4.') && level(code) === 2)
    .map((account) => ({ code: account.code, ...accountName(account.code, account.name, language), ...money(account) }));
  return {
    title,
    description: title,
    figures: true,
    about: { rekening: '4' },
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.revenue }]} />
        <h1>{title}</h1>
        {whole !== undefined && (
          <>
            <section>
              <h2>{w.revenue.parts}</h2>
              <StackedBar
                file={{ id: 'menurut-jenis', title: w.revenue.parts }}
                language={language}
                parts={parts.flatMap(({ code, name, note, budget, realization }) => {
                  const amount = received ? realization : budget;
                  if (amount === null) return [];
                  return [
                    {
                      key: code,
                      name,
                      note,
                      amount,
                      origin: paths.origin({ measure: received ? 'realization' : 'budget', account: code }),
                    },
                  ];
                })}
              />
            </section>
            <section>
              <h2>{w.revenue.tree}</h2>
              {context.only === undefined && <p className="small">{w.revenue.over}</p>}
              <AccountTable
                lra
                context={context}
                caption={w.revenue.tree}
                rows={accounts
                  .filter(({ code }) => isWithin(code, '4'))
                  .map((account) => ({ code: account.code, name: account.name, ...money(account) }))}
                words={{ budget: w.revenue.expected, realization: w.revenue.received }}
              />
            </section>
          </>
        )}
      </>
    ),
  };
}

/** Financing, and how revenue, spending and financing balance. */
export function financing(context: Context): Page {
  const { edition, w, ui, language } = context;
  const summary = edition.summary();
  const [surplus, net, silpa] = [money(summary.surplus), money(summary.netFinancing), money(summary.silpa)];
  const known = [surplus, net].some(({ budget, realization }) => budget !== null || realization !== null);
  const rows = summary.accounts.filter(({ code }) => isWithin(code, '6'));
  const title =
    net.realization !== null
      ? w.financing.title(formatShort(net.realization, language))
      : net.budget !== null
        ? w.financing.titlePlanned(formatShort(net.budget, language))
        : w.financing.titleNone;
  return {
    title,
    description: title,
    figures: true,
    about: { rekening: '6' },
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.financing }]} />
        <h1>{title}</h1>
        {rows.length > 0 && (
          <section>
            <h2>{w.financing.tree}</h2>
            <AccountTable
              lra
              context={context}
              caption={w.financing.tree}
              rows={rows.map((row) => ({ code: row.code, name: row.name, ...money(row) }))}
            />
          </section>
        )}
        <section>
          <h2>{w.financing.identity}</h2>
          <p>{w.financing.identityText}</p>
          {known && (
            <DataTable
              caption={w.financing.running}
              narrow="cards"
              columns={knownOf(context, [
                { key: 'what', label: w.table.account },
                { key: 'budget', label: `${ui.budget} (Rp)`, number: true },
                { key: 'realization', label: `${ui.realization} (Rp)`, number: true },
              ])}
              rows={[
                { key: 'surplus', name: w.financing.surplus, amounts: surplus },
                { key: 'net', name: w.financing.net, amounts: net },
                { key: 'silpa', name: w.financing.silpa, amounts: silpa },
              ].map(({ key, name, amounts }) => ({
                key,
                cells: knownOf(context, [
                  <Fragment key="what">{name}</Fragment>,
                  <Amount key="budget" amount={amounts.budget} language={language} form="exact" />,
                  <Amount key="realization" amount={amounts.realization} language={language} form="exact" />,
                ]),
              }))}
            />
          )}
        </section>
      </>
    ),
  };
}
