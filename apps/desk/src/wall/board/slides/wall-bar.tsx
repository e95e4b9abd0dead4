interface WallBarProps {
  /** 0 to 1 of the whole; more is drawn to the end. */
  share: number;
  /** Where the plan of the same day is, 0 to 1; null: no plan. */
  plan?: number | null;
  label: string;
}

/** A bar of the whole width with what is reached, and a line where the plan is. */
export function WallBar({ share, plan = null, label }: WallBarProps) {
  const percent = (part: number) => `${(Math.min(1, Math.max(0, part)) * 100).toFixed(2)}%`;
  return (
    <svg className="wall-bar" role="img" aria-label={label}>
      <rect className="wall-track" y="20%" width="100%" height="60%" />
      <rect className="wall-reached" y="20%" width={percent(share)} height="60%" />
      {plan !== null && <rect className="wall-plan" x={percent(plan)} width="0.5%" height="100%" />}
    </svg>
  );
}
