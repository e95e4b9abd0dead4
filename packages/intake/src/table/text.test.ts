import { describe, expect, it } from 'vitest';
import { clean, plain } from './text.ts';

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
