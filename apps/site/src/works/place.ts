import { formatCount } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';

/** "kontrak.xlsx, Kontrak baris 7": the row of a file of works. The one sheet of a .csv is called as its file, and is named once. */
export function placeOf({ edition, language, w }: Context, { source, sheet, row }: { source: string; sheet: string; row: number }): string {
  const file = edition.works().find(({ id }) => id === source)?.fileName ?? source;
  return w.notes.place(sheet === file ? file : `${file}, ${sheet}`, formatCount(row, language));
}
