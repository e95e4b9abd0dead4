import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultBands, fiscalYear, isoDate } from '@sipkadin/budget';
import { loadSigningKey, openEditions } from '@sipkadin/edition';
import { readInProcess } from '@sipkadin/intake/in-process';
import { activityAmounts, addGovernment, type Ledger, openLedger, uploadStore } from '@sipkadin/ledger';
import { activityNodes, callList, standingOf } from '@sipkadin/monitor';
import { printPaper } from '@sipkadin/print';
import { createSite } from '@sipkadin/site';
import { importUpload, publish, receive, submit, verify } from '@sipkadin/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefingData } from '../apps/desk/src/features/follow-up/briefing/briefing-data.ts';
import { paperOf } from '../apps/desk/src/features/follow-up/briefing/paper.ts';
import { wallFigures } from '../apps/desk/src/wall/wall-figures.ts';
import { budgetFile, cashPlanFile, type DemoFile, realizationFile } from '../packages/demo/src/files.ts';
import { simulate2025 } from '../packages/demo/src/simulation/simulate-2025.ts';
import { simulate2026 } from '../packages/demo/src/simulation/simulate-2026.ts';
import { cashPlan, type SimulatedYear } from '../packages/demo/src/simulation/year.ts';

const city = '19.71';
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-judgement-'));
const before = simulate2025();
const now = simulate2026();
let ledger: Ledger;
let site: ReturnType<typeof createSite>;

beforeAll(async () => {
  // As the demonstration has it: 2025 known to 12 December, 2026 to October; one OPD reported August last, one never.
  let at = Date.parse('2026-11-09T02:00:00.000Z');
  const clock = () => new Date((at += 60_000)).toISOString();
  ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.sqlite')}`, now: clock });
  await ledger.transact((tx) => addGovernment(tx, { code: city, name: 'Kota Pangkalpinang', basis: 'lra' }, 'test'));
  const parts = { ledger, uploads: uploadStore(join(folder, 'uploads')), spoolDir: folder };
  const files = [
    ...[budgetFile(before, 'perubahan', 'csv'), cashPlanFile(before, 'perubahan'), realizationFile(before, 12, 'csv')],
    ...[budgetFile(now, 'murni', 'csv'), cashPlanFile(now, 'murni'), ...[8, 9, 10].map((month) => realizationFile(now, month, 'csv'))],
  ];
  for (const file of files) await bringIn(parts, file);
  const editionsRoot = join(folder, 'editions');
  const signingKey = loadSigningKey(join(folder, 'key.pem'));
  for (const year of [fiscalYear(2025), fiscalYear(2026)])
    await publish({ ledger, editionsRoot, signingKey, government: city, year, actor: 'publisher', now: clock });
  site = createSite({ editions: openEditions(editionsRoot), defaultGovernment: city, now: () => '2026-11-29T03:00:00.000Z' });
});
afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Gap to the plan of each unit's own day in points, by plain arithmetic over the lines from which the files were made. */
function modelOf(year: SimulatedYear, version: string): Map<string, number> {
  const sums = new Map<string, { budget: number; realization: number; plan: number }>();
  for (const line of year.lines) {
    if (!line.account.startsWith('5') || /^5\.(?:1\.0[345]|3|4)/.test(line.account)) continue;
    const last = Math.min(year.reported.get(line.unit.key) ?? year.dates.length, year.dates.length) - 1;
    const day = Number((year.dates[last] ?? '').slice(8));
    // Sub-units count for their OPD.
    const opd = line.unit.code.replace(/\d{4}$/, '0000');
    const sum = sums.get(opd) ?? { budget: 0, realization: 0, plan: 0 };
    sums.set(opd, sum);
    sum.budget += Number(line.budget.get(version) ?? 0n);
    sum.realization += Number(line.realized[last] ?? 0n);
    const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][last] ?? 31;
    for (const [month, amount] of cashPlan(line, version).entries())
      if (month <= last) sum.plan += Number(amount) * (month === last ? day / days : 1);
  }
  return new Map([...sums].map(([opd, { budget, realization, plan }]) => [opd, (100 * (realization - plan)) / budget]));
}

/** "−5,1 poin" and the status of each OPD as its row of the public list shows them. */
async function publicRows(year: number): Promise<Map<string, { gap: string; status: string }>> {
  const answer = await site.answer(`/opd?tahun=${year}`);
  const html = answer?.bytes.toString('utf8') ?? '';
  const rows = html.split('<li>').flatMap((row) => {
    const name = /class="bullet-name"><a[^>]*>([^<]+)</.exec(row)?.[1];
    const gap = /class="bullet-gap">([^<]+)</.exec(row)?.[1] ?? '';
    const status = /class="status"><svg.*?<\/svg>([^<]+)</.exec(row)?.[1];
    return name === undefined || status === undefined ? [] : [[name, { gap, status }] as const];
  });
  return new Map(rows);
}

