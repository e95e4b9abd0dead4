import { buildReference } from './build.ts';
import type { ReferenceContent, ReferenceManifest } from './reference.ts';
import { restoreReference } from './restore.ts';

/** Reference data as one value of JSON: the files of an edition as text, and what its manifest says of them. */
export interface ShippedReference {
  head: Pick<ReferenceManifest, 'sources' | 'budgetYear' | 'residentsYear' | 'provisional'>;
  files: Readonly<Record<string, string>>;
}

const packed = ['regions.csv', 'budgets.csv', 'years.csv'];

export function packReference(content: ReferenceContent): ShippedReference {
  const { files, manifest } = buildReference(content, { number: 1, publishedAt: '', previous: null });
  const { sources, budgetYear, residentsYear, provisional } = manifest;
  return {
    head: { sources, budgetYear, residentsYear, provisional },
    files: Object.fromEntries(packed.map((path) => [path, files.get(path)?.toString('utf8') ?? ''])),
  };
}

/** @throws EditionError damaged */
export function unpackReference({ head, files }: ShippedReference): ReferenceContent {
  return restoreReference(head, (path) => Buffer.from(files[path] ?? '', 'utf8'));
}
