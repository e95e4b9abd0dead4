import { gapToPlan, type Status } from '@sipkadin/budget';
import type { Edition, UnitRow } from '@sipkadin/edition';
import { BulletList, compareNames, formatCount, formatDate } from '@sipkadin/ui';
import { unitGloss } from '../../parts/account-names.ts';
import { BarKey } from '../../parts/bar-key.tsx';
import { JudgingRule } from '../../parts/judging-rule.tsx';
import { Crumbs } from '../../parts/navigation.tsx';
import { onlyOf, origins } from '../../parts/sides.ts';
import { explained } from '../../parts/term.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { bandsOf, hasTreasury, statusOf, unitReporting, withoutTreasury } from '../../reading/judging.ts';
import { byLargest, type Money, money, total } from '../../reading/money.ts';
import { whyOf } from '../../works/why.tsx';

/** Orders to choose from, the default first; with one side only there is nothing to compare. */
const orders = {
  both: ['serapan', '-serapan', 'selisih', '-anggaran', 'nama'],
  budget: ['-anggaran', 'nama'],
  realization: ['-dibayarkan', 'nama'],
} as const;
type Order = (typeof orders)[keyof typeof orders][number];

/** Of an edition of one side only some; the others are then said to be none of the choices. */
export const isOrder = (_edition: Edition, text: string): boolean =>
  Object.values(orders).some((some) => (some as readonly string[]).includes(text));

const lowered = new WeakMap<Edition, { unit: UnitRow; name: string }[]>();

/** The OPD whose names have a text in them, in capitals or not; all for "". */
function namedLike(edition: Edition, text: string): UnitRow[] {
  const names =
    lowered.get(edition) ??
    edition.units().flatMap((unit) => (unit.code === '' ? [] : [{ unit, name: unit.name.toLocaleLowerCase('id') }]));
  lowered.set(edition, names);
  const wanted = text.toLocaleLowerCase('id');
  return names.flatMap(({ unit, name }) => (name.includes(wanted) ? [unit] : []));
}

/** Which OPD a text finds. */
export const unitsNamed = (edition: Edition, text: string): string =>
  namedLike(edition, text)
    .map(({ slug }) => slug)
    .join();

interface Judged {
  unit: UnitRow;
  /** Spending without treasury items. */
  own: Money;
  treasury: Money;
  status: Status;
}

/** All OPD, sorted by the share of their budget that is paid; treasury items are listed separately and not ranked. */
export function units(context: Context): Page {
  const { w, language, query } = context;
  const all = context.edition
    .units()
    .filter(({ code }) => code !== '')
    .map((unit) => judged(context, unit));
  const choices = orders[context.only ?? 'both'];
  const usual = choices[0];
  const asked = query.get('urut') ?? usual;
  const order = choices.find((one) => one === asked) ?? usual;
  if (order !== asked) context.notices.push(w.badValue(w.units.sort));
  const text = query.get('cari') ?? '';
  const wanted = new Set(namedLike(context.edition, context.search ?? ''));
  const shown = all.filter(({ unit }) => wanted.has(unit)).toSorted(sorters[order]);
  const behind = all.filter(({ status }) => status === 'behind').length;
  const over = all.filter(({ status }) => status === 'over').length;
  const planned = all.some(({ own }) => own.plan !== null);
  const title =
    all.length === 0
      ? w.units.titleNone
      : context.only !== undefined
        ? w.units[context.only === 'budget' ? 'titlePlanned' : 'titlePaid'](formatCount(all.length, language))
        : planned
          ? w.units.title(formatCount(all.length, language), formatCount(behind, language), over === 0 ? null : formatCount(over, language))
          : w.units.titlePlain(formatCount(all.length, language));
  return {
    title,
    description: context.only === undefined && all.length > 0 ? w.units.sub : title,
    figures: true,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.units }]} />
        <h1>{title}</h1>
        {all.length === 0 ? (
          <p>{w.spending.none}</p>
        ) : (
          <>
            <Filter context={context} choices={choices} order={order} text={text} />
            <p className="small" role="status">
              {shown.length === 0
                ? w.units.none(text)
                : w.units.shown(formatCount(shown.length, language), formatCount(all.length, language), w.units.sorts[order])}{' '}
              {text !== '' && <a href={context.paths.units({ urut: order === usual ? undefined : order })}>{w.units.showAll}</a>}
            </p>
            {context.only === undefined && (
              <BarKey
                items={[
                  { kind: 'fill', text: context.ui.paid },
                  { kind: 'track', text: explained(context, 'pagu', context.ui.ceiling) },
                  ...(planned ? [{ kind: 'tick' as const, text: explained(context, 'anggaran-kas', context.ui.planToDate) }] : []),
                  ...(shown.some(({ own }) => own.realization === null) ? [{ kind: 'hatch' as const, text: context.ui.notReported }] : []),
                ]}
              />
            )}
            <BulletList
              file={{ id: 'opd', title }}
              named="id"
              language={language}
              only={onlyOf(context, total(all.map(({ own }) => own)))}
              scale={context.only === undefined ? 'share' : 'absolute'}
              lead={context.only === undefined ? 'share' : 'amount'}
              called={bandsOf(context).statuses}
              wide
              rows={shown.map((one) => row(context, one))}
            />
            {planned && context.only === undefined && <JudgingRule context={context} />}
            {context.only === undefined && <p className="small">{w.units.absorption}</p>}
            <Treasury context={context} units={shown.filter(({ unit }) => hasTreasury(unit))} />
          </>
        )}
      </>
    ),
  };
}

