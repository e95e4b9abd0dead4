import { monthOf, type Sen } from '@sipkadin/budget';
import {
  DataTable,
  dash,
  formatCount,
  formatDate,
  formatInstant,
  formatLra,
  formatMonth,
  formatRatio,
  SCurve,
  SimulatedStrip,
  Stamp,
  words,
} from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { refusalOf, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { UnitWorks } from '../../follow-up/works/unit-works.tsx';
import { statementName } from '../../uploads/upload-table.tsx';
import { figures, monthPoints, points, sen, unitFigures } from '../figures.ts';
import { forecastOnCurve } from '../overview/forecast.ts';
import { orderUnits } from '../overview/order.ts';
import { curveTitle, versionMarks } from '../overview/sentences.ts';
import { PeriodSwitch } from '../period.tsx';
import '../leadership.css';
import '../overview/overview.css';
import './unit.css';
import { monitorWords } from '../words.ts';
import { Activities } from './activities.tsx';
import type { Unit } from './answer.ts';
import { MoneyPlanWorks } from './bullet.tsx';
import { AboveBudget, NotStarted, OpenObstacles, Quarters, Versions } from './lists.tsx';
import { fallText, reportText, unitTitle } from './unit-sentences.ts';

type Source = Unit['sources'][number];

interface TracedProps {
  amount: Sen | null;
  unit: string;
  account: string;
  sources: readonly Source[];
  kinds: readonly Source['kind'][];
}

/** An amount, as a link to its lines if they are in one file; several files are listed at the end of the page. */
function Traced({ amount, unit, account, sources, kinds }: TracedProps) {
  const { language } = useWords(monitorWords);
  const [source, ...more] = sources.filter(({ kind }) => kinds.includes(kind));
  if (amount === null) return dash;
  const text = formatLra(amount, language);
  if (source === undefined || more.length > 0) return text;
  return (
    <Link className="amount" to="/baris/$id" params={{ id: source.id }} search={{ unit, rekening: account }}>
      {text}
    </Link>
  );
}

/** A code that the year's files do not name. */
function UnknownUnit({ code }: { code: string }) {
  const { w } = useWords(monitorWords);
  return (
    <>
      <Heading>{w.unit.unknown}</Heading>
      <p>{w.unit.unknownCode(code)}</p>
      <p>
        <Link to="/pimpinan">{w.leadership.back}</Link>
      </p>
    </>
  );
}

/** One OPD: its year, its kinds of spending, and the files that its figures come from. */
export function LeadershipUnitScreen() {
  const { w, language } = useWords(monitorWords);
  const { government } = usePerson();
  const { unit } = useParams({ from: '/pimpinan/opd/$unit' });
  const { tahun, bulan } = useSearch({ from: '/pimpinan/opd/$unit' });
  const shared = words(language);
  const detail = useQuery({
    ...trpc.monitor.unit.queryOptions({
      government: government.code,
      unit,
      ...(tahun === undefined ? {} : { year: tahun }),
      ...(bulan === undefined ? {} : { month: bulan }),
    }),
    placeholderData: (before) => before,
  });
  const month = detail.data?.month;
  const forecast = useQuery({
    ...trpc.monitor.forecast.queryOptions({
      government: government.code,
      unit: detail.data?.unit ?? unit,
      month: month ?? 12,
      ...(tahun === undefined ? {} : { year: tahun }),
    }),
    enabled: month !== undefined,
  }).data;
  if (refusalOf(detail.error)?.code === 'not-found') return <UnknownUnit code={unit} />;
  return (
    <Loaded query={detail} rows={10}>
      {(data) => {
        const total = figures(data);
        const gap = points(data.gap);
        const title = unitTitle(data, language);
        const fall = fallText(data, language);
        const treasury = data.accounts.some((account) => account.treasury);
        const behind = total.plan === null || total.realization === null ? null : total.plan - total.realization;
        return (
          <>
            {data.simulated && <SimulatedStrip language={language} />}
            <Neighbours data={data} />
            <div className="head">
              <div>
                <Heading>{title}</Heading>
                {data.asOf !== null && (
                  <Stamp language={language} year={data.year} asOf={data.asOf} version={data.version} basis={data.basis} audited={false} />
                )}
                <p className="stamp">
                  {data.unitAsOf === null ? w.leadership.never : w.leadership.upTo(formatDate(data.unitAsOf, language))} ·{' '}
                  {data.reporting === 'late' && `${reportText(data, language)} · `}
                  {w.leadership.fromVerified}
                  {gap !== null &&
                    ` · ${data.planDay === null ? w.leadership.unitPlanByDay : w.leadership.unitPlanOfDay(formatMonth(monthOf(data.planDay), language))}`}
                  {treasury && ` · ${w.unit.withoutTreasury}`}
                </p>
                {fall !== null && <p className="notice">{fall}</p>}
                {data.unitDays.length > 0 && (
                  <p className="stamp">
                    {w.leadership.unitDays(
                      data.unitDays.map(({ name, asOf }) => `${name} ${w.leadership.upTo(formatDate(asOf, language))}`).join('; '),
                    )}
                  </p>
                )}
                {data.joined.map(({ code, name, from, basis }) => (
                  <p key={code} className="stamp">
                    {w.leadership.joined(name, formatDate(from, language), basis)}
                  </p>
                ))}
              </div>
              <PeriodSwitch year={data.year} years={data.years} month={data.month} latest={data.latest} />
            </div>
            <div className="landing unit-page">
              <MoneyPlanWorks data={data} />
              <section className="card">
                <h2 className="chart-title">{curveTitle(gap, { asOf: data.unitAsOf, month: data.month }, language)}</h2>
                <SCurve
                  {...{ months: monthPoints(data.months), budget: total.budget, year: data.year, language, label: title }}
                  marks={versionMarks(data, language)}
                  forecast={forecastOnCurve(forecast, language)}
                />
              </section>
              <Activities scope={{ unit: data.unit, year: data.year, month: data.month }} behind={behind} />
              <NotStarted data={data} />
              <AboveBudget data={data} />
              <OpenObstacles data={data} />
              <UnitWorks {...data} />
              <section className="card wide">
                <h2 className="chart-title">{w.leadership.byAccount}</h2>
                <DataTable
                  caption={treasury ? `Rp. ${w.leadership.withoutTreasury}` : 'Rp'}
                  columns={[
                    { key: 'account', label: shared.account },
                    { key: 'budget', label: shared.budget, number: true },
                    { key: 'realization', label: shared.realization, number: true },
                    { key: 'share', label: shared.absorption, number: true },
                  ]}
                  rows={data.accounts.map(({ code, name, treasury, budget, realization }) => ({
                    key: code,
                    cells: [
                      `${code} ${name[language]}${treasury ? ` (${w.leadership.treasury})` : ''}`,
                      <Traced
                        key="budget"
                        amount={sen(budget)}
                        unit={data.unit}
                        account={code}
                        sources={data.sources}
                        kinds={['budget']}
                      />,
                      <Traced
                        key="realization"
                        amount={sen(realization)}
                        unit={data.unit}
                        account={code}
                        sources={data.sources}
                        kinds={['realization', 'register']}
                      />,
                      formatRatio(sen(realization), sen(budget), language),
                    ],
                  }))}
                />
              </section>
              <Versions data={data} />
              <Quarters data={data} />
              <section className="card wide">
                <h2 className="chart-title">{w.leadership.sources}</h2>
                {data.sources.length === 0 ? (
                  <Empty title={w.leadership.sourcesNone} />
                ) : (
                  <DataTable
                    caption={w.leadership.sourcesHow}
                    narrow="stack"
                    columns={[
                      { key: 'what', label: w.leadership.sourceColumns.what },
                      { key: 'file', label: w.leadership.sourceColumns.file },
                      { key: 'received', label: w.leadership.sourceColumns.received },
                      { key: 'lines', label: w.leadership.sourceColumns.lines, number: true },
                    ]}
                    rows={data.sources.map((source) => ({
                      key: source.id,
                      cells: [
                        <Link key="what" to="/baris/$id" params={{ id: source.id }} search={{ unit: data.unit }}>
                          {statementName(source, language)}
                        </Link>,
                        source.fileName,
                        formatInstant(source.receivedAt, language),
                        formatCount(source.lines, language),
                      ],
                    }))}
                  />
                )}
              </section>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

/** Where this OPD is among all by rupiah, with the way back and to its neighbours. */
function Neighbours({ data }: { data: Unit }) {
  const { w, language } = useWords(monitorWords);
  const { government } = usePerson();
  const summary = useQuery(trpc.monitor.summary.queryOptions({ government: government.code, year: data.year, month: data.month }));
  const units = orderUnits((summary.data?.units ?? []).map(unitFigures), 'rupiah');
  const at = units.findIndex(({ code }) => code === data.unit);
  const neighbour = (index: number) => {
    const unit = units[index];
    return (
      at >= 0 &&
      unit !== undefined && (
        <Link to="/pimpinan/opd/$unit" params={{ unit: unit.code }} search={{ tahun: data.year, bulan: data.month }}>
          {w.unit.neighbour(unit.name, formatCount(index + 1, language))}
        </Link>
      )
    );
  };
  return (
    <nav className="row neighbours" aria-label={w.unit.neighbours}>
      <Link to="/pimpinan" search={{ tahun: data.year, bulan: data.month }}>
        {w.leadership.back}
      </Link>
      {at >= 0 && (
        <span>
          {at > 0 && <>{neighbour(at - 1)} · </>}
          {w.unit.rank(formatCount(at + 1, language), formatCount(units.length, language))}
          {at < units.length - 1 && <> · {neighbour(at + 1)}</>}
        </span>
      )}
    </nav>
  );
}
