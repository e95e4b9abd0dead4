import { type BudgetVersion, changeOf, type Language, largestMoves, versionName, versionRank } from '@sipkadin/budget';
import { activityMoves, type Edition, unitsWithout } from '@sipkadin/edition';
import {
  Amount,
  Chart,
  chooseUnit,
  DataTable,
  formatCount,
  formatDate,
  formatGrowth,
  formatRupiah,
  formatShort,
  unitLabel,
  Waterfall,
} from '@sipkadin/ui';
import waterfallCss from '@sipkadin/ui/waterfall.css?inline';
import { movesTable } from '../../machine/pages/whole-tables.ts';
import { accountName } from '../../parts/account-names.ts';
import { Crumbs, Tabs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { sen } from '../../reading/money.ts';
import { type KnownVersion, versionsKnown } from '../../reading/version-marks.ts';
import { Change, changeInRupiah, countOf } from './change.tsx';
import { ActivityMoves, movesPages, movesSentence, namesActivities } from './moves.tsx';

/** Values of the query `dari`, `ke` and `menurut`. */
export const isVersionOf = (edition: Edition, text: string): boolean => edition.manifest.versions.some((version) => version === text);
export const isGrouping = (_: Edition, text: string): boolean => text === 'jenis';

/** What changed of the budget within the year: a waterfall from one version to another, and a list down to sub kegiatan. */
export function versionChanges(context: Context): Page {
  const { edition, w, language, paths, query } = context;
  const { year } = edition.manifest;
  const versions = versionsKnown(edition);
  const [first, ...others] = versions;
  const chosen = first === undefined || others.length === 0 ? undefined : chosenVersions(context, versions);
  if (chosen === undefined) return oneVersion(context, first);
  const { from, to } = chosen;
  const names = { from: versionName(from.version, language), to: versionName(to.version, language) };
  const rows = edition.units().map(({ slug, name, versions: amounts }) => ({
    ...{ key: slug, name, named: 'id' as const, href: paths.unit({ unit: slug }) },
    ...{ before: sen(amounts[from.version] ?? null), after: sen(amounts[to.version] ?? null) },
  }));
  const spending = largestMoves(rows, mostSteps);
  const absent = unitsWithout(edition, to.version).filter(({ versions: amounts }) => amounts[from.version] !== undefined);
  const title =
    absent.length === 0
      ? w.compare.versions.title(names.from, names.to, String(year), changeInRupiah(context, spending.from, spending.to))
      : w.compare.versions.titlePart(names.from, names.to, String(year), countOf(context, absent.length));
  const byKind = query.get('menurut') === 'jenis';
  const ask = (more: { menurut?: string | undefined }) => ({
    ...{ dari: query.get('dari'), ke: query.get('ke'), menurut: byKind ? 'jenis' : undefined },
    ...more,
  });
  const moves = activityMoves(edition, from.version, to.version);
  const pages = moves === undefined || !namesActivities(moves) ? 1 : movesPages(moves);
  return {
    title,
    description: title,
    figures: true,
    style: waterfallCss,
    tables: () => (moves === undefined ? [] : [movesTable(title, moves)]),
    pages,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.spending, href: paths.spending() }, { name: w.compare.versions.crumb }]} />
        <h1>{title}</h1>
        {versions.length > 2 && <Choice context={context} versions={versions} from={from} to={to} />}
        <section className="prose">
          <h2>{w.compare.versions.what}</h2>
          <ul className="facts-list">
            <li>
              {w.compare.versions.units(
                countOf(context, rows.filter((row) => changeOf(row) > 0n).length),
                formatShort(spending.risen, language),
                countOf(context, rows.filter((row) => changeOf(row) < 0n).length),
                formatShort(-spending.fallen, language),
              )}
            </li>
            {moves !== undefined && namesActivities(moves) && <li>{movesSentence(context, moves)}</li>}
            {absent.length > 0 && (
              <li>
                {w.compare.versions.absent(
                  names.to,
                  absent.map(({ name }) => name).join(', '),
                  formatShort(
                    absent.reduce((sum, { versions: amounts }) => sum + (sen(amounts[from.version] ?? null) ?? 0n), 0n),
                    language,
                  ),
                )}
              </li>
            )}
            <li>{w.compare.versions.known(names.to, formatDate(to.since, language))}</li>
          </ul>
        </section>
        <Balance context={context} from={from.version} to={to.version} names={names} />
        <Tabs
          label={w.compare.versions.grouping}
          items={[false, true].map((kind) => ({
            name: kind ? w.compare.versions.byKind : w.compare.versions.byUnit,
            href: paths.versionChanges({ ...ask({ menurut: kind ? 'jenis' : undefined }) }),
            current: kind === byKind,
          }))}
        />
        <Moves context={context} rows={byKind ? kindRows(context, from.version, to.version) : rows} names={names} byKind={byKind} />
        <ActivityMoves context={context} moves={moves} names={names} ask={ask({})} />
      </>
    ),
  };
}

