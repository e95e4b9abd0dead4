import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import type { InspectReport } from '../src/findings/report.ts';
import { type Part, zip } from './zip.ts';

/** A file that mutants are made of. */
export interface Original {
  name: string;
  bytes: Buffer;
  /** Of a workbook: its parts, in their order. */
  parts: { name: string; body: Buffer }[] | undefined;
}

/** A file that came to harm. */
export interface Mutant {
  name: string;
  /** What was done to it, to find the cause of a wrong reading. */
  what: string;
  bytes: Buffer;
  /** One stored amount was changed by so many sen and nothing else: no sum may move by anything but this, or not at all. */
  moved?: bigint;
  /** What is wrong with the report of a mutant whose meaning was changed; undefined where it is right, asked, blocked or refused. */
  check?: (report: InspectReport) => string | undefined;
  answers?: Record<string, string>;
}

/** A number from 0 up to 1; seeded, so that a run can be had again. */
export type Chance = () => number;

export async function originalOf(path: string): Promise<Original> {
  const bytes = readFileSync(path);
  return { name: basename(path), bytes, parts: path.endsWith('.xlsx') ? await partsOf(bytes) : undefined };
}

async function partsOf(bytes: Buffer): Promise<{ name: string; body: Buffer }[]> {
  const archive = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(bytes, { lazyEntries: true });
  const parts: { name: string; body: Buffer }[] = [];
  return new Promise((resolve, reject) => {
    archive.on('error', reject);
    archive.on('end', () => resolve(parts));
    archive.on('entry', (entry: yauzl.Entry) => {
      archive.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', reject);
        stream.on('end', () => {
          parts.push({ name: entry.fileName, body: Buffer.concat(chunks) });
          archive.readEntry();
        });
      });
    });
    archive.readEntry();
  });
}

const below = (chance: Chance, most: number) => Math.floor(chance() * most);
const oneOf = <const T>(chance: Chance, items: readonly [T, ...T[]]): T => items[below(chance, items.length)] ?? items[0];

/** One mutant: harm to the bytes of any file, to the text of a .csv or .json, or to the parts of a workbook. */
export function mutantOf(original: Original, chance: Chance): Mutant {
  const kind =
    original.parts === undefined ? oneOf(chance, [bytesOf, textOf, textOf]) : oneOf(chance, [bytesOf, partOf, cellOf, cellOf, amountOf]);
  return kind(original, chance) ?? bytesOf(original, chance);
}

function bytesOf({ name, bytes }: Original, chance: Chance): Mutant {
  const from = below(chance, bytes.length);
  const length = 1 + below(chance, Math.min(4096, bytes.length));
  const made = Buffer.from(bytes);
  const what = oneOf(chance, ['cut', 'flip', 'zero', 'twice', 'drop', 'noise']);
  const span = made.subarray(from, from + length);
  const joined = (...pieces: Buffer[]) => Buffer.concat(pieces);
  switch (what) {
    case 'cut':
      return { name, what: `cut at ${from}`, bytes: made.subarray(0, from) };
    case 'twice':
      return { name, what: `${length} bytes at ${from} twice`, bytes: joined(made.subarray(0, from), span, made.subarray(from)) };
    case 'drop':
      return { name, what: `${length} bytes at ${from} gone`, bytes: joined(made.subarray(0, from), made.subarray(from + length)) };
    case 'zero':
      span.fill(0);
      return { name, what: `${length} bytes at ${from} zero`, bytes: made };
    case 'noise':
      for (let at = 0; at < span.length; at++) span[at] = below(chance, 256);
      return { name, what: `${length} bytes at ${from} noise`, bytes: made };
    case 'flip': {
      const bit = 1 << below(chance, 8);
      made[from] = (made[from] ?? 0) ^ bit;
      return { name, what: `bit ${bit} at ${from}`, bytes: made };
    }
  }
}

const oddTexts = [
  '',
  '-',
  '1.234',
  '1,5',
  '#REF!',
  'Jumlah',
  '5',
  '5.1',
  '1e99',
  '-7',
  'TAHUN 2024',
  '__proto__',
  '"',
  ';',
  '\u202e',
  '0,00',
  '31 Februari 2026',
  'PAGU',
  '3171234567890001',
  '=1+1',
  '9'.repeat(40),
] as const;

function textOf({ name, bytes }: Original, chance: Chance): Mutant {
  const lines = bytes.toString('utf8').split('\n');
  const at = below(chance, lines.length);
  const line = lines[at] ?? '';
  const what = oneOf(chance, ['drop line', 'line twice', 'cell', 'cut line', 'delimiter']);
  if (what === 'drop line') lines.splice(at, 1);
  else if (what === 'line twice') lines.splice(at, 0, line);
  else if (what === 'cut line') lines[at] = line.slice(0, below(chance, line.length + 1));
  else if (what === 'delimiter') lines[at] = line.replaceAll(',', ';');
  else {
    const cells = line.split(',');
    cells[below(chance, cells.length)] = oneOf(chance, oddTexts);
    lines[at] = cells.join(',');
  }
  return { name, what: `${what} at line ${at + 1}`, bytes: Buffer.from(lines.join('\n')) };
}

function repack({ name }: Original, what: string, parts: readonly Part[]): Mutant {
  return { name, what, bytes: zip(parts) };
}

