import type { Reading } from '../database/database.ts';
import { readsUpload, type Viewer } from '../people/viewer.ts';

/** By statement the name of the file it came in; without files that the viewer may not know, and without unknown statements. */
export async function statementFiles(read: Reading, statements: readonly string[], viewer: Viewer): Promise<Map<string, string>> {
  if (statements.length === 0) return new Map();
  const rows = await read
    .selectFrom('statement')
    .innerJoin('upload', 'upload.id', 'statement.upload')
    .select(['statement.id', 'file_name', 'uploaded_by'])
    .where('statement.id', 'in', [...statements])
    .execute();
  return new Map(rows.flatMap(({ id, file_name, uploaded_by }) => (readsUpload(viewer, uploaded_by) ? [[id, file_name] as const] : [])));
}
