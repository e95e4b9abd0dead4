import {
  ancestor,
  bidangOf,
  type Code,
  isoDate,
  isTreasury,
  isWithin,
  opdOf,
  PlanToDay,
  parseDecimal,
  type Sen,
  toDecimal,
} from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  EditionContent,
  EditionLine,
  Figures,
  GroupRow,
  MonthRow,
  PublishedLine,
  ReconciliationRow,
  Summary,
  UnitDetail,
  UnitRow,
} from '../src/edition.ts';
import { newestFormat } from '../src/format/formats.ts';
import { canonicalJson } from '../src/format/frozen/canonical.ts';
import { monthsCube } from '../src/format/v2/cubes/months.ts';
import { contents, known } from './content.ts';
import { sampleContent, states } from './sample.ts';

type Bundle = ReturnType<typeof bundleOf>;

/** Every file, byte for byte, as text: quicker to compare than bytes. */
const textsOf = (content: EditionContent) =>
  [...newestFormat.build(content).files].map(([path, bytes]) => [path, bytes.toString('latin1')]);

function bundleOf(content: EditionContent) {
  const { files, manifest } = newestFormat.build(content);
  const json = (path: string) => JSON.parse(files.get(path)?.toString('utf8') ?? 'null');
  const units: UnitRow[] = json('units.json');
  return {
    files,
    manifest,
    units,
    summary: json('summary.json') as Summary,
    functions: json('functions.json') as GroupRow[],
    funds: json('funds.json') as GroupRow[],
    months: json('months.json') as MonthRow[],
    details: units.map(({ slug }): UnitDetail => json(`units/${slug}.json`)),
    lines: (json('lines.json') as { path: string }[]).flatMap(({ path }) => json(path) as Omit<PublishedLine, 'id'>[]),
  };
}

/** The three figures straight from the lines: the plainest model of what the cubes must hold. */
function modelOf(content: EditionContent, wanted: (line: EditionLine) => boolean, sign: (line: EditionLine) => Sen = () => 1n): Figures {
  const total = (lines: EditionLine[]) => {
    const sum = known(lines.map((line) => sign(line) * line.amount));
    return sum === null ? null : toDecimal(sum);
  };
  const lines = content.lines.filter(wanted);
  return {
    budget: total(lines.filter(({ measure, version }) => measure === 'budget' && version === content.version)),
    realization: total(lines.filter(({ measure }) => measure === 'realization')),
    plan: planOf(content, lines, sign),
  };
}

/** Each OPD up to its units' own days; one that never reported only where none did. */
function planOf(content: EditionContent, lines: EditionLine[], sign: (line: EditionLine) => Sen): string | null {
  const dayOf = ({ unit, account, activity }: EditionLine) => {
    const akun = account === '' && activity !== '' ? '5' : account.slice(0, 1);
    return content.days.findLast((day) => day.unit === unit && day.account === akun)?.asOf;
  };
  const opds = Map.groupBy(
    lines.filter(({ measure }) => measure === 'plan'),
    ({ unit }) => opdOf(unit),
  );
  const plans = [...opds.values()].map((own) => {
    const plan = new PlanToDay();
    for (const line of own) plan.add(sign(line) * line.amount, { year: content.year, month: line.month ?? 12 }, dayOf(line), content.asOf);
    return plan;
  });
  const compared = known(plans.flatMap((plan) => plan.compared ?? []));
  const sum = compared ?? known(plans.flatMap((plan) => plan.shown ?? []));
  return sum === null ? null : toDecimal(sum);
}

const figuresOf = ({ budget, realization, plan }: Figures): Figures => ({ budget, realization, plan });
const isSpending = ({ account }: EditionLine) => isWithin(account, '5');
const empty: Figures = { budget: null, realization: null, plan: null };
const isSilent = ({ budget, realization, plan }: Figures) => budget === null && realization === null && plan === null;

function checkSummary({ summary }: Bundle, content: EditionContent): void {
  const codes = new Set(content.lines.flatMap(({ account }) => (account === '' ? [] : [1, 2, 3].map((depth) => ancestor(account, depth)))));
  expect(summary.accounts.map(({ code }) => code)).toEqual([...codes].sort());
  for (const account of summary.accounts) {
    const net = (line: EditionLine) => (account.code === '6' && isWithin(line.account, '6.2') ? -1n : 1n);
    expect(figuresOf(account), account.code).toEqual(modelOf(content, (line) => isWithin(line.account, account.code), net));
  }
}

