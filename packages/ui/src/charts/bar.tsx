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

/** A bar shorter than this part of the width has no room for a tick: it would be all that is seen. */
const shortest = 0.03;

/** One bullet bar: track = budget, solid = realization, tick = plan to date. Picture only: the numbers are text beside it. */
export function Bar({ budget, realization, plan, full, room = false }: BarProps) {
  const scale = room ? 1 / 1.1 : 1;
  const track = full === undefined ? ((budget ?? 0n) > 0n ? 1 : 0) : fraction(budget, full);
  const inner = (part: Sen | null) => (full === undefined ? fraction(part, budget) : fraction(part, full));
  const filled = inner(realization);
  const tick = plan === null ? null : Math.min(inner(plan), 1.08) * scale;
  if (realization === null) {
    const length = Math.max(track, 0.02) * scale;
    return (
      <svg className="bar hatch" width={percent(length)} aria-hidden="true">
        <rect className="bar-silent" width="100%" height="100%" />
        {tick !== null && track >= shortest && <Tick at={tick / length} />}
      </svg>
    );
  }
  return (
    <svg className="bar" width="100%" aria-hidden="true">
      <rect className="bar-track" width={percent(track * scale)} height="100%" rx="2" />
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
      {tick !== null && track >= shortest && <Tick at={tick} />}
    </svg>
  );
}

/** The plan's mark, with a halo so that it is seen on the fill too. */
function Tick({ at }: { at: number }) {
  return (
    <>
      <line className="bar-halo" x1={percent(at)} x2={percent(at)} y1="-20%" y2="120%" />
      <line className="bar-tick" x1={percent(at)} x2={percent(at)} y1="-30%" y2="130%" />
    </>
  );
}
