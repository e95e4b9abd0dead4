import { encodeQR } from 'qr';

/** A QR code drawn here, so that the secret goes to no other server. Dark on white in every theme, for cameras. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { border: 3 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`} shapeRendering="crispEdges">
      <rect width="100%" height="100%" className="qr-paper" />
      <path d={path} className="qr-ink" />
    </svg>
  );
}