const mostSteps = 10;

/** The first and the last version, or those that the address names, in the order of the year. */
function chosenVersions({ query, notices, w }: Context, versions: readonly KnownVersion[]) {
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const find = (name: string, usual: KnownVersion) => {
    const asked = query.get(name);
    return asked === undefined ? usual : versions.find(({ version }) => version === asked);
  };
  const [from, to] = [find('dari', first), find('ke', last)];
  if (from !== undefined && to !== undefined && versionRank(from.version) < versionRank(to.version)) return { from, to };
  notices.push(w.badValue(w.compare.versions.choose));
  return { from: first, to: last };
}

/** An edition with one version has nothing to compare, and says which it has. */
function oneVersion(context: Context, only: KnownVersion | undefined): Page {
  const { edition, w, language, paths, years } = context;
  const year = String(edition.manifest.year);
  const title = only === undefined ? w.compare.versions.none(year) : w.compare.versions.one(year, versionName(only.version, language));
  const other = years.find((one) => one !== edition.manifest.year && (context.editionsOf(one)[0]?.manifest.versions.length ?? 0) > 1);
  return {
    title,
    description: title,
    figures: true,
    body: (
      <>
        <Crumbs
          context={context}
          trail={[
            { name: w.nav.spending, href: paths.spending() },
            { name: only === undefined ? w.compare.editions.crumb : w.compare.versions.crumb },
          ]}
        />
        <h1>{title}</h1>
        <p className="prose">{only === undefined ? w.compare.versions.noneText : w.compare.versions.oneText}</p>
        {other !== undefined && (
          <p>
            <a href={paths.at({ year: other === years[0] ? undefined : other, edition: undefined }).versionChanges()}>
              {w.compare.versions.otherYear(String(other))}
            </a>
          </p>
        )}
      </>
    ),
  };
}

/** With more than two versions: each against the one before it, and the first against the last. */
function Choice({
  context,
  versions,
  from,
  to,
}: {
  context: Context;
  versions: readonly KnownVersion[];
  from: KnownVersion;
  to: KnownVersion;
}) {
  const { w, language, paths } = context;
  const [first, last] = [versions[0]?.version, versions.at(-1)?.version];
  const steps = versions.flatMap(({ version }, index) => {
    const before = versions[index - 1]?.version;
    return before === undefined ? [] : [{ dari: before, ke: version }];
  });
  const pairs: { dari: BudgetVersion; ke: BudgetVersion }[] =
    first === undefined || last === undefined ? steps : [{ dari: first, ke: last }, ...steps];
  return (
    <Tabs
      label={w.compare.versions.choose}
      items={pairs.map(({ dari, ke }) => ({
        name: `${versionName(dari, language)} – ${versionName(ke, language)}`,
        href: paths.versionChanges({ dari: dari === first ? undefined : dari, ke: ke === last ? undefined : ke }),
        current: dari === from.version && ke === to.version,
      }))}
    />
  );
}

interface MoveRow {
  key: string;
  name: string;
  named?: Language;
  href?: string;
  before: bigint | null;
  after: bigint | null;
}

interface VersionNames {
  from: string;
  to: string;
}

/** Where the money for more spending comes from: revenue, spending and financing in both versions. */
function Balance({ context, from, to, names }: { context: Context; from: BudgetVersion; to: BudgetVersion; names: VersionNames }) {
  const { w, language, ui } = context;
  const accounts = context.edition.summary().accounts.filter(({ code }) => /^[456]$/.test(code));
  const rows = accounts.map(({ code, name, versions }) => ({
    ...{ key: code, name: code === '6' ? w.compare.versions.netFinancing : accountName(code, name, language).name },
    ...{ before: sen(versions[from] ?? null), after: sen(versions[to] ?? null) },
  }));
  if (rows.length < 2) return null;
  return (
    <section>
      <h2>{w.compare.versions.balance}</h2>
      <MoveTable context={context} rows={rows} names={names} caption={w.compare.versions.balance} first={w.table.account} />
      <p className="small">
        {w.compare.versions.balanceText} {ui.rounded}
      </p>
    </section>
  );
}