const points = (tenths: bigint | null) =>
  tenths === null
    ? ''
    : `${tenths < 0n ? '−' : tenths > 0n ? '+' : ''}${(Math.abs(Number(tenths)) / 10).toFixed(1).replace('.', ',')}\u00a0poin`;

it('a wallboard of published figures shows those of the newest edition, by the rule of the overview', async () => {
  const figures = await wallFigures(ledger.read, { government: city, scope: 'published' }, '2026-11-29T03:00:00.000Z');
  const edition = openEditions(join(folder, 'editions')).latest(city, fiscalYear(2026));
  const [revenue, spending] = ['4', '5'].map((code) => edition?.summary().accounts.find((account) => account.code === code));
  expect(figures).toMatchObject({
    ...{ source: { edition: 1 }, year: 2026, budget: spending?.budget, realization: spending?.realization },
    revenue: { whole: { budget: revenue?.budget, realization: revenue?.realization } },
    counts: { units: 34 },
  });
  const model = modelOf(now, 'murni');
  const units = new Map(edition?.units().map((unit) => [unit.code, unit]));
  expect(figures?.furthest).toHaveLength(6);
  for (const { code, name, gap } of figures?.furthest ?? []) {
    expect(units.get(code)?.name).toBe(name);
    expect(Math.abs((gap ?? Number.NaN) / 10 - (model.get(code) ?? Number.NaN)), name).toBeLessThanOrEqual(0.05 + 1e-9);
  }
});

describe.each([
  [2025, before, 'perubahan'],
  [2026, now, 'murni'],
] as const)('%s is judged alike in public and on the desk', (year, simulated, version) => {
  it('each OPD at the plan of the day that its own report covers', async () => {
    const standing = await standingOf(ledger.read, { government: city, year: fiscalYear(year), today: isoDate('2026-11-29') });
    const rows = await publicRows(year);
    const model = modelOf(simulated, version);
    expect(standing.units.length).toBe(34);
    expect(rows.size).toBe(34);
    const editions = openEditions(join(folder, 'editions'));
    const names = new Map(
      editions
        .latest(city, fiscalYear(year))
        ?.units()
        .map(({ code, name }) => [code, name]),
    );
    for (const unit of standing.units) {
      const name = names.get(unit.code) ?? '';
      expect(rows.get(name), name).toEqual({ gap: points(unit.gap), status: defaultBands.statuses[unit.status].id });
      // Nothing is compared of who never reported.
      if (unit.asOf === null) expect([unit.status, unit.gap, unit.reporting]).toEqual(['silent', null, 'silent']);
      else expect(Math.abs(Number(unit.gap) / 10 - (model.get(unit.code) ?? Number.NaN)), name).toBeLessThanOrEqual(0.05 + 1e-9);
    }
  });
});

describe('what a mayor and a citizen read', () => {
  const text = async (address: string) => {
    const answer = await site.answer(address);
    return (answer?.bytes.toString('utf8') ?? '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ');
  };

  it('an OPD that reported August last is judged, drawn and ticked at August: −5.6 points', async () => {
    const standing = await standingOf(ledger.read, { government: city, year: fiscalYear(2026), today: isoDate('2026-11-29') });
    const satpol = standing.units.find(({ code }) => code.startsWith('1.05.0.00.0.00.01'));
    expect(satpol).toMatchObject({ asOf: '2026-08-31', reporting: 'late', gap: -56n, status: 'attention' });
    const page = await text('/opd/satuan-polisi-pamong-praja?tahun=2026');
    expect(page).toContain('Sampai 31 Agustus 2026, 5,6 poin di bawah rencana');
    expect(page).toContain('Rencana s.d. 31 Agu 2026 Rp9,58 miliar');
    expect(page).toContain('Perlu perhatian');
    expect(page).toContain('terlambat melapor');
  });

  it('2025 is held against the plan of 12 December, and twelve days are not called a month', async () => {
    const home = await text('/?tahun=2025');
    expect(home).toContain('Sampai 12 Desember 2025');
    expect(home).toContain('Rencana s.d. 12 Des 2025, dihitung harian');
    expect(home).not.toContain('dalam sebulan');
    expect(home).toContain('11 bulan tanpa laporan sejak 12 Des 2025');
    const standing = await standingOf(ledger.read, { government: city, year: fiscalYear(2025), today: isoDate('2026-11-29') });
    expect(standing.asOf).toBe('2025-12-12');
    expect(home).toContain(`${points(standing.gap).replace('−', '').replace('\u00a0', ' ')} di bawah rencana`);
    // As of 31 December, which this report does not cover, the gap would be wider by the plan of nineteen days.
    const december = standing.months[11];
    expect(december?.plan !== null && december?.planToDay !== null && (december?.plan ?? 0n) > (december?.planToDay ?? 0n)).toBe(true);
  });
});

