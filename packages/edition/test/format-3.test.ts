import { join } from 'node:path';
import { monthEnd, opdOf, parseDecimal } from '@sipkadin/budget';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { MonthAmount, MonthRow, SubUnitRow, UnitDetail, UnitRow } from '../src/edition.ts';
import { openEdition } from '../src/folder/read.ts';
import { writeEdition } from '../src/folder/write.ts';
import { v3 } from '../src/format/v3/format.ts';
import { loadSigningKey } from '../src/sign.ts';
import { verifyEdition } from '../src/verify/verify.ts';
import { contents, temporaryFolder } from './content.ts';
import { filesOf, sampleContent } from './sample.ts';
import { hostileText } from './sample-further.ts';

const rowsOf = <Row>(files: ReadonlyMap<string, Buffer>, path: string) => JSON.parse(String(files.get(path))) as Row[];
const sum = (amounts: readonly (string | null)[]) => amounts.reduce((all, amount) => all + (parseDecimal(amount ?? '0') ?? 0n), 0n);

const onEnd: (() => void)[] = [];
afterAll(() => {
  for (const end of onEnd) end();
});

it('sub-units of an OPD add up to it in budget, realization and every version, and each has its own file and months', () => {
  let seen = 0;
  fc.assert(
    fc.property(contents, (content) => {
      const files = filesOf(content);
      const subUnits = rowsOf<SubUnitRow>(files, 'subunits.json');
      for (const unit of rowsOf<UnitRow>(files, 'units.json')) {
        const own = subUnits.filter(({ opd }) => opd === unit.code);
        const named = new Set(content.lines.filter((line) => opdOf(line.unit) === unit.code).map((line) => line.unit));
        expect(own.map(({ code }) => code)).toEqual([...named].some((code) => code !== unit.code) ? [...named].toSorted() : []);
        if (own.length === 0) continue;
        seen++;
        for (const measure of ['budget', 'realization'] as const) expect(sum(own.map((row) => row[measure]))).toBe(sum([unit[measure]]));
        for (const [version, amount] of Object.entries(unit.versions))
          expect(sum(own.map(({ versions }) => versions[version] ?? null))).toBe(sum([amount]));
        for (const row of own) {
          const detail = JSON.parse(String(files.get(`subunits/${row.slug}.json`))) as UnitDetail;
          expect(detail.unit).toEqual(row);
        }
      }
    }),
  );
  expect(seen).toBeGreaterThan(20);
});

it('versions of an activity add up to those of its OPD', () => {
  const files = filesOf(sampleContent(3, { units: 12 }));
  for (const { slug, code, versions } of rowsOf<UnitRow>(files, 'units.json')) {
    if (code === '') continue;
    const { nodes } = JSON.parse(String(files.get(`units/${slug}.json`))) as UnitDetail;
    for (const [version, amount] of Object.entries(versions)) {
      const top = nodes.filter(({ depth, kind, code: node }) => depth === 0 && (kind !== 'account' || node.startsWith('5')));
      expect(sum(top.map((node) => node.versions?.[version] ?? null)), `${slug} ${version}`).toBe(sum([amount]));
    }
  }
});

