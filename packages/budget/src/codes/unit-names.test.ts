import { expect, test } from 'vitest';
import { unitNameInEnglish } from './unit-names.ts';

test.each([
  ['Dinas Kesehatan', 'Health Office'],
  ['Dinas Pendidikan dan Kebudayaan', 'Education and Culture Office'],
  ['Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu dan Tenaga Kerja', 'Investment, One-Stop Services and Labour Office'],
  ['Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah', 'Personnel and Human Resources Agency'],
  ['Badan Penanggulangan Bencana Daerah', 'Disaster Management Agency'],
  ['Sekretariat DPRD', 'Council Secretariat'],
  ['Kecamatan Bukit Intan', 'Bukit Intan District'],
  // A name with a part that is not listed has none: half a translation would be another office.
  ['Dinas Kesehatan dan Sihir', undefined],
  ['UPTD RSUD Depati Hamzah', undefined],
  ['Dinas', undefined],
  ['Dinas constructor', undefined],
])('%s in English', (name, english) => {
  expect(unitNameInEnglish(name)).toBe(english);
});
