import { type Code, type Sen, versionName } from '@sipkadin/budget';
import type { Reference } from '@sipkadin/edition';
import { DataTable, dash, formatDate, formatRupiah } from '@sipkadin/ui';
import { accountName } from '../../parts/account-names.ts';
import type { Context } from '../../reading/context.ts';
import { sen } from '../../reading/money.ts';
import { yearsOf } from './figures.ts';

const shown: readonly Code[] = ['4', '4.1', '5', '5.1.01', '5.2'];

/** The city's own edition beside DJPK's figures of the same city and year: two sources that are never mixed. */
export function OwnFigures({ context, reference }: { context: Context; reference: Reference }) {
  const { w, language, edition, government, paths, years } = context;
  const { manifest } = edition;
  const { year } = manifest;
  const accounts = reference.content.years.get(government.code)?.get(year);
  const budget = reference.content.budgets?.year === year ? reference.content.budgets.of.get(government.code) : undefined;
  const both = years.filter((one) => yearsOf(reference).includes(one) && reference.content.years.get(government.code)?.has(one));
  const djpkBudget = (code: Code): Sen | undefined => {
    if (accounts !== undefined) return accounts.get(code)?.budget;
    const lines = [...(budget ?? [])].filter(([account]) => account === code || account.startsWith(`${code}.`));
    return lines.length === 0 ? undefined : lines.reduce((sum, [, amount]) => sum + amount, 0n);
  };
  const say = (amount: Sen | null | undefined) => (amount === undefined || amount === null ? dash : formatRupiah(amount, language));
  const own = new Map(edition.summary().accounts.map((row) => [row.code, row]));
  const version = manifest.version === null ? dash : versionName(manifest.version, language);
  const hasRealization = [...own.values()].some(({ realization }) => realization !== null);
  return (
    <section>
      <h2>{w.regions.own.title}</h2>
      <p className="prose">{w.regions.own.lead}</p>
      {accounts === undefined && budget === undefined ? (
        <p>
          {w.regions.own.none(String(year))}
          {both.length > 0 && ` ${w.regions.own.years} `}
          {both.map((one, index) => (
            <span key={one}>
              {index > 0 && ' · '}
              <a href={paths.at({ year: one === years[0] ? undefined : one, edition: undefined }).regions()}>{one}</a>
            </span>
          ))}
        </p>
      ) : (
        <>
          <DataTable
            caption={hasRealization ? w.regions.own.site(version, formatDate(manifest.asOf, language)) : w.regions.own.siteBudget(version)}
            narrow="stack"
            columns={[
              { key: 'account', label: w.table.account },
              { key: 'siteBudget', label: w.regions.own.siteBudgetColumn, number: true },
              { key: 'djpkBudget', label: w.regions.own.djpkBudget, number: true },
              { key: 'siteRealization', label: w.regions.own.siteRealizationColumn, number: true },
              { key: 'djpkRealization', label: w.regions.own.djpkRealization, number: true },
            ]}
            rows={shown.map((code) => ({
              key: code,
              cells: [
                accountName(code, own.get(code)?.name ?? code, language).name,
                say(sen(own.get(code)?.budget ?? null)),
                say(djpkBudget(code)),
                say(sen(own.get(code)?.realization ?? null)),
                say(accounts?.get(code)?.realization),
              ],
            }))}
          />
          <p className="small">{w.regions.own.why}</p>
        </>
      )}
      {manifest.simulated && <p className="small">{w.regions.own.simulated}</p>}
    </section>
  );
}
