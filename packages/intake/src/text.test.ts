import { describe, expect, it } from 'vitest';
import { clean, personalData, plain } from './text.ts';

describe('text as it should have been typed', () => {
  it.each([
    ['  Belanja \u00a0Alat\nTulis  ', 'Belanja Alat Tulis'],
    ['Pe\u00adngadaan', 'Pengadaan'],
    ['\u202eevil\u202c', 'evil'],
    ['a\tb\r\nc', 'a b c'],
    ["'=1+1", '=1+1'],
    ["'quoted'", "'quoted'"],
    ['<script>', '<script>'],
    ['Belanja Alat', 'Belanja Alat'],
  ])('%j is %j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('compares labels without regard to case, dots and spaces', () => {
    expect(plain(' Kode/Nama \n SKPD. ')).toBe('KODE NAMA SKPD');
  });
});

describe('personal data in a kept text', () => {
  it.each([
    ['Honor Budi, NIP. 19800101 200501 1 001', 'NIP'],
    ['198001012005011001', 'NIP'],
    ['NIK 3201012345678901', 'NIK/NPWP'],
    ['NPWP 01.234.567.8-901.000', 'NPWP'],
    ['hubungi 0812-3456-7890', 'no. HP'],
    ['+62 812 3456 7890', 'no. HP'],
    ['budi@example.go.id', 'e-mail'],
    ['Rehabilitasi SDN 9 Waeapo 2025', undefined],
    ['1.02.2.14.0.00.01.0000 Dinas Kesehatan', undefined],
    ['5.1.02.01.001.00024', undefined],
    ['Jalan 12.500 m, tahun 2025', undefined],
    ['Paket @ Rp 250.000', undefined],
  ])('%j: %s', (text, what) => {
    expect(personalData(text)).toBe(what);
  });
});
