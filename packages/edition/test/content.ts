import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Code, defaultBands, fiscalYear, isoDate, monthOf, opdOf, type Sen } from '@sipkadin/budget';
import fc from 'fast-check';
import type { EditionContent, EditionLine, Measure, MonthDay } from '../src/edition.ts';

export const opds = ['1.01.2.22.0.00.01.0000', '5.02.0.00.0.00.01.0000', ''] as const;
const unitCodes: readonly Code[] = [...opds, '1.01.2.22.0.00.01.0003'];
const activityCodes: readonly Code[] = ['', '1.01.02', '1.01.02.2.01', '1.01.02.2.01.0001', '1.01.02.2.01.0002', '5.02.01.2.02.0001'];
const accountCodes: readonly Code[] = [
  '4.1.01.15.001.00001',
  '4.2',
  '5',
  '5.1.02',
  '5.1.02.01.001.00001',
  '5.2.02.05.001.00005',
  '5.3.01.01.001.00001',
  '6.1.01',
  '6.2.02.02.001.00001',
];

const amounts: fc.Arbitrary<Sen> = fc.oneof(fc.constant(0n), fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(-(2n ** 62n), 2n ** 62n));

const line: fc.Arbitrary<EditionLine> = fc
  .record({
    measure: fc.constantFrom<Measure>('budget', 'budget', 'plan', 'realization', 'realization', 'progress'),
    version: fc.constantFrom('murni', 'perubahan'),
    unit: fc.constantFrom(...unitCodes),
    activity: fc.constantFrom(...activityCodes),
    account: fc.constantFrom(...accountCodes),
    fund: fc.constantFrom('', '1.1', '1.2.01.08'),
    month: fc.integer({ min: 1, max: 12 }),
    sheet: fc.constantFrom('', 'Sheet1', 'Realisasi "A", B'),
    row: fc.integer({ min: 1, max: 9 }),
    amount: amounts,
    percent: fc.bigInt(0n, 10_000n),
  })
  .map(({ measure, version, month, amount, percent, account, ...rest }) => ({
    ...rest,
    measure,
    source: measure === 'realization' ? 's2' : 's1',
    version: measure === 'budget' || measure === 'plan' ? version : null,
    account: measure === 'progress' ? '' : account,
    month: measure === 'plan' ? month : null,
    document: null,
    date: null,
    column: 'F',
    amount: measure === 'progress' ? percent : amount,
  }));

/** Small editions of every shape: lines at any level, of any sign, above 2^53, of zero, and of nothing at all. */
export const contents: fc.Arbitrary<EditionContent> = fc
  .record({
    lines: fc.array(line, { maxLength: 40 }),
    version: fc.constantFrom(null, 'murni', 'perubahan'),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ lines, version, month }) => ({
    government: { code: '19.71', name: 'Kota Pangkalpinang' },
    year: fiscalYear(2026),
    number: 1,
    asOf: isoDate(2026, month, 28),
    publishedAt: '2026-11-12T02:30:00.000Z',
    basis: 'sp2d' as const,
    version,
    note: '',
    previous: null,
    names: [{ kind: 'unit' as const, code: opds[0], printed: opds[0], name: 'Dinas Pendidikan' }],
    sources: ['s1', 's2'].map((id) => ({
      id,
      kind: id === 's1' ? ('budget' as const) : ('realization' as const),
      fileName: `${id}.xlsx`,
      fileHash: '0'.repeat(64),
      receivedAt: '2026-11-09T01:15:00.000Z',
      verifiedAt: '2026-11-10T07:40:00.000Z',
      version: null,
      basis: id === 's2' ? ('sp2d' as const) : null,
      from: null,
      asOf: id === 's2' ? isoDate('2026-05-31') : null,
      lines: 0,
      linesHash: '1'.repeat(64),
      simulated: false,
    })),
    lines,
    months: opds.flatMap((unit) => {
      const amount = known(lines.filter((each) => each.measure === 'realization' && opdOf(each.unit) === unit).map((each) => each.amount));
      return amount === null
        ? []
        : [{ measure: 'position' as const, unit, account: '5', month, asOf: isoDate('2026-05-31'), amount, source: 's2' }];
    }),
    progress: [],
    days: daysOf(lines),
    bands: defaultBands,
    official: [],
  }));

/** Every unit and akun with realization has reported up to the end of May, but one, whose day lies within a month. */
function daysOf(lines: readonly EditionLine[]): MonthDay[] {
  const paid = lines.filter(({ measure }) => measure === 'realization');
  const keys = new Set(paid.map(({ unit, account }) => `${unit} ${account.slice(0, 1)}`));
  return [...keys].map((key) => {
    const [unit = '', account = ''] = key.split(' ');
    const asOf = isoDate(unit === opds[0] ? '2026-04-17' : '2026-05-31');
    return { unit, account, month: monthOf(asOf), asOf };
  });
}

/** The sum, or null where there is nothing to add. */
export function known(values: readonly Sen[]): Sen | null {
  return values.length === 0 ? null : values.reduce((all, value) => all + value, 0n);
}

/** A folder that is removed when the test is over. */
export function temporaryFolder(onEnd: (remove: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-edition-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
