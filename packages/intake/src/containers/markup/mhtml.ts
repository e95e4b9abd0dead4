import { readFileSync, statSync } from 'node:fs';
import { finding } from '@sipkadin/budget';
import { wholeFileLimits } from '../../limits.ts';
import { Refusal, type Workbook } from '../../table/sheet.ts';
import { Grid } from '../grid.ts';
import { htmlParser, Page } from './html.ts';

/** A part of a MIME message (RFC 2045). Header names are in lower case. */
interface Part {
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Parts hold parts; a web archive has one level, a forwarded one two. */
const deepest = 4;

/**
 * Opens a web archive (MIME HTML, "Single File Web Page"), as Excel saves it under the name of .mht or .xls: a sheet for
 * each of its pages that has a table, named as the workbook's own page names it.
 * @throws Refusal
 */
export function openMhtml(path: string, name: string): Workbook {
  const { size } = statSync(path);
  if (size > wholeFileLimits.mhtml)
    throw new Refusal(finding('container-too-large', { value: String(size), expected: String(wholeFileLimits.mhtml) }));
  const parts = partsOf(readFileSync(path, 'latin1'), 0);
  const pages = parts.filter(({ headers }) => typeOf(headers) === 'text/html').map((part) => ({ part, text: textOf(part) }));
  const tables = pages.filter(({ text }) => /<t[dh][\s>]/i.test(text));
  if (tables.length === 0) throw new Refusal(finding('container-no-sheets'));
  const styles = parts.filter(({ headers }) => typeOf(headers) === 'text/css').map(textOf);
  const names = sheetNames(pages.map(({ text }) => text));
  const grid = new Grid();
  for (const [at, { part, text }] of tables.entries()) {
    const own = names.get(lastStep(part.headers.get('content-location') ?? '')) ?? (tables.length === 1 ? name : `${name} ${at + 1}`);
    const page = new Page(grid, own);
    for (const style of styles) page.style(style);
    const parser = htmlParser(page);
    parser.write(text);
    parser.end();
    page.end();
  }
  return grid.workbook('mhtml');
}

function partsOf(message: string, depth: number): Part[] {
  const blank = /\r?\n[ \t]*\r?\n/.exec(message);
  if (!blank) throw new Refusal(finding('container-damaged', { value: 'MIME' }));
  const headers = headersOf(message.slice(0, blank.index));
  const body = message.slice(blank.index + blank[0].length);
  if (!typeOf(headers).startsWith('multipart/')) return [{ headers, body }];
  const boundary = parameter(headers, 'boundary');
  if (boundary === undefined || depth >= deepest) throw new Refusal(finding('container-damaged', { value: 'MIME' }));
  // What comes before the first boundary and after the last belongs to no part.
  const [, ...pieces] = `\n${body}`.split(`\n--${boundary}`);
  return pieces
    .filter((piece) => !piece.startsWith('--') && piece.trim() !== '')
    .flatMap((piece) => partsOf(piece.replace(/^[ \t]*\r?\n/, ''), depth + 1));
}

/** Long headers go on in lines that begin with a blank. */
function headersOf(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

const typeOf = (headers: Part['headers']): string =>
  (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';

function parameter(headers: Part['headers'], name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(headers.get('content-type') ?? '');
  return found?.[1] ?? found?.[2];
}

function textOf({ headers, body }: Part): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  const bytes = Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, encoding === 'base64' ? 'base64' : 'latin1');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    return new TextDecoder(parameter(headers, 'charset') ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A charset that is unknown, or that the bytes are not in.
    try {
      return utf8.decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }
}

function unquoted(body: string): string {
  return body.replace(/=[ \t]*\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The tabs' names by the last step of their pages' addresses, as Excel lists them in the page of the workbook. */
function sheetNames(pages: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const sheet = /<x:ExcelWorksheet>\s*<x:Name>([^<]{1,100})<\/x:Name>\s*(?:<x:WorksheetSource\s+HRef=["']([^"'>]{1,300})["'])?/gi;
  for (const text of pages)
    for (const [, name = '', source = ''] of text.matchAll(sheet)) if (source !== '') names.set(lastStep(source), name.trim());
  return names;
}

const lastStep = (address: string): string => address.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
