import { withoutPersonalData } from '@sipkadin/budget';

/** The last part of a path, without control or direction characters, at most 150 characters long. */
export function cleanName(header: string): string {
  let name = header;
  try {
    name = decodeURIComponent(header);
  } catch {
    // Not percent-encoded.
  }
  return plainName(name);
}

/** As `cleanName`, of a name that is not percent-encoded. */
export function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // Before it is cut: the rest of a number would not be recognised.
  const plain = withoutPersonalData(last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim());
  return plain === '' ? 'tanpa-nama' : plain.length > 150 ? `${plain.slice(0, 130)}…${plain.slice(-15)}` : plain;
}

/** Names for the files of an archive: the last part of each path, or the whole path where two last parts are equal. */
export function innerNames(paths: readonly string[]): string[] {
  const last = paths.map(plainName);
  return paths.map((path, at) => {
    const name = last[at] ?? '';
    return last.filter((other) => other === name).length === 1 ? name : plainName(path.split('/').join(' - '));
  });
}
