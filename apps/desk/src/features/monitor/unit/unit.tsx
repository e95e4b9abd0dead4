import type { Sen } from '@sipkadin/budget';
import {
  DataTable,
  dash,
  formatCount,
  formatDate,
  formatInstant,
  formatLra,
  formatPoints,
  formatRatio,
  SCurve,
  SimulatedStrip,
  Stamp,
  StatusMark,
  words,
} from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type Answers, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { UnitWorks } from '../../follow-up/works/unit-works.tsx';
import { statementName } from '../../uploads/upload-table.tsx';
import { figures, monthPoints, points, sen } from '../figures.ts';
import { PeriodSwitch } from '../period.tsx';
import '../leadership.css';
import { monitorWords } from '../words.ts';

type Source = Answers['monitor']['unit']['sources'][number];

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
  return (
    <Loaded query={detail} rows={10}>
      {(data) => {
        const total = figures(data);
        const share = formatRatio(total.realization, total.budget, language);
        const gap = points(data.gap);
        const title = `${data.name}: ${gap === null ? w.leadership.unitTitlePlain(share) : w.leadership.unitTitle(share, formatPoints(gap, language))}`;
        const treasury = data.accounts.some((account) => account.treasury);
        return (
          <>
            {data.simulated && <SimulatedStrip language={language} />}
            <p className="row">
              <Link to="/pimpinan" search={{ tahun: data.year, bulan: data.month }}>
                {w.leadership.back}
              </Link>
            </p>
            <div className="head">
              <div>
                <Heading>{title}</Heading>
                {data.asOf !== null && (
                  <Stamp language={language} year={data.year} asOf={data.asOf} version={data.version} basis={data.basis} audited={false} />
                )}
                <p className="stamp">
                  <StatusMark status={data.status} language={language} called={data.bands.statuses} /> ·{' '}
                  {data.unitAsOf === null ? w.leadership.never : w.leadership.upTo(formatDate(data.unitAsOf, language))} ·{' '}
                  {data.reporting === 'late' && `${w.leadership.silentList} · `}
                  {w.leadership.fromVerified}
                  {gap !== null && ` · ${w.leadership.unitPlanByDay}`}
                </p>
                {data.unitDays.length > 0 && (
                  <p className="stamp">
                    {w.leadership.unitDays(
                      data.unitDays.map(({ name, asOf }) => `${name} ${w.leadership.upTo(formatDate(asOf, language))}`).join('; '),
                    )}
                  </p>
                )}
              </div>
              <PeriodSwitch year={data.year} years={data.years} month={data.month} latest={data.latest} />
            </div>
            <div className="board">
              <section className="card">
                <h2>{w.leadership.byAccount}</h2>
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
                      <Traced key="budget" amount={sen(budget)} unit={unit} account={code} sources={data.sources} kinds={['budget']} />,
                      <Traced
                        key="realization"
                        amount={sen(realization)}
                        unit={unit}
                        account={code}
                        sources={data.sources}
                        kinds={['realization', 'register']}
                      />,
                      formatRatio(sen(realization), sen(budget), language),
                    ],
                  }))}
                />
              </section>
              <section className="card">
                <h2>{w.leadership.curvePlain}</h2>
                <SCurve months={monthPoints(data.months)} budget={total.budget} year={data.year} language={language} label={title} />
              </section>
              <UnitWorks {...data} />
              <section className="card wide">
                <h2>{w.leadership.sources}</h2>
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
                        <Link key="what" to="/baris/$id" params={{ id: source.id }} search={{ unit }}>
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
