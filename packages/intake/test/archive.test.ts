import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import { read } from '../src/sandbox/sandbox.ts';
import { unpack } from '../src/sandbox/unpack.ts';
import { file, workbook } from './workbook.ts';
import { type Part, repeated, zip } from './zip.ts';

const book = zip(workbook({}));
const part = (name: string, body: string | Buffer = 'KODE;PAGU\n5;1'): Part => ({ name, body });

async function unpacked(bytes: Buffer) {
  const result = await unpack(file(bytes), 'kiriman.zip');
  if (result === undefined) return undefined;
  const files = result.files.map(({ name, path }) => [name, readFileSync(path)] as const);
  result.dispose();
  expect(result.files.some(({ path }) => existsSync(path))).toBe(false);
  const { outcome, container, findings } = result.refusal ?? {};
  see(findings ?? []);
  return { files, leftOut: result.leftOut, refusal: result.refusal && { outcome, container, codes: findings?.map(({ code }) => code) } };
}

describe('an archive of files', () => {
  it('gives each report with its bytes, and names the rest with a reason', async () => {
    const ods = readFileSync(join(import.meta.dirname, 'containers/rekap.ods'));
    const found = await unpacked(
      zip([
        part('Januari/rekap.xlsx', book),
        part('Januari/', ''),
        part('rekap.csv'),
        part('rekap.ods', ods),
        part('terkunci.xlsx', zip([{ ...part('xl/workbook.xml'), flags: 1 }])),
        part('__MACOSX/._rekap.xlsx', 'x'),
        part('.DS_Store', 'x'),
        part('~$rekap.xlsx', 'x'),
        part('surat.pdf', '%PDF-1.7'),
        part('logo.png', Buffer.from('89504e470d0a1a0a0000000d', 'hex')),
        part('bacalah.md', 'halo'),
        part('kosong.xlsx', ''),
      ]),
    );
    expect(found?.files.map(([name]) => name)).toEqual(['Januari/rekap.xlsx', 'rekap.csv', 'rekap.ods', 'terkunci.xlsx']);
    expect(found?.files[0]?.[1].equals(book)).toBe(true);
    expect(found?.leftOut.map(({ name }) => name)).toEqual([
      '__MACOSX/._rekap.xlsx',
      '.DS_Store',
      '~$rekap.xlsx',
      'surat.pdf',
      'logo.png',
      'bacalah.md',
      'kosong.xlsx',
    ]);
    for (const { reason } of found?.leftOut ?? [])
      expect([reason.id, reason.en]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
  });

  it.each<[string, Buffer]>([
    ['an .xlsx', book],
    ['an .xlsx whose parts are in another order', zip(workbook({}).toReversed())],
    ['an .ods', readFileSync(join(import.meta.dirname, 'containers/rekap.ods'))],
    ['a .csv', Buffer.from('KODE;PAGU')],
    ['a byte', Buffer.from('P')],
  ])('is not %s', async (_, bytes) => {
    expect(await unpacked(bytes)).toBeUndefined();
  });

  it.each<[string, Buffer, string]>([
    ['another archive', zip([part('a.csv'), part('dalam.zip', zip([part('b.csv')]))]), 'archive-nested'],
    ['a RAR archive', zip([part('a.csv'), part('dalam.rar', Buffer.from('526172211a0700cf', 'hex'))]), 'archive-nested'],
    ['names that lead outside', zip([part('a.csv'), part('../../etc/passwd')]), 'container-part-name'],
    ['encrypted files', zip([{ ...part('a.csv'), flags: 1 }]), 'container-encrypted'],
    ['too many entries', zip(Array.from({ length: 2001 }, (_, at) => part(`${at}.csv`, ''))), 'container-too-many-parts'],
    ['too many reports', zip(Array.from({ length: 101 }, (_, at) => part(`${at}.csv`))), 'archive-too-many-files'],
    ['more than fits', zip([repeated('a.csv', '', ' '.repeat(1_000_000), 1001, '')]), 'container-too-large'],
    ['much more than its own size', zip([repeated('a.csv', '', ' '.repeat(1_000_000), 51, '')]), 'container-too-large'],
    ['lies about a size', zip([{ ...part('a.csv'), claims: { size: 2 } }]), 'container-damaged'],
    ['lies about a checksum', zip([{ ...part('a.csv'), claims: { crc: 1 } }]), 'container-damaged'],
    ['nothing', zip([]), 'archive-without-tables'],
    ['pictures alone', zip([part('foto.png', Buffer.from('89504e470d0a1a0a', 'hex'))]), 'archive-without-tables'],
  ])('with %s is refused', async (_, bytes, code) => {
    expect(await unpacked(bytes)).toEqual({ files: [], leftOut: [], refusal: { outcome: 'refused', container: 'zip', codes: [code] } });
  });

  it('read as one file is refused as an archive, or for its own fault', async () => {
    for (const [bytes, code] of [
      [zip([part('a.csv')]), 'archive-of-files'],
      [zip([part('a.zip', zip([part('b.csv')]))]), 'archive-nested'],
    ] as const) {
      const { report } = await read(file(bytes), 'a.zip');
      expect([report.outcome, report.container, report.findings.map((found) => found.code)]).toEqual(['refused', 'zip', [code]]);
    }
  });
});

findsWhatIsListed('archive');
