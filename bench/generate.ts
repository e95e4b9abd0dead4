import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';
import { toDecimal } from '@sipkadin/budget';

/** A large "rekap 5" of 16 columns as SIPD writes it: shared strings for texts, numbers for amounts. */
const header = [
  'NO',
  'TAHUN',
  'KODE SKPD',
  'NAMA SKPD',
  'KODE SUB UNIT',
  'NAMA SUB UNIT',
  'KODE BIDANG URUSAN',
  'NAMA BIDANG URUSAN',
  'KODE SUB KEGIATAN',
  'NAMA SUB KEGIATAN',
  'KODE SUMBER DANA',
  'NAMA SUMBER DANA',
  'KODE REKENING',
  'NAMA REKENING',
  'NAMA PAKET/KELOMPOK',
  'PAGU',
];

const two = (value: number) => String(value).padStart(2, '0');

function* rowsOf(count: number): Generator<(string | bigint)[]> {
  for (let at = 0; at < count; at++) {
    const unit = `1.02.0.00.0.00.${two(1 + (at % 40))}.0000`;
    const activity = `1.02.${two(1 + (at % 9))}.2.${two(1 + (at % 7))}.${String(1 + (at % 60)).padStart(4, '0')}`;
    const account = `5.1.02.${two(1 + (at % 5))}.${two(1 + (at % 11))}.${String(1 + (at % 90)).padStart(4, '0')}`;
    yield [
      BigInt(at + 1),
      2025n,
      unit,
      `Dinas Nomor ${at % 40}`,
      unit,
      `Dinas Nomor ${at % 40}`,
      '1.02',
      'URUSAN PEMERINTAHAN BIDANG KESEHATAN',
      activity,
      `Penyediaan Layanan ${at % 60} untuk Masyarakat`,
      '1.2.01.08',
      'Dana Alokasi Umum (DAU)',
      account,
      `Belanja Barang Nomor ${at % 90}`,
      `Paket ${at % 5000}`,
      BigInt(100_000 + ((at * 7919) % 9_000_000)),
    ];
  }
}

const letter = (index: number) => String.fromCharCode(65 + index);
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @param shared receives the texts; undefined writes each into its cell, as some programs do */
function* sheetXml(count: number, shared: Map<string, number> | undefined): Generator<string> {
  const cell = (value: string | bigint, ref: string) => {
    if (typeof value === 'bigint') return `<c r="${ref}"><v>${value}</v></c>`;
    if (!shared) return `<c r="${ref}" t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
    let index = shared.get(value);
    if (index === undefined) {
      index = shared.size;
      shared.set(value, index);
    }
    return `<c r="${ref}" t="s"><v>${index}</v></c>`;
  };
  const row = (values: readonly (string | bigint)[], number: number) =>
    `<row r="${number}">${values.map((value, index) => cell(value, `${letter(index)}${number}`)).join('')}</row>`;
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  yield row(header, 1);
  let number = 1;
  for (const values of rowsOf(count)) yield row(values, ++number);
  yield '</sheetData></worksheet>';
}

interface Part {
  name: string;
  crc: number;
  size: number;
  packed: number;
  offset: number;
}

/** Writes the file as a stream: it is larger than one wants in memory. @returns its total as our report prints it. */
export async function generateWorkbook(
  path: string,
  { rows, texts = 'shared' }: { rows: number; texts?: 'shared' | 'inline' },
): Promise<{ total: string }> {
  const out = createWriteStream(path);
  const parts: Part[] = [];
  let offset = 0;
  const write = async (bytes: Buffer) => {
    offset += bytes.length;
    if (!out.write(bytes)) await once(out, 'drain');
  };
  const add = async (name: string, chunks: Iterable<string>) => {
    const deflate = createDeflateRaw({ level: 6 });
    const packed: Buffer[] = [];
    deflate.on('data', (chunk: Buffer) => packed.push(chunk));
    let crc = 0;
    let size = 0;
    let pending = '';
    const push = async () => {
      const bytes = Buffer.from(pending);
      pending = '';
      crc = crc32(bytes, crc);
      size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, 'drain');
    };
    for (const chunk of chunks) {
      pending += chunk;
      if (pending.length > 1 << 18) await push();
    }
    await push();
    deflate.end();
    await once(deflate, 'end');
    const body = Buffer.concat(packed);
    const part = { name, crc, size, packed: body.length, offset };
    parts.push(part);
    await write(localHeader(part));
    await write(body);
  };
  const shared = new Map<string, number>();
  await add('[Content_Types].xml', [
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
  ]);
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';
  await add('_rels/.rels', [
    `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ]);
  await add('xl/workbook.xml', [
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ]);
  await add('xl/_rels/workbook.xml.rels', [
    `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  ]);
  await add('xl/worksheets/sheet1.xml', sheetXml(rows, texts === 'shared' ? shared : undefined));
  await add('xl/sharedStrings.xml', [
    `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${shared.size}">`,
    [...shared.keys()].map((text) => `<si><t>${escape(text)}</t></si>`).join(''),
    '</sst>',
  ]);
  const start = offset;
  for (const part of parts) await write(centralHeader(part));
  await write(endOfDirectory(parts.length, start, offset - start));
  out.end();
  await once(out, 'close');
  let total = 0n;
  for (const values of rowsOf(rows)) total += values[15] as bigint;
  return { total: toDecimal(total * 100n) };
}

function localHeader({ name, crc, size, packed }: Part): Buffer {
  const record = Buffer.alloc(30);
  record.writeUInt32LE(0x04034b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(8, 8);
  record.writeUInt32LE(crc, 14);
  record.writeUInt32LE(packed, 18);
  record.writeUInt32LE(size, 22);
  record.writeUInt16LE(name.length, 26);
  return Buffer.concat([record, Buffer.from(name)]);
}

function centralHeader({ name, crc, size, packed, offset }: Part): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(8, 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, Buffer.from(name)]);
}

function endOfDirectory(count: number, start: number, size: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return end;
}
