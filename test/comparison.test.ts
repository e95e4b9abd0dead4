import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalCode, defaultBands, type IsoDate, opdOf } from '@sipkadin/budget';
import { announce, type EditionContent, type EditionLine, loadSigningKey, openEditions, writeEdition } from '@sipkadin/edition';
import { createSite } from '@sipkadin/site';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityName } from '../packages/demo/src/lists/catalogue.ts';
import { simulate2025 } from '../packages/demo/src/simulation/simulate-2025.ts';
import { simulate2026 } from '../packages/demo/src/simulation/simulate-2026.ts';
import type { SimulatedLine, SimulatedYear } from '../packages/demo/src/simulation/year.ts';

const city = '19.71';
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-comparison-'));
/** Every third OPD with its sub-units, and those that stopped reporting: enough to add up, and quick to publish. */
const [then, now] = [simulate2025(), simulate2026()].map((year, _, [, latest]): SimulatedYear => {
  const opds = [...new Set(year.lines.map(({ unit }) => opdOf(canonicalCode('unit', unit.code) ?? '')))].toSorted();
  const stopped = new Set(
    latest?.lines.filter(({ unit }) => latest.reported.has(unit.key)).map(({ unit }) => canonicalCode('unit', unit.code)),
  );
  const kept = new Set(opds.filter((opd, index) => index % 3 === 0 || stopped.has(opd)));
  return { ...year, lines: year.lines.filter(({ unit }) => kept.has(opdOf(canonicalCode('unit', unit.code) ?? ''))) };
}) as [SimulatedYear, SimulatedYear];
/** Between murni and perubahan a pergeseran takes a million from one line and gives it to another. */
const shifted = 1_000_000_00n;
const [taken, given] = then.lines.filter(({ account, budget }) => account.startsWith('5') && (budget.get('murni') ?? 0n) > shifted);
then.versions.splice(1, 0, 'pergeseran-1');
for (const line of then.lines) {
  const murni = line.budget.get('murni');
  if (murni !== undefined) line.budget.set('pergeseran-1', line === taken ? murni - shifted : line === given ? murni + shifted : murni);
}
let site: ReturnType<typeof createSite>;

/** An edition's content straight from the simulation, without files and ledger. */
function contentOf(year: SimulatedYear, { number = 1, versions = year.versions }: { number?: number; versions?: string[] } = {}) {
  const lastMonth = (line: SimulatedLine) => Math.min(year.reported.get(line.unit.key) ?? 12, year.dates.length, 12);
  const unitOf = (line: SimulatedLine) => canonicalCode('unit', line.unit.code) ?? '';
  const accountOf = (line: SimulatedLine) => canonicalCode('account', line.account) ?? '';
  const at = (line: SimulatedLine, row: number): Omit<EditionLine, 'source' | 'measure' | 'version' | 'amount'> => ({
    ...{ unit: unitOf(line), activity: canonicalCode('activity', line.activity) ?? '', account: accountOf(line), fund: '' },
    ...{ month: null, document: null, date: null, sheet: 'Sheet1', row, column: 'V' },
  });
  const source = (id: string, kind: 'budget' | 'realization', version: string | null, asOf: IsoDate | null) => ({
    ...{ id, kind, version, asOf, fileName: `${id}.csv`, fileHash: id.repeat(8), linesHash: id.repeat(8), from: null, lines: 1 },
    ...{ receivedAt: `${year.year}-08-03T02:00:00.000Z`, verifiedAt: `${year.year}-08-04T02:00:00.000Z`, simulated: true },
    basis: kind === 'budget' ? null : ('lra' as const),
  });
  const lines = year.lines.flatMap((line, index): EditionLine[] => {
    const realized = line.realized[lastMonth(line) - 1] ?? 0n;
    return [
      ...versions.flatMap((version) => {
        const amount = line.budget.get(version);
        return amount === undefined ? [] : [{ ...at(line, index), source: `b-${version}`, measure: 'budget' as const, version, amount }];
      }),
      ...(realized === 0n
        ? []
        : [{ ...at(line, index), source: `r${lastMonth(line)}`, measure: 'realization' as const, version: null, amount: realized }]),
    ];
  });
  const positions = year.lines.flatMap((line) =>
    Array.from({ length: lastMonth(line) }, (_, index) => ({
      ...{ measure: 'position' as const, unit: unitOf(line), account: accountOf(line).slice(0, 7), month: index + 1 },
      ...{ asOf: year.dates[index] ?? null, amount: line.realized[index] ?? 0n, source: `r${index + 1}` },
    })),
  );
  const asOf = year.dates[Math.min(year.dates.length, 12) - 1];
  if (asOf === undefined) throw new Error('a year without dates');
  const content: EditionContent = {
    ...{ government: { code: city, name: 'Kota Pangkalpinang' }, year: year.year, number, asOf, basis: 'lra', note: '' },
    ...{ publishedAt: `${year.year}-12-${10 + number}T02:30:00.000Z`, previous: null, version: versions.at(-1) ?? null },
    names: [
      ...new Map(
        year.lines.map((line) => [
          unitOf(line),
          { kind: 'unit' as const, code: unitOf(line), printed: line.unit.code, name: line.unit.name },
        ]),
      ).values(),
      ...new Map(
        year.lines
          .filter(({ activity }) => activity !== '')
          .map((line) => [
            line.activity,
            {
              kind: 'activity' as const,
              code: canonicalCode('activity', line.activity) ?? '',
              printed: line.activity,
              name: activityName(line.activity),
            },
          ]),
      ).values(),
    ],
    sources: [
      ...versions.map((version) => source(`b-${version}`, 'budget', version, null)),
      ...year.dates.slice(0, 12).map((date, index) => source(`r${index + 1}`, 'realization', null, date)),
    ],
    ...{ lines, months: positions, progress: [], official: [], bands: defaultBands },
    days: [
      ...new Map(
        positions.flatMap(({ unit, account, month, asOf: day }) =>
          day === null ? [] : [[`${unit} ${account[0]} ${month}`, { unit, account: account.slice(0, 1), month, asOf: day }] as const],
        ),
      ).values(),
    ],
  };
  return content;
}