function partOf(original: Original, chance: Chance): Mutant | undefined {
  const { parts = [] } = original;
  const at = below(chance, parts.length);
  const part = parts[at];
  if (part === undefined) return undefined;
  const others = parts.filter((_, index) => index !== at);
  const what = oneOf(chance, ['gone', 'twice', 'empty', 'cut', 'renamed', 'doctype', 'another']);
  const changed = (body: Buffer | string) => repack(original, `${part.name} ${what}`, [...others, { name: part.name, body }]);
  switch (what) {
    case 'gone':
      return repack(original, `${part.name} gone`, others);
    case 'twice':
      return repack(original, `${part.name} twice`, [...parts, part]);
    case 'renamed':
      return repack(original, `${part.name} renamed`, [...others, { name: `../${part.name}`, body: part.body }]);
    case 'empty':
      return changed('');
    case 'cut':
      return changed(part.body.subarray(0, below(chance, part.body.length)));
    case 'doctype':
      return changed(Buffer.concat([Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]>'), part.body]));
    case 'another':
      return changed(others[below(chance, others.length)]?.body ?? '');
  }
}

/** A worksheet's text, and the workbook with another in its place. */
function sheetOf(
  original: Original,
  chance: Chance,
): { part: string; text: string; put: (what: string, text: string) => Mutant } | undefined {
  const { parts = [] } = original;
  const sheets = parts.filter(({ name }) => /worksheets\/[^/]+\.xml$/.test(name));
  const sheet = sheets[below(chance, sheets.length)];
  if (sheet === undefined) return undefined;
  return {
    part: sheet.name,
    text: sheet.body.toString('utf8'),
    put: (what, text) =>
      repack(
        original,
        `${sheet.name}: ${what}`,
        parts.map((part) => (part === sheet ? { name: part.name, body: text } : part)),
      ),
  };
}

/** A match of the pattern from a random place on, around the end. */
function somewhere(text: string, pattern: RegExp, chance: Chance): RegExpExecArray | null {
  const search = new RegExp(pattern, 'g');
  search.lastIndex = below(chance, text.length);
  const found = search.exec(text);
  if (found !== null) return found;
  search.lastIndex = 0;
  return search.exec(text);
}

const replaced = (text: string, { index, 0: whole }: RegExpExecArray, by: string) =>
  text.slice(0, index) + by + text.slice(index + whole.length);

function cellOf(original: Original, chance: Chance): Mutant | undefined {
  const sheet = sheetOf(original, chance);
  if (sheet === undefined) return undefined;
  const { text, put } = sheet;
  const [pattern, by] = oneOf<[RegExp, (found: RegExpExecArray) => string]>(chance, [
    [/<v>[^<]*<\/v>/, () => `<v>${oneOf(chance, oddTexts)}</v>`],
    [/<v>[^<]*<\/v>/, () => ''],
    [/<row [^>]*>.*?<\/row>/s, () => ''],
    [/<row [^>]*>.*?<\/row>/s, ([whole]) => whole + whole],
    [/<c [^>]*?(?:\/>|>.*?<\/c>)/s, () => ''],
    [/ r="[A-Z]+\d+"/, () => ` r="${oneOf(chance, ['XFD1048576', 'A0', 'ZZZZ9', 'A99999999', 'B2', ''])}"`],
    [/ t="s"/, () => ` t="${oneOf(chance, ['n', 'e', 'b', 'd', 'inlineStr', 'str', 'x'])}"`],
    [/<row /, () => '<row hidden="1" '],
    [/ s="\d+"/, () => ` s="${below(chance, 400)}"`],
    [/<mergeCell ref="[^"]*"/, () => '<mergeCell ref="A1:XFD2000"'],
    [/<dimension ref="[^"]*"/, () => '<dimension ref="A1:XFD1048576"'],
    [/[<>"&]/, () => oneOf(chance, ['', '&', '<', '&amp;lt;', '&#0;', '&boom;'])],
  ]);
  const found = somewhere(text, pattern, chance);
  return found === null ? undefined : put(`${pattern.source} at ${found.index}`, replaced(text, found, by(found)));
}

/** One typed number of five digits or more, where there is no formula, made another. */
function amountOf(original: Original, chance: Chance): Mutant | undefined {
  const sheet = sheetOf(original, chance);
  if (sheet === undefined) return undefined;
  const found = somewhere(sheet.text, /<c (?![^>]*t=)[^>]*><v>(\d{5,15})<\/v><\/c>/, chance);
  if (found === null) return undefined;
  const before = BigInt(found[1] ?? '0');
  const after = before + BigInt(1 + below(chance, 1_000_000));
  const made = sheet.put(
    `${before} is ${after} at ${found.index}`,
    replaced(sheet.text, found, found[0].replace(`<v>${before}<`, `<v>${after}<`)),
  );
  return { ...made, moved: (after - before) * 100n };
}

/** The workbook with the text of its first worksheet changed and all else as it was: what a clerk's correction leaves. */
export function withSheet({ parts = [] }: Original, change: (text: string) => string): Buffer {
  const sheet = parts.find(({ name }) => /worksheets\/[^/]+\.xml$/.test(name));
  return zip(parts.map((part) => (part === sheet ? { name: part.name, body: change(part.body.toString('utf8')) } : part)));
}
