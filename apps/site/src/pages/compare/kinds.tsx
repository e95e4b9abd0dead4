import { ancestor, latestCommonVersion, level, versionName } from '@sipkadin/budget';
import { type Edition, editionOfSameDay, unitsWithout } from '@sipkadin/edition';
import { Amount, chooseUnit, DataTable, formatDate, formatGrowth, formatRatio, unitLabel } from '@sipkadin/ui';
import { accountName } from '../../parts/account-names.ts';
import type { Context } from '../../reading/context.ts';
import { sen } from '../../reading/money.ts';
import { Change } from './change.tsx';

/**
 * Kinds of spending in two years: their budgets in the version that both have; and what was paid, where the other year has an edition
 * of the same day. Editions do not have kinds of spending month by month.
 * @param isLast whether the comparison is up to this year's last report, which the edition is of
 */
export function Kinds({ context, other, isLast }: { context: Context; other: Edition; isLast: boolean }) {
  const { w, language, edition } = context;
  const [then, now] = [other.manifest.year, edition.manifest.year];
  const version = latestCommonVersion(other.manifest.versions, edition.manifest.versions);
  const twin = isLast ? editionOfSameDay(context.editionsOf(then), edition) : undefined;
  const rows = kindsOf(context, other, edition, version);
  const inPart = version === undefined ? [] : [other, edition].filter((one) => unitsWithout(one, version).length > 0);
  return (
    <section id="jenis">
      <h2>{w.compare.kinds.title}</h2>
      {version === undefined || rows.length === 0 ? (
        <p>{w.compare.kinds.noVersion(String(then), String(now))}</p>
      ) : inPart.length > 0 ? (
        <p>{w.compare.kinds.part(versionName(version, language), inPart.map(({ manifest }) => manifest.year).join(', '))}</p>
      ) : (
        <KindTable
          context={context}
          title={w.compare.kinds.budget(versionName(version, language))}
          years={[then, now]}
          rows={rows}
          origin={version === edition.manifest.version ? 'budget' : undefined}
        />
      )}
      {twin === undefined ? (
        <p className="small">
          {w.compare.kinds.noDay(
            String(then),
            context
              .editionsOf(then)
              .filter(({ manifest }) => manifest.basis !== null)
              .map(({ manifest }) => formatDate(manifest.asOf, language))
              .join(', ') || w.compare.kinds.never,
          )}
        </p>
      ) : (
        <KindTable
          context={context}
          title={w.compare.kinds.paid(formatDate(edition.manifest.asOf, language))}
          years={[then, now]}
          rows={kindsOf(context, twin, edition, undefined)}
          origin="realization"
        />
      )}
    </section>
  );
}

interface KindRow {
  code: string;
  name: string;
  before: bigint | null;
  after: bigint | null;
}

/** Jenis of spending, and kelompok that have none; by budget in a version, or what was paid where none is given. */
function kindsOf({ language }: Context, before: Edition, after: Edition, version: string | undefined): KindRow[] {
  const sides = [before, after].map((edition) => {
    const accounts = edition.summary().accounts.filter(({ code }) => code.startsWith('5'));
    const parents = new Set(accounts.map(({ code }) => ancestor(code, level(code) - 1)));
    const leaves = accounts.filter(({ code }) => !parents.has(code));
    return new Map(leaves.map((account) => [account.code, account]));
  });
  const [was, is] = sides;
  const codes = [...new Set(sides.flatMap((side) => [...side.keys()]))].sort();
  return codes
    .map((code) => {
      const [left, right] = [was?.get(code), is?.get(code)];
      const amount = (row: typeof left) => sen((version === undefined ? row?.realization : row?.versions[version]) ?? null);
      return { code, name: accountName(code, (right ?? left)?.name ?? '', language).name, before: amount(left), after: amount(right) };
    })
    .filter(({ before: one, after: two }) => one !== null || two !== null);
}

function KindTable({
  context,
  title,
  years,
  rows,
  origin,
}: {
  context: Context;
  title: string;
  years: readonly [number, number];
  rows: readonly KindRow[];
  origin: 'budget' | 'realization' | undefined;
}) {
  const { w, language, ui, paths } = context;
  const unit = chooseUnit(rows.flatMap(({ before, after }) => [before, after]));
  const add = (side: 'before' | 'after') => rows.reduce((sum, row) => sum + (row[side] ?? 0n), 0n);
  const total = { before: add('before'), after: add('after') };
  const cells = ({ before, after }: Pick<KindRow, 'before' | 'after'>, link?: string) => [
    <Amount key="b" amount={before} language={language} form={unit} />,
    <Amount key="a" amount={after} language={language} form={unit} origin={link} />,
    <Change key="c" amount={before === null || after === null ? null : after - before} language={language} form={unit} />,
    formatGrowth(before, after, language),
    formatRatio(before, total.before, language),
    formatRatio(after, total.after, language),
  ];
  return (
    <DataTable
      narrow="cards"
      caption={title}
      columns={[
        { key: 'name', label: w.table.account },
        ...years.map((year) => ({ key: String(year), label: `${year} (${unitLabel(unit, language)})`, number: true })),
        { key: 'change', label: ui.gap, number: true },
        { key: 'growth', label: w.compare.growth, number: true },
        ...years.map((year) => ({ key: `share${year}`, label: w.compare.kinds.share(String(year)), number: true })),
      ]}
      rows={rows.map((row) => ({
        key: row.code,
        cells: [
          row.after === null ? (
            row.name
          ) : (
            <a key="n" href={paths.account({ account: row.code })}>
              {row.name}
            </a>
          ),
          ...cells(row, origin && row.after !== null ? paths.origin({ measure: origin, account: row.code }) : undefined),
        ],
      }))}
      foot={[ui.total, ...cells(total)]}
    />
  );
}