const text = async (address: string) => (await site.answer(address))?.bytes.toString('utf8') ?? '';
const root = join(folder, 'editions');

beforeAll(async () => {
  const key = loadSigningKey(join(folder, 'key.pem'));
  let previous: EditionContent['previous'] = null;
  for (const content of [contentOf(then, { versions: ['murni'] }), contentOf(then, { number: 2 }), contentOf(now)]) {
    if (content.number === 1) previous = null;
    const { hash } = await writeEdition(root, { ...content, previous }, key);
    await announce(root, city, content.year, content.number, hash);
    previous = { number: content.number, hash };
  }
  site = createSite({ editions: openEditions(root), defaultGovernment: city, now: () => '2026-11-24T03:00:00.000Z' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Spending of each OPD by a month of a year, by plain addition. */
function paidBy(year: SimulatedYear, month: (key: string) => number): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const line of year.lines) {
    const at = month(line.unit.key);
    const opd = opdOf(canonicalCode('unit', line.unit.code) ?? '');
    if (line.account.startsWith('5') && at > 0) sums.set(opd, (sums.get(opd) ?? 0n) + (line.realized[at - 1] ?? 0n));
  }
  return sums;
}

/** "Rp563.312.345.678,90", which an amount has as its description, in sen. */
const exact = (description: string) => {
  const [whole = '', fraction = ''] = description.replace(/^−?Rp/, '').split(',');
  const sen = BigInt(whole.replaceAll('.', '')) * 100n + BigInt(fraction.padEnd(2, '0'));
  return description.startsWith('−') ? -sen : sen;
};
/** The amounts of a piece of markup, exact. */
const amountsIn = (html: string) =>
  [...html.matchAll(/<(?:span|a) class="amount"[^>]*?title="([^":]+)/g)].map((match) => exact(match[1] ?? ''));

describe('the years of the demonstration', () => {
  it('on the same day, each OPD by its own last report, are those that plain addition gives', async () => {
    const html = await text('/banding-tahun');
    // The first rows, and the others below a line that opens them.
    const tables = (html.split('id="opd"')[1] ?? '').split('<table').slice(1, 3);
    const months = (key: string) => now.reported.get(key) ?? 10;
    const [before, after] = [paidBy(then, months), paidBy(now, months)];
    const rows = tables.flatMap((table) =>
      (table.split('<tbody>')[1]?.split('</tbody>')[0] ?? '')
        .split('<tr>')
        .slice(1)
        .map((row) => amountsIn(row)),
    );
    expect(rows.length).toBeGreaterThan(10);
    const expected = [...after].flatMap(([opd, amount]) =>
      amount === 0n ? [] : [[before.get(opd) ?? 0n, amount, amount - (before.get(opd) ?? 0n)]],
    );
    const bySize = (one: bigint[], other: bigint[]) => (one[1] === other[1] ? 0 : (one[1] ?? 0n) < (other[1] ?? 0n) ? -1 : 1);
    expect(rows.toSorted(bySize)).toEqual(expected.toSorted(bySize));
    const total = (at: number) => expected.reduce((sum, row) => sum + (row[at] ?? 0n), 0n);
    expect(amountsIn(tables[0]?.split('<tfoot>')[1]?.split('</table>')[0] ?? '')).toEqual([total(0), total(1), total(2)]);
  });

  it('are two taps from the home page, and a question asked in words leads to them', async () => {
    expect(await text('/')).toContain('href="/banding-tahun"');
    expect(await text(`/cari?cari=${encodeURIComponent('bandingkan tahun')}`)).toContain('href="/banding-tahun"');
    expect(await text(`/cari?cari=${encodeURIComponent('perubahan anggaran')}&tahun=2025`)).toContain('href="/perubahan?tahun=2025"');
  });

  it('that are the first, have one version, or have one edition say so', async () => {
    expect(await text('/banding-tahun?tahun=2025')).toContain('2025 adalah tahun pertama yang diterbitkan');
    expect(await text('/perubahan')).toContain('Anggaran 2026 belum berubah: baru ada APBD murni');
    expect(await text('/terbitan/1/perubahan')).toContain('Terbitan 1 adalah terbitan pertama tahun 2026');
    expect(await text('/opd/dinas-pendidikan-dan-kebudayaan/tahun?tahun=2025')).toContain('tidak ada tahun lain yang dapat dibandingkan');
  });
});