it('treasury items stand apart in the months of the OPD that has them, and in the sum', () => {
  const sample = sampleContent(1, { units: 3 });
  const content = { ...sample, months: sample.months.filter(({ account }) => account !== '5.3') };
  const [{ unit, source } = { unit: '', source: '' }] = content.months;
  const item = (measure: 'plan' | 'position', account: string, month: number, amount: bigint): MonthAmount => {
    return { measure, unit, account, month, asOf: measure === 'plan' ? null : monthEnd(content.year, month), amount, source };
  };
  const items = [item('plan', '5.1.05', 3, 12_00n), item('position', '5.4.02', 9, 100_00n), item('position', '5.4.02', 10, 123_00n)];
  const whole = rowsOf<MonthRow>(filesOf({ ...content, months: [...content.months, ...items] }), 'months.json');
  const treasuryOf = (of: string, at: number) => whole.find((row) => row.unit === of && row.account === '5' && row.month === at)?.treasury;
  expect(treasuryOf(unit, 2)).toBeUndefined();
  expect(treasuryOf(unit, 3)).toEqual({ realization: null, plan: '12.00', planToDay: null });
  for (const of of [unit, '*']) {
    expect(treasuryOf(of, 9)).toEqual({ realization: '100.00', plan: '12.00', planToDay: '12.00' });
    expect(treasuryOf(of, 10)).toEqual({ realization: '123.00', plan: '12.00', planToDay: '12.00' });
  }
  // They are a part of the whole, and no other OPD has any.
  const plain = rowsOf<MonthRow>(filesOf(content), 'months.json');
  const paid = (rows: readonly MonthRow[], of: string) =>
    rows.find((row) => row.unit === of && row.account === '5' && row.month === 10)?.realization;
  expect(sum([paid(whole, unit) ?? null])).toBe(sum([paid(plain, unit) ?? null, '123.00']));
  expect(whole.filter((row) => row.treasury !== undefined && row.unit !== unit && row.unit !== '*')).toEqual([]);
  expect(plain.filter((row) => row.treasury !== undefined)).toEqual([]);
});

it('holds the total that a report without details states of an OPD against the lines of that OPD, by name', async () => {
  const content = sampleContent(1, { units: 3 });
  const folder = temporaryFolder((remove) => onEnd.push(remove));
  const key = loadSigningKey(join(folder, 'key.pem'));
  const { dir, hash } = await writeEdition(join(folder, 'editions'), content, key);
  expect(verifyEdition(dir, key.publicKeyPem)).toEqual([]);
  const edition = openEdition(dir, hash);
  const [unit] = content.further?.unitTotals ?? [];
  const opd = edition.units().find(({ code }) => code === unit?.unit);
  expect(edition.reconciliation().filter((row) => row.unit !== '')).toEqual([
    {
      what: { id: `${opd?.name}: Belanja Daerah (5): anggaran`, en: expect.stringContaining(`${opd?.name}: `) },
      ...{ measure: 'budget', unit: unit?.unit, account: '5', official: '1000000.00', computed: opd?.budget, equal: false },
      ...{ source: 's000099', asOf: null },
    },
  ]);
  // Everything else of the format comes back as it was handed over.
  const { further } = content;
  expect(edition.sources().find(({ id }) => id === 's000099')).toMatchObject({ fileName: 'pagu.xlsx' });
  expect(edition.sources().find(({ id }) => id === 's000001')?.corrections).toEqual(further?.corrections.get('s000001'));
  expect(edition.manifest.population).toEqual(further?.population);
  expect(edition.works()).toEqual(further?.works);
  expect(edition.targets()).toEqual(further?.targets);
  expect(edition.notes()).toEqual(further?.notes);
  expect(edition.contracts()).toMatchObject([
    { object: hostileText, value: '1198500000.50', paid: '359550000.15' },
    { provider: 'Perorangan', ownerEstimate: null, value: '45000000.00', paid: null },
  ]);
  expect(edition.subUnit(edition.subUnits()[0]?.slug ?? '')?.unit).toEqual(edition.subUnits()[0]);
});

it('writes no cell that a spreadsheet would run, at whichever separator it splits', () => {
  const content = sampleContent(1, { units: 2 });
  const names = content.names.map((name, at) => (at % 3 === 0 ? { ...name, name: hostileText } : name));
  const { files } = v3.build({ ...content, names });
  let cells = 0;
  for (const [path, bytes] of files) {
    if (!path.endsWith('.csv')) continue;
    for (const row of String(bytes).split('\n'))
      for (const cell of row.split(/[,;\t]/)) {
        cells++;
        if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell, path).not.toMatch(/^[ "]*[=+\-@]/);
      }
  }
  expect(cells).toBeGreaterThan(10_000);
});
