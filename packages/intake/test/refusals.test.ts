import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../src/intake.ts';
import { workbookOf } from './book.ts';

interface Case {
  /** Tables for which the reason is true, each a sheet of one file: cells are parted by bars. */
  said: Record<string, string>;
  /** Tables for which it is not, though they look alike. */
  notSaid: Record<string, string>;
  /** What the message must name, besides the sheet. */
  names?: RegExp;
  container?: 'csv';
}

const title = 'PEMERINTAH KOTA PANGKALPINANG\nLAPORAN REALISASI ANGGARAN MURNI\nSAMPAI DENGAN 30 JUNI 2025\n';
const plan = (months: readonly number[], amounts: string) =>
  `ANGGARAN KAS 2025\nKode SKPD|Kode Sub Kegiatan|Kode Rekening|${months.map((month) => `Bulan ${month}`).join('|')}\n` +
  `1.02.0.00.0.00.01.0000|1.02.01.2.01.0001|5.1.02.01.01.0024|${months.map(() => amounts).join('|')}`;
const months = Array.from({ length: 12 }, (_, at) => at + 1);
const itemised = 'Kode Rekening|Uraian|Volume|Harga Satuan|Jumlah\n5.1.02|Barang|2|50|100';
const page = 'Kode Rekening|Uraian|Anggaran|Realisasi\n5|Belanja|1000|400\n5.1|Operasi|1000|400\n5.1.01|Pegawai|1000|400';
const physical = 'Kode Sub Kegiatan|Nama Sub Kegiatan|Fisik Target (%)|Keuangan (%)\n1.02.01.2.01.0001|Sub|10|10';
const byMonth = (amounts: readonly number[]) =>
  `Kode Daerah|Tahun|Bulan|Kode Akun|Anggaran|Realisasi\n${amounts.map((amount, at) => `19.71|2025|${at + 1}|5|1200|${amount}`).join('\n')}`;
const template =
  'Format|SIP KADIN 1\nJenis data|realisasi\nTahun anggaran|2026\n\n' +
  'Kode unit|Nama unit|Kode sub kegiatan|Nama sub kegiatan|Kode rekening|Nama rekening|Kode sumber dana|Nama sumber dana|Realisasi\n' +
  '1.02.2.14.0.00.01.0000|Dinas Kesehatan|1.02.01.2.01.0001|Dokumen|5.1.02.01.001.00024|ATK|||1';
const unit = 'SKPD : 1.02.0.00.0.00.01.0000 Dinas Contoh\n';