function checkUnits({ units, details }: Bundle, content: EditionContent): void {
  const codes = new Set([...content.lines.map(({ unit }) => opdOf(unit)), ...content.months.map(({ unit }) => unit)]);
  expect(units.map(({ code }) => code)).toEqual([...codes].sort());
  const byOpd = Map.groupBy(content.lines, ({ unit }) => opdOf(unit));
  const ownOf = ({ code }: UnitRow): EditionContent => ({ ...content, lines: byOpd.get(code) ?? [] });
  for (const unit of units) {
    const own = ownOf(unit);
    expect(figuresOf(unit)).toEqual(modelOf(own, isSpending));
    expect(unit.treasury).toEqual(modelOf(own, (line) => isSpending(line) && isTreasury(line.account)));
    expect(unit.revenue).toEqual(modelOf(own, (line) => isWithin(line.account, '4')));
  }
  for (const { unit, nodes, accounts } of details) {
    const own = ownOf(unit);
    for (const [index, node] of nodes.entries()) {
      const above = parentsOf(nodes, index);
      const activity = [...above, node].findLast(({ kind }) => kind !== 'account')?.code ?? '';
      const wanted = (line: EditionLine) => {
        if (node.kind !== 'account') return isSpending(line) && isWithin(line.activity, node.code);
        const at = isSpending(line) ? line.activity : '';
        return line.account === node.code && at === activity;
      };
      expect(figuresOf(node), `${node.kind} ${node.code}`).toEqual(modelOf(own, wanted));
    }
    for (const account of accounts) {
      expect(figuresOf(account)).toEqual(modelOf(own, (line) => isSpending(line) && ancestor(line.account, 3) === account.code));
    }
  }
}

function parentsOf(nodes: UnitDetail['nodes'], index: number): UnitDetail['nodes'] {
  const parents: UnitDetail['nodes'] = [];
  let depth = nodes[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0 && depth > 0; at--) {
    const node = nodes[at];
    if (node && node.depth < depth) {
      parents.unshift(node);
      depth = node.depth;
    }
  }
  return parents;
}

function checkGroups({ functions, funds }: Bundle, content: EditionContent): void {
  for (const row of functions)
    expect(figuresOf(row)).toEqual(modelOf(content, (line) => isSpending(line) && bidangOf(line.activity) === row.code));
  for (const row of funds) expect(figuresOf(row)).toEqual(modelOf(content, (line) => isSpending(line) && line.fund === row.code));
  const codes = (codeOf: (line: EditionLine) => Code) => [...new Set(content.lines.filter(isSpending).map(codeOf))].sort();
  expect(functions.map(({ code }) => code)).toEqual(codes(({ activity }) => bidangOf(activity)));
  expect(funds.map(({ code }) => code)).toEqual(codes(({ fund }) => fund));
}

const city = sampleContent();
const bundle = bundleOf(city);

