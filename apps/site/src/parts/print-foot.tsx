import { formatDate } from '@sipkadin/ui';
import { encodeQR } from 'qr';
import type { Context } from '../reading/context.ts';
import { isEmpty } from './corrections.tsx';

/** Only on paper: the whole address of this very edition, as text and as a QR code, with what the figures are of. */
export function PrintFoot({ context }: { context: Context }) {
  const { w, ui, language, pinned, edition, government } = context;
  if (pinned === undefined) return null;
  const { number, year, asOf } = edition.manifest;
  return (
    <div className="print-foot">
      <QrCode text={pinned} label={w.print.qr} />
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

/** A margin of four modules, as readers need it; black on white in every theme. */
const margin = 4;

function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: margin });
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`} shapeRendering="crispEdges">
      <path d={rows.map(lineOf).join('')} />
    </svg>
  );
}

/** The dark runs of a row as one path along its middle, each drawn one module high: a third of the text that a square each would be. */
function lineOf(row: readonly boolean[], y: number): string {
  let [path, at] = ['', 0];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    let end = x;
    while (row[end]) end++;
    path += `${path === '' ? `M${x} ${y}.5` : `m${x - at} 0`}h${end - x}`;
    at = end;
    x = end;
  }
  return path;
}
