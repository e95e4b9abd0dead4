import { toDecimal } from '@sipkadin/budget';
import { correctionsOf, statementLines } from '@sipkadin/ledger';
import type { StatementGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { correctionDto } from '../../workbook/corrections/corrected-cells.ts';
import { statementDto } from '../upload-dto.ts';

const pageSize = 200;

/** One page of a statement's lines, each with its sheet and cell. @param page `offset` counts lines, 0 for the first */
export async function linesPage(
  { ledger: { read }, names: namesOf, upload, statement }: DeskContext & StatementGrant,
  {
    offset,
    unit,
    activity,
    account,
  }: { offset: number; unit?: string | undefined; activity?: string | undefined; account?: string | undefined },
) {
  const lines = await statementLines(read, statement.id, {
    offset,
    limit: pageSize + 1,
    ...(unit === undefined ? {} : { unit }),
    ...(activity === undefined ? {} : { activity }),
    ...(account === undefined ? {} : { account }),
  });
  const corrections = await correctionsOf(read, [upload.id]);
  const names = await namesOf(corrections.map(({ actor }) => actor));
  const ofRow = Map.groupBy(corrections, ({ sheet, row }) => `${row} ${sheet}`);
  const { id, fileName, receivedAt, state } = upload;
  return {
    statement: statementDto(statement),
    upload: { id, fileName, receivedAt, state },
    more: lines.length > pageSize,
    lines: lines.slice(0, pageSize).map(({ amount, ...line }) => ({
      ...line,
      amount: toDecimal(amount),
      /** Corrections of cells in the line's row. */
      corrections: (ofRow.get(`${line.row} ${line.sheet}`) ?? []).map((one) => correctionDto(one, names)),
    })),
  };
}
