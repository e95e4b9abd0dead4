import { accountWords, type IsoDate, versionName } from '@sipkadin/budget';
import { linesTable } from '@sipkadin/opendata';
import { Amount, DataTable, formatCount, formatDate, formatInstant, formatRupiah } from '@sipkadin/ui';
import { Fragment } from 'react';
import { Crumbs } from '../parts/navigation.tsx';
import { Sources } from '../parts/sources.tsx';
import { countOf, FileRows, pageCount, UploadedRows, uploadedRows } from '../parts/uploaded-rows.tsx';
import type { Context, Page } from '../reading/context.ts';
import { gather, type Part } from '../reading/gather.ts';
import { unknownValue } from '../reading/known-values.ts';
import { byLargest } from '../reading/money.ts';
import { measureWords, type OriginOf } from '../reading/origin-of.ts';
import { subUnitName } from '../reading/sub-units.ts';

/** Above this many lines a whole government's amount is shown by OPD, each with its own lines. */
const mostLinesAtOnce = 2000;

/** Where an amount comes from: the sum, the files, and each line with its sheet and cell. */
export async function origin(context: Context): Promise<Page> {
  return originOf(context, asked(context));
}

async function originOf(context: Context, of: OriginOf | undefined): Promise<Page> {
  const { w, language, edition, paths } = context;
  const found = of === undefined ? [] : await gather(context, of);
  const lines = found.flatMap((part) => part.lines);
  if (of === undefined || lines.length === 0) {
    return {
      title: w.origin.titleNone,
      description: w.origin.none,
      body: (
        <>
          <Crumbs context={context} trail={[{ name: w.origin.titleNone }]} />
          <h1>{w.origin.titleNone}</h1>
          <p className="prose">{w.origin.none}</p>
          <p>{w.origin.ask}</p>
        </>
      ),
    };
  }
  const akun = [...new Set(lines.map(({ account }) => account.slice(0, 1)))].toSorted();
  if (akun.length > 1) return severalAkun(context, of, akun);
  if (of.account === undefined) return originOf(context, { ...of, account: akun[0] });
  const total = found.reduce((sum, { amount }) => sum + amount, 0n);
  const partUntil = found.length === 1 ? (found[0]?.partUntil ?? null) : null;
  const sources = edition.sources().filter(({ id }) => lines.some((line) => line.source === id));
  const names = namesOf(context);
  const codes = new Map(edition.units().map((unit) => [unit.slug, unit.code]));
  const title = w.origin.title(formatRupiah(total, language));
  const spread = of.unit === undefined && found.length > 1;
  const count = countOf(context, lines);
  const listed = lines.length <= mostLinesAtOnce || of.unit !== undefined;
  const pages = listed ? pageCount(lines) : 1;
  if ((of.page ?? 1) > pages) return { title, description: title, pages, body: null };
  const day = dayOf(context, found);
  const what = of.measure === 'budget' ? w.origin.what.budget : w.origin.until(w.origin.what[of.measure], formatDate(day, language));
  return {
    title: `${title} ${what}`,
    description: `${title} ${what}`,
    figures: true,
    ...(of.measure === 'realization' && day !== edition.manifest.asOf && { asOf: day }),
    pages,
    tables: () => [
      linesTable(
        edition,
        found.map((part) => ({ code: codes.get(part.slug) ?? '', name: part.name, lines: part.lines })),
      ),
    ],
    body: (
      <>
        <Crumbs
          context={context}
          trail={[...narrowing(context, of, names).map((name) => ({ name, isName: true })), { name: w.origin.what[of.measure] }]}
        />
        <h1>{title}</h1>
        <p className="stamp">
          <strong>{what}</strong>
          {narrowing(context, of, names).map((name) => (
            <Fragment key={name}>
              {' · '}
              <span lang={language === 'id' ? undefined : 'id'}>{name}</span>
            </Fragment>
          ))}
          {edition.manifest.version !== null && of.measure !== 'realization' && ` · ${versionName(edition.manifest.version, language)}`}
        </p>
        <p className="formula">
          Σ {w.origin.formula(count, formatCount(sources.length, language))} = <strong>{formatRupiah(total, language)}</strong>
        </p>
        {of.measure !== 'budget' && new Set(found.map(({ day }) => day)).size > 1 && <p>{w.origin.ownDays}</p>}
        {partUntil !== null && <p>{w.origin.planPart(formatDate(partUntil, language))}</p>}
        {of.account === '6' && <p>{w.origin.net}</p>}
        {spread && (
          <section>
            <h2>{w.origin.units}</h2>
            <p className="small">{w.origin.formulaParts(formatCount(found.length, language))}</p>
            <DataTable
              caption={w.origin.units}
              headed
              narrow="stack"
              columns={[
                { key: 'unit', label: context.ui.unit },
                { key: 'count', label: w.origin.rows, number: true },
                { key: 'amount', label: w.origin.amount, number: true },
              ]}
              rows={found.toSorted(byLargest(({ amount }) => amount)).map((part) => ({
                key: part.slug,
                cells: [
                  <a key="u" href={paths.origin({ ...of, unit: part.slug })} lang={language === 'id' ? undefined : 'id'}>
                    {part.name}
                  </a>,
                  formatCount(uploadedRows(part.lines).length, language),
                  <Amount
                    key="a"
                    amount={part.amount}
                    language={language}
                    form="exact"
                    origin={paths.origin({ ...of, unit: part.slug })}
                  />,
                ],
              }))}
              foot={[context.ui.total, formatCount(uploadedRows(lines).length, language), formatRupiah(total, language)]}
            />
          </section>
        )}
        <section>
          <h2>{w.origin.files}</h2>
          <FileRows context={context} lines={lines} sources={sources} />
        </section>
        {listed ? (
          <UploadedRows context={context} of={of} lines={lines} sources={sources} names={names} />
        ) : (
          <p>{w.origin.tooMany(count)}</p>
        )}
        <section>
          <h2>{w.origin.edition}</h2>
          <Sources context={context} sources={sources} />
          <p>
            <a href={paths.edition({ edition: edition.manifest.number })}>
              {w.editions.number} {edition.manifest.number}
            </a>
            , {formatInstant(edition.manifest.publishedAt, language)} <code className="hash">{edition.hash}</code>
          </p>
        </section>
      </>
    ),
  };
}