describe('the change of the budget of 2025', () => {
  const opdSums = (version: string) => {
    const sums = new Map<string, bigint>();
    for (const { unit, account, budget } of then.lines) {
      const opd = opdOf(canonicalCode('unit', unit.code) ?? '');
      if (account.startsWith('5')) sums.set(opd, (sums.get(opd) ?? 0n) + (budget.get(version) ?? 0n));
    }
    return sums;
  };

  it('is a waterfall whose steps add up to the sen, and lists every sub kegiatan that changed', async () => {
    const html = await text('/perubahan?tahun=2025');
    const steps = amountsIn(html.split('class="bullets falls"')[1]?.split('</ol>')[0] ?? '');
    const [murni, perubahan] = ['murni', 'perubahan'].map((version) =>
      [...opdSums(version).values()].reduce((sum, amount) => sum + amount, 0n),
    );
    expect([steps[0], steps.at(-1)]).toEqual([murni, perubahan]);
    expect(steps.slice(1, -1).reduce((sum, amount) => sum + amount, 0n)).toBe((perubahan ?? 0n) - (murni ?? 0n));
    const csv = (await text('/perubahan/2025/2/sub-kegiatan.csv')).trim().split('\n');
    expect(csv[0]).toBe('kode_opd,opd,kode_sub_kegiatan,sub_kegiatan,murni,pergeseran-1,perubahan,selisih_murni_perubahan,simulasi');
    const activities = new Set(
      then.lines
        .filter(({ account }) => account.startsWith('5'))
        .map(({ unit, activity }) => `${opdOf(canonicalCode('unit', unit.code) ?? '')} ${activity}`),
    );
    expect(csv.length - 1).toBe([...activities].filter((name) => !name.endsWith(' ')).length);
  });

  it('has a pergeseran on its way that moves money and leaves the sum as it is', async () => {
    const html = await text('/perubahan?tahun=2025&ke=pergeseran-1');
    expect(html).toContain('Dari APBD murni ke Pergeseran 1 tahun 2025: belanja tidak berubah');
    const moves = amountsIn(html.split('id="sub-kegiatan"')[1] ?? '');
    expect(moves.filter((amount) => amount === shifted || amount === -shifted)).toEqual(expect.arrayContaining([shifted, -shifted]));
    expect(html).toContain('href="/perubahan?tahun=2025&amp;dari=pergeseran-1"');
    // Its mark, and that of the perubahan, are on the curve and in its table.
    expect(
      (await text('/?tahun=2025')).split('Pergeseran 1, diverifikasi 4\u00a0Agustus\u00a02025: anggaran tidak berubah').length - 1,
    ).toBe(2);
  });

  it('is led to from the home page, from spending, and from the second edition', async () => {
    expect(await text('/?tahun=2025')).toContain('href="/terbitan/2/perubahan?tahun=2025"');
    for (const page of ['/belanja', '/opd/dinas-pendidikan-dan-kebudayaan'])
      expect(await text(`${page}?tahun=2025`), page).toContain('href="/perubahan?tahun=2025"');
    expect(await text('/belanja')).not.toContain('sampai sub kegiatan');
  });

  it('is the list of changes of the second edition: every amount of the new version, and no other', async () => {
    const csv = (await text('/terbitan/2025/2/perubahan.csv')).trim().split('\n').slice(1);
    expect(new Set(csv.map((row) => /,(new-version|new-report|correction),/.exec(row)?.[1]))).toEqual(new Set(['new-version']));
    const html = await text('/terbitan/2/perubahan?tahun=2025');
    expect(html).toContain('Versi anggaran yang dipakai: APBD murni menjadi APBD Perubahan');
    expect(html).toContain('Versi anggaran baru');
  });
});
