import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findsWhatIsListed } from '../../../test/found.ts';
import { opened, openedParts, relations, workbook, worksheet } from './workbook.ts';
import { zip } from './zip.ts';

/** An OLE compound file with these streams in its directory, as far as anyone looks who asks what it is. */
function ole(...streams: string[]): Buffer {
  const bytes = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(0, 76);
  bytes.writeUInt32LE(0xfffffffe, 512 + 4);
  for (const [at, name] of ['Root Entry', ...streams].entries()) {
    const from = 1024 + at * 128;
    bytes.write(name, from, 'utf16le');
    bytes.writeUInt16LE((name.length + 1) * 2, from + 64);
  }
  return bytes;
}

function lock(name: string): Buffer {
  const bytes = Buffer.alloc(165, ' ');
  bytes[0] = name.length;
  bytes.write(name, 1);
  bytes.writeUInt16LE(name.length, 55);
  bytes.write(name.padEnd(54), 57, 'utf16le');
  return bytes;
}

const office = 'xl/workbook.xml';
const good = workbook({});
const archive = zip(good);
const cut = (bytes: Buffer, from: number, to?: number) => bytes.subarray(from, to);
const part = (name: string, body = '<a/>') => ({ name, body });
const pointsTo = (target: string) => ({ name: '_rels/.rels', body: relations([{ id: 'a', type: 'officeDocument', target }]) });