describe('the paper of the meeting', () => {
  /** Sums of each OPD in sen by exact arithmetic over the lines from which the files were made, treasury items left out or alone. */
  const sums = (year: SimulatedYear, version: string, isTreasury: boolean) => {
    const units = new Map<string, { budget: bigint; realization: bigint; plan: bigint; reported: boolean }>();
    for (const line of year.lines) {
      if (!line.account.startsWith('5') || /^5\.(?:1\.0[345]|3|4)/.test(line.account) !== isTreasury) continue;
      const months = year.reported.get(line.unit.key) ?? year.dates.length;
      const opd = line.unit.code.replace(/\d{4}$/, '0000');
      const sum = units.get(opd) ?? { budget: 0n, realization: 0n, plan: 0n, reported: months > 0 };
      units.set(opd, sum);
      sum.budget += line.budget.get(version) ?? 0n;
      if (months > 0) sum.realization += line.realized[months - 1] ?? 0n;
      for (const [month, amount] of cashPlan(line, version).entries()) if (month < months) sum.plan += amount;
    }
    return units;
  };
  const numeral = (text: string) => text.replaceAll('.', '').replace(',', '.').replace('−', '-');
  const billions = (sen: bigint) => (Math.abs(Number(sen)) / 1e11).toFixed(1).replace('.', ',');
  const asOf = '2026-11-29T03:00:00.000Z';

  it('every number of its first page and of each OPD follows from the lines by another program', async () => {
    const data = await briefingData({ ledger, government: city, now: () => asOf }, { year: fiscalYear(2026), month: 10 });
    const paper = paperOf(data, {
      ...{ government: 'Kota Pangkalpinang', language: 'id', printedAt: asOf, day: isoDate('2026-11-29'), address: null, qr: null },
    });
    const [own, treasury] = [sums(now, 'murni', false), sums(now, 'murni', true)];
    const all = [...own.values(), ...treasury.values()];
    const add = (pick: (sum: (typeof all)[number]) => bigint) => all.reduce((sum, one) => sum + pick(one), 0n);
    const [budget, paid, plan] = [add((one) => one.budget), add((one) => one.realization), add((one) => one.plan)];
    const plain = (text: string) => text.replaceAll('\u00a0', ' ');
    const share = ((100 * Number(paid)) / Number(budget)).toFixed(1).replace('.', ',');
    expect(plain(paper.verdict)).toBe(`Oktober: ${share}% terbayar, Rp${billions(plan - paid)} miliar di belakang rencana`);
    expect(paper.figures.slice(0, 2).map(({ value }) => plain(value))).toEqual([
      `Rp${billions(paid)} miliar`,
      `Rp${billions(plan - paid)} miliar`,
    ]);
    const short = [...own].filter(([, one]) => one.reported && one.plan > one.realization).map(([, one]) => one.plan - one.realization);
    const missing = short.reduce((sum, amount) => sum + amount, 0n);
    expect(plain(paper.calls.title)).toContain(`dari Rp${billions(missing)} miliar`);
    // The curve ends at the end of October, where the verdict is.
    expect(paper.curve.paid.at(-1)).toEqual({ at: 10, percent: Number(share.replace(',', '.')) });
    const [units] = paper.tables;
    expect(units?.rows).toHaveLength(34);
    const wrong = (units?.rows ?? []).flatMap(({ cells: [name = '', , ownBudget, ownPaid, ownShare, ownPlan, gap, back] }) => {
      const code = [...data.names].find(([, known]) => known === name)?.[0] ?? '';
      const one = own.get(code);
      if (one === undefined) return [`${name}: not in the lines`];
      const expected = one.reported
        ? [one.budget, one.realization, one.plan, one.plan - one.realization].map((sen) => (Number(sen) / 1e11).toFixed(1))
        : // The plan of an OPD that never reported is that of the month: there is no day of its own.
          [(Number(one.budget) / 1e11).toFixed(1), '–', numeral(ownPlan ?? ''), '–'];
      const printed = [ownBudget, ownPaid, ownPlan, back].map((text) => numeral(text ?? ''));
      const isNear = (text: string, other: string) =>
        text === other || Math.abs(Number(text) - Number(other)) < 0.051 || /^[<>]/.test(text);
      const points = one.reported ? (100 * Number(one.realization - one.plan)) / Number(one.budget) : Number.NaN;
      const percent = one.reported ? (100 * Number(one.realization)) / Number(one.budget) : Number.NaN;
      const fits =
        printed.every((text, at) => isNear(text, expected[at] ?? '')) &&
        (one.reported ? Math.abs(Number(numeral(gap ?? '')) - points) < 0.051 : gap === '–') &&
        (one.reported ? Math.abs(Number(numeral((ownShare ?? '').replace('%', ''))) - percent) < 0.051 : ownShare === '–');
      return fits ? [] : [`${name}: ${printed.join(' ')} ${gap} ${ownShare}, expected ${expected.join(' ')} ${points} ${percent}`];
    });
    expect(wrong).toEqual([]);
  });

  it('is a tagged PDF with its language and title, the same bytes for the same moment, and takes markup for text', async () => {
    const data = await briefingData({ ledger, government: city, now: () => asOf }, { year: fiscalYear(2026), month: 10 });
    const given = { language: 'en' as const, printedAt: asOf, day: isoDate('2026-11-29'), address: 'https://sipkadin.example/', qr: null };
    const paper = paperOf(data, { ...given, government: '#panic("x") $x$ <b>*Kota*</b> \\ @ref' });
    const [pdf, again] = [await printPaper(paper, Date.parse(asOf)), await printPaper(paper, Date.parse(asOf))];
    if (pdf === null) return expect(again).toBeNull();
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    for (const mark of ['/StructTreeRoot', '/Marked true', '/Lang', 'pdfuaid:part']) expect(text.includes(mark), mark).toBe(true);
    expect(Buffer.from(pdf).equals(Buffer.from(again ?? []))).toBe(true);
    const pages = text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    expect(pages === 0 || pages <= 8).toBe(true);
  });
});

