import { type IsoInstant, isBareAmount, personalData } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { correctionsOf } from '../uploads/corrections.ts';

/** See `PublishedCorrection` of an edition. */
export interface PublicCorrection {
  sheet: string;
  row: number;
  column: string;
  old: string;
  value: string;
  reason: string;
  at: IsoInstant;
}

/**
 * Cells of statements' files that were read with another value, by id of the statement. Who typed it is not told; of the cells only
 * numbers, codes and dates, because any other text may name a person, and no reason with personal data.
 */
export async function publicCorrections(
  read: Reading,
  statements: readonly { id: string; upload: string }[],
  sheets: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<Map<string, PublicCorrection[]>> {
  const uploads = [...new Set(statements.map(({ upload }) => upload))];
  const byUpload = Map.groupBy(await correctionsOf(read, uploads), ({ upload }) => upload);
  return new Map(
    statements.flatMap(({ id, upload }) => {
      const own = (byUpload.get(upload) ?? []).map(({ sheet, row, column, old, value, reason, at }) => ({
        ...{ sheet: sheets.get(id)?.get(sheet) ?? sheet, row, column, at },
        ...{ old: plainText(old), value: plainText(value), reason: personalData(reason) === undefined ? reason : '' },
      }));
      return own.length === 0 ? [] : [[id, own] as const];
    }),
  );
}

/** The text of a number, a code or a date; '' for any other. */
function plainText(text: string): string {
  return /^[\d\s.,:/()%+-]*$/.test(text) && (isBareAmount(text) || personalData(text) === undefined) ? text : '';
}
