/** A key's fingerprint as people compare it, the same everywhere: "3f2a 9c01 …", sixteen groups of four hex digits. */
export function readableFingerprint(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** The hex digits of a fingerprint that a person wrote, with or without blanks; undefined where it is none. */
export function parseFingerprint(text: string): string | undefined {
  const digits = text.replaceAll(/[\s:]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}
