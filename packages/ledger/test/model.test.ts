import { defaultBands, fiscalYear, isoDate, type Line, opdOf } from '@sipkadin/budget';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  addGovernment,
  type EditionRow,
  type EditionState,
  editionState,
  figuresByAccount,
  keepReport,
  ledgerSequence,
  listAudit,
  listEditions,
  receiveUpload,
  recordEdition,
  submitUpload,
  verifyLedger,
  verifyUpload,
  withdrawUpload,
} from '../src/index.ts';
import { databases, health, line, puskesmas, school, statement, storing, type TestLedger, type TestStatement } from './databases.ts';

/** A statement in the model: its content, not how it is stored. */
interface Said {
  kind: 'budget' | 'cash-plan' | 'realization' | 'register';
  version: 'murni' | 'perubahan';
  basis: 'sp2d' | 'lra';
  month: 1 | 2 | 3;
  /** '' alone is a summary of the whole government. */
  covers: string[];
  /** Units of its lines. */
  units: string[];
  amounts: { unit: string; akun: '4' | '5'; amount: bigint; day: number }[];
  /** Its lines name the akun alone. */
  coarse: boolean;
}

const end = { 1: isoDate('2025-01-31'), 2: isoDate('2025-02-28'), 3: isoDate('2025-03-31') };
const dayIn = (month: number, day: number) => isoDate(2025, month, day);
const accounts = { '4': '4.1.01', '5': '5.1.02' } as const;

