import { type Code, opdOf } from '@sipkadin/budget';
import type { Edition, SubUnitDetail, UnitDetail } from '@sipkadin/edition';
import { formatCount } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';

/** "kontrak.xlsx, Kontrak baris 7": the row of a file of works. The one sheet of a .csv is called as its file, and is named once. */
export function placeOf({ edition, language, w }: Context, { source, sheet, row }: { source: string; sheet: string; row: number }): string {
  const file = edition.works().find(({ id }) => id === source)?.fileName ?? source;
  return w.notes.place(sheet === file ? file : `${file}, ${sheet}`, formatCount(row, language));
}

/** Whether a row of works is of an OPD, its sub-units included; or of a sub-unit alone. */
export function isOf({ unit }: { unit: Code }, { unit: place }: UnitDetail | SubUnitDetail): boolean {
  return 'opd' in place ? unit === place.code : opdOf(unit) === place.code;
}

/** Whether editions of its format hold contracts, targets and what OPD say: from format 3 on. */
export function holdsWorks({ manifest: { format } }: Edition): boolean {
  return format !== 'sipkadin-edition/1' && format !== 'sipkadin-edition/2';
}
