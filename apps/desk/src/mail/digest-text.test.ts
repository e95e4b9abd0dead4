import { isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { digestText } from './digest-text.ts';

const signal = { size: 123n, day: isoDate('2026-10-31'), text: '' };

test('the digest has measures of new alerts in both languages, and no words of obstacles or contracts', () => {
  const { text } = digestText({
    ...{
      government: 'Kota Pangkalpinang',
      asOf: isoDate('2026-10-31'),
      open: 40,
      withoutNote: 9,
      ended: 2,
      link: 'https://x.test/kerja/peringatan',
    },
    fresh: [
      { kind: 'behind', subject: '', name: 'Dinas Kesehatan', signal: { ...signal, size: -123n } },
      { kind: 'promise-overdue', subject: 'o1|2026-10-01', name: 'Dinas PUPR', signal: { ...signal, text: 'Lahan milik warga' } },
    ],
  });
  expect(text).toContain(
    '40 peringatan berlaku untuk Kota Pangkalpinang, 9 belum diberi catatan. Baru minggu ini: 2. Berakhir minggu ini: 2.',
  );
  expect(text).toContain(
    '- Dinas Kesehatan: Tertinggal dari rencana. 12,3 poin di bawah rencana per 31 Oktober 2026\n- Dinas PUPR: Janji lewat waktu\n',
  );
  expect(text).toContain('- Dinas Kesehatan: Behind plan. 12.3 pts below plan on 31 October 2026\n- Dinas PUPR: Promise overdue\n');
  expect(text).not.toContain('Lahan');
});

test('the digest lists twenty new alerts and counts the rest', () => {
  const fresh = Array.from({ length: 23 }, (_, index) => ({
    kind: 'report-late' as const,
    subject: '9',
    name: `OPD ${index + 1}`,
    signal,
  }));
  const { text } = digestText({ government: 'Kota', asOf: null, open: 23, withoutNote: 23, ended: 0, link: '', fresh });
  expect(text).toContain('- OPD 20: Laporan terlambat. September: terlambat 123 hari\n- dan 3 lagi\n');
  expect(text).toContain('Belum ada realisasi terverifikasi.');
});
