import type { Manifest } from '@sipkadin/edition';
import { ChartFiles, formatCount, formatDate, Shield, SimulatedStrip, Stamp, TableSeen } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { AskField } from '../ask/field/ask-field.tsx';
import { proofText } from '../pages/check/proof.tsx';
import { AskedHere } from '../pages/documents/asked-here.tsx';
import { sendAddress } from '../pages/embed/share-link.tsx';
import { type Context, mostNamedGovernments, type Page } from '../reading/context.ts';
import { bandsOf, daysSinceFigures, reportingCounts, reportingNow } from '../reading/judging.ts';
import { simulatedWords } from '../works/simulated-files.ts';
import { CorrectionNotices, isEmpty } from './corrections.tsx';
import { stampOf } from './course.tsx';
import { PrintFoot } from './print-foot.tsx';
import { explained } from './term.tsx';

/** Header, navigation, notices, facts about the figures and footer around a page. @param strip above all but the skip link */
export function Frame({ context, page, strip }: { context: Context; page: Page; strip: ReactNode }) {
  const { w, ui, language, paths, government, edition, years, notices } = context;
  const { manifest } = edition;
  const empty = isEmpty(manifest);
  // Of what the page has, which is rendered before the facts are.
  let tables = 0;
  const found = () => {
    tables++;
  };
  const others = years.filter((year) => year !== manifest.year && context.twins.year(year) === undefined);
  return (
    <>
      <a className="skip" href="#isi">
        {w.skip}
      </a>
      {strip}
      <header>
        {manifest.simulated && (
          <SimulatedStrip language={language}>
            {page.official ? w.simulation.elsewhere : <WhichSimulated context={context} />}
          </SimulatedStrip>
        )}
        <div className="top">
          <a className="brand" href={paths.home()}>
            <Shield />
            <span>
              <b>{w.product}</b>
              <span>{government.name}</span>
            </span>
          </a>
          <nav className="nav" aria-label={w.mainNav}>
            <MainLinks context={context} />
          </nav>
          <a className="menu" href="#menu">
            {w.menu}
          </a>
          <OtherLanguage context={context} />
          <AskField context={context} isAskPage={page.isAskPage === true} />
        </div>
      </header>
      <main id="isi">
        {page.figures && (
          <div className="standing">
            {empty ? (
              <p className="stamp">
                {manifest.year} · <a href={paths.edition({ edition: manifest.number })}>{ui.edition(String(manifest.number))}</a> ·{' '}
                {w.corrections.noAsOf}
              </p>
            ) : (
              <Stamp {...stampOf(context, page.asOf)} explain={(term, text) => explained(context, termOf(term, manifest), text)} />
            )}
            {years.length > 1 && (
              <nav className="years" aria-label={w.year}>
                {years.map((year) => {
                  const twin = context.twins.year(year);
                  // A page of one edition alone has no address in the latest of its own year.
                  if (year === manifest.year && twin === undefined)
                    return (
                      <span key={year} aria-current="true">
                        {year}
                      </span>
                    );
                  return (
                    <a
                      key={year}
                      href={twin ?? paths.at({ year: year === years[0] ? undefined : year, edition: undefined }).home()}
                      aria-current={year === manifest.year ? 'true' : undefined}
                    >
                      {year}
                    </a>
                  );
                })}
              </nav>
            )}
          </div>
        )}
        {page.figures && others.length > 0 && <p className="small">{w.elsewhere(others.join(', '))}</p>}
        {notices.map((notice) => (
          <p key={notice} className="notice" role="status">
            {notice}
          </p>
        ))}
        {!context.isNewest && (
          <p className="notice">
            {w.pinned(String(manifest.number))} <a href={paths.at({ edition: undefined }).home()}>{w.seeLatest}</a>
          </p>
        )}
        {page.figures && <CorrectionNotices context={context} />}
        {page.figures && !empty && <Staleness context={context} />}
        <TableSeen value={found}>
          <ChartFiles value={{ address: context.chartAddress, keep: found }}>{page.body}</ChartFiles>
        </TableSeen>
        {page.figures && !empty && <Facts context={context} page={page} tables={() => tables} />}
      </main>
      <footer className="foot">
        <nav id="menu" aria-label={w.footNav}>
          <MainLinks context={context} />
          <a href={paths.topics()}>{w.topics.nav}</a>
          <a href={paths.financing()}>{w.nav.financing}</a>
          <a href={paths.functions()}>{w.nav.functions}</a>
          <a href={paths.funds()}>{w.nav.funds}</a>
          <a href={paths.yearsOnSameDay()}>{w.compare.nav.years}</a>
          <a href={paths.versionChanges()}>{w.compare.nav.versions}</a>
          <a href={paths.explore()}>{w.nav.explore}</a>
          <a href={paths.editions()}>{w.nav.editions}</a>
          <a href={paths.guide()}>{w.guide.nav}</a>
          <a href={paths.check()}>{w.check.nav}</a>
          <a href={paths.about()}>{w.nav.about}</a>
          <a href={paths.answers()}>{w.answers.nav}</a>
          <a href={paths.documents()}>{w.documents.nav}</a>
        </nav>
        <Governments context={context} />
        <p>
          <b>{w.help}.</b> {w.helpText}
        </p>
        <p>{w.license}</p>
        <p>{ui.rounded}</p>
        <PrintFoot context={context} hasCode={page.withoutCode !== true} />
      </footer>
    </>
  );
}

/** Which part of the edition is simulated, as its files state. */
function WhichSimulated({ context }: { context: Context }) {
  const [files, meaning] = simulatedWords(context);
  return (
    <>
      <a href={context.paths.edition({ edition: context.edition.manifest.number })}>{files}</a>
      {meaning}
    </>
  );
}

