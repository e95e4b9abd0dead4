import { accountWords } from '@sipkadin/budget';
import { DataTable, formatCount, formatRatio, formatRupiah, SimulatedStrip } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Answers, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import { LookCard } from './look-card.tsx';
import { Bunched, SamePayments } from './look-lists.tsx';
import { lookWords } from './words.ts';

type Look = Answers['look']['list'];

/** What a person may want to look at in the rows: each with its rule, the rows, and what would explain them. */
export function LookScreen() {
  const { w, language } = useWords(lookWords);
  const { government } = usePerson();
  const query = useQuery(trpc.look.list.queryOptions({ government: government.code }));
  return (
    <Loaded query={query} rows={8}>
      {(data) => {
        const found = counts(data).filter((count) => count > 0).length;
        return (
          <>
            {data.simulated && <SimulatedStrip language={language} />}
            <Heading tab={w.title}>{found === 0 ? w.nothing : w.heading(formatCount(found, language))}</Heading>
            <p>
              {w.lead(String(data.year))} <Link to="/peringatan">{w.back}</Link>
            </p>
            <Unbudgeted rows={data.unbudgeted} />
            <SamePayments groups={data.samePayments} least={data.leastPayment} />
            <Bunched bunching={data.bunching} limit={data.limit} />
            <December december={data.december} />
            <Outdated rows={data.outdatedPlans} />
          </>
        );
      }}
    </Loaded>
  );
}

function counts({ unbudgeted, samePayments, bunching, december, outdatedPlans }: Look): number[] {
  return [
    unbudgeted.length,
    samePayments?.length ?? 0,
    bunching?.isCrowded === true ? bunching.under.length : 0,
    december?.found.length ?? 0,
    outdatedPlans.length,
  ];
}

function Unbudgeted({ rows }: { rows: Look['unbudgeted'] }) {
  const { w, language } = useWords(lookWords);
  const own = w.unbudgeted;
  return (
    <LookCard title={rows.length === 0 ? own.none : own.title(formatCount(rows.length, language))} rule={own.rule} explains={own.explains}>
      {rows.length > 0 && (
        <DataTable
          caption={own.title(formatCount(rows.length, language))}
          headed
          narrow="stack"
          columns={[
            { key: 'unit', label: w.unit },
            { key: 'account', label: own.account },
            { key: 'paid', label: own.paid, number: true },
            { key: 'rows', label: w.rows },
          ]}
          rows={rows.map(({ unit, name, account, realization, isTreasury, statements }) => ({
            key: `${unit} ${account}`,
            cells: [
              name,
              <>
                {accountWords(account)?.[language] ?? ''} <span className="code">{account}</span>
                {isTreasury && <small className="under">{w.treasury}</small>}
              </>,
              formatRupiah(BigInt(realization), language),
              statements.map((id) => (
                <Link key={id} to="/baris/$id" params={{ id }} search={{ unit, rekening: account }}>
                  {w.rows}
                </Link>
              )),
            ],
          }))}
        />
      )}
    </LookCard>
  );
}

function December({ december }: { december: Look['december'] }) {
  const { w, language } = useWords(lookWords);
  const own = w.december;
  if (december === null) return <LookCard title={w.december.unknown} rule={own.rule} explains={own.explains} />;
  const { found, judged, year } = december;
  const title =
    found.length === 0
      ? own.none(String(year), formatCount(judged, language))
      : own.title(formatCount(found.length, language), String(year));
  const percent = (tenths: number) => formatRatio(BigInt(tenths), 1000n, language);
  return (
    <LookCard title={title} rule={own.rule} explains={own.explains}>
      {found.length > 0 && (
        <DataTable
          caption={title}
          headed
          narrow="stack"
          columns={[
            { key: 'unit', label: w.unit },
            { key: 'share', label: own.share, number: true },
            { key: 'before', label: own.before, number: true },
            { key: 'years', label: own.years },
          ]}
          rows={found.map(({ unit, name, share, before, years }) => ({
            key: unit,
            cells: [
              <Link key="unit" to="/pimpinan/opd/$unit" params={{ unit }} search={{ tahun: year, bulan: 12 }}>
                {name}
              </Link>,
              percent(share),
              percent(before),
              years.join(', '),
            ],
          }))}
        />
      )}
    </LookCard>
  );
}

function Outdated({ rows }: { rows: Look['outdatedPlans'] }) {
  const { w, language } = useWords(lookWords);
  const own = w.outdated;
  const title = rows.length === 0 ? own.none : own.title(formatCount(rows.length, language));
  return (
    <LookCard title={title} rule={own.rule} explains={own.explains}>
      {rows.length > 0 && (
        <DataTable
          caption={title}
          headed
          narrow="stack"
          columns={[
            { key: 'unit', label: w.unit },
            { key: 'budget', label: own.budget },
            { key: 'plan', label: own.plan },
          ]}
          rows={rows.map(({ unit, name, budget, plan, statements }) => ({
            key: unit,
            cells: [
              name,
              <Link key="budget" to="/baris/$id" params={{ id: statements.budget }} search={{ unit }}>
                {budget}
              </Link>,
              <Link key="plan" to="/baris/$id" params={{ id: statements.plan }} search={{ unit }}>
                {plan}
              </Link>,
            ],
          }))}
        />
      )}
    </LookCard>
  );
}
