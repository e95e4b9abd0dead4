import { gapToPlan, level } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';
import { Amount, Bar, formatCount, formatDate, formatPoints, formatRatio, formatShort } from '@sipkadin/ui';
import { type Answer, ask, type Found, wholeOf } from '../ask/ask.ts';
import { accountName, functionName } from '../parts/account-names.ts';
import { Crumbs } from '../parts/navigation.tsx';
import { origins } from '../parts/sides.ts';
import type { Context, Page } from '../reading/context.ts';
import { reportingCounts, withoutTreasury } from '../reading/judging.ts';
import type { OriginOf } from '../reading/origin-of.ts';

/** What a question is answered with, as text: questions with the same answer share one rendered page. */
export function answerKey(edition: Edition, question: string): string {
  const answer = ask(edition, question);
  const name = ({ entry, account }: Found) => [entry.kind, entry.code, entry.unit?.slug, account?.code].join(' ');
  const { year } = answer;
  if (answer.kind === 'figure') return JSON.stringify([year, 'figure', answer.count, name(answer.found), answer.others.map(name)]);
  if (answer.kind === 'none') return JSON.stringify([year, 'none', answer.near.map(name)]);
  return JSON.stringify([year, answer.kind, answer.kind === 'page' ? answer.topic : '']);
}

/** A question in the reader's own words, answered by one sentence with its figure, or by saying that the data does not have it. */
export function askPage(context: Context): Page {
  const { w, edition, paths, query, search, years } = context;
  const answer: Answer = search === undefined ? { kind: 'empty', year: undefined } : ask(edition, search);
  const shown = edition.manifest.year;
  const { title, body } = render(context, answer);
  const { year } = answer;
  const asked = query.get('cari');
  return {
    title,
    description: title,
    figures: answer.kind !== 'empty',
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.ask.nav }]} />
        <AskField context={context} text={asked} />
        {year !== undefined && year !== shown && (
          <p className="notice">
            {years.some((one) => one === year) ? (
              <>
                {w.ask.otherYear(String(year), String(shown))}{' '}
                <a href={paths.at({ year: years.find((one) => one === year), edition: undefined }).ask({ cari: asked })}>
                  {w.ask.toYear(String(year))}
                </a>
              </>
            ) : (
              `${w.ask.noYear(String(year))} ${w.ask.otherYear(String(year), String(shown))}`
            )}
          </p>
        )}
        <h1>{title}</h1>
        {body}
      </>
    ),
  };
}

/** The field that asks, without script. */
export function AskField({ context, text = '' }: { context: Context; text?: string | undefined }) {
  const { w, paths, linkState } = context;
  return (
    <form className="ask" method="get" action={paths.at({ year: undefined, edition: undefined }).ask()}>
      {linkState.year !== undefined && <input type="hidden" name="tahun" value={linkState.year} />}
      {linkState.edition !== undefined && <input type="hidden" name="terbitan" value={linkState.edition} />}
      <input type="search" name="cari" aria-label={w.ask.label} placeholder={w.ask.hint} defaultValue={text} maxLength={100} required />
      <button type="submit">{w.ask.button}</button>
    </form>
  );
}

function render(context: Context, answer: Answer) {
  const { w } = context;
  if (answer.kind === 'figure') return figure(context, answer);
  if (answer.kind === 'page') return topic(context, answer.topic);
  if (answer.kind === 'none') {
    return {
      title: w.ask.noneTitle,
      body: (
        <>
          <p className="prose">{w.ask.none}</p>
          {answer.near.length > 0 && (
            <section>
              <h2>{w.ask.near}</h2>
              <List context={context} all={answer.near} />
            </section>
          )}
          <p>{w.ask.ppid}</p>
        </>
      ),
    };
  }
  return {
    title: w.ask.title,
    body: (
      <>
        <p className="prose">{w.ask.lead}</p>
        <h2>{w.ask.examplesTitle}</h2>
        <ul className="plain">
          {w.ask.examples.map((example) => (
            <li key={example}>
              <a href={context.paths.ask({ cari: example })}>{example}</a>
            </li>
          ))}
        </ul>
      </>
    ),
  };
}

