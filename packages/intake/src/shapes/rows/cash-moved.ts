import { type Sen, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { ReadFindings } from '../../reading/read-findings.ts';
import { statedAmount } from '../../sums/stated-amount.ts';
import { textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';

const moved =
  /\b(?:TARIK|PENARIKAN|AMBIL|PENGAMBILAN|SETOR|SETORAN|PENYETORAN|PERGESERAN|PINDAH ?BUKU|PEMINDAHBUKUAN)\b.*\b(?:TUNAI|KAS|BANK|REKENING|GIRO)\b/;
/** Taxes were withheld from payments that are counted whole. */
const taxes = /\b(?:SETOR|SETORAN|PENYETORAN|PUNGUT|PUNGUTAN|TERIMA)\b.*\b(?:PPN|PPH|PAJAK)\b/;

/**
 * Takes a row of a cash book (BKU) without an account that moves money between bank, cash and the tax office: no payment.
 * @returns whether it is one, which is then said
 */
export function takeCashMoved(findings: ReadFindings, row: Row, column: AmountColumn | undefined): boolean {
  const words = row.cells.map((_, index) => textAt(row, index)).find((text) => moved.test(plain(text)) || taxes.test(plain(text)));
  if (words === undefined || !column) return false;
  const amount: Sen = statedAmount(row, column, column.index) ?? 0n;
  if (amount !== 0n) findings.find('cash-moved', `${column.letters}${row.number}`, toDecimal(amount), words.slice(0, 80));
  return true;
}