/** Revenue, spending and financing are never one sum: which one is meant is for the reader to choose. */
function severalAkun(context: Context, of: OriginOf, akun: readonly string[]): Page {
  const { w, language, paths } = context;
  return {
    title: w.origin.severalTitle,
    description: w.origin.several,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.origin.severalTitle }]} />
        <h1>{w.origin.severalTitle}</h1>
        <p className="prose">{w.origin.several}</p>
        <ul>
          {akun.map((account) => (
            <li key={account}>
              <a href={paths.origin({ ...of, account, page: undefined })}>{accountWords(account)?.[language] ?? account}</a>
            </li>
          ))}
        </ul>
      </>
    ),
  };
}

/** The last day that an amount counts to: of one OPD its own report's, of several that of all the figures. */
function dayOf({ edition }: Context, found: readonly Part[]): IsoDate {
  const days = new Set<IsoDate>(found.map(({ day }) => day));
  const [only] = days;
  return days.size === 1 && only !== undefined ? only : edition.manifest.asOf;
}

function asked(context: Context): OriginOf | undefined {
  const { query, w, notices } = context;
  const word = query.get('ukuran') ?? 'realisasi';
  const measure = (['budget', 'plan', 'realization'] as const).find((one) => measureWords[one] === word);
  if (measure === undefined) {
    notices.push(w.badValue('ukuran'));
    return undefined;
  }
  // Of what the edition does not have there are no lines: "-" stands for all of it, see `withKnownValues`.
  if (['sub', 'kegiatan', 'rekening', 'dana'].some((name) => query.get(name) === unknownValue)) return undefined;
  const part = query.get('pos');
  return {
    measure,
    unit: query.get('opd'),
    subUnit: query.get('sub'),
    activity: query.get('kegiatan'),
    account: query.get('rekening'),
    fund: query.get('dana'),
    part: part === 'ppkd' || part === 'opd' ? part : undefined,
    page: Number(query.get('halaman') ?? 1),
  };
}

/** Names by code; activities under "kegiatan <code>", funds under "dana <code>", because their codes look like accounts'. */
function namesOf({ edition }: Context): Map<string, string> {
  const prefix = { account: '', unit: '', activity: 'kegiatan ', fund: 'dana ' } as const;
  const names = new Map(edition.names().map(({ kind, code, name }) => [`${prefix[kind]}${code}`, name]));
  for (const { code, name } of edition.summary().accounts) names.set(code, name);
  return names;
}

function narrowing(context: Context, of: OriginOf, names: ReadonlyMap<string, string>): string[] {
  const unit = context.edition.units().find(({ slug }) => slug === of.unit);
  const subUnit = context.edition.subUnits().find(({ slug }) => slug === of.subUnit);
  return [
    of.unit === undefined ? '' : (unit?.name ?? of.unit),
    subUnit === undefined ? '' : subUnitName(context, subUnit),
    of.activity === undefined ? '' : (names.get(`kegiatan ${of.activity}`) ?? of.activity),
    of.account === undefined ? '' : (names.get(of.account) ?? of.account),
    of.fund === undefined ? '' : (names.get(`dana ${of.fund}`) ?? of.fund),
    of.part === 'ppkd' ? context.w.units.treasury : '',
  ].filter((text) => text !== '');
}