describe('a file that is something else', () => {
  it.each<[string, Buffer | string, string, string, string?]>([
    ['nothing', '', 'a.xlsx', 'container-empty'],
    ['blanks only', ' \r\n\t ', 'a.csv', 'container-empty'],
    ['random bytes', Buffer.concat([Buffer.from([0, 1, 2, 3]), randomBytes(5000)]), 'a.xlsx', 'container-not-a-spreadsheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), 'a.xlsx', 'container-not-a-spreadsheet'],
    ['a PDF', '%PDF-1.7\n%x', 'laporan.xlsx', 'container-not-a-spreadsheet', '.pdf'],
    ['a RAR archive', Buffer.from('526172211a0700cf', 'hex'), 'a.xlsx', 'container-not-a-spreadsheet', '.rar'],
    ['a 7z archive', Buffer.from('377abcaf271c0004', 'hex'), 'a.xlsx', 'container-not-a-spreadsheet', '.7z'],
    ['a gzip archive', Buffer.from('1f8b0800000000000003', 'hex'), 'a.csv.gz', 'container-not-a-spreadsheet', '.gzip'],
    ['XML of something else', '<?xml version="1.0"?>\n<faktur/>', 'a.xls', 'container-not-a-spreadsheet', 'XML'],
    ['BIFF5 that is its head alone', Buffer.from('0908080000050500', 'hex'), 'a.xlsx', 'container-damaged'],
    ['a compound file with nothing in its workbook', ole('Workbook'), 'a.xlsx', 'container-damaged'],
    ['a workbook under a password', ole('EncryptionInfo', 'EncryptedPackage'), 'a.xlsx', 'container-encrypted'],
    ['a Word document', ole('WordDocument'), 'a.xls', 'container-not-a-spreadsheet', 'OLE'],
    ['an OLE file cut off', cut(ole('Workbook'), 0, 600), 'a.xls', 'container-damaged', 'OLE'],
    ['a lock file by its name', lock('Bendahara'), '~$rekap.xlsx', 'container-lock-file', '~$rekap.xlsx'],
    ['a lock file by what it holds', lock('Bendahara'), 'rekap.xlsx', 'container-lock-file', 'rekap.xlsx'],
    ['a lock file of LibreOffice', ',ani,pc,01.01.2026 10:00;', '.~lock.rekap.xlsx#', 'container-lock-file', '.~lock.rekap.xlsx#'],
    ['.docx renamed', zip([pointsTo('word/document.xml'), part('word/document.xml')]), 'a.xlsx', 'container-not-a-spreadsheet', '.docx'],
    [
      '.pptx renamed',
      zip([pointsTo('ppt/presentation.xml'), part('ppt/presentation.xml')]),
      'a.xlsx',
      'container-not-a-spreadsheet',
      '.pptx',
    ],
    ['.xlsb with nothing in its workbook', zip([pointsTo('xl/workbook.bin'), part('xl/workbook.bin')]), 'a.xlsb', 'container-damaged'],
    [
      'a text document',
      zip([part('mimetype', 'application/vnd.oasis.opendocument.text'), part('content.xml')]),
      'a.ods',
      'container-not-a-spreadsheet',
      '.odt',
    ],
    ['.ods without a sheet', zip([part('content.xml'), part('meta.xml')]), 'a.ods', 'container-no-sheets'],
    ['.numbers', zip([part('Index/Document.iwa')]), 'a.numbers', 'container-not-read', '.numbers'],
    ['any other .zip', zip([part('rekap.csv', 'a;b')]), 'a.zip', 'archive-of-files'],
  ])('%s is named for what it is', async (_, bytes, name, code, value) => {
    const { refusal } = await opened(bytes, { name });
    expect(refusal).toMatchObject({ code, severity: 'blocking', ...(value === undefined ? {} : { value }) });
  });

  it('but 165 bytes of text are no lock file', async () => {
    const text = '"Kode";"Uraian"\n'.padEnd(165, '1');
    expect([(await opened(text, { name: 'a.csv' })).refusal, (await opened('x', { name: 'a.csv' })).lines]).toEqual([
      undefined,
      ['1: A=text x'],
    ]);
  });
});

describe('an archive that is damaged or lies', () => {
  const sheet = 'xl/worksheets/sheet1.xml';
  const of = (claim: object) => good.map((each) => (each.name === sheet ? { ...each, ...claim } : each));
  it.each<[string, Buffer, string, string | RegExp]>([
    ['its directory cut off', cut(archive, 0, archive.length - 30), 'container-damaged', /End of central directory/],
    ['its start cut off', Buffer.concat([cut(archive, 0, 4), cut(archive, 200)]), 'container-damaged', /./],
    ['more behind its end', Buffer.concat([archive, Buffer.from('x')]), 'container-damaged', /comment/],
    ['a part larger than it says', zip(of({ claims: { size: 10 } })), 'container-damaged', /sheet1.xml: \d+ <> 10/],
    ['a part smaller than it says', zip(of({ claims: { size: 999_999 } })), 'container-damaged', /sheet1.xml: \d+ <> 999999/],
    ['a part larger than all that is read', zip(of({ claims: { size: 4_000_000_000 } })), 'container-too-large', '4000000000'],
    ['a part with another checksum', zip(of({ claims: { crc: 1 } })), 'container-damaged', `${sheet}: CRC-32`],
    ['a stored part with another checksum', zip(of({ claims: { crc: 1 }, stored: true })), 'container-damaged', `${sheet}: CRC-32`],
    ['a part that does not inflate', zip(of({ body: 'no deflate', deflated: { size: 10, crc: 0 } })), 'container-damaged', /./],
    ['a part under a password', zip(of({ flags: 1 })), 'container-encrypted', ''],
    ['a part under strong encryption', zip(of({ flags: 0x41 })), 'container-encrypted', ''],
    ['two parts of one name', zip([...good, part(sheet)]), 'container-duplicate-part', sheet],
    ['two parts that differ in case', zip([...good, part('XL/workbook.xml')]), 'container-duplicate-part', 'XL/workbook.xml'],
    ['a part outside of it', zip([...good, part('../../etc/passwd')]), 'container-part-name', '../../etc/passwd'],
    ['a part by an absolute name', zip([...good, part('/etc/passwd')]), 'container-part-name', '/etc/passwd'],
    ['parts that share their bytes', zip([...good, { ...part('xl/more.xml'), overlaps: true }]), 'container-damaged', /overlap/],
    ['5,001 parts', zip([...good, ...Array.from({ length: 5001 }, (_, at) => part(`x/${at}`, ''))]), 'container-too-many-parts', '5006'],
    ['60,000 parts of which one is there', zip(good, { entries: 60_000 }), 'container-too-many-parts', '60000'],
    ['a billion parts', zip(good, { entries: 1e9, zip64: true }), 'container-too-many-parts', '1000000000'],
    ['fewer parts than it says', zip(good, { entries: 9 }), 'container-damaged', /./],
    ['no sheet', zip(workbook({ sheets: [] })), 'container-no-sheets', ''],
    ['a sheet that is not there', zip(good.filter(({ name }) => name !== sheet)), 'container-part-missing', 'worksheets/sheet1.xml'],
    [
      'a sheet that nothing points to',
      zip([...good.filter(({ name }) => !name.includes('/_rels/')), part('xl/_rels/workbook.xml.rels', relations([]))]),
      'container-part-missing',
      'Sheet1',
    ],
    ['no workbook', zip(good.filter(({ name }) => name !== office)), 'container-part-missing', office],
    ['a workbook that is no XML', zip(workbook({ parts: [part(office, 'not XML')] })), 'container-damaged', /workbook.xml/],
    [
      'a sheet that is cut off',
      zip(workbook({ sheets: [{ part: worksheet('<row r="1"><c r="A1"><v>1</v></c></row>').slice(0, -12) }] })),
      'container-damaged',
      /worksheet/,
    ],
    ['a sheet that is empty', zip(workbook({ sheets: [{ part: '' }] })), 'container-damaged', /./],
  ])('%s', async (_, bytes, code, value) => {
    const { refusal } = await opened(bytes);
    expect(refusal).toMatchObject({ code, severity: 'blocking' });
    expect(refusal?.value).toEqual(typeof value === 'string' ? value : expect.stringMatching(value));
  });

  it('may be cut anywhere and is refused each time', async () => {
    for (let length = 5; length < archive.length; length += 97) {
      expect((await opened(archive.subarray(0, length))).refusal?.code).toMatch(/^container-/);
    }
  });

  it('may have any byte changed, and is refused or read as it was', async () => {
    const before = (await opened(archive)).lines;
    for (let at = 0; at < archive.length; at += 11) {
      const bytes = Buffer.from(archive);
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      const { refusal, lines } = await opened(bytes);
      if (refusal === undefined) expect(lines).toEqual(before);
    }
  });
});

describe('a declaration that no spreadsheet has', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>`;
  const foreign = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  const places = [
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    '_rels/.rels',
    'xl/worksheets/sheet1.xml',
    'xl/sharedStrings.xml',
    'xl/styles.xml',
  ];
  it.each(places.flatMap((name) => [laughs, foreign, '<!DOCTYPE x>'].map((declaration) => [name, declaration] as const)))(
    'in %s is refused: %s',
    async (name, declaration) => {
      const parts = workbook({ strings: '<si><t>&c;</t></si>', styles: '<styleSheet/>' });
      const changed = parts.map((each) =>
        each.name === name ? { ...each, body: declaration + String(each.body).replace(/^<\?xml.*?\?>\n/, '') } : each,
      );
      expect((await openedParts(changed)).refusal).toMatchObject({ code: 'container-doctype' });
    },
  );
});

findsWhatIsListed('hostile-container');
