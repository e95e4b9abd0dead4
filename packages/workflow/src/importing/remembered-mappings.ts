import { dayInJakarta } from '@sipkadin/budget';
import type { InspectReport, RememberedMapping } from '@sipkadin/intake';
import { countMapping, keepMapping, listMappings, type Reading, type UploadRow, type Writing } from '@sipkadin/ledger';

/** Earlier mappings for a reading, and the person who mapped its columns now; null where nobody did. */
export interface Mappings {
  known: RememberedMapping[];
  mapper: string | null;
}

/** The mappings that a government remembers, with the names of who made them. */
export async function rememberedMappings(
  read: Reading,
  government: string,
  names: (ids: Iterable<string>) => Promise<Map<string, string>>,
): Promise<RememberedMapping[]> {
  const rows = await listMappings(read, government);
  if (rows.length === 0) return [];
  const called = await names(rows.map(({ actor }) => actor));
  return rows.map(({ fingerprint, mapping, actor, at, uses }) => ({
    fingerprint,
    mapping,
    by: `${called.get(actor) ?? actor} (${dayInJakarta(at)})`,
    uses,
  }));
}

/** Remembers how a file was mapped if it gave lines, and that it was read so. A table without a header is not known again. */
export async function rememberMapping(
  tx: Writing,
  { id, government, fileName, uploadedBy }: UploadRow,
  { mapping, lines }: InspectReport,
  mapper: string | null,
): Promise<void> {
  if (!mapping || mapping.fingerprint === '' || lines === 0 || mapping.origin === 'guess') return;
  const { fingerprint } = mapping;
  if (mapping.origin === 'answer') {
    const columns = JSON.stringify(mapping.columns.map(({ letters, label, personal }) => ({ letters, label, personal })));
    const kept = { government, fingerprint, name: fileName, columns, actor: mapper ?? uploadedBy };
    await keepMapping(tx, { ...kept, mapping: JSON.stringify(mapping.draft) });
  }
  await countMapping(tx, { government, fingerprint, upload: id });
}