/** The entry of the glossary that explains a part of the stamp. */
function termOf(term: 'version' | 'basis' | 'audit', { version, basis }: Manifest): string {
  if (term === 'audit') return 'belum-diaudit';
  if (term === 'basis') return basis === 'sp2d' ? 'sp2d' : 'realisasi';
  if (version === null || version === 'murni') return 'murni';
  return version.includes('pergeseran') ? 'pergeseran' : 'apbd-perubahan';
}

function MainLinks({ context: { w, paths, reference } }: { context: Context }): ReactNode {
  return (
    <>
      <a href={paths.spending()}>{w.nav.spending}</a>
      <a href={paths.revenue()}>{w.nav.revenue}</a>
      <a href={paths.units()}>{w.nav.units}</a>
      {reference && <a href={paths.regions()}>{w.regions.nav}</a>}
      <a href={paths.data()}>{w.nav.data}</a>
      <a href={paths.glossary()}>{w.nav.glossary}</a>
      <a href={paths.ask()}>{w.ask.nav}</a>
    </>
  );
}

function OtherLanguage({ context }: { context: Context }) {
  const other = context.language === 'id' ? 'en' : 'id';
  return (
    <a className="language" lang={other} hrefLang={other} href={context.twins.language}>
      {context.w.otherLanguage}
    </a>
  );
}

function Governments({ context }: { context: Context }) {
  const { governments, w, language, paths, government } = context;
  if (governments.length < 2) return null;
  if (governments.length > mostNamedGovernments)
    return (
      <nav aria-label={w.government}>
        <a href={paths.at({ year: undefined, edition: undefined }).governments()}>
          {w.governments.others(formatCount(governments.length, language))}
        </a>
      </nav>
    );
  return (
    <nav aria-label={w.government}>
      {governments.map(({ code, name }, index) => (
        <a
          key={code}
          href={paths.at({ government: index === 0 ? undefined : code, year: undefined, edition: undefined }).home()}
          aria-current={code === government.code ? 'true' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

function Staleness({ context }: { context: Context }) {
  const { w, language } = context;
  const reporting = reportingNow(context);
  if (reporting.kind === 'stopped') return <p className="notice stale">{reportingText(context)}</p>;
  if (reporting.kind !== 'late') return null;
  return <p className="notice stale">{w.stale(formatCount(daysSinceFigures(context), language), formatDate(reporting.due, language))}</p>;
}

/** Whether reports have come in time, in words that stay true after the year is over. */
function reportingText(context: Context): string {
  const { w, language, edition } = context;
  const reporting = reportingNow(context);
  switch (reporting.kind) {
    case 'complete':
      return w.facts.complete;
    case 'never':
      return w.facts.never(String(edition.manifest.year));
    case 'stopped':
      return w.facts.stopped(
        String(edition.manifest.year),
        formatCount(reporting.months, language),
        formatDate(reporting.since, language, 'short'),
      );
    case 'late':
      return w.facts.lateText(formatCount(reporting.days, language));
    case 'in-time': {
      const { late, silent } = reportingCounts(context);
      const missing = [
        ...(late > 0 ? [w.facts.missing(formatCount(late, language))] : []),
        ...(silent > 0 ? [w.facts.silent(formatCount(silent, language))] : []),
      ];
      return missing.length > 0 ? missing.join('; ') : w.facts.onTime(formatDate(reporting.due, language, 'short'));
    }
  }
}

/** The tables of this page as files; of several, CSV has the one with the most rows. */
function PageFiles({ context: { w, dataAddress }, tables }: { context: Context; tables: number }) {
  return (
    <>
      {w.facts.pageFiles}
      <a href={dataAddress('csv')}>CSV</a>
      {tables > 1 && w.facts.largestTable}, <a href={dataAddress('xlsx')}>Excel</a>, <a href={dataAddress('json')}>JSON</a>
    </>
  );
}

/** Facts on every page with figures. */
function Facts({ context, page, tables }: { context: Context; page: Page; tables: () => number }) {
  const { w, paths, language, edition, sourceCount } = context;
  const send = sendAddress(context, page);
  const facts = [
    { name: w.facts.read, text: w.facts.readText, href: paths.about() },
    {
      name: w.facts.source,
      text: w.facts.sourceText(formatCount(sourceCount, language)),
      href: paths.edition({ edition: edition.manifest.number }),
    },
    { name: w.facts.often, text: w.facts.oftenText(formatCount(bandsOf(context).reportDay, language)) },
    { name: w.facts.late, text: reportingText(context) },
    { name: w.facts.audit, text: edition.manifest.audited ? w.facts.auditYes : w.facts.auditNo, href: `${paths.glossary()}#belum-diaudit` },
    {
      name: w.facts.download,
      text: w.facts.downloadText,
      href: paths.data(),
      more: tables() > 0 && <PageFiles context={context} tables={tables()} />,
    },
    { name: w.check.proof.name, text: proofText(context), href: paths.check() },
    ...(send === undefined ? [] : [{ name: w.share.send, text: w.share.message.send, href: send }]),
  ];
  return (
    <section className="label-data" aria-labelledby="label-data">
      <h2 id="label-data">{w.facts.title}</h2>
      <dl>
        {facts.map(({ name, text, href, more }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {href === undefined ? text : <a href={href}>{text}</a>}
              {more}
            </dd>
          </div>
        ))}
      </dl>
      {page.about && <AskedHere context={context} figure={page.about} />}
    </section>
  );
}
