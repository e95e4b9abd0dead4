import type { Language, Words } from '@sipkadin/budget';
import { unpack } from '@sipkadin/intake';

interface Source {
  path: string;
  name: string;
}

/** What was done with each report of a file: itself, or those of a .zip. */
export interface Each<T> {
  files: T[];
  /** Null for a file that is no archive. */
  archive: { name: string; leftOut: { name: string; reason: Words }[] } | null;
}

/** Does something with a file, or with each report of an archive in turn; one that cannot be unpacked counts as a file. */
export async function eachReport<T>(file: Source, signal: AbortSignal, act: (source: Source) => Promise<T>): Promise<Each<T>> {
  const unpacked = await unpack(file.path, file.name, { signal });
  try {
    if (unpacked === undefined || unpacked.refusal !== null) return { files: [await act(file)], archive: null };
    const files: T[] = [];
    for (const { name, path } of unpacked.files) files.push(await act({ path, name: name.slice(name.lastIndexOf('/') + 1) }));
    return { files, archive: { name: file.name, leftOut: unpacked.leftOut } };
  } finally {
    unpacked?.dispose();
  }
}

/** One object for a file; for an archive { file, container, files, leftOut } (docs/inspect.md). */
export function asJson<T>({ files, archive }: Each<T>, one: (item: T) => unknown, language: Language): unknown {
  const all = files.map(one);
  if (archive === null) return all[0];
  const leftOut = archive.leftOut.map(({ name, reason }) => ({ name, reason: reason[language] }));
  return { file: archive.name, container: 'zip', files: all, leftOut };
}

const leftOutWords: Words = { id: 'Berkas dilewati', en: 'Files left out' };

export function asText<T>({ files, archive }: Each<T>, one: (item: T) => string, language: Language): string {
  const text = files.map(one).join(`\n${'─'.repeat(60)}\n\n`);
  if (archive === null || archive.leftOut.length === 0) return text;
  const left = archive.leftOut.map(({ name, reason }) => `  ${name}: ${reason[language]}`);
  return `${text}\n${leftOutWords[language]}\n${left.join('\n')}\n`;
}
