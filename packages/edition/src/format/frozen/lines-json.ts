import { toDecimal } from '@sipkadin/budget';
import type { EditionLine } from '../../edition.ts';

/** A line and its position in the edition, from 1. */
export interface Numbered {
  id: number;
  line: EditionLine;
}

/**
 * Lines as canonical JSON. They are nine tenths of an edition, so they are written without an object in between; that the
 * bytes are those of `canonicalJson` is tested.
 */
export function linesJson(lines: readonly Numbered[]): Buffer {
  const pieces: Buffer[] = [];
  let piece = '[';
  for (const [index, item] of lines.entries()) {
    piece += `${index === 0 ? '' : ','}\n${lineJson(item)}`;
    if (piece.length < 1_000_000) continue;
    pieces.push(Buffer.from(piece, 'utf8'));
    piece = '';
  }
  return Buffer.concat([...pieces, Buffer.from(`${piece}${lines.length === 0 ? '' : '\n'}]\n`, 'utf8')]);
}

function lineJson({ id, line }: Numbered): string {
  const text = JSON.stringify;
  const { account, activity, amount, column, date, document, fund, measure, month, row, sheet, source, unit, version } = line;
  return (
    `{"account":${text(account)},"activity":${text(activity)},"amount":"${toDecimal(amount)}","column":${text(column)},` +
    `"date":${text(date)},"document":${text(document)},"fund":${text(fund)},"id":${id},"measure":"${measure}","month":${text(month)},` +
    `"row":${row},"sheet":${text(sheet)},"source":${text(source)},"unit":${text(unit)},"version":${text(version)}}`
  );
}