describe('rupiah behind the plan', () => {
  /** By OPD and kegiatan, by plain arithmetic over the lines from which the files were made; treasury items left out. */
  function behindOf(year: SimulatedYear, version: string): Map<string, number> {
    const sums = new Map<string, number>();
    for (const line of year.lines) {
      if (!line.account.startsWith('5') || /^5\.(?:1\.0[345]|3|4)/.test(line.account)) continue;
      const last = Math.min(year.reported.get(line.unit.key) ?? year.dates.length, year.dates.length) - 1;
      if (last < 0) continue;
      const day = Number((year.dates[last] ?? '').slice(8));
      const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][last] ?? 31;
      const plan = cashPlan(line, version as 'murni')
        .slice(0, last + 1)
        .reduce((sum, amount, month) => sum + Number(amount) * (month === last ? day / days : 1), 0);
      const opd = line.unit.code.replace(/\d{4}$/, '0000');
      const kegiatan = line.activity.split('.').slice(0, 5).join('.');
      for (const key of [opd, `${opd} ${kegiatan}`]) sums.set(key, (sums.get(key) ?? 0) + plan - Number(line.realized[last] ?? 0n));
    }
    return sums;
  }

  it('is that of the uploaded lines, of every OPD and every kegiatan, and the list of whom to call is made of it', async () => {
    const query = { government: city, year: fiscalYear(2026), today: isoDate('2026-11-29') };
    const standing = await standingOf(ledger.read, { ...query, month: 10 });
    const { amounts, progress } = await activityAmounts(ledger.read, { ...query, asOf: isoDate('2026-10-31') });
    const model = behindOf(now, 'murni');
    const reported = standing.units.filter(({ asOf }) => asOf !== null);
    let compared = 0;
    for (const { code } of reported) {
      const own = amounts.filter(({ unit }) => unit === code);
      for (const { code: kegiatan, behind } of activityNodes(own, progress, { parts: 5, within: '', isReported: true })) {
        // Less than a rupiah apart: the program's rounding is of sen.
        expect(Math.abs(Number(behind) - (model.get(`${code} ${kegiatan}`) ?? Number.NaN)), `${code} ${kegiatan}`).toBeLessThan(100);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
    const { behind, shortfall } = callList(standing.units, new Map(), 100);
    for (const { unit, amount } of behind) expect(Math.abs(Number(amount) - (model.get(unit) ?? Number.NaN)), unit).toBeLessThan(100);
    const short = reported.reduce((sum, { code }) => sum + Math.max(0, model.get(code) ?? 0), 0);
    expect(Math.abs(Number(shortfall) - short)).toBeLessThan(100 * reported.length);
    const order = behind.map(({ unit }) => model.get(unit) ?? 0);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });
});

async function bringIn(
  parts: { ledger: Ledger; uploads: ReturnType<typeof uploadStore>; spoolDir: string },
  file: DemoFile,
): Promise<void> {
  const id = await receive(parts, { government: city, fileName: file.name, source: file.bytes, actor: 'operator' });
  const report = await importUpload({ ...parts, id, answers: file.answers ?? {}, readFile: readInProcess });
  expect([report.outcome, report.questions], file.name).toEqual(['read', []]);
  await submit(ledger, [id], 'operator');
  await verify(ledger, [id], 'verifier', { reason: 'Berkas kota simulasi.' });
}
