import { walkXml } from './xml.ts';

/** Built-in number formats that show a date or a time. */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Whether a format code shows a date: d, m, y or h outside of quotes, brackets and escapes. */
export function showsDate(format: string): boolean {
  const bare = format
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[(?!h|m|s)[^\]]*\]/gi, '')
    .replace(/[_*]./g, '')
    .split(';')[0];
  return bare !== undefined && /[dmyhs]/i.test(bare) && !/general|standard/i.test(bare);
}

/** Built-in number formats that show a percentage. */
const builtInPercents = new Set([9, 10]);

/** Whether a format code shows a percentage: a % outside of quotes and escapes. */
export function showsPercent(format: string): boolean {
  return /%|^percent$/i.test(format.replace(/"[^"]*"/g, '').replace(/\\./g, ''));
}

/** What a cell's style shows numbers as, where it is not the number itself. */
export type NumberStyle = 'date' | 'percent' | undefined;

/** For each cell style (`s`), what it shows numbers as. */
export function readNumberStyles(part: Uint8Array): NumberStyle[] {
  const formats = new Map<number, string>();
  const styles: NumberStyle[] = [];
  walkXml(part, 'styles.xml', ({ name, attributes }, path) => {
    if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    if (name === 'xf' && path.at(-2) === 'cellXfs') {
      const id = Number(attributes.numFmtId ?? 0);
      const format = formats.get(id);
      const isDate = format === undefined ? builtInDates.has(id) : showsDate(format);
      const isPercent = format === undefined ? builtInPercents.has(id) : showsPercent(format);
      styles.push(isPercent ? 'percent' : isDate ? 'date' : undefined);
    }
  });
  return styles;
}

/** ISO date (with time where there is one) of Excel's day number; undefined beyond the years 1900 to 9999. */
export function dateOfSerial(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465.99999) return undefined;
  // Excel keeps a 29 February 1900 that never was: days before it are one off.
  const days = (from1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial) - 25_569;
  const instant = new Date(Math.round(days * 86_400) * 1000).toISOString();
  return instant.endsWith('T00:00:00.000Z') ? instant.slice(0, 10) : instant.slice(0, 19);
}
