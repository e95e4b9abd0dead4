import { expect, it } from 'vitest';
import { parseSetting, settingKeys, settings, settingText } from '../src/index.ts';

const camera = { place: 'Simpang Lima', address: 'https://cctv.example.test/1', works: 'Jalan Merdeka' };
const [duty = expect.fail()] = settings.duties.initial;
const [share = expect.fail()] = settings.mandatoryShares.initial;
const { bands } = { bands: settings.bands.initial };

it('takes the initial value of every setting, and says it in both languages', () => {
  for (const key of settingKeys) {
    expect(parseSetting(key, settings[key].initial), key).toEqual({ value: settings[key].initial });
    expect([settingText(key, settings[key].initial, 'id'), settingText(key, settings[key].initial, 'en')]).not.toContain('');
  }
  expect(settingText('bands', bands, 'id')).toBe('Januari: Perlu perhatian 5,0, Tertinggal 10,0 poin');
  expect(settingText('reportDay', 10, 'id')).toBe('tanggal 10');
  expect([
    settingText('indexFreeRevisions', 1, 'en'),
    settingText('indexFreeRevisions', 2, 'en'),
    settingText('indexFreeRevisions', 1, 'id'),
  ]).toEqual(['1 version', '2 versions', '1 versi']);
  expect(settingText('population', { people: 231_000, year: 2025, source: 'BPS' }, 'id')).toBe('231.000 jiwa (2025, BPS)');
});

it.each([
  ['reportDay', 0],
  ['reportDay', 29],
  ['reportDay', 1.5],
  ['reportDay', '10'],
  ['reportDay', null],
  ['meetingDay', 29],
  ['basis', 'kas'],
  ['basis', 'toString'],
  ['onePerson', 'ya'],
  ['bands', null],
  ['bands', { ...bands, periods: [] }],
  ['bands', { ...bands, periods: [null] }],
  ['bands', { ...bands, periods: [{ from: 1, attention: -100, behind: -50 }] }],
  ['bands', { ...bands, statuses: {} }],
  ['bands', { ...bands, statuses: { ...bands.statuses, behind: { id: '', en: 'Behind' } } }],
  ['population', { people: 0, year: 2025, source: 'BPS' }],
  ['population', { people: 1, year: 2025, source: ' ' }],
  ['population', { people: 1, year: 2025, source: 'BPS', more: 1 }],
  ['duties', {}],
  ['duties', [{}]],
  ['duties', [duty, duty]],
  ['duties', [{ ...duty, name: { id: 'Laporan', en: '' } }]],
  ['duties', [{ ...duty, due: 'toString' }]],
  ['duties', [{ ...duty, day: 30, month: 2 }]],
  ['duties', [{ ...duty, due: 'none' }]],
  ['duties', [{ ...duty, due: 'after', day: null, month: null, days: 10 }]],
  ['duties', [{ ...duty, answer: 'lra' }]],
  ['mandatoryShares', [{ ...share, percent: null }]],
  ['mandatoryShares', [{ ...share, limit: 'unchecked' }]],
  ['mandatoryShares', [{ ...share, accounts: ['5.1.01.01'] }]],
  ['mandatoryShares', [{ ...share, bidang: ['1.01'] }]],
  ['mandatoryShares', [{ ...share, source: { id: ' ', en: ' ' } }]],
  ['cameras', {}],
  ['cameras', [camera, camera, camera, camera, camera]],
  ['cameras', [{ ...camera, address: 'http://cctv.example.test/1' }]],
  ['cameras', [{ ...camera, address: 'https://a:b@cctv.example.test/' }]],
  ['cameras', [{ ...camera, address: 'https://cctv.example.test; frame-src *' }]],
  ['cameras', [{ ...camera, address: 'javascript:alert(1)' }]],
  ['cameras', [{ ...camera, place: '' }]],
] as const)('refuses %s %j with what was expected', (key, value) => {
  expect(parseSetting(key, value)).toEqual({ fault: { id: expect.stringMatching(/\w/), en: expect.stringMatching(/\w/) } });
});

it('says of a changed list what is new in it alone, and of a wrong one which entry is wrong', () => {
  const later = { ...duty, day: 15, month: 2 };
  expect(settingText('duties', [...settings.duties.initial.slice(1), later], 'id', settings.duties.initial)).toBe(
    'Data APBD (DJPK): 15 Februari, Halaman DJPK',
  );
  expect(settingText('duties', [duty], 'id', [duty])).toBe('–');
  expect(parseSetting('duties', [later, { ...duty, name: later.name }])).toMatchObject({ fault: { id: expect.stringContaining('ke-2') } });
});

it('takes an empty value where it is optional', () => {
  expect(parseSetting('meetingDay', null)).toEqual({ value: null });
  expect(parseSetting('population', null)).toEqual({ value: null });
  expect(parseSetting('cameras', [camera])).toEqual({ value: [camera] });
});
