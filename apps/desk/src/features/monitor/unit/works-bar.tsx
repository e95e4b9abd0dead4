/** Physical progress as an outlined bar on a pale track. @param hundredths of a percent; null: not reported, drawn as nothing */
export function WorksBar({ hundredths }: { hundredths: number | null }) {
  if (hundredths === null) return null;
  const share = Math.min(hundredths, 10_000) / 100;
  return (
    <svg className="works-bar" aria-hidden="true">
      <rect className="works-track" width="100%" height="100%" rx="2" />
      {share > 0 && <rect className="works-fill" x="0.75" y="0.75" width={`${share}%`} height="8.5" rx="2" />}
    </svg>
  );
}
