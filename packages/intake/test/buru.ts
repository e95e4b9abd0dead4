import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Code, level, parseDecimal, type Sen, sum, toDecimal } from '@sipkadin/budget';
import { parse } from 'csv-parse/sync';
import { columnLetters } from '../src/table/sheet.ts';
import { workbook, worksheet } from './workbook.ts';
import { zip } from './zip.ts';

/**
 * Real figures of Kabupaten Buru (buru/README.md), written as the four workbooks that SIPD exports. Codes, names and amounts are the
 * publisher's; the layout, the persons and the months of the cash plan are made here.
 */
const folder = join(import.meta.dirname, 'buru');
type Entry = Readonly<Record<string, string>>;
const list = (name: string): Entry[] => parse(readFileSync(join(folder, `${name}.csv`)), { columns: true });

/** An amount is a number in the file, everything else is text. */
type Value = { amount: string } | string;
type Table = readonly (readonly Value[])[];

const names = new Map(list('names').map(({ kind, code, name = '' }) => [`${kind} ${code}`, name]));
const nameOf = (kind: 'unit' | 'activity' | 'account' | 'fund' | 'function', code = '') => names.get(`${kind} ${code}`) ?? '';
const amountOf = (printed = ''): Value => (printed === '' ? '' : { amount: printed });
const field = (row: Entry, name: string) => row[name] ?? '';

/** "2.16.02.2.01.0015" → urusan, bidang, program, kegiatan and itself. */
const pathOf = (activity: string): Code[] => [1, 2, 3, 5, 6].map((length) => activity.split('.').slice(0, length).join('.'));
const withNames = (codes: readonly Code[]) => codes.flatMap((code) => [code, nameOf('activity', code)]);
/** The OPD of a sub-unit: the unit whose number ends in 0000. */
const opdOf = (unit: Code) => unit.replace(/\d{4}$/, '0000');