function figure(context: Context, { found, others, count }: Extract<Answer, { kind: 'figure' }>) {
  const { w, language } = context;
  const link = linkOf(context, found);
  const from = origins(context, originOf(found));
  return {
    title: sentence(context, found),
    body: (
      <>
        {found.money.budget !== null && found.money.budget > 0n && context.only !== 'realization' && (
          <div className="bar-big narrow">
            <Bar {...found.money} realization={context.only === 'budget' ? 0n : found.money.realization} room={false} />
          </div>
        )}
        <p>
          {link !== undefined && <a href={link}>{w.ask.details}</a>}
          {link !== undefined && ' · '}
          <a href={found.money.realization === null ? from.budget : from.realization}>{w.ask.origin}</a>
        </p>
        {others.length > 0 && (
          <section>
            <h2>{w.ask.others(formatCount(count - 1, language))}</h2>
            <p className="small">{w.ask.othersNote}</p>
            <List context={context} all={others} />
          </section>
        )}
      </>
    ),
  };
}

function sentence(context: Context, found: Found): string {
  const { w, language, edition } = context;
  const { budget, realization } = found.money;
  const akun = akunOf(found);
  const whole = wholeOf(edition, akun)?.budget ?? null;
  const isWhole = found.entry.kind === 'akun';
  const share = isWhole || whole === null || budget === null ? '' : w.ask.share[akun](formatRatio(budget, whole, language));
  const name = nameOf(context, found);
  const day = formatDate(dayOf(context, found), language);
  if (budget === null) return w.ask.paid(name, formatShort(realization ?? 0n, language), day);
  if (realization === null) return w.ask.planned(name, formatShort(budget, language), share);
  const say = akun === '4' ? w.ask.bothIn : w.ask.both;
  return say(
    name,
    formatShort(budget, language),
    share,
    formatShort(realization, language),
    formatRatio(realization, budget, language),
    day,
  );
}

/** The last day that the amounts count to: of one OPD its own report's. */
function dayOf({ edition }: Context, { entry }: Found) {
  const own = entry.unit === undefined ? null : (edition.units().find(({ slug }) => slug === entry.unit?.slug)?.lastAsOf ?? null);
  return own ?? edition.manifest.asOf;
}

function akunOf({ entry, account }: Found): '4' | '5' | '6' {
  const code = account?.code ?? (entry.kind === 'akun' || entry.kind === 'account' ? entry.code : '5');
  return code.startsWith('4') ? '4' : code.startsWith('6') ? '6' : '5';
}

function nameOf(context: Context, { entry, account }: Found): string {
  const { w, language } = context;
  const own = (one: Found['entry']) =>
    one.kind === 'akun' || one.kind === 'account'
      ? accountName(one.code, one.name, language).name
      : one.kind === 'function'
        ? functionName(one.code, one.name, language)
        : one.name;
  if (account !== undefined) return w.ask.inUnit(own(account), entry.name);
  return entry.unit !== undefined && entry.kind !== 'unit' ? w.ask.inUnit(entry.name, entry.unit.name) : own(entry);
}

function originOf({ entry, account }: Found): Omit<OriginOf, 'measure'> {
  const { kind, code, unit } = entry;
  if (account !== undefined) return { unit: unit?.slug, account: account.code };
  if (kind === 'akun' || kind === 'account') return { account: code };
  if (kind === 'fund') return { fund: code, account: '5' };
  if (kind === 'unit') return { unit: unit?.slug, account: '5' };
  return { unit: unit?.slug, activity: code, account: '5' };
}