/** The largest changes one by one, all others together; then every change in a table. */
function Moves({ context, rows, names, byKind }: { context: Context; rows: readonly MoveRow[]; names: VersionNames; byKind: boolean }) {
  const { w, language, ui, edition } = context;
  const { from, to, shown, rest, rows: changed } = largestMoves(rows, mostSteps);
  const ordered = [...shown.filter((row) => changeOf(row) > 0n), ...shown.filter((row) => changeOf(row) < 0n)];
  const of = byKind ? w.compare.versions.kinds : w.compare.versions.opd;
  const title = w.compare.versions.chart(formatCount(changed, language), formatCount(rows.length, language), of);
  const sub = w.compare.versions.sub(String(edition.manifest.year), names.from, names.to);
  return (
    <section className="card">
      <Chart id="perubahan" title={title} sub={sub}>
        <Waterfall
          language={language}
          label={title}
          begin="lowest"
          file={{ id: 'perubahan', title, sub }}
          steps={[
            { key: 'from', name: names.from, amount: from, kind: 'level', note: formatRupiah(from, language) },
            ...ordered.map((row) => ({ ...row, amount: changeOf(row), kind: 'change' as const, note: sideNote(context, row, names) })),
            ...(rest.rows === 0
              ? []
              : [
                  {
                    key: 'rest',
                    name: w.compare.versions.rest(formatCount(rest.rows, language), of),
                    amount: rest.amount,
                    kind: 'change' as const,
                  },
                ]),
            { key: 'to', name: names.to, amount: to, kind: 'level', note: formatRupiah(to, language) },
          ]}
        />
        <details className="page-table">
          <summary>{ui.showTable}</summary>
          <MoveTable
            context={context}
            rows={rows.filter((row) => changeOf(row) !== 0n)}
            whole={{ before: from, after: to }}
            names={names}
            caption={title}
            first={byKind ? w.table.account : ui.unit}
          />
        </details>
      </Chart>
    </section>
  );
}

/** An OPD that only one of the versions has: not zero in the other, but not in it. */
function sideNote({ w }: Context, { before, after }: MoveRow, names: VersionNames): string | undefined {
  if (before === null) return w.compare.versions.notIn(names.from);
  return after === null ? w.compare.versions.notIn(names.to) : undefined;
}

function MoveTable({
  context,
  rows,
  whole,
  names,
  caption,
  first,
}: {
  context: Context;
  rows: readonly MoveRow[];
  /** Totals, of all rows also where only some are in the table. */
  whole?: { before: bigint; after: bigint };
  names: VersionNames;
  caption: string;
  first: string;
}) {
  const { w, language, ui } = context;
  const unit = chooseUnit(rows.flatMap(({ before, after }) => [before, after]));
  const cells = (row: Pick<MoveRow, 'before' | 'after'>) => [
    <Amount key="b" amount={row.before} language={language} form={unit} />,
    <Amount key="a" amount={row.after} language={language} form={unit} />,
    <Change key="c" amount={changeOf(row)} language={language} form={unit} />,
    formatGrowth(row.before, row.after, language),
  ];
  return (
    <DataTable
      narrow="cards"
      headed
      caption={caption}
      columns={[
        { key: 'name', label: first },
        { key: 'before', label: `${names.from} (${unitLabel(unit, language)})`, number: true },
        { key: 'after', label: `${names.to} (${unitLabel(unit, language)})`, number: true },
        { key: 'change', label: ui.gap, number: true },
        { key: 'growth', label: w.compare.growth, number: true },
      ]}
      rows={rows.map((row) => ({
        key: row.key,
        cells: [
          row.href === undefined ? (
            row.name
          ) : (
            <a key="n" href={row.href} lang={row.named === language ? undefined : row.named}>
              {row.name}
            </a>
          ),
          ...cells(row),
        ],
      }))}
      {...(whole !== undefined && {
        foot: [whole.before === sumOf(rows, 'before') ? ui.total : w.compare.versions.totalOfAll, ...cells(whole)],
      })}
    />
  );
}

const sumOf = (rows: readonly MoveRow[], side: 'before' | 'after') => rows.reduce((sum, row) => sum + (row[side] ?? 0n), 0n);

/** Spending by jenis in both versions. */
function kindRows({ edition, language, paths }: Context, from: BudgetVersion, to: BudgetVersion): MoveRow[] {
  const accounts = edition.summary().accounts.filter(({ code }) => code.startsWith('5'));
  return accounts
    .filter(({ code }) => !accounts.some((other) => other.code.startsWith(`${code}.`)))
    .map(({ code, name, versions }) => ({
      ...{ key: code, name: accountName(code, name, language).name, href: paths.account({ account: code }) },
      ...{ before: sen(versions[from] ?? null), after: sen(versions[to] ?? null) },
    }));
}