describe('the cubes', () => {
  // Activity 1.01.02 is met as a leaf and as a parent; lines of one activity may hang on three levels of it.
  it('are the sum of the lines at every level, and null where there is no line', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const bundle = bundleOf(content);
        checkSummary(bundle, content);
        checkUnits(bundle, content);
        checkGroups(bundle, content);
        expect(bundle.lines).toHaveLength(content.lines.length);
        for (const [path, bytes] of bundle.files)
          if (path.startsWith('lines/')) expect(String(bytes)).toBe(String(canonicalJson(JSON.parse(String(bytes)))));
        expect(bundle.manifest.lines).toBe(content.lines.length);
      }),
      { numRuns: 200 },
    );
  });

  it('are the same bytes for any order of the lines', () => {
    const shuffled = contents.chain((content) =>
      fc.shuffledSubarray(content.lines, { minLength: content.lines.length }).map((lines) => [content, { ...content, lines }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([content, other]) => {
        expect(textsOf(other)).toEqual(textsOf(content));
      }),
      { numRuns: 60 },
    );
    const town = sampleContent(3, { units: 6 });
    const turned: EditionContent = {
      ...town,
      lines: town.lines.toReversed(),
      names: town.names.toReversed(),
      sources: town.sources.toReversed(),
      months: town.months.toReversed(),
      official: town.official.toReversed(),
    };
    expect(textsOf(turned)).toEqual(textsOf(town));
  });

  it('hold a whole city to the sen', () => {
    checkSummary(bundle, city);
    checkUnits(bundle, city);
    checkGroups(bundle, city);
    const spending = bundle.summary.accounts.find(({ code }) => code === '5');
    expect(spending?.versions).toEqual({
      murni: toDecimal(
        known(
          city.lines
            .filter((line) => line.version === 'murni' && isSpending(line) && line.measure === 'budget')
            .map(({ amount }) => amount),
        ) ?? 0n,
      ),
      perubahan: spending?.budget,
    });
  });

  it('keep zero, no data and not reported apart', () => {
    const unforeseen = bundle.summary.accounts.find(({ code }) => code === '5.3');
    expect(unforeseen).toMatchObject({ budget: '5000000000.00', realization: '0.00', plan: null });
    const participation = bundle.summary.accounts.find(({ code }) => code === '6.2');
    expect(participation).toMatchObject({ budget: '4000000000.00', realization: null });
    const silent = bundle.units.find(({ status }) => status === 'silent');
    expect(silent).toMatchObject({ name: 'Dinas Perhubungan', realization: null, lastAsOf: null });
    expect(silent?.budget).not.toBeNull();
    const unplanned = bundle.units.filter(({ plan }) => plan === null);
    expect(unplanned.map(({ name }) => name)).toEqual(['Dinas Pangan dan Pertanian']);
    const councillors = bundle.details.find(({ unit }) => unit.name === 'Sekretariat DPRD');
    expect(councillors?.nodes.find(({ code }) => code === '5.1.06.01.001.00001')).toMatchObject({ budget: '0.00' });
    const garden = bundle.details.find(({ unit }) => unit.name === 'Dinas Lingkungan Hidup');
    expect(garden?.nodes.find(({ code, budget }) => code === '5.1.02.01.001.00052' && budget === null)).toMatchObject({
      realization: '12750000.50',
    });
    expect(bundle.months.find(({ unit, account, month }) => unit === silent?.code && account === '5' && month === 3)).toMatchObject({
      realization: null,
    });
  });

  it('count who reported, who is late, and of how many', () => {
    const status = (status: string) => bundle.units.filter((unit) => unit.status === status).length;
    expect([status('reported'), status('late'), status('silent')]).toEqual([32, 1, 1]);
    expect(bundle.units.find(({ status }) => status === 'late')).toMatchObject({ name: 'Kecamatan Bukit Intan', lastAsOf: '2026-09-30' });
    const row = bundle.months.find(({ unit, account, month }) => unit === '*' && account === '5' && month === 10);
    expect(row?.reported).toEqual({ units: 32, of: 34 });
    expect(Object.keys(states)).toHaveLength(8);
  });

  it('fold sub-units into their OPD and leave the treasury apart', () => {
    expect(bundle.units.some(({ name }) => name.includes('RSUD'))).toBe(false);
    const health = bundle.details.find(({ unit }) => unit.slug === 'dinas-kesehatan');
    expect(new Set(bundle.lines.filter(({ unit }) => opdOf(unit) === health?.unit.code).map(({ unit }) => unit)).size).toBe(2);
    expect(bundle.units.filter(({ treasury }) => !isSilent(treasury)).map(({ name }) => name)).toEqual(['Badan Keuangan Daerah']);
    expect(bundle.units.find(({ name }) => name === 'Badan Keuangan Daerah')?.treasury.budget).toBe('15850000000.00');
  });

  it('carry a register to the month of its last day, and not further', () => {
    const school = '1.01.0.00.0.00.01.0000';
    const payment = (month: number, amount: bigint) => ({
      ...{ measure: 'payment' as const, unit: school, account: '5.1.01', month, asOf: isoDate('2026-02-15'), amount, source: 's1' },
    });
    const { months } = bundleOf({
      ...city,
      ...{ asOf: isoDate('2026-09-30'), lines: [], progress: [], months: [payment(1, 3n), payment(2, 5n)] },
      days: [
        { unit: school, account: '5', month: 1, asOf: isoDate('2026-01-31') },
        { unit: school, account: '5', month: 2, asOf: isoDate('2026-02-15') },
      ],
    });
    expect(months.filter(({ unit }) => unit === school).map(({ month, realization, asOf }) => [month, realization, asOf])).toEqual([
      [1, '0.03', '2026-01-31'],
      [2, '0.08', '2026-02-15'],
    ]);
  });

  it('take the day of an OPD from its reports of spending, not of revenue', () => {
    const education = bundle.units.find(({ name }) => name === 'Kecamatan Bukit Intan');
    const later = { unit: education?.code ?? '', account: '4', month: 10, asOf: isoDate('2026-10-31') };
    const row = bundleOf({ ...city, days: [...city.days, later] }).units.find(({ code }) => code === education?.code);
    expect(row).toMatchObject({ status: 'late', lastAsOf: '2026-09-30' });
  });

  it('keep in the sum what a late OPD had paid by its last report', () => {
    const none = { asOf: null, planToDay: null, progress: null };
    const [education, health] = ['1.01.0.00.0.00.01.0000', '1.02.0.00.0.00.01.0000'] as const;
    const [january, february] = [isoDate('2026-01-31'), isoDate('2026-02-12')];
    const months = monthsCube(
      [
        { ...none, unit: education, account: '5', month: 1, realization: 10n, plan: 10n, asOf: january, planToDay: 10n, source: 's1' },
        { ...none, unit: health, account: '5', month: 1, realization: 5n, plan: 6n, asOf: january, planToDay: 6n, source: 's1' },
        { ...none, unit: education, account: '5', month: 2, realization: 30n, plan: 40n, asOf: february, planToDay: 20n, source: 's2' },
        { ...none, unit: education, account: '5', month: 3, realization: null, plan: 90n, source: null },
      ],
      [],
    );
    const together = months.filter(({ unit }) => unit === '*');
    expect(together.map(({ realization, planToDay, asOf, reported }) => [realization, planToDay, asOf, reported?.units])).toEqual([
      ['0.15', '0.16', '2026-01-31', 2],
      // January's of the one that is late, against January's plan.
      ['0.35', '0.26', '2026-02-12', 1],
      [null, null, null, 0],
    ]);
  });

  it('weigh physical progress by the budget of what it is reported for', () => {
    const blank = {
      source: 's000001',
      fund: '',
      month: null,
      document: null,
      date: null,
      sheet: '',
      row: 1,
      column: '',
      unit: '1.02.0.00.0.00.01.0000',
    };
    const spend = (activity: string, amount: Sen): EditionLine => ({
      ...blank,
      measure: 'budget',
      version: 'murni',
      activity,
      account: '5.1',
      amount,
    });
    const report = (activity: string, amount: Sen): EditionLine => ({
      ...blank,
      measure: 'progress',
      version: null,
      activity,
      account: '',
      amount,
    });
    const [first, second, third] = ['1.02.02.2.01.0001', '1.02.02.2.01.0002', '1.02.02.2.02.0001'] as const;
    const lines = [spend(first, 100n), spend(second, 300n), spend(third, 900n), report(first, 4_000n), report(second, 8_000n)];
    const small = bundleOf({ ...city, version: 'murni', months: [], lines });
    expect(small.units[0]?.progress).toBe(7_000);
    const progress = (code: string) => small.details[0]?.nodes.find((node) => node.code === code)?.progress;
    expect([first, second, third, '1.02.02.2.01', '1.02.02.2.02', '1.02.02'].map(progress)).toEqual([
      4_000,
      8_000,
      null,
      7_000,
      null,
      7_000,
    ]);
    const unbudgeted = bundleOf({ ...city, version: 'murni', months: [], lines: [report(first, 0n), report(second, 5_000n)] });
    expect(unbudgeted.units[0]?.progress).toBe(2_500);
    expect(unbudgeted.details[0]?.nodes.find(({ code }) => code === first)).toMatchObject({ progress: 0, budget: null, lines: 0 });
  });

  it('know no surplus without revenue and no SiLPA without financing', () => {
    const spendingOnly = bundleOf({ ...city, lines: city.lines.filter(isSpending) });
    expect(spendingOnly.summary.surplus).toEqual(empty);
    expect(spendingOnly.summary.netFinancing).toEqual(empty);
    expect(spendingOnly.summary.silpa).toEqual(empty);
    expect(bundle.summary.silpa.budget).toBe('4865648317.66');
  });
});

