import type { Sen } from '@sipkadin/budget';
import { fraction, percent } from './pixels.ts';

interface BarProps {
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
  /** The amount that is the full width; the budget itself where it is left out. */
  full?: Sen | undefined;
  /** Room beyond 100 % for what exceeds its budget. */
  room?: boolean;
}

/** One bullet bar: track = budget, solid = realization, tick = plan to date. Pictures only: the numbers stand beside it. */
export function Bar({ budget, realization, plan, full, room = false }: BarProps) {
  const scale = room ? 1 / 1.1 : 1;
  const track = full === undefined ? ((budget ?? 0n) > 0n ? 1 : 0) : fraction(budget, full);
  const inner = (part: Sen | null) => (full === undefined ? fraction(part, budget) : fraction(part, full));
  const filled = inner(realization);
  const tick = plan === null ? null : Math.min(inner(plan), 1.08) * scale;
  return (
    <svg className={realization === null ? 'bar hatch' : 'bar'} aria-hidden="true">
      {realization === null ? (
        <rect className="bar-silent" width={percent(Math.max(track, 0.02) * scale)} height="100%" />
      ) : (
        <rect className="bar-track" width={percent(track * scale)} height="100%" rx="2" />
      )}
      {filled > 0 && <rect className="bar-fill" width={percent(Math.min(filled, track) * scale)} height="100%" rx="2" />}
      {filled > track && (
        <>
          <rect
            className="bar-over"
            x={percent(track * scale)}
            width={percent(Math.min(filled - track, 1.1 - track) * scale)}
            height="100%"
          />
          <line className="bar-limit" x1={percent(track * scale)} x2={percent(track * scale)} y1="-3" y2="13" />
        </>
      )}
      {tick !== null && budget !== null && budget > 0n && (
        <>
          <line className="bar-halo" x1={percent(tick)} x2={percent(tick)} y1="-20%" y2="120%" />
          <line className="bar-tick" x1={percent(tick)} x2={percent(tick)} y1="-30%" y2="130%" />
        </>
      )}
    </svg>
  );
}
