import type { ReactNode } from 'react';

interface ChartProps {
  id: string;
  /** A sentence that states the finding. */
  title: string;
  /** Measure, unit, period, basis, version. */
  sub?: ReactNode;
  level?: 2 | 3;
  children: ReactNode;
}

/** The frame of every chart: title, subtitle, picture, then its table. */
export function Chart({ id, title, sub, level = 2, children }: ChartProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <figure className="chart" aria-labelledby={id}>
      <Heading className="chart-title" id={id}>
        {title}
      </Heading>
      {sub !== undefined && <p className="chart-sub">{sub}</p>}
      {children}
    </figure>
  );
}
