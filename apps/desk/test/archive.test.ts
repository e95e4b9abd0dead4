import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { innerNames } from '../src/features/uploads/sending/file-name.ts';
import { city, type Deployment, deploy, templateFile, type Visitor } from './deployment.ts';

/** A .zip with uncompressed files. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body]);
    const behind = Buffer.alloc(14);
    behind.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, behind, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const budget = templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '1000000']] });
const march = templateFile({ kind: 'realisasi', amounts: [['5.1.01.01.001.00001', '300000']] });

describe('sending a .zip', () => {
  let place: Deployment;
  let clerk: Visitor;
  beforeAll(async () => {
    place = await deploy();
    clerk = await place.person('clerk', 'operator');
  });
  afterAll(() => place.close());
  const list = async () => {
    await place.desk.idle();
    const { data } = await clerk.query('uploads.list', { government: city });
    return (data as { uploads: { fileName: string; state: string }[] }).uploads.map(({ fileName, state }) => `${fileName} ${state}`).sort();
  };

  test('makes one upload for each report in it; a .zip that cannot be unpacked becomes an upload whose report says so', async () => {
    const files = { 'APBD/anggaran.csv': budget, 'maret.csv': march, 'surat.pdf': '%PDF-1.7', '__MACOSX/._maret.csv': 'x' };
    expect((await clerk.send('kiriman.zip', zip(files))).status).toBe(201);
    expect(await list()).toEqual(['anggaran.csv draft', 'maret.csv draft']);
    expect((await clerk.send('kiriman lagi.zip', zip({ ...files, 'catatan.pdf': '%PDF' }))).status).toBe(200);
    expect(await list()).toHaveLength(2);
    expect((await clerk.send('foto.zip', zip({ 'foto.png': '\x89PNG' }))).status).toBe(201);
    expect(await list()).toEqual(['anggaran.csv draft', 'foto.zip refused', 'maret.csv draft']);
  });

  test('names its files by their last part, and by their whole path where two names are equal', () => {
    expect(innerNames(['Jan/rekap.xlsx', 'Feb/rekap.xlsx', 'x/lra.ods'])).toEqual(['Jan - rekap.xlsx', 'Feb - rekap.xlsx', 'lra.ods']);
  });
});
