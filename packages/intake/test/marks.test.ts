import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { read as readSheetJs } from '@e965/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { openArchive } from '../src/containers/xlsx/zip.ts';
import { mark, markedName } from '../src/index.ts';
import { writeBuruFiles } from './buru.ts';
import { at, commented, marked, markedPath } from './marked.ts';
import { file, workbook } from './workbook.ts';
import { zip } from './zip.ts';

const data = join(import.meta.dirname, '../../../../shared/data');
const disposals: (() => void)[] = [];
afterAll(() => {
  for (const dispose of disposals) dispose();
});

async function text(path: string, part: string): Promise<string> {
  const archive = await openArchive(path);
  const bytes = await archive.bytes(part);
  archive.close();
  return bytes.toString();
}

const small = (more: Parameters<typeof workbook>[0] = {}) =>
  file(zip(workbook({ sheets: [{ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }, { name: 'Lain' }], ...more })));

describe('a marked copy', () => {
  it('has its comments at the cells, rows and columns that findings name, and colours there', async () => {
    const path = await markedPath(small(), [
      at('Sheet1', 'C3', 'blocking'),
      at('Sheet1', '7'),
      at('Sheet1', 'B'),
      at('Lain', 'A1', 'info'),
      at('', ''),
    ]);
    expect(commented(readFileSync(path)).sort()).toEqual(['Sheet1!A7', 'Sheet1!B1', 'Sheet1!C3']);
    const sheet = await text(path, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('sqref="C3"');
    expect(sheet).toContain('sqref="A7:XFD7"');
    expect(sheet).toContain('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>');
    const list = readSheetJs(readFileSync(path)).Sheets['Temuan SIP KADIN'] ?? {};
    const links = Object.values(list).flatMap((cell) => (cell as { l?: { Target?: string } }).l?.Target ?? []);
    expect(links).toContain("#'Sheet1'!C3");
  });

  it('leaves a cell’s own comment as it is, and replaces what an earlier marking put in', async () => {
    const first = await markedPath(small(), [at('Sheet1', 'C3'), at('Sheet1', 'D4')]);
    const again = await markedPath(first, [at('Sheet1', 'D4'), at('Lain', 'B2')]);
    expect(commented(readFileSync(again)).sort()).toEqual(['Lain!B2', 'Sheet1!D4']);
    expect(readSheetJs(readFileSync(again)).SheetNames).toEqual(['Sheet1', 'Lain', 'Temuan SIP KADIN']);
    const sheet = await text(again, 'xl/worksheets/sheet1.xml');
    expect(sheet.match(/<conditionalFormatting/g)).toHaveLength(1);
    expect((await text(again, 'xl/styles1.xml')).match(/<dxf>/g)).toHaveLength(3);
    // As LibreOffice saves it, which forgets who wrote a comment.
    const archive = await openArchive(first);
    const saved = await Promise.all(archive.names.map(async (name) => ({ name, body: await archive.bytes(name) })));
    archive.close();
    const nobody = saved.map((part) => ({ ...part, body: part.body.toString().replace(/<author>[^<]*/, '<author> ') }));
    const third = await markedPath(file(zip(nobody)), [at('Sheet1', 'E5')]);
    expect((await text(third, 'xl/comments1.xml')).match(/<comment ref="[^"]*"/g)).toEqual(['<comment ref="E5"']);
    const foreign = file(
      zip(
        workbook({
          parts: [
            { name: 'xl/worksheets/_rels/sheet1.xml.rels', body: relation('comments', '../comments1.xml') },
            {
              name: 'xl/comments1.xml',
              body: `<comments xmlns="${main}"><authors><author>Rina</author></authors><commentList><comment ref="C3" authorId="0"><text><t>milik saya</t></text></comment></commentList></comments>`,
            },
          ],
        }),
      ),
    );
    const kept = await markedPath(foreign, [at('Sheet1', 'C3'), at('Sheet1', 'D4')]);
    expect(commented(readFileSync(kept))).toEqual(['Sheet1!D4']);
    expect(await text(kept, 'xl/comments1.xml')).toContain('<comment ref="C3" authorId="0"><text><t>milik saya</t></text></comment>');
    expect(await text(kept, 'xl/worksheets/sheet1.xml')).toContain('sqref="C3 D4"');
  });

  it('is made of workbooks with prefixes, of Strict ones, and of ones without styles', async () => {
    const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const prefixed = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData><x:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/></x:worksheet>`;
    const path = await markedPath(small({ sheets: [{ part: prefixed }] }), [at('Sheet1', 'A1')]);
    expect(commented(readFileSync(path))).toEqual(['Sheet1!A1']);
    expect(await text(path, 'xl/worksheets/sheet1.xml')).toMatch(
      /<\/x:sheetData><x:conditionalFormatting .*<\/x:conditionalFormatting><x:pageMargins .*<x:legacyDrawing /,
    );
    const isoBook = workbook({}).map((part) =>
      typeof part.body === 'string' ? { ...part, body: part.body.replaceAll(main, strict) } : part,
    );
    const iso = await markedPath(file(zip(isoBook)), [at('Sheet1', 'A1')]);
    expect(await text(iso, 'xl/worksheets/sheet2.xml')).toContain(`xmlns="${strict}"`);
    expect(await text(iso, 'xl/worksheets/_rels/sheet1.xml.rels')).toContain(
      'http://purl.oclc.org/ooxml/officeDocument/relationships/comments',
    );
  });

  it('is refused in words where the workbook cannot be edited or opened', async () => {
    const noTypes = file(zip(workbook({}).filter(({ name }) => name !== '[Content_Types].xml')));
    const copy = await marked(noTypes, [at('Sheet1', 'A1')]);
    expect('refusal' in copy && copy.refusal.message.en).toContain('[Content_Types].xml');
    const broken = await marked(file('PK\u0003\u0004 rusak'), [at('Sheet1', 'A1')]);
    expect('refusal' in broken && broken.refusal.message.id).toMatch(/rusak/);
  });

  it('leaves alone the sheets that it cannot edit, and says so', async () => {
    const utf16 = Buffer.from(
      `\uFEFF<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
      'utf16le',
    );
    const path = await markedPath(small({ sheets: [{ part: utf16 }] }), [at('Sheet1', 'A1')]);
    expect(commented(readFileSync(path))).toEqual([]);
    expect(await text(path, 'xl/worksheets/sheet2.xml')).toContain('dibiarkan apa adanya: Sheet1');
  });

  it('is made in a child process, of a .csv as a workbook of its rows', async () => {
    const csv = file('Kode Rekening;Jumlah\n5.1.01;1.000\n');
    const copy = await mark(csv, 'rekap.csv', {
      report: { findings: [at('rekap.csv', 'B2')], sheetsUsed: ['rekap.csv'] },
      language: 'en',
      upload: null,
    });
    disposals.push(() => copy.dispose());
    if ('refusal' in copy) throw new Error(copy.refusal.message.en);
    expect(copy).toMatchObject({ cells: 1, rowsOnly: true });
    const book = readSheetJs(readFileSync(copy.path));
    expect(book.SheetNames).toEqual(['rekap.csv', 'SIP KADIN findings']);
    expect(book.Sheets['rekap.csv']).toMatchObject({ A2: { v: '5.1.01' }, B2: { v: '1.000', c: [{ a: 'SIP KADIN (temuan)' }] } });
  });

  it('goes by the file’s name', () => {
    expect(markedName('Rekap April.XLSM', false)).toBe('Rekap April bertanda.XLSM');
    expect(markedName('rekap.csv', true)).toBe('rekap bertanda.xlsx');
    expect(markedName('.xlsx', false)).toBe('.xlsx bertanda.xlsx');
  });
});

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relation = (kind: string, target: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`;

/** The real workbooks of ../shared/data or, where it is absent, the reduced figures of Buru. */
const paths = existsSync(data)
  ? readdirSync(data)
      .filter((name) => name.endsWith('.xlsx'))
      .map((name) => join(data, name))
  : writeBuruFiles();

const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** Opens the workbooks in one office and saves them as something else. */
function inOffice(to: string, paths: readonly string[]): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-office-'));
  disposals.push(() => rmSync(folder, { recursive: true, force: true }));
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const made = join(folder, 'made');
  execFileSync('soffice', ['--headless', profile, '--convert-to', to, '--outdir', made, ...paths], { stdio: 'ignore' });
  return new Map(readdirSync(made).map((name) => [name, readFileSync(join(made, name), 'utf8')]));
}

/** Every sheet as it shows, in a file named by its workbook and itself. */
const sheetsShown = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1';
/** A comment may be beyond the last cell, where a sheet then goes on with nothing. */
const withoutRim = (csv: string) => csv.replaceAll(/;+$/gm, '').trimEnd();

describe.skipIf(!hasOffice)('LibreOffice, where it is installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-marked-'));
  disposals.push(() => rmSync(folder, { recursive: true, force: true }));
  /** Every sheet marked at one cell. */
  async function markedAt(ref: string, original: string): Promise<{ path: string; sheets: string[] }> {
    const name = basename(original);
    const sheets = readSheetJs(readFileSync(original), { bookSheets: true }).SheetNames;
    const findings = sheets.map((sheet) => at(sheet, ref));
    const path = join(folder, `marked-${name}`);
    copyFileSync(await markedPath(original, findings, name), path);
    return { path, sheets };
  }

  it('opens a marked workbook with the marks at their cells', async () => {
    // One alone: as a page with its comments a workbook takes an office long.
    const { path, sheets } = await markedAt('C9', paths.find((at) => basename(at).startsWith('rak_')) ?? '');
    const seen = [...inOffice('fods', [path]).values()].join('');
    expect(seen.match(/<office:annotation /g)).toHaveLength(sheets.length);
    expect(seen.match(/calcext:target-range-address="[^"]*\.C9:[^"]*\.C9"/g)).toHaveLength(sheets.length);
  });

  it('shows every sheet of the marked real workbooks as it shows the clerk’s own, and after them the findings', async () => {
    const opened: string[] = [];
    const wanted: string[] = [];
    for (const original of paths) {
      const name = basename(original);
      const { path, sheets } = await markedAt('C9', original);
      const own = join(folder, `own-${name}`);
      copyFileSync(original, own);
      opened.push(own, path);
      wanted.push(...sheets.map((sheet) => `${basename(name, '.xlsx')}-${sheet}.csv`));
    }
    const shown = inOffice(sheetsShown, opened);
    expect(shown.size).toBe(2 * wanted.length + paths.length);
    const differing = wanted.filter((sheet) => {
      const [own, marked] = ['own', 'marked'].map((which) => shown.get(`${which}-${sheet}`));
      return own === undefined || marked === undefined || withoutRim(own) !== withoutRim(marked);
    });
    expect(differing).toEqual([]);
  });
});