const refusals: Record<string, Case> = {
  'no-table': {
    names: /Nama \(A\)|Hari \(A\)|–/,
    said: {
      'a list of schools': 'Nama|Alamat\nSD 1|Jalan A\nSD 2|Jalan B',
      'a timetable': 'Hari|Acara\nSenin|Rapat\nSelasa|Rapat',
      'a letter': 'Kepada Yth.\nKepala Badan Keuangan\ndi tempat',
    },
    notSaid: {
      'a page of accounts': title + page,
      'names beside amounts': 'Uraian|Anggaran|Realisasi\nBelanja Pegawai|1000|400\nBelanja Modal|500|100',
      'a list of codes': 'Kode|Nama\n5.1.01|Belanja Pegawai\n5.1.02|Belanja Barang',
    },
  },
  'no-amounts': {
    names: /\([A-Z]\)/,
    said: {
      'accounts and their names': 'Kode Akun|Nama Akun\n5.1.01|Belanja Pegawai\n5.1.02|Belanja Barang dan Jasa',
      'regions and their inhabitants': 'Kode|Nama|Jumlah Penduduk\n19.71|Kota Pangkalpinang|218569\n19.01|Kabupaten Bangka|326265',
      'OPD and their heads':
        'Kode SKPD|Nama SKPD|Status\n1.02.0.00.0.00.01.0000|Dinas Contoh|Aktif\n1.03.0.00.0.00.01.0000|Dinas Lain|Aktif',
    },
    notSaid: {
      'amounts under a year': `${title}Kode Rekening|Uraian|2025\n5.1.01|Pegawai|600\n5.1.02|Barang|500`,
      'accounts of which only one has an amount': `${title}Kode Rekening|Uraian|Anggaran\n5.1.01|Pegawai|\n5.1.02|Barang|500`,
      'names of kinds of spending with amounts':
        'tahun|skpd|kategori_belanja|anggaran|realisasi\n2025|Dinas Contoh|Belanja Pegawai|1000|400\n2025|Dinas Contoh|Belanja Modal|500|100',
      'amounts by activity': `${title}Kode Sub Kegiatan|Nama Sub Kegiatan|Pagu\n1.02.01.2.01.0001|Satu|100\n1.02.01.2.01.0002|Dua|200`,
      'a code of nothing that is known beside amounts': 'Kode Barang|Nama Barang|Nilai\nA-1|Meja|1000000\nA-2|Kursi|500000',
    },
  },
  'no-codes': {
    names: /\(?[A-Z]\)?/,
    said: {
      'kinds of spending by name':
        'tahun|skpd|kategori_belanja|anggaran|realisasi\n2025|Dinas Contoh|Belanja Pegawai|1000|400\n2025|Dinas Contoh|Belanja Modal|500|100',
      'an LRA without its codes': 'Uraian|Anggaran|Realisasi\nPENDAPATAN|1000|400\nBELANJA|500|100',
      'goods and their values': 'Kode Barang|Nama Barang|Nilai\nA-1|Meja|1000000\nA-2|Kursi|500000',
    },
    notSaid: {
      'codes under a running number': `${title}NO. URUT|URAIAN|ANGGARAN|REALISASI\n5|BELANJA|1000|400\n5.1|OPERASI|1000|400\n5.1.1|Pegawai|600|300\n5.1.2|Barang|400|100`,
      'codes in the cells of the names': `${title}Rekening|Anggaran|Realisasi\n5.1.01 Belanja Pegawai|600|300\n5.1.02 Belanja Barang|400|100`,
      'codes without dots': `${title}Kode Rekening|Uraian|Anggaran|Realisasi\n5|BELANJA|1000|400\n5101|Pegawai|600|300\n5102|Barang|400|100`,
      'codes of accounts alone': 'Kode Akun|Nama Akun\n5.1.01|Belanja Pegawai\n5.1.02|Belanja Barang',
    },
  },
  'codes-without-dots': {
    names: /\d{5}/,
    said: {
      'thirteen digits': `${title}Kode Rek|Uraian|Anggaran\n5102010010024|ATK|600\n5102010010025|Kertas|400`,
      'five digits': `${title}Kode Rekening|Uraian|Anggaran\n51021|ATK|600\n51022|Kertas|400`,
      'lengths of two kinds': `${title}Kode Akun|Uraian|Anggaran\n510201010024|ATK|600\n51020100100025|Kertas|400`,
    },
    notSaid: {
      'twelve digits': `${title}Kode Rek|Uraian|Anggaran\n510201010024|ATK|600\n510201010025|Kertas|400`,
      'four digits': `${title}Kode Rek|Uraian|Anggaran\n5101|Pegawai|600\n5102|Barang|400`,
      'codes with dots': title + page,
      'numbers of other things': 'Kode Barang|Nama Barang|Nilai\n10001|Meja|1000000\n10002|Kursi|500000',
    },
  },
  'no-row-codes': {
    names: /./,
    said: {
      'OPD by name': 'No|Nama SKPD|Pagu\n1|Dinas Kesehatan|1000\n2|Dinas Pendidikan|500',
      'programs by name': 'Program|Anggaran|Realisasi\nProgram Penunjang|1000|400\nProgram Kesehatan|500|100',
      'activities by name': 'Sub Kegiatan|Pagu\nPenyusunan Dokumen|1000\nEvaluasi|500',
    },
    notSaid: {
      'OPD by code': 'Kode SKPD|Nama SKPD|Pagu\n1.02.0.00.0.00.01.0000|Dinas Kesehatan|1000\n1.01.0.00.0.00.01.0000|Dinas Pendidikan|500',
      'kinds of spending by name': 'Nama SKPD|Jenis|Anggaran\nDinas Contoh|Belanja Pegawai|1000\nDinas Contoh|Belanja Modal|500',
      'names without amounts': 'Nama SKPD|Status\nDinas Kesehatan|Aktif\nDinas Pendidikan|Aktif',
    },
  },
  'form-empty': {
    names: /\([A-Z]\)/,
    said: {
      'a page of zeros': `${title}Kode Rekening|Uraian|Anggaran|Realisasi\n5.1.01|Pegawai|0|0\n5.1.02|Barang|0|0`,
      'a page of blanks': `${title}Kode Rekening|Uraian|Anggaran|Realisasi\n5.1.01|Pegawai||\n5.1.02|Barang||`,
      'a cash plan of a budget and no month': `ANGGARAN KAS 2025\nKode SKPD|Kode Sub Kegiatan|Kode Rekening|Pagu|${months.map((month) => `Bulan ${month}`).join('|')}\n1.02.0.00.0.00.01.0000|1.02.01.2.01.0001|5.1.02.01.01.0024|100`,
      'a progress report of a budget and no progress': `RFK 2025\n${unit}Kode Sub Kegiatan|Nama Sub Kegiatan|Pagu|Keuangan (%)|Fisik s.d. (%)\n1.02.01.2.01.0001|Sub|1000||`,
    },
    notSaid: {
      'a progress report of activities with money and no progress': `RFK s.d. 30 Juni 2025\n${unit}Kode Sub Kegiatan|Nama Sub Kegiatan|Pagu|Realisasi Keuangan|Realisasi Fisik (%)\n1.02.01.2.01.0001|Sub|1000|500|`,
      'one amount among blanks': `${title}Kode Rekening|Uraian|Anggaran|Realisasi\n5.1.01|Pegawai||\n5.1.02|Barang||7`,
      'a region among the titles': `LAPORAN REALISASI ANGGARAN\nUrusan Pemerintahan|:|Kabupaten Toba|\nKODE REKENING|URAIAN|ANGGARAN|REALISASI\n5|BELANJA|1000|400\n5.1|OPERASI|1000|400\n5.1.01|Pegawai|1000|400`,
      'a progress report with money and no progress': `LAPORAN REALISASI FISIK DAN KEUANGAN\nKODE REKENING|URAIAN|PAGU|REALISASI KEUANGAN (Rp)|REALISASI FISIK (%)\n5|BELANJA|1000|500|\n5.1.01|Pegawai|1000|500|`,
      'amounts of rows whose codes are unknown': `${title}Kode Rekening|Uraian|Anggaran|Realisasi\n5.1.01|Pegawai||\nlain-lain||900|100`,
    },
  },
  'shape-progress': {
    names: /Fisik|FISIK|RFK/,
    said: {
      'targets alone': `RFK 2025\n${unit}${physical}`,
      'the work of one month': `RFK 2025\n${unit}Kode Sub Kegiatan|Nama Sub Kegiatan|Bulan Ini Fisik Realisasi|Keuangan Realisasi\n1.02.01.2.01.0001|Dokumen|10|10`,
      'a title and no table': 'LAPORAN REALISASI FISIK\nBulan Juni 2025\nUraian|Keterangan\nPekerjaan jalan|selesai',
    },
    notSaid: {
      'progress to date': `RFK 2025\n${unit}Kode Sub Kegiatan|Nama Sub Kegiatan|Keuangan (%)|Fisik s.d. bulan ini (%)\n1.02.01.2.01.0001|Sub|10|20`,
      'money by account under such a title': `REALISASI FISIK DAN KEUANGAN\n${title}${page}`,
      'a page of accounts': title + page,
    },
  },
  'shape-work-plan': {
    names: /RENCANA|DOKUMEN|RINCIAN/,
    said: {
      'an RKA': `RENCANA KERJA DAN ANGGARAN\n${itemised}`,
      'a DPA': `DOKUMEN PELAKSANAAN ANGGARAN\n${itemised}`,
      'a calculation': `RINCIAN PERHITUNGAN\n${itemised}`,
    },
    notSaid: {
      'an LRA that mentions the plan': `${title}Disusun menurut Rencana Kerja dan Anggaran\n${page}`,
      'a recap with all codes': `RENCANA KERJA DAN ANGGARAN\nKode SKPD|Nama SKPD|Kode Sub Kegiatan|Nama Sub Kegiatan|Kode Rekening|Nama Rekening|Pagu\n1.02.0.00.0.00.01.0000|Dinas|1.02.01.2.01.0001|Sub|5.1.02.01.01.0024|ATK|100`,
      'a cash plan': plan(months, '10'),
    },
  },
  'amounts-scaled': {
    said: {
      'in a title': `${title}(dalam jutaan rupiah)\n${page}`,
      'beneath the labels': `${title}Kode Rekening|Uraian|Anggaran|Realisasi\n||(Rp.000)|(Rp.000)\n5.1.01|Pegawai|10|4`,
      'in thousands': `${title}(dalam ribuan rupiah)\n${page}`,
    },
    notSaid: {
      'in rupiah': `${title}(dalam rupiah)\n${page}`,
      'an account that is called so': `${title}Kode Rekening|Uraian|Anggaran\n5.1.01|Pegawai|10\n5.1.02|Seribu Rumah|5`,
      'a page of accounts': title + page,
    },
  },
  'column-missing': {
    names: /bulan \d/,
    said: {
      'a month between under another label': plan(months, '10').replace('Bulan 5|', 'Bln Lima|'),
      'two months between under other labels': plan(months, '10').replace('Bulan 3|Bulan 4', 'Maert|Aprl'),
      'the second under another label': plan([1, 2, 3, 4, 5, 6, 7], '10').replace('Bulan 2|', 'Pebr|'),
    },
    notSaid: {
      'a month between that is not there': plan([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12], '10'),
      'two months between that are not there': plan([1, 2, 5, 6, 7, 8, 9], '10'),
      'every month': plan(months, '10'),
      'the first seven': plan([1, 2, 3, 4, 5, 6, 7], '10'),
      'the last half of the year': plan([7, 8, 9, 10, 11, 12], '10'),
    },
  },
  'months-fall': {
    said: {
      'every other month': byMonth([100, 80, 120, 90]),
      'the last month': byMonth([100, 200, 50]),
      'all months': byMonth([100, 90, 80, 70]),
    },
    notSaid: {
      'months that rise': byMonth([100, 180, 300, 390]),
      'months that stay': byMonth([100, 100, 100]),
      'one month': byMonth([100]),
    },
  },
  'template-head-wrong': {
    said: {
      'a kind that there is not': template.replace('realisasi', 'belanja'),
      'no kind': template.replace('realisasi', ''),
      'a year for a kind': template.replace('realisasi', '2026'),
    },
    notSaid: {
      'its own kind': template,
      'its kind in capitals': template.replace('realisasi', 'REALISASI'),
      'another kind': template.replace('realisasi', 'anggaran').replace('|Realisasi', '|Anggaran'),
    },
  },
  'csv-amounts-cut': {
    container: 'csv',
    names: /\d/,
    said: Object.fromEntries(
      ['1|000|400', '12|345|678', '7|100|200'].map((amount) => [
        amount,
        `${title}Kode Rekening|Uraian|Anggaran\n5.1.01|Pegawai|${amount}\n5.1.02|Barang|${amount}`,
      ]),
    ),
    notSaid: {
      'whole amounts': `${title}Kode Rekening|Uraian|Anggaran\n5.1.01|Pegawai|1000400\n5.1.02|Barang|500`,
      'words behind the columns': `${title}Kode Rekening|Uraian|Anggaran\n5.1.01|Pegawai|1000|lihat lampiran\n5.1.02|Barang|500|`,
      'blanks behind the columns': `${title}Kode Rekening|Uraian|Anggaran\n5.1.01|Pegawai|1000||\n5.1.02|Barang|500||`,
    },
  },
};

