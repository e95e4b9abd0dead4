import { toDecimal } from '@sipkadin/budget';
import type { EditionLine } from '../../edition.ts';

/**
 * Lines as canonical JSON, in the order of format 3 and without their position in the edition, which would change every file behind a
 * new line. That the bytes are those of `canonicalJson` is tested.
 */
export function linesJson(lines: readonly { line: EditionLine }[]): Buffer {
  return Buffer.from(`[${lines.map(({ line }, index) => `${index === 0 ? '' : ','}\n${lineJson(line)}`).join('')}\n]\n`, 'utf8');
}

function lineJson({
  account,
  activity,
  amount,
  column,
  date,
  document,
  fund,
  measure,
  month,
  row,
  sheet,
  source,
  unit,
  version,
}: EditionLine) {
  const text = JSON.stringify;
  return (
    `{"account":${text(account)},"activity":${text(activity)},"amount":"${toDecimal(amount)}","column":${text(column)},` +
    `"date":${text(date)},"document":${text(document)},"fund":${text(fund)},"measure":"${measure}","month":${text(month)},` +
    `"row":${row},"sheet":${text(sheet)},"source":${text(source)},"unit":${text(unit)},"version":${text(version)}}`
  );
}
