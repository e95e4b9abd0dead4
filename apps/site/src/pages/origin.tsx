import { type Code, versionName } from '@sipkadin/budget';
import type { PublishedLine, Source } from '@sipkadin/edition';
import { Amount, DataTable, formatCount, formatDate, formatInstant, formatRupiah } from '@sipkadin/ui';
import { Crumbs } from '../parts/navigation.tsx';
import { Sources } from '../parts/sources.tsx';
import type { Context, Page } from '../reading/context.ts';
import { gather, sumOf } from '../reading/gather.ts';
import { byLargest, sen } from '../reading/money.ts';
import { measureWords, type OriginOf } from '../reading/origin-of.ts';

const perPage = 100;
/** Above this many lines a whole government's amount is shown by OPD, each with its own lines. */
const mostLinesAtOnce = 2000;

/** Where an amount comes from: the sum, the files, and each line with its sheet and cell. */
export async function origin(context: Context): Promise<Page> {
  const { w, language, edition, paths } = context;
  const of = asked(context);
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
  const total = found.reduce((sum, { amount }) => sum + amount, 0n);
  const partUntil = found.length === 1 ? (found[0]?.partUntil ?? null) : null;
  const sources = edition.sources().filter(({ id }) => lines.some((line) => line.source === id));
  const names = namesOf(context);
  const title = w.origin.title(formatRupiah(total, language));
  const spread = of.unit === undefined && found.length > 1;
  return {
    title,
    description: title,
    figures: true,
    body: (
      <>
        <Crumbs
          context={context}
          trail={[...narrowing(context, of, names).map((name) => ({ name })), { name: w.origin.what[of.measure] }]}
        />
        <h1>{title}</h1>
        <p className="stamp">
          {[w.origin.what[of.measure], ...narrowing(context, of, names)].join(' · ')}
          {edition.manifest.version !== null && of.measure !== 'realization' && ` · ${versionName(edition.manifest.version, language)}`}
        </p>
        <p className="formula">
          Σ {formatCount(lines.length, language)} {w.editions.lines.toLocaleLowerCase(language)} ={' '}
          <strong>{formatRupiah(total, language)}</strong>
        </p>
        {partUntil !== null && <p>{w.origin.planPart(formatDate(partUntil, language))}</p>}
        {of.account === '6' && <p>{w.origin.net}</p>}
        <p>{w.origin.formula(formatCount(lines.length, language), formatCount(sources.length, language))}</p>
        {spread && (
          <section>
            <h2>{w.origin.units}</h2>
            <p className="small">{w.origin.formulaParts(formatCount(found.length, language))}</p>
            <DataTable
              caption={w.origin.units}
              headed
              columns={[
                { key: 'unit', label: context.ui.unit },
                { key: 'count', label: w.origin.rows, number: true },
                { key: 'amount', label: w.origin.amount, number: true },
              ]}
              rows={found.toSorted(byLargest(({ amount }) => amount)).map((part) => ({
                key: part.slug,
                cells: [
                  <a key="u" href={paths.origin({ ...of, unit: part.slug })}>
                    {part.name}
                  </a>,
                  formatCount(part.lines.length, language),
                  <Amount
                    key="a"
                    amount={part.amount}
                    language={language}
                    form="exact"
                    origin={paths.origin({ ...of, unit: part.slug })}
                  />,
                ],
              }))}
              foot={[context.ui.total, formatCount(lines.length, language), formatRupiah(total, language)]}
            />
          </section>
        )}
        <section>
          <h2>{w.origin.files}</h2>
          <Rows context={context} lines={lines} sources={sources} />
          <Sources context={context} sources={sources} />
        </section>
        {lines.length <= mostLinesAtOnce || of.unit !== undefined ? (
          <Lines context={context} of={of} lines={lines} sources={sources} names={names} />
        ) : (
          <p>{w.origin.tooMany(formatCount(lines.length, language))}</p>
        )}
        <section>
          <h2>{w.origin.edition}</h2>
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

function asked(context: Context): OriginOf | undefined {
  const { query, w, notices } = context;
  const word = query.get('ukuran') ?? 'realisasi';
  const measure = (['budget', 'plan', 'realization'] as const).find((one) => measureWords[one] === word);
  if (measure === undefined) {
    notices.push(w.badValue('ukuran', word));
    return undefined;
  }
  const code = (name: string) => {
    const text = query.get(name);
    if (text === undefined || /^\d{1,6}(?:\.\d{1,6}){0,7}$/.test(text)) return text;
    notices.push(w.badValue(name, text));
    return undefined;
  };
  const part = query.get('pos');
  return {
    measure,
    unit: query.get('opd'),
    activity: code('kegiatan'),
    account: code('rekening'),
    fund: code('dana'),
    part: part === 'ppkd' || part === 'opd' ? part : undefined,
    page: Number(/^[1-9]\d{0,5}$/.exec(query.get('halaman') ?? '')?.[0] ?? 1),
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
  return [
    of.unit === undefined ? '' : (unit?.name ?? of.unit),
    of.activity === undefined ? '' : (names.get(`kegiatan ${of.activity}`) ?? of.activity),
    of.account === undefined ? '' : (names.get(of.account) ?? of.account),
    of.fund === undefined ? '' : (names.get(`dana ${of.fund}`) ?? of.fund),
    of.part === 'ppkd' ? context.w.units.treasury : '',
  ].filter((text) => text !== '');
}

/** Rows by file and sheet. */
function Rows({ context, lines, sources }: { context: Context; lines: readonly PublishedLine[]; sources: readonly Source[] }) {
  const { w, language } = context;
  const groups = new Map<string, { file: string; sheet: string; lines: PublishedLine[] }>();
  const files = new Map(sources.map(({ id, fileName }) => [id, fileName]));
  for (const line of lines) {
    const key = `${line.source}|${line.sheet}`;
    const group = groups.get(key) ?? { file: files.get(line.source) ?? line.source, sheet: line.sheet, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return (
    <DataTable
      caption={w.origin.files}
      headed
      columns={[
        { key: 'file', label: w.editions.file },
        { key: 'sheet', label: w.origin.sheet },
        { key: 'rows', label: w.origin.rows },
        { key: 'count', label: w.origin.count, number: true },
        { key: 'amount', label: w.origin.amount, number: true },
      ]}
      rows={[...groups].map(([key, group]) => {
        const rows = group.lines.map(({ row }) => row);
        const [first, last] = [rows.reduce((a, b) => Math.min(a, b)), rows.reduce((a, b) => Math.max(a, b))];
        return {
          key,
          cells: [
            <span key="f" className="file">
              {group.file}
            </span>,
            group.sheet,
            first === last ? String(first) : `${first}–${last}`,
            formatCount(group.lines.length, language),
            formatRupiah(sumOf(group.lines), language),
          ],
        };
      })}
    />
  );
}

function Lines({
  context,
  of,
  lines,
  sources,
  names,
}: {
  context: Context;
  of: OriginOf;
  lines: readonly PublishedLine[];
  sources: readonly Source[];
  names: ReadonlyMap<Code, string>;
}) {
  const { w, ui, language, paths } = context;
  const pages = Math.ceil(lines.length / perPage);
  const page = Math.min(of.page ?? 1, pages);
  const shown = lines.slice((page - 1) * perPage, page * perPage);
  const files = new Map(sources.map(({ id, fileName }) => [id, fileName]));
  const range = w.origin.linesShown(
    formatCount((page - 1) * perPage + 1, language),
    formatCount((page - 1) * perPage + shown.length, language),
    formatCount(lines.length, language),
  );
  const link = (to: number) => paths.origin({ ...of, page: to === 1 ? undefined : to });
  return (
    <section>
      <h2>{w.origin.lines}</h2>
      <DataTable
        caption={range}
        columns={[
          { key: 'cell', label: w.origin.cell },
          { key: 'file', label: w.editions.file },
          { key: 'account', label: ui.account },
          { key: 'amount', label: w.origin.amount, number: true },
        ]}
        rows={shown.map((line) => ({
          key: String(line.id),
          cells: [
            <code key="c">{`${line.sheet}!${line.column}${line.row}`}</code>,
            <>
              <span className="file">{files.get(line.source)}</span>
              {line.document !== null && (
                <span className="under">
                  {w.origin.document} {line.document}
                  {line.date !== null && `, ${formatDate(line.date, language, 'short')}`}
                </span>
              )}
            </>,
            <>
              {names.get(line.account)} <span className="code">{line.account}</span>
              {line.activity !== '' && <span className="under">{names.get(`kegiatan ${line.activity}`) ?? line.activity}</span>}
            </>,
            formatRupiah(sen(line.amount) ?? 0n, language),
          ],
        }))}
      />
      {pages > 1 && (
        <nav className="tabs" aria-label={w.origin.pages}>
          {page > 1 && (
            <a href={link(page - 1)} rel="prev">
              {w.origin.previous}
            </a>
          )}
          {page < pages && (
            <a href={link(page + 1)} rel="next">
              {w.origin.next}
            </a>
          )}
        </nav>
      )}
    </section>
  );
}
