import { type Code, isWithin, type Sen } from '@sipkadin/budget';
import type { PublishedContract, SubUnitDetail, UnitDetail } from '@sipkadin/edition';
import { Amount, DataTable, dash, formatCount, formatDate, formatShort, useShown } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { byLargest, sen } from '../reading/money.ts';
import { Nothing } from './nothing.tsx';
import { holdsWorks, isOf, placeOf } from './place.ts';

/** How many contracts a page lists; all are in the edition's file. */
const listed = 20;

/** Contracts of an OPD with companies; `none` says what is said where none is published, without it there is then no section. @param activity only of this one and its parts */
export function Contracts({
  context,
  detail,
  activity,
  none,
}: {
  context: Context;
  detail: UnitDetail | SubUnitDetail;
  activity?: Code;
  none?: string;
}) {
  const { w, language, edition, paths } = context;
  const contracts = edition
    .contracts()
    .filter(({ unit, activity: own }) => isOf({ unit }, detail) && (activity === undefined || isWithin(own, activity)))
    .map((contract) => ({ contract, value: sen(contract.value), paid: sen(contract.paid) }))
    .toSorted(byLargest(({ value }) => value));
  const shown = useShown(contracts, listed);
  if (contracts.length === 0)
    return none === undefined ? null : <Nothing title={w.contracts.title} text={holdsWorks(edition) ? none : w.contracts.notHeld} />;
  const { manifest } = edition;
  return (
    <section>
      <h2>{w.contracts.title}</h2>
      <p>{sentence(context, contracts)}.</p>
      <p className="small">
        {w.contracts.asOf(daysOf(context, contracts))} {w.contracts.people}
      </p>
      {contracts.length > listed && (
        <p className="small">
          {w.contracts.listed(formatCount(listed, language), formatCount(contracts.length, language))}{' '}
          <a href={paths.download({ year: manifest.year, edition: manifest.number, file: 'contracts.json' })}>contracts.json</a>.
        </p>
      )}
      <DataTable
        caption={w.contracts.title}
        headed
        narrow="stack"
        fixed={contracts.length > shown.length}
        columns={[
          { key: 'object', label: w.contracts.columns.object },
          { key: 'value', label: w.contracts.columns.value, number: true },
          { key: 'paid', label: w.contracts.columns.paid, number: true },
        ]}
        rows={shown.map(({ contract, value, paid }) => ({
          key: `${contract.source}|${contract.sheet}|${contract.row}`,
          cells: [
            <Work key="work" context={context} contract={contract} />,
            <Amount key="value" amount={value} language={language} form="exact" />,
            <Amount key="paid" amount={paid} language={language} form="exact" />,
          ],
        }))}
      />
    </section>
  );
}

interface Priced {
  contract: PublishedContract;
  value: Sen | null;
  paid: Sen | null;
}

/** How many contracts, of what value where it is stated, and what was paid of them. */
function sentence({ w, language }: Context, contracts: readonly Priced[]): string {
  const valued = contracts.flatMap(({ value }) => value ?? []);
  const paid = contracts.flatMap((one) => one.paid ?? []);
  const short = (amounts: readonly Sen[]) =>
    formatShort(
      amounts.reduce((all, amount) => all + amount, 0n),
      language,
    );
  const count = formatCount(contracts.length, language);
  const whole =
    valued.length === 0
      ? w.contracts.noValue(count)
      : valued.length === contracts.length
        ? w.contracts.sum(count, short(valued))
        : w.contracts.known(formatCount(valued.length, language), count, short(valued));
  return paid.length === 0 ? whole : `${whole}${w.contracts.paid(short(paid))}`;
}

/** The days that the reports of these contracts are of. */
function daysOf({ edition, language }: Context, contracts: readonly Priced[]): string {
  const sources = new Set(contracts.map(({ contract }) => contract.source));
  const days = edition.works().flatMap(({ id, asOf }) => (sources.has(id) && asOf !== null ? [asOf] : []));
  return [...new Set(days)]
    .sort()
    .map((day) => formatDate(day, language))
    .join('; ');
}

function Work({ context, contract }: { context: Context; contract: PublishedContract }) {
  const { w, language } = context;
  const { object, number, provider, signedOn, startsOn, endsOn, ownerEstimate, amendment } = contract;
  const estimate = sen(ownerEstimate);
  const under = [
    provider !== '' && provider,
    number !== '' && w.contracts.number(number),
    signedOn !== null && w.contracts.signed(formatDate(signedOn, language, 'short')),
    estimate !== null && w.contracts.estimate(formatShort(estimate, language)),
    (startsOn !== null || endsOn !== null) && w.contracts.days(days(context, contract)),
    amendment !== '' && w.contracts.amendment(amendment),
  ].filter((text) => text !== false);
  return (
    <>
      <span lang="id">{object || dash}</span>
      {under.length > 0 && <span className="under">{under.join(' · ')}</span>}
      <span className="under">{placeOf(context, contract)}</span>
    </>
  );
}

function days({ language }: Context, { startsOn, endsOn }: PublishedContract): string {
  return [startsOn, endsOn].map((day) => (day === null ? dash : formatDate(day, language, 'short'))).join(' – ');
}