function linkOf({ paths, edition }: Context, { entry, account }: Found): string | undefined {
  const { kind, code, unit } = entry;
  if (account !== undefined) return unit && paths.unit({ unit: unit.slug });
  if (kind === 'akun' || kind === 'account') {
    if (code.startsWith('4')) return paths.revenue();
    if (code.startsWith('6')) return paths.financing();
    if (code === '5') return paths.spending();
    return level(code) <= 3 && edition.summary().accounts.some((one) => one.code === code) ? paths.account({ account: code }) : undefined;
  }
  if (kind === 'function') return paths.functions();
  if (kind === 'fund') return paths.funds();
  if (unit === undefined) return undefined;
  return kind === 'unit' ? paths.unit({ unit: unit.slug }) : paths.activity({ unit: unit.slug, activity: code });
}

function List({ context, all }: { context: Context; all: readonly Found[] }) {
  const { w, language } = context;
  return (
    <ul className="facts-list">
      {all.map((found) => {
        const { entry } = found;
        const from = origins(context, originOf(found));
        const amount = found.money.budget ?? found.money.realization;
        const link = linkOf(context, found);
        return (
          <li key={`${entry.kind} ${entry.code} ${entry.unit?.slug ?? ''}`}>
            <a href={link ?? from.budget}>{nameOf(context, { ...found, entry: { ...entry, unit: undefined } })}</a>{' '}
            <Amount amount={amount} language={language} origin={found.money.budget === null ? from.realization : from.budget} />
            <span className="under">
              {entry.unit === undefined || entry.kind === 'unit'
                ? w.ask.kinds[entry.kind]
                : w.ask.ofUnit(w.ask.kinds[entry.kind], entry.unit.name)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function topic(context: Context, of: Extract<Answer, { kind: 'page' }>['topic']) {
  const { w, paths, edition, language } = context;
  const open = (href: string, more?: string) => (
    <>
      {more !== undefined && <p className="prose">{more}</p>}
      <p>
        <a href={href}>{w.ask.open}</a>
      </p>
    </>
  );
  const akun = (code: '4' | '5' | '6', href: string) => {
    const row = edition.summary().accounts.find((one) => one.code === code);
    const whole = wholeOf(edition, code);
    if (row === undefined || whole === undefined) return { title: w.ask.noneTitle, body: <p className="prose">{w.ask.none}</p> };
    const entry = { kind: 'akun' as const, code, name: row.name, unit: undefined, money: whole, names: [] };
    return { title: sentence(context, { entry, account: undefined, money: whole }), body: open(href) };
  };
  switch (of) {
    case 'revenue':
      return akun('4', paths.revenue());
    case 'spending':
      return akun('5', paths.spending());
    case 'financing':
      return akun('6', paths.financing());
    case 'slowest':
      return slowest(context, open);
    case 'late': {
      const { late, silent } = reportingCounts(context);
      return { title: w.ask.late(formatCount(late, language), formatCount(silent, language)), body: open(paths.units()) };
    }
    case 'data':
      return { title: w.ask.data, body: open(paths.data()) };
    case 'changes':
      return { title: w.ask.changes, body: open(paths.editions()) };
    case 'audited':
      return { title: edition.manifest.audited ? w.ask.auditedYes : w.ask.auditedNo, body: open(paths.editions()) };
  }
}

/** The OPD furthest below its own plan, at the day of its own report. */
function slowest(context: Context, open: (href: string, more?: string) => Page['body']) {
  const { w, language, edition, paths } = context;
  const compared = edition
    .units()
    .filter(({ code }) => code !== '')
    .flatMap((unit) => {
      const own = withoutTreasury(unit);
      const gap = gapToPlan(own);
      return gap === null ? [] : [{ unit, own, gap }];
    })
    .toSorted((a, b) => (a.gap < b.gap ? -1 : 1));
  const [first] = compared;
  if (first === undefined || first.gap >= 0n) return { title: w.ask.slowestNone, body: null };
  const { unit, own, gap } = first;
  return {
    title: w.ask.slowest(
      unit.name,
      formatPoints(gap, language),
      formatShort(own.realization ?? 0n, language),
      formatShort(own.plan ?? 0n, language),
      formatDate(unit.lastAsOf ?? edition.manifest.asOf, language),
    ),
    body: open(paths.units({ urut: 'selisih' }), w.ask.slowestWhy),
  };
}
