import { opdOf, versionName } from '@sipkadin/budget';
import { type AmountReason, type ChangedAmount, changesBetween, type Edition } from '@sipkadin/edition';
import { Amount, chooseUnit, DataTable, formatCount, formatDate, formatGrowth, formatMonth, formatProgress, unitLabel } from '@sipkadin/ui';
import { changesTable } from '../../machine/pages/whole-tables.ts';
import { accountName } from '../../parts/account-names.ts';
import { correctionSentence, isEmpty } from '../../parts/corrections.tsx';
import { Crumbs, Tabs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { sen } from '../../reading/money.ts';
import { Change } from './change.tsx';
import { changesOf, previousOf } from './changed-amounts.ts';
import { Pages } from './pages.tsx';

const measures = { anggaran: 'budget', realisasi: 'realization', rencana: 'plan', fisik: 'progress' } as const;
type MeasureWord = keyof typeof measures;
const words = Object.keys(measures) as MeasureWord[];

const reasons = {
  koreksi: 'correction',
  'laporan-baru': 'new-report',
  'versi-baru': 'new-version',
  'tidak-dihitung': 'withdrawn',
  penarikan: 'withdrawal',
  kembali: 'return',
  lain: 'unknown',
} as const satisfies Record<string, AmountReason>;
type ReasonWord = keyof typeof reasons;
const reasonWords = Object.keys(reasons) as ReasonWord[];

/** Values of the query `ukuran` and `sebab`. */
export const isMeasure = (_: Edition, text: string): boolean => text in measures;
export const isReason = (_: Edition, text: string): boolean => text in reasons;

const perPage = 50;

/** Every amount of an edition that is another one than in the edition before, with why. */
export async function editionChanges(context: Context): Promise<Page> {
  const { edition, w, language, paths, query } = context;
  const { number, year } = edition.manifest;
  const before = previousOf(edition, context.editionsOf(year));
  const crumbs = (
    <Crumbs
      context={context}
      trail={[
        { name: w.nav.editions, href: paths.editions() },
        { name: `${w.editions.number} ${number}`, href: paths.edition({ edition: number }) },
        { name: w.compare.editions.crumb },
      ]}
    />
  );
  if (before === undefined) {
    const isFirst = edition.manifest.previous === null;
    const title = (isFirst ? w.compare.editions.first : w.compare.editions.unreadable)(String(number), String(year));
    return {
      title,
      description: title,
      body: (
        <>
          {crumbs}
          <h1>{title}</h1>
        </>
      ),
    };
  }
  const all = await changesOf(before, edition);
  const of = (word: MeasureWord) => all.filter(({ measure }) => measure === measures[word]);
  const present = words.filter((word) => of(word).length > 0);
  const chosen =
    words.find((word) => word === query.get('ukuran')) ?? (present.includes('realisasi') ? 'realisasi' : (present[0] ?? 'realisasi'));
  const reason = reasonWords.find((word) => word === query.get('sebab'));
  const rows = of(chosen).filter(({ why }) => reason === undefined || why === reasons[reason]);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const page = Number(query.get('halaman') ?? 1);
  const title = w.compare.editions.title(String(number), String(before.manifest.number), String(year), formatCount(all.length, language));
  const link = (ask: { ukuran?: string; sebab?: string | undefined; halaman?: number | undefined }) =>
    paths.editionChanges({ edition: number, ...ask });
  const counts = reasonWords.flatMap((word) => {
    const count = of(chosen).filter(({ why }) => why === reasons[word]).length;
    return count === 0 ? [] : [{ word, count }];
  });
  return {
    title,
    description: title,
    pages,
    tables: () => [changesTable(title, rows)],
    body: (
      <>
        {crumbs}
        <h1>{title}</h1>
        <Heads context={context} before={before} />
        {all.length === 0 ? (
          <p>{w.compare.editions.same}</p>
        ) : (
          <section id="angka">
            <h2>{w.compare.editions.amounts}</h2>
            <p className="small">
              {w.compare.editions.amountsText}{' '}
              <a href={paths.editionCsv({ year, edition: number })}>{w.compare.editions.csv(formatCount(all.length, language))}</a>
            </p>
            <Tabs
              label={w.compare.editions.measure}
              items={present.map((word) => ({
                name: `${w.compare.editions.measures[word]} (${formatCount(of(word).length, language)})`,
                href: `${link({ ukuran: word })}#angka`,
                current: word === chosen,
              }))}
            />
            {counts.length > 1 && (
              <Tabs
                label={w.compare.editions.why}
                items={[
                  { name: w.compare.editions.everyReason, href: `${link({ ukuran: chosen })}#angka`, current: reason === undefined },
                  ...counts.map(({ word, count }) => ({
                    name: `${w.compare.editions.reasons[reasons[word]]} (${formatCount(count, language)})`,
                    href: `${link({ ukuran: chosen, sebab: word })}#angka`,
                    current: word === reason,
                  })),
                ]}
              />
            )}
            <Amounts
              context={context}
              rows={rows.slice((page - 1) * perPage, page * perPage)}
              all={rows.length}
              first={(page - 1) * perPage + 1}
              before={before}
            />
            <Pages
              context={context}
              page={page}
              pages={pages}
              link={(at) => `${link({ ukuran: chosen, sebab: reason, halaman: at === 1 ? undefined : at })}#angka`}
            />
          </section>
        )}
      </>
    ),
  };
}

/** What the two editions are of, their totals, and the files that came and went. */
function Heads({ context, before }: { context: Context; before: Edition }) {
  const { w, language, edition, ui } = context;
  const { before: was, after: is, accounts, added, gone } = changesBetween(before, edition);
  const correction = correctionSentence(context, edition.manifest);
  const rows = accounts.filter(({ before: one, after: two }) => one !== two);
  const unit = chooseUnit(rows.flatMap((row) => [sen(row.before), sen(row.after)]));
  const day = ({ manifest }: Edition) => (isEmpty(manifest) ? w.corrections.noAsOf : formatDate(manifest.asOf, language));
  return (
    <>
      {correction !== undefined && (
        <p className="notice">
          <b>{w.compare.editions.correction}.</b> {correction} {w.corrections.because(edition.manifest.note)}
        </p>
      )}
      <ul className="facts-list">
        <li>{w.compare.editions.days(day(before), day(edition))}</li>
        {was !== null && was.version !== is.version && is.version !== null && (
          <li>
            {w.compare.editions.versionsChanged(
              was.version === null ? w.compare.editions.noBudget : versionName(was.version, language),
              versionName(is.version, language),
            )}
          </li>
        )}
        {was !== null && was.basis !== null && is.basis !== null && was.basis !== is.basis && (
          <li>{w.compare.editions.basisChanged(was.basis.toUpperCase(), is.basis.toUpperCase())}</li>
        )}
        {added.length > 0 && (
          <li>
            {w.compare.editions.added(formatCount(added.length, language), added.slice(0, mostFiles).join(', '), added.length > mostFiles)}
          </li>
        )}
        {gone.length > 0 && (
          <li>
            {w.compare.editions.gone(formatCount(gone.length, language), gone.slice(0, mostFiles).join(', '), gone.length > mostFiles)}
          </li>
        )}
      </ul>
      {rows.length > 0 && (
        <DataTable
          narrow="cards"
          caption={w.compare.editions.totals}
          columns={[
            { key: 'name', label: w.table.account },
            { key: 'before', label: `${ui.edition(String(before.manifest.number))} (${unitLabel(unit, language)})`, number: true },
            { key: 'after', label: `${ui.edition(String(edition.manifest.number))} (${unitLabel(unit, language)})`, number: true },
            { key: 'change', label: ui.gap, number: true },
            { key: 'growth', label: w.compare.growth, number: true },
          ]}
          rows={rows.map((row) => {
            const [one, two] = [sen(row.before), sen(row.after)];
            return {
              key: `${row.code} ${row.measure}`,
              cells: [
                `${accountName(row.code, row.name, language).name}, ${row.measure === 'budget' ? ui.budget : ui.realization}`,
                <Amount key="b" amount={one} language={language} form={unit} />,
                <Amount key="a" amount={two} language={language} form={unit} />,
                <Change key="c" amount={(two ?? 0n) - (one ?? 0n)} language={language} form={unit} />,
                formatGrowth(one, two, language),
              ],
            };
          })}
        />
      )}
    </>
  );
}

const mostFiles = 6;

function Amounts({
  context,
  rows,
  all,
  first,
  before,
}: {
  context: Context;
  rows: readonly ChangedAmount[];
  all: number;
  first: number;
  before: Edition;
}) {
  const { w, language, edition, ui } = context;
  if (rows.length === 0) return <p>{w.compare.moves.noMore}</p>;
  const name = namesOf(edition, before);
  return (
    <DataTable
      narrow="cards"
      fixed
      caption={w.origin.linesShown(
        formatCount(first, language),
        formatCount(first + rows.length - 1, language),
        formatCount(all, language),
      )}
      columns={[
        { key: 'what', label: w.compare.editions.whatFor },
        { key: 'before', label: ui.edition(String(before.manifest.number)), number: true },
        { key: 'after', label: ui.edition(String(edition.manifest.number)), number: true },
        { key: 'change', label: ui.gap, number: true },
        { key: 'why', label: w.compare.editions.why },
      ]}
      rows={rows.map((row) => ({
        key: [row.unit, row.measure, row.version, row.activity, row.account, row.month].join('|'),
        cells: [
          <What key="w" context={context} row={row} name={name} />,
          <Cell key="b" context={context} row={row} amount={row.before} />,
          <Cell key="a" context={context} row={row} amount={row.after} />,
          row.measure === 'progress' ? (
            formatProgress(Number((row.after ?? 0n) - (row.before ?? 0n)), language)
          ) : (
            <Change key="c" amount={(row.after ?? 0n) - (row.before ?? 0n)} language={language} form="exact" />
          ),
          <>
            {isCorrection(row.why) ? <b>{w.compare.editions.reasons[row.why]}</b> : w.compare.editions.reasons[row.why]}
            {row.file !== null && <span className="under">{row.file}</span>}
          </>,
        ],
      }))}
    />
  );
}

const isCorrection = (why: AmountReason) => why === 'correction' || why === 'withdrawal' || why === 'return' || why === 'withdrawn';

function Cell({ context: { language }, row, amount }: { context: Context; row: ChangedAmount; amount: bigint | null }) {
  if (row.measure === 'progress') return <>{formatProgress(amount === null ? null : Number(amount), language)}</>;
  return <Amount amount={amount} language={language} form="exact" />;
}

function What({ context, row, name }: { context: Context; row: ChangedAmount; name: (kind: string, code: string) => string }) {
  const { edition, language, paths } = context;
  const lang = language === 'id' ? undefined : 'id';
  const { opd, unit, activity, account, version, month } = row;
  // What only the edition before has, has no page in this one.
  const hasPage = edition.unit(opd.slug) !== undefined;
  return (
    <>
      <span lang={lang}>{account === '' ? name('activity', activity) : name('account', account)}</span>{' '}
      <span className="code">{account === '' ? activity : account}</span>
      <span className="under">
        {activity !== '' && account !== '' && (
          <>
            <span lang={lang}>{name('activity', activity)}</span>
            {' · '}
          </>
        )}
        {hasPage ? (
          <a href={paths.unit({ unit: opd.slug })} lang={lang}>
            {opd.name}
          </a>
        ) : (
          <span lang={lang}>{opd.name}</span>
        )}
        {unit !== opdOf(unit) && (
          <>
            {' · '}
            <span lang={lang}>{name('unit', unit)}</span>
          </>
        )}
        {version !== null && ` · ${versionName(version, language)}`}
        {month !== null && ` · ${formatMonth(month, language)}`}
      </span>
    </>
  );
}

/** Names of codes by either edition, the later first; the code itself where it has none. */
function namesOf(...editions: readonly Edition[]) {
  const names = new Map<string, string>(
    editions.toReversed().flatMap((one) => one.names().map(({ kind, code, name }) => [`${kind} ${code}`, name] as const)),
  );
  return (kind: string, code: string) => names.get(`${kind} ${code}`) ?? code;
}