async function read(table: string, container: 'csv' | undefined) {
  const rows = table
    .split('\n')
    .map((line) => line.split('|').map((text) => (container !== 'csv' && /^\d+$/.test(text) ? Number(text) : text)));
  const workbook = workbookOf({ sheets: [{ name: 'Lembar', rows }] }, container);
  const { report } = await readWorkbook(workbook, 'berkas.xlsx', {}, { line: () => {}, restart: () => {} });
  return report;
}

describe.each(Object.entries(refusals))('a file is refused because of %s', (code, { said, notSaid, names = /./, container }) => {
  it.each(Object.entries(said))('of %s, and says what is there', async (_, table) => {
    const { outcome, findings } = await read(table, container);
    const blocking = findings.filter(({ severity }) => severity === 'blocking');
    expect({ outcome, codes: blocking.map((finding) => finding.code) }).toEqual({ outcome: 'refused', codes: [code] });
    expect(blocking[0]).toMatchObject({ sheet: 'Lembar', message: { id: expect.stringMatching(names), en: expect.stringMatching(names) } });
  });

  it.each(Object.entries(notSaid))('but not of %s', async (_, table) => {
    const { findings } = await read(table, container);
    expect(findings.map((finding) => finding.code)).not.toContain(code);
  });

  it('with three files or more of either', () => {
    expect(Object.keys(said).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(notSaid).length).toBeGreaterThanOrEqual(3);
  });
});

it('holds every reason for which a form refuses a sheet against files', () => {
  const source = join(import.meta.dirname, '../src');
  const files = globSync('{shapes,sheets}/**/*.ts', { cwd: source });
  const codes = files.flatMap((file) => [
    ...readFileSync(join(source, file), 'utf8').matchAll(/refusal: '([a-z-]+)'|finding\('((?:no|form)-[a-z-]+)'/g),
  ]);
  expect(codes.length).toBeGreaterThan(8);
  for (const [, refusal, reason] of codes) expect(Object.keys(refusals)).toContain(refusal ?? reason);
});