describe('the reconciliation', () => {
  const rows: ReconciliationRow[] = JSON.parse(bundle.files.get('reconciliation.json')?.toString('utf8') ?? '[]');

  it('holds each official total against the lines, to the sen, in both languages', () => {
    const whole = rows.filter(({ unit }) => unit === '');
    expect(whole).toHaveLength(city.official.length);
    const different = whole.filter(({ equal }) => !equal);
    expect(different.map(({ account }) => account)).toEqual(['5', '5.1', '5.1.02']);
    for (const { official, computed } of different) {
      expect((parseDecimal(official) ?? 0n) - (parseDecimal(computed ?? '') ?? 0n)).toBe(1_284_500_250_00n);
    }
    expect(rows.find(({ account, measure }) => account === '4.1.01' && measure === 'budget')?.what).toEqual({
      id: 'Pajak Daerah (4.1.01): anggaran',
      en: 'Local taxes (4.1.01): budget',
    });
  });

  it('distinguishes a total without any line from a sum of zero', () => {
    const of = (amount: Sen) => ({ measure: 'realization' as const, account: '5.4.02', amount, source: 's000040', asOf: null });
    const deeper = { ...of(0n), measure: 'budget' as const, account: '5.1.02.04.001' };
    const [plans, absent, missing] = JSON.parse(
      newestFormat
        .build({ ...city, official: [of(5n), of(0n), deeper] })
        .files.get('reconciliation.json')
        ?.toString('utf8') ?? '[]',
    );
    expect(absent).toMatchObject({ official: '0.00', computed: null, equal: true });
    expect(missing).toMatchObject({ official: '0.05', computed: null, equal: false });
    const travel = known(
      city.lines
        .filter(({ measure, version, account }) => measure === 'budget' && version === city.version && isWithin(account, deeper.account))
        .map(({ amount }) => amount),
    );
    expect(plans).toMatchObject({ computed: toDecimal(travel ?? 0n), equal: false });
  });
});
