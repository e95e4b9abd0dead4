import { DataTable, formatCount } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../web/language.tsx';
import { causeName, type Listed } from './listed.ts';
import { obstacleWords } from './words.ts';

/** Open obstacles by cause, counted over OPD; each leads to its obstacles. */
export function CauseTable({ listed: { causes, year } }: { listed: Listed }) {
  const { w, language } = useWords(obstacleWords);
  const [first, second] = causes;
  if (first === undefined) return null;
  const count = (n: number) => formatCount(n, language);
  return (
    <section className="card" aria-labelledby="penyebab">
      <h2 id="penyebab" className="chart-title">
        {first.units.length > (second?.units.length ?? 0)
          ? w.causes.title(causeName(first.cause, language), count(first.units.length))
          : w.causes.even(count(causes.length))}
      </h2>
      <DataTable
        caption={w.causes.table}
        headed
        columns={[
          { key: 'cause', label: w.cause },
          { key: 'units', label: w.causes.units, number: true },
          { key: 'obstacles', label: w.causes.obstacles, number: true },
          { key: 'overdue', label: w.causes.overdue, number: true },
        ]}
        rows={causes.map(({ cause, units, obstacles, overdue }) => ({
          key: cause,
          cells: [
            <Link key="cause" to="/kendala" search={{ tahun: year, penyebab: cause }}>
              {causeName(cause, language)}
            </Link>,
            count(units.length),
            count(obstacles),
            count(overdue),
          ],
        }))}
      />
    </section>
  );
}
