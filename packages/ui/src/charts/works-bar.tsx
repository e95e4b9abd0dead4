import { percent } from './pixels.ts';

interface WorksBarProps {
  /** Hundredths of a percent; null: not reported, drawn as nothing. */
  hundredths: number | null;
  /** Planned for the same day, hundredths of a percent. */
  target?: number | null;
}

/** Physical progress as an outlined bar on a pale track, with a tick at its target. Picture only: the numbers are text beside it. */
export function WorksBar({ hundredths, target = null }: WorksBarProps) {
  if (hundredths === null) return null;
  const share = Math.min(hundredths, 10_000) / 100;
  const tick = target === null ? null : percent(Math.min(target, 10_000) / 10_000);
  return (
    <svg className="works-bar" aria-hidden="true">
      <rect className="works-track" width="100%" height="100%" rx="2" />
      {share > 0 && <rect className="works-fill" x="0.75" y="0.75" width={`${share}%`} height="8.5" rx="2" />}
      {tick !== null && <line className="bar-tick" x1={tick} x2={tick} y1="-20%" y2="120%" />}
    </svg>
  );
}