const said: fc.Arbitrary<Said> = fc
  .record({
    kind: fc.constantFrom<Said['kind']>('budget', 'cash-plan', 'realization', 'realization', 'register'),
    version: fc.constantFrom<Said['version']>('murni', 'perubahan'),
    basis: fc.constantFrom<Said['basis']>('sp2d', 'sp2d', 'lra'),
    month: fc.constantFrom<Said['month']>(1, 2, 3),
    coarse: fc.boolean(),
    scope: fc.constantFrom<string[][]>(
      ...[[health], [school], [health, puskesmas], [puskesmas], [health, school], ['']].map((units) => [units, units]),
      [[health], [health, puskesmas]],
    ),
    picks: fc.array(
      fc.record({
        unit: fc.nat(1),
        akun: fc.constantFrom<'4' | '5'>('4', '5'),
        amount: fc.bigInt(1n, 10n ** 17n),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  })
  .map(({ picks, scope: [covers = [], units = []], ...rest }) => ({
    ...rest,
    covers,
    units,
    amounts: picks.map((pick) => ({ ...pick, unit: units[pick.unit % units.length] ?? '' })),
  }));

/**
 * Whether a statement covers a unit in an akun: an OPD covers all of its sub-units, a sub-unit only itself. Of a sub-unit that
 * has any report of its own, a report of its OPD must have lines.
 */
function coversUnit({ covers, amounts }: Said, unit: string, akun: string, all: readonly Said[]): boolean {
  if (covers.includes('') || unit === '') return covers.includes('') && unit === '';
  if (covers.includes(unit)) return true;
  const isSeparate = all.some((one) => one.covers.includes(unit) && !one.covers.includes(opdOf(unit)));
  return covers.includes(opdOf(unit)) && (!isSeparate || amounts.some((amount) => amount.unit === unit && amount.akun === akun));
}

/** How deep its accounts of a unit's OPD are; undefined where it has none. */
function depthOf({ amounts, coarse, kind }: Said, unit: string, akun: string): number | undefined {
  const has = amounts.some((amount) => opdOf(amount.unit) === opdOf(unit) && amount.akun === akun);
  return has && kind !== 'register' ? (coarse ? 1 : 3) : undefined;
}

/** Of statements of one scope the latest of those that none is finer than. */
function finest(all: readonly Said[], unit: string, akun: string): Said | undefined {
  const deepest = Math.max(0, ...all.map((one) => depthOf(one, unit, akun) ?? 0));
  return last(all.filter((one) => (depthOf(one, unit, akun) ?? deepest) === deepest));
}

const none = { budget: null, realization: null };
const hasAkun = (one: Said, akun: string) => one.amounts.some((amount) => amount.akun === akun);
const last = <T>(items: readonly T[]) => items.at(-1);

type Measure = 'budget' | 'plan' | 'realization';
type Sums = Record<Measure, bigint | null>;
const planMonthOf = (day: number) => 1 + (day % 3);
const daysOf = { 1: 31n, 2: 28n, 3: 31n } as Readonly<Record<number, bigint>>;
/** Parts of a rupiah's sen that are whole for days of January, February and March. */
const parts = 868n;

/** A month's plan up to a day, in 868ths of a sen. */
function dueBy(amount: bigint, month: number, day: string): bigint {
  const [reached, dayInMonth] = [Number(day.slice(5, 7)), BigInt(Number(day.slice(8)))];
  if (reached !== month) return reached > month ? amount * parts : 0n;
  return (amount * dayInMonth * parts) / (daysOf[month] ?? 1n);
}

/** The rule of docs/architecture.md, computed the slow way: for every unit and akun, look for the one statement that counts. */
function model(all: readonly Said[], until?: string): Record<string, Sums> {
  const units = ['', health, puskesmas, school];
  const versions = (kind: Said['kind'], of: readonly Said[]) => {
    const some = of.filter((one) => one.kind === kind);
    return some.some(({ version }) => version === 'perubahan') ? 'perubahan' : 'murni';
  };
  const realized = all.filter(({ kind, basis }) => (kind === 'realization' || kind === 'register') && basis === 'sp2d');
  const asOf = until ?? last(realized.map(({ month }) => end[month]).toSorted());
  const planMonth = asOf === undefined ? 12 : Number(asOf.slice(5, 7));
  const result: Record<string, Sums> = {};
  for (const akun of ['4', '5']) {
    const found: Record<Measure, { unit: string; amount: bigint }[]> = { budget: [], plan: [], realization: [] };
    const dues: { unit: string; plan: Said | undefined; reported: string | undefined }[] = [];
    for (const unit of units) {
      const take = (measure: Measure, one: Said | undefined, wanted: (day: number) => boolean = () => true) => {
        const own = (one?.amounts ?? []).filter((amount) => amount.unit === unit && amount.akun === akun && wanted(amount.day));
        if (own.length > 0) found[measure].push({ unit, amount: own.reduce((total, { amount }) => total + amount, 0n) });
      };
      const covering = all.filter((one) => hasAkun(one, akun) && coversUnit(one, unit, akun, all));
      const version = versions('budget', all);
      take(
        'budget',
        finest(
          covering.filter((one) => one.kind === 'budget' && one.version === version),
          unit,
          akun,
        ),
      );
      const planned = versions('cash-plan', covering);
      const plan = finest(
        covering.filter((one) => one.kind === 'cash-plan' && one.version === planned),
        unit,
        akun,
      );
      take('plan', plan, (day) => planMonthOf(day) <= planMonth);
      const due = { unit, plan, reported: undefined as string | undefined };
      dues.push(due);
      if (asOf === undefined) continue;
      const measured = covering.filter((one) => realized.includes(one));
      const snapshots = measured.filter(({ kind, month }) => kind === 'realization' && end[month] <= asOf);
      const latest = Math.max(0, ...snapshots.map(({ month }) => month));
      const snapshot = finest(
        snapshots.filter(({ month }) => month === latest),
        unit,
        akun,
      );
      if (snapshot !== undefined) {
        due.reported = end[snapshot.month];
        take('realization', snapshot);
        continue;
      }
      for (const month of [1, 2, 3] as const) {
        const register = last(measured.filter((one) => one.kind === 'register' && one.month === month));
        if (register !== undefined && dayIn(month, 1) <= asOf) due.reported = end[month] < asOf ? end[month] : asOf;
        take('realization', register, (day) => dayIn(month, day) <= asOf);
      }
    }
    const total = (measure: Measure) => {
      const own = found[measure].filter(({ unit }) => unit !== '');
      const counted = own.length > 0 ? own : found[measure];
      return counted.length === 0 ? null : counted.reduce((sum, { amount }) => sum + amount, 0n);
    };
    // The plan of each unit's own day; of units that never reported only where nobody did.
    const planToDay = () => {
      if (total('plan') === null) return null;
      const isUnits = found.plan.some(({ unit }) => unit !== '');
      const planned = dues.flatMap(({ unit, plan, reported }) =>
        (plan?.amounts ?? [])
          .filter((one) => one.unit === unit && one.akun === akun && planMonthOf(one.day) <= planMonth && (unit !== '') === isUnits)
          .map(({ amount, day }) => ({ reported, due: dueBy(amount, planMonthOf(day), reported ?? asOf ?? '2025-12-31') })),
      );
      const compared = planned.filter(({ reported }) => reported !== undefined);
      const counted = compared.length > 0 ? compared : planned;
      return (counted.reduce((sum, { due }) => sum + due, 0n) * 2n + parts) / (parts * 2n);
    };
    const sums = { budget: total('budget'), plan: planToDay(), realization: total('realization') };
    if (Object.values(sums).some((sum) => sum !== null)) result[akun] = sums;
  }
  return result;
}

/** The same sums from the lines that an edition would publish. */
function ofLines({ lines, version }: EditionState): Record<string, Omit<Sums, 'plan'>> {
  const result: Record<string, Omit<Sums, 'plan'>> = {};
  for (const line of lines) {
    if (line.measure === 'plan' || line.measure === 'progress' || (line.measure === 'budget' && line.version !== version)) continue;
    const sums = (result[line.account.slice(0, 1)] ??= { budget: null, realization: null });
    sums[line.measure] = (sums[line.measure] ?? 0n) + line.amount;
  }
  return result;
}

/** In an edition no unit is counted from two statements, and none that reported for itself is left out. */
function mustCountOnce({ lines }: EditionState, all: readonly Said[], asOf: string): void {
  const isSnapshot = ({ kind, basis, month }: Said) => kind === 'realization' && basis === 'sp2d' && end[month] <= asOf;
  const own = all.filter((one) => isSnapshot(one) && one.covers.includes(puskesmas) && !one.covers.includes(health));
  const sourcesOf = (measure: string, version: string | null, unit: string, akun: string) =>
    new Set(
      lines.flatMap((line) =>
        line.measure === measure && line.version === version && line.unit === unit && line.account.startsWith(akun) && line.date === null
          ? [line.source]
          : [],
      ),
    );
  for (const akun of ['4', '5']) {
    for (const unit of [health, puskesmas, school]) {
      expect(sourcesOf('realization', null, unit, akun).size).toBeLessThanOrEqual(1);
      for (const version of ['murni', 'perubahan']) expect(sourcesOf('budget', version, unit, akun).size).toBeLessThanOrEqual(1);
    }
    // A statement may name a unit in its scope and have no line of it: only that leaves a unit without lines.
    const namedOnly = all.some((one) => isSnapshot(one) && one.covers.length > 1 && one.covers.includes(puskesmas));
    if (!namedOnly && own.some((one) => hasAkun(one, akun))) expect(sourcesOf('realization', null, puskesmas, akun).size).toBe(1);
  }
}

function stored({ kind, version, basis, month, covers: said, amounts, coarse }: Said, government: string): TestStatement {
  const lines: Line[] = amounts.map(({ unit, akun, amount, day }) =>
    line(unit, coarse ? akun : accounts[akun], amount, {
      ...(kind === 'register' ? { date: dayIn(month, day), document: 'D' } : {}),
      ...(kind === 'cash-plan' ? { month: planMonthOf(day) } : {}),
    }),
  );
  const covers = said.includes('') ? [] : said;
  if (kind === 'budget' || kind === 'cash-plan') return statement({ government, kind, version, covers }, lines);
  return statement({ government, kind, basis, covers, asOf: end[month], ...(kind === 'register' ? { from: dayIn(month, 1) } : {}) }, lines);
}

/** What happens to the ledger one after another: a file is verified, one is withdrawn, an edition is published, withdrawn, returned to. */
type Deed = { say: Said } | { withdraw: number } | { publish: true } | { returnTo: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: said.map((say) => ({ say })) },
  { weight: 1, arbitrary: fc.record({ withdraw: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.constant({ publish: true as const }) },
  { weight: 2, arbitrary: fc.record({ returnTo: fc.nat(6) }) },
);

/** The files that count, in the order of their verification, as deeds leave them; and what each edition held. */
class Counted {
  readonly said: Said[] = [];
  readonly #published = new Set<number>();
  #counting = new Set<number>();
  readonly #editions: ReadonlySet<number>[] = [];

  say(one: Said): void {
    this.#counting.add(this.said.push(one) - 1);
  }
  /** Which of the files that are verified and unpublished; undefined where there is none. */
  withdraw(pick: number): number | undefined {
    const open = [...this.#counting].filter((index) => !this.#published.has(index)).sort((a, b) => a - b);
    const chosen = open[pick % open.length];
    if (chosen !== undefined) this.#counting.delete(chosen);
    return chosen;
  }
  publish(): void {
    this.#editions.push(new Set(this.#counting));
    for (const index of this.#counting) this.#published.add(index);
  }
  /** To edition `number`, 0 for nothing: what waits to be published goes on waiting. */
  returnTo(number: number): void {
    const [held, wanted] = [this.held(this.#editions.length), this.held(number)];
    this.#counting = new Set([...this.#counting].filter((index) => wanted.has(index) || !held.has(index)).concat([...wanted]));
    this.#editions.push(wanted);
  }
  held(number: number): ReadonlySet<number> {
    return this.#editions[number - 1] ?? new Set();
  }
  get editions(): number {
    return this.#editions.length;
  }
  now(indices: ReadonlySet<number> = this.#counting): Said[] {
    return this.said.filter((_, index) => indices.has(index));
  }
}

describe.each(databases)('what counts on $name', ({ name, open }) => {
  let test: TestLedger | undefined;
  afterAll(() => test?.end());

  it('agrees with the rule for any statements in any order, at the end and at every moment before', async () => {
    test = await open();
    const { ledger, folder } = test;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: name === 'SQLite' ? 1 : 5, maxLength: 9 }), async (deeds) => {
        // A government of its own for each run: an empty year, without a new database, beside all earlier rows.
        const government = `19.${String(++runs).padStart(2, '0')}`;
        await ledger.transact((tx) => addGovernment(tx, { code: government, name: `Kota ${runs}` }, 'setup'));
        const moments: { sequence: number; at: string; was: Said[] }[] = [];
        const counted = new Counted();
        const uploads: string[] = [];
        const record = async (kind: EditionRow['kind'], content?: number) => {
          const earlier = await listEditions(ledger.read, government, fiscalYear(2025));
          const number = earlier.length + 1;
          const held = earlier.find((edition) => edition.number === content);
          const sequence = kind === 'publication' ? await ledgerSequence(ledger.read) : (held?.sequence ?? 0);
          const rest = {
            name: 'Kota Pangkalpinang',
            basis: 'sp2d' as const,
            asOf: isoDate('2025-12-31'),
            publishedAt: '2026-01-01T00:00:00.000Z',
          };
          const edition = { ...rest, number, sequence, kind, content: content ?? number, hash: 'h', note: 'alasan', actor: 'publisher' };
          const written = { bands: defaultBands, population: null };
          await ledger.transact((tx) => recordEdition(tx, { ...edition, ...written, government, year: fiscalYear(2025) }));
        };
        const verify = (one: Said) =>
          storing({ ledger, folder }, [stored(one, government)], async (tx, add) => {
            const { id } = await receiveUpload(tx, { government, fileName: 'x', hash: 'a'.repeat(64), bytes: 1, actor: 'clerk' });
            await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
            await add(id);
            await submitUpload(tx, id, 'clerk');
            await verifyUpload(tx, id, 'verifier');
            uploads.push(id);
          });
        for (const one of deeds) {
          if ('say' in one) {
            await verify(one.say);
            counted.say(one.say);
          } else if ('withdraw' in one) {
            const chosen = counted.withdraw(one.withdraw);
            if (chosen !== undefined) await ledger.transact((tx) => withdrawUpload(tx, uploads[chosen] ?? '', 'verifier', 'alasan'));
          } else if ('publish' in one) {
            await record('publication');
            counted.publish();
          } else if (counted.editions > 0) {
            const number = one.returnTo % (counted.editions + 1);
            await record('return', number);
            counted.returnTo(number);
          }
          const [latest] = await listAudit(ledger.read, { limit: 1 });
          moments.push({ sequence: await ledgerSequence(ledger.read), at: latest?.at ?? '', was: counted.now() });
        }
        const year = { government, year: fiscalYear(2025) };
        const sums = async (query: object) => Object.fromEntries(await figuresByAccount(ledger.read, { ...year, ...query }, 1));
        for (const { sequence, at, was } of moments) {
          expect(await sums({ sequence })).toEqual(model(was));
          expect(await sums({ at })).toEqual(model(was));
        }
        for (const { number, sequence } of await listEditions(ledger.read, government))
          expect(await sums({ sequence })).toEqual(model(counted.now(counted.held(number))));
        const all = counted.now();
        for (const asOf of [dayIn(1, 15), end[1], dayIn(2, 10), end[2]]) {
          const expected = model(all, asOf);
          expect(await sums({ asOf })).toEqual(expected);
          const state = await editionState(ledger.read, { ...year, asOf });
          // An amount that was reported has the day of its report, also where a later report leaves its unit out.
          for (const { measure, unit, account, month, asOf: day } of state.months)
            if (measure === 'position') expect(state.days).toContainEqual({ unit, account: account.slice(0, 1), month, asOf: day });
          const published = ofLines(state);
          mustCountOnce(state, all, asOf);
          for (const akun of ['4', '5'])
            expect(published[akun] ?? none).toEqual({
              budget: expected[akun]?.budget ?? null,
              realization: expected[akun]?.realization ?? null,
            });
        }
      }),
      { numRuns: name === 'SQLite' ? 60 : 5, seed: Number(process.env['SEED'] ?? 1971) },
    );
    expect(await verifyLedger(ledger.read)).toEqual([]);
  });
});