function cell(value: Value, row: number, column: number): string {
  const at = `${columnLetters(column)}${row}`;
  if (typeof value !== 'string') return `<c r="${at}"><v>${value.amount}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return value === '' ? '' : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function write(sheet: string, table: Table): Buffer {
  const rows = table.map((values, at) => `<row r="${at + 1}">${values.map((value, column) => cell(value, at + 1, column)).join('')}</row>`);
  return zip(workbook({ sheets: [{ name: sheet, part: worksheet(rows.join('')) }] }));
}

const budgetOf = (version: 'murni' | 'perubahan') => list(`budget-2025-${version}`);

/** SIPD's flat recap by package ("rekap 5") of five OPD, 2025. */
export function flatRecap(version: 'murni' | 'perubahan'): Buffer {
  const header = [
    ...['NO', 'TAHUN', 'KODE URUSAN', 'NAMA URUSAN', 'KODE SKPD', 'NAMA SKPD', 'KODE SUB UNIT', 'NAMA SUB UNIT'],
    ...['KODE BIDANG URUSAN', 'NAMA BIDANG URUSAN', 'KODE PROGRAM', 'NAMA PROGRAM', 'KODE KEGIATAN', 'NAMA KEGIATAN'],
    ...['KODE SUB KEGIATAN', 'NAMA SUB KEGIATAN', 'KODE SUMBER DANA', 'NAMA SUMBER DANA', 'KODE REKENING', 'NAMA REKENING'],
    ...['PAKET/KELOMPOK', 'NAMA PAKET/KELOMPOK', 'PAGU'],
  ];
  const rows = budgetOf(version).map(({ unit = '', activity = '', fund = '', account = '', package: name = '', amount }, at): Value[] => {
    const [urusan = '', ...below] = pathOf(activity);
    return [
      ...[{ amount: `${at + 1}` }, { amount: '2025' }, ...withNames([urusan])],
      ...[opdOf(unit), nameOf('unit', opdOf(unit)), unit, nameOf('unit', unit), ...withNames(below)],
      ...[fund, nameOf('fund', fund), account, nameOf('account', account), 'Kelompok', name, amountOf(amount)],
    ];
  });
  return write('Sheet 1', [header, ...rows]);
}

/** SIPD's register of documents of five OPD, January 2026, with the total row one column too far right as SIPD writes it. */
export function register(): Buffer {
  const header = [
    ...['Kode SKPD', 'Nama SKPD', 'Kode Sub SKPD', 'Nama Sub SKPD', 'Kode Fungsi', 'Nama Fungsi', 'Kode Sub Fungsi', 'Nama Sub Fungsi'],
    ...['Kode Urusan', 'Nama Urusan', 'Kode Bidang Urusan', 'Nama Bidang Urusan', 'Kode Program', 'Nama Program'],
    ...['Kode Kegiatan', 'Nama Kegiatan', 'Kode Sub Kegiatan', 'Nama Sub Kegiatan', 'Kode Rekening', 'Nama Rekening'],
    ...['Nomor Dokumen', 'Jenis Dokumen', 'Jenis Transaksi', 'Nomor DPT', 'Tanggal Dokumen', 'Keterangan Dokumen'],
    ...['Nilai Realisasi', 'Nilai Setoran', 'NIP Pegawai', 'Nama Pegawai', 'Tanggal Simpan', 'Nomor SPD', 'Periode SPD', 'Nilai SPD'],
    ...['Tahapan SPD', 'Nama Sub Tahapan Jadwal', 'Tahapan APBD', 'Nomor SPP', 'Tanggal SPP', 'Nomor SPM', 'Tanggal SPM'],
    ...['Nomor SP2D', 'Tanggal SP2D', 'Tanggal Transfer', 'Nilai SP2D'],
  ];
  const documents = list('documents-2026-01');
  const payments = list('payments-2026-01');
  const rows = payments.map((payment): Value[] => {
    const at = Number(payment['document']);
    const document = documents[at - 1] ?? {};
    const unit = field(document, 'unit');
    const account = field(payment, 'account');
    const [main = '', sub = ''] = field(payment, 'function').split('.');
    const employee = `${at}`.padStart(2, '0');
    return [
      ...[opdOf(unit), nameOf('unit', opdOf(unit)), unit, nameOf('unit', unit)],
      ...[main, nameOf('function', main), sub, nameOf('function', `${main}.${sub}`), ...withNames(pathOf(field(payment, 'activity')))],
      ...[account, nameOf('account', account), field(document, 'document'), field(document, 'kind'), field(document, 'transaction'), ''],
      ...[field(document, 'date'), `Pembayaran Gaji a.n. PEGAWAI ${employee}`, amountOf(payment['amount']), { amount: '0' }],
      ...[`1980010120050100${employee}`, `PEGAWAI ${employee}`, field(document, 'saved'), field(payment, 'spd'), field(payment, 'quarter')],
      ...[amountOf(payment['spdAmount']), ...field(payment, 'stage').split('|')],
      ...['spp', 'sppDate', 'spm', 'spmDate', 'sp2d', 'sp2dDate', 'transferred'].map((name) => field(document, name)),
      amountOf(document['sp2dAmount']),
    ];
  });
  const blanks = (count: number) => Array<Value>(count).fill('');
  const total = toDecimal(sum(payments.map(({ amount }) => senOf(amount))));
  const last = ['Total', ...blanks(26), { amount: total }, { amount: '0' }];
  return write('Data Realisasi Dokumen', [['LAPORAN REALISASI PER DOKUMEN'], ['KAB. BURU'], ['TAHUN 2026'], [], header, ...rows, last]);
}

const senOf = (printed = ''): Sen => parseDecimal(printed || '0') ?? 0n;

/** One row of the tree: the codes that it prints and the sums of operasi (5.1) and modal (5.2) beneath it. */
interface Branch {
  codes: readonly [field: Code, unit: Code, activity: Code, account: Code];
  name: string;
  operating: Sen;
  capital: Sen;
}

/** SIPD's tree report of Sekretariat Daerah and its nine bagian after the change of 2025: each level is the sum of those below. */
export function tree(): Buffer {
  const opd = '4.01.0.00.0.00.01.0000';
  const branches = new Map<string, Branch>();
  const add = (codes: Branch['codes'], name: string, account: Code, amount: Sen) => {
    const key = codes.join(' ');
    const branch = branches.get(key) ?? { codes, name, operating: 0n, capital: 0n };
    branches.set(key, branch);
    if (account.startsWith('5.2')) branch.capital += amount;
    else branch.operating += amount;
  };
  const lines = budgetOf('perubahan').filter(({ unit = '', amount }) => opdOf(unit) === opd && amount !== '');
  const inOrder = lines.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const { unit = '', activity = '', account = '', amount } of inOrder) {
    const [urusan = '', bidang = '', ...activities] = pathOf(activity);
    const sen = senOf(amount);
    add([urusan, '', '', ''], nameOf('activity', urusan), account, sen);
    add([bidang, '', '', ''], nameOf('activity', bidang), account, sen);
    add([bidang, unit, '', ''], nameOf('unit', unit), account, sen);
    for (const code of activities) add([bidang, unit, code, ''], nameOf('activity', code), account, sen);
    for (const code of accountsTo(account))
      add([bidang, unit, activity, code], nameOf('account', code) || `Rekening ${code}`, account, sen);
  }
  const total = [...branches.values()].filter(({ codes: [code, unit] }) => level(code) === 1 && unit === '');
  const amounts = (of: readonly Branch[]): Value[] => {
    const [operating, capital] = [sum(of.map((branch) => branch.operating)), sum(of.map((branch) => branch.capital))];
    return [operating, capital, operating + capital].map((amount) => ({ amount: toDecimal(amount) }));
  };
  return write('SETDA', [
    ['KAB. BURU'],
    ['REKAPITULASI BELANJA MENURUT URUSAN PEMERINTAH DAERAH, ORGANISASI, PROGRAM, KEGIATAN'],
    ['TAHUN ANGGARAN 2025 PERUBAHAN'],
    [],
    ['Kode', '', '', '', 'Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan', 'Kelompok Belanja'],
    ['', '', '', '', '', 'Operasi', 'Modal', 'Total'],
    ['', '', '', '', '', 'Anggaran', 'Anggaran', 'Anggaran'],
    ...[...branches.values()].map((branch) => [...branch.codes, branch.name, ...amounts([branch])]),
    ['', '', '', '', 'Jumlah', ...amounts(total)],
  ]);
}

const keyOf = ({ unit, activity, account }: Entry) => `${unit} ${activity} ${account}`;
/** "5.1.02.01.01.0024" → 5.1.02, 5.1.02.01, … and itself. */
const accountsTo = (account: Code): Code[] => [3, 4, 5, 6].map((length) => account.split('.').slice(0, length).join('.'));

/** SIPD's cash plan of Dinas Komunikasi dan Informatika, 2025 murni: a twelfth of each line a month, what remains in December. */
export function cashPlan(): Buffer {
  const quarters = ['TW 1', 'TW2', 'TW 3', 'TW 4'];
  const months = quarters.flatMap((quarter, at) => [...[1, 2, 3].map((month) => `bulan${at * 3 + month}`), quarter]);
  const header = [
    ...['Tahun', 'Kode Urusan', 'Nama Urusan', 'Kode Bidang Urusan', 'Nama Bidang Urusan', 'Kode SKPD', 'Nama SKPD'],
    ...['Kode Program', 'Nama Program', 'Kode Kegiatan', 'Nama Kegiatan', 'Kode Sub Kegiatan', 'Nama Sub Kegiatan'],
    ...['Kode Akun', 'Nama Akun', 'Nilai Rincian', ...months],
  ];
  const opd = '2.16.2.20.2.21.01.0000';
  const lines = Map.groupBy(
    budgetOf('murni').filter(({ unit, amount }) => unit === opd && amount !== ''),
    keyOf,
  );
  const rows = [...lines.values()].map((same): Value[] => {
    const [{ unit = '', activity = '', account = '' } = {}] = same;
    const total = sum(same.map(({ amount }) => senOf(amount)));
    // Whole rupiah a month, as plans are written.
    const monthly = (total / 1200n) * 100n;
    const december = total - 11n * monthly;
    const printed = quarters.flatMap((_, at) => {
      const last = at === 3 ? december : monthly;
      return [monthly, monthly, last, 2n * monthly + last];
    });
    const [urusan = '', bidang = '', ...activities] = pathOf(activity);
    return [
      ...[{ amount: '2025' }, ...withNames([urusan, bidang]), unit, nameOf('unit', unit), ...withNames(activities)],
      ...[account, nameOf('account', account)],
      ...[total, ...printed].map((amount) => ({ amount: toDecimal(amount) })),
    ];
  });
  return write('RAK', [['ANGGARAN KAS TAHUN 2025 MURNI'], ['KAB. BURU'], header, ...rows]);
}

/** All five, written under names that say what they do not: government and version. @returns their paths, there until the process ends */
export function writeBuruFiles(): string[] {
  const target = mkdtempSync(join(tmpdir(), 'sipkadin-buru-'));
  process.once('exit', () => rmSync(target, { recursive: true, force: true }));
  const all = {
    'rekap5_buru_2025_murni.xlsx': flatRecap('murni'),
    'rekap5_buru_2025_perubahan.xlsx': flatRecap('perubahan'),
    'register_buru_2026_jan.xlsx': register(),
    'lra_buru_setda_2025_perubahan.xlsx': tree(),
    'rak_buru_kominfo_2025_murni.xlsx': cashPlan(),
  };
  return Object.entries(all).map(([name, bytes]) => {
    const path = join(target, name);
    writeFileSync(path, bytes);
    return path;
  });
}
