// Control and direction marks, soft hyphens, zero-width and exotic spaces; and runs of blanks.
const dirt = /[\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]| {2}|^ | $/;
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/**
 * Text as it should have been typed: no soft hyphens, direction marks or control characters, every run of
 * blanks (newlines and no-break spaces too) one space. A leading `'` that protects a formula sign comes off.
 */
export function clean(text: string): string {
  let result = text;
  if (dirt.test(result)) result = result.replace(invisible, '').replace(/\s+/g, ' ').trim();
  if (result.charCodeAt(0) === 39 && /^'[=+\-@]/.test(result)) result = result.slice(1);
  return result;
}

/** For comparing labels: upper case, letters and digits only, words one space apart. "Kode / Nama  SKPD." → "KODE NAMA SKPD". */
export function plain(text: string): string {
  return clean(text)
    .toUpperCase()
    .replace(/[^A-Z0-9%]+/g, ' ')
    .trim();
}

/**
 * A code as it should have been typed: "4 . 1 . 01", "(4.1.01.)" and "'4.1.01" → "4.1.01"; any other text as it is. Of a
 * code that is stored as a number the 15 digits count that a double keeps: 5.0999999999999996 is 5.1.
 */
export function codeText(text: string): string {
  if (text.length > 14 && /^\d{1,2}\.\d{12,}$/.test(text)) return String(Number(Number(text).toPrecision(15)));
  // As nearly every code is typed.
  if (!/^['(]|[ )]|\.$/.test(text)) return text;
  if (!/^['(]?\d[\d. ]*\)?$/.test(text)) return text;
  return text
    .replace(/^['(]|\)$/g, '')
    .replace(/\s*\.\s*/g, '.')
    .replace(/\.$/, '');
}
