import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../money/money.ts';
import { personalData, withoutPersonalData } from './personal-data.ts';

describe('personal data in a text', () => {
  it.each([
    ['Honor Budi, NIP. 19800101 200501 1 001', 'NIP', 'Honor Budi, NIP. [NIP]'],
    ['198001012005011001', 'NIP', '[NIP]'],
    ['NIK 3201012345678901.', 'NIK/NPWP', 'NIK [NIK-NPWP].'],
    ['3201 0123 4567 8901', 'NIK/NPWP', '[NIK-NPWP]'],
    ['NPWP 01.234.567.8-901.000', 'NPWP', 'NPWP [NPWP]'],
    ['NPWP 012345678901000, lunas', 'NPWP', 'NPWP [NPWP], lunas'],
    ['hubungi 0812-3456-7890', 'no. HP', 'hubungi [no. HP]'],
    ['0812.3456.7890', 'no. HP', '[no. HP]'],
    ['+62 812 3456 7890', 'no. HP', '[no. HP]'],
    ['Telp. (0717) 421234 ext', 'no. HP', '[no. HP] ext'],
    ['budi@example.go.id', 'e-mail', '[e-mail]'],
    ['No. Rek. BSB 145-30-00123 a.n. Budi Santoso', 'rekening bank', 'No. [rekening bank] [nama orang]'],
    ['rekening Bank Sumsel Babel 1450101234', 'rekening bank', '[rekening bank]'],
    ['Rumah Jl. Melati No. 5 RT 03/RW 02 Gerunggang', 'alamat', 'Rumah [alamat] Gerunggang'],
    ['Alamat: Jl. Melati No. 5', 'alamat', '[alamat]'],
    ['Honor atas nama Siti Aminah', 'nama orang', 'Honor [nama orang]'],
    ['NIK ３２０１０１２３４５６７８９０１', 'NIK/NPWP', 'NIK [NIK-NPWP]'],
    ['٣٢٠١٠١٢٣٤٥٦٧٨٩٠١', 'NIK/NPWP', '[NIK-NPWP]'],
    ['𝟑𝟐𝟎𝟏𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎𝟏', 'NIK/NPWP', '[NIK-NPWP]'],
    ['hubungi 0812–3456–7890', 'no. HP', 'hubungi [no. HP]'],
    ['0812\u00a03456\u00a07890', 'no. HP', '[no. HP]'],
    ['budi＠example.go.id', 'e-mail', '[e-mail]'],
    ['surel budi (at) example.go.id', 'e-mail', 'surel [e-mail]'],
    ['budi[at]example[dot]com', 'e-mail', '[e-mail]'],
    ['hubungi 0 8 1 2 3 4 5 6 7 8 9 0', 'no. HP', 'hubungi [no. HP]'],
    ['NIK 3 2 0 1 0 1 2 3 4 5 6 7 8 9 0 1', 'NIK/NPWP', 'NIK [NIK-NPWP]'],
    ['1 9 8 0 0 1 0 1 2 0 0 5 0 1 1 0 0 1', 'NIP', '[NIP]'],
    ['Bantuan untuk pak Budi', 'nama orang', 'Bantuan untuk [nama orang]'],
    ['Honor Bu Siti Aminah', 'nama orang', 'Honor [nama orang]'],
    ['rumah di jalan merdeka 12', 'alamat', 'rumah di [alamat]'],
  ])('%j: %s', (text, kind, without) => {
    expect(personalData(text)).toBe(kind);
    expect(withoutPersonalData(text)).toBe(without);
    expect(personalData(withoutPersonalData(text))).toBeUndefined();
  });

  it.each([
    'Rehabilitasi SDN 9 Waeapo 2025',
    '1.02.2.14.0.00.01.0000 Dinas Kesehatan',
    '5.1.02.01.001.00024',
    'Kode Rekening 5.1.02.01.01.0024 Belanja Alat',
    'Jalan 12.500 m, tahun 2025',
    'Pembangunan Jl. Ahmad Yani 2025-2026',
    'Drainase RT 03 RW 02',
    'Paket @ Rp 250.000',
    'Rp62.812.345.678',
    'Rp 467.998.630.663,83',
    '19.71/04.0/000012/LS/1.02.0.00.0.00.01.0000/M/1/2026',
    'Bank Sampah 2024-2025',
    'Belanja atas nama Pemerintah Kota',
    'Sewa tanah. Pemeliharaan 2025',
    'Pemeliharaan jalan merdeka 12',
    'Pelebaran Jalan Mentok 2',
    'Jalan Lingkar 2 km',
    'PAK Tahun 2025',
    'Honor Pak Camat',
    'Kuesioner skala 1 2 3 4 5 6 7',
  ])('there is none in %j', (text) => {
    expect(personalData(text)).toBeUndefined();
    expect(withoutPersonalData(text)).toBe(text);
  });

  it('is in no whole number of nine digits, which readers rely on', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 620_000_000, max: 629_999_999 })), (number) => {
        expect(personalData(String(number))).toBeUndefined();
      }),
    );
  });

  it('is not taken for an amount as findings print it', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n), (sen) => {
        const text = toDecimal(sen);
        expect(withoutPersonalData(text)).toBe(text);
      }),
    );
  });
});