function judged(context: Context, unit: UnitRow): Judged {
  const own = withoutTreasury(unit);
  return { unit, own, treasury: money(unit.treasury), status: statusOf(context, own, unit.lastAsOf) };
}

const ratio = ({ own: { budget, realization } }: Judged) =>
  budget === null || budget === 0n || realization === null ? null : (realization * 1_000_000n) / budget;
const last = (value: bigint | null) => value ?? 1n << 62n;
const ascending = (pick: (one: Judged) => bigint | null) => (a: Judged, b: Judged) => {
  const [left, right] = [last(pick(a)), last(pick(b))];
  return left === right ? compareNames(a.unit.name, b.unit.name) : left < right ? -1 : 1;
};

const sorters: Readonly<Record<Order, (a: Judged, b: Judged) => number>> = {
  serapan: ascending(ratio),
  '-serapan': byLargest(ratio),
  selisih: ascending(({ own }) => gapToPlan(own)),
  '-anggaran': byLargest(({ own }) => own.budget),
  '-dibayarkan': byLargest(({ own }) => own.realization),
  nama: (a, b) => compareNames(a.unit.name, b.unit.name),
};

function row(context: Context, { unit, own, status }: Judged) {
  const { asOf } = context.edition.manifest;
  const reporting = unitReporting(context, unit);
  const day = unit.lastAsOf !== null && formatDate(unit.lastAsOf, context.language, 'short');
  const { last, judgedAsOf } = context.w.units;
  const reported =
    context.only === 'budget' || day === false || (reporting !== 'late' && unit.lastAsOf === asOf)
      ? undefined
      : (reporting === 'late' ? last : judgedAsOf)(day);
  return {
    key: unit.slug,
    name: unit.name,
    href: context.paths.unit({ unit: unit.slug }),
    note: [unitGloss(unit.name, context.language), reported].filter((part) => part !== undefined).join(' · ') || undefined,
    below: whyOf(context, unit, status),
    ...own,
    realization: reporting === 'silent' ? null : own.realization,
    origin: origins(context, { unit: unit.slug, account: '5', part: hasTreasury(unit) ? 'opd' : undefined }),
    status,
  };
}

function Filter({ context, choices, order, text }: { context: Context; choices: readonly Order[]; order: Order; text: string }) {
  const { w, paths, linkState } = context;
  return (
    <form className="filter" method="get" action={paths.at({ year: undefined, edition: undefined }).units()}>
      {linkState.year !== undefined && <input type="hidden" name="tahun" value={linkState.year} />}
      {linkState.edition !== undefined && <input type="hidden" name="terbitan" value={linkState.edition} />}
      <label>
        {w.units.find} <input type="search" name="cari" defaultValue={text} maxLength={100} />
      </label>
      <label>
        {w.units.sort}{' '}
        <select name="urut" defaultValue={order}>
          {choices.map((one) => (
            <option key={one} value={one}>
              {w.units.sorts[one]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{w.units.show}</button>
    </form>
  );
}

function Treasury({ context, units }: { context: Context; units: readonly Judged[] }) {
  const { w, language, paths } = context;
  if (units.length === 0) return null;
  return (
    <section>
      <h2>{w.units.treasury}</h2>
      <p className="small">{w.units.treasuryText}</p>
      <BulletList
        file={{ id: 'ppkd', title: w.units.treasury }}
        named="id"
        language={language}
        only={onlyOf(context, null)}
        scale="absolute"
        wide
        rows={units.map(({ unit, treasury }) => ({
          key: unit.slug,
          name: unit.name,
          href: paths.unit({ unit: unit.slug }),
          ...treasury,
          plan: null,
          origin: origins(context, { unit: unit.slug, account: '5', part: 'ppkd' }),
        }))}
      />
    </section>
  );
}
