import { formatDate } from '@sipkadin/ui';
import { encodeQR } from 'qr';
import type { Context } from '../reading/context.ts';
import { isEmpty } from './corrections.tsx';

/** Only on paper: the whole address of this very edition, as text and as a QR code, with what the figures are of. */
export function PrintFoot({ context, hasCode }: { context: Context; hasCode: boolean }) {
  const { w, ui, language, pinned, edition, government } = context;
  if (pinned === undefined) return null;
  const { number, year, asOf } = edition.manifest;
  return (
    <div className="print-foot">
      {hasCode && <QrCode text={pinned} label={w.print.qr} />}
      <p>
        {government.name} · {year} · {ui.edition(String(number))}
        {!isEmpty(edition.manifest) && ` · ${w.print.asOf(formatDate(asOf, language))}`}
        <br />
        {pinned}
        <br />
        {w.print.text}
      </p>
    </div>
  );
}

/** Modules around the code that stay empty, as readers need it. */
const margin = 4;

/**
 * The code as one dashed line that runs through its rows in turn, from left to right and back: a third of the bytes of a square for
 * each module. Black on white in every theme.
 */
function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  const size = rows.length + 2 * margin;
  const line = rows.map((_, y) => `${y === 0 ? 'M0 .5' : 'v1'}h${y % 2 === 0 ? '' : '-'}${rows.length}`).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`${-margin} ${-margin} ${size} ${size}`}>
      <path d={line} strokeDasharray={runsOf(rows).join(' ')} />
    </svg>
  );
}

/** Lengths of dark and light in turn; the first module of a code is dark. The step from one row to the next is light. */
function runsOf(rows: readonly (readonly boolean[])[]): number[] {
  const runs = [0];
  const modules = rows.flatMap((row, y) => [...(y % 2 === 0 ? row : row.toReversed()), false]);
  for (const dark of modules) {
    if (dark === (runs.length % 2 === 1)) runs.push((runs.pop() ?? 0) + 1);
    else runs.push(1);
  }
  return runs;
}
