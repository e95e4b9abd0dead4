import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalCode, findRegion, type Line, lraBalance, parseDecimal, type Sen, type StatementKind, sum } from '@sipkadin/budget';
import { identityDifferences } from '@sipkadin/budget/identities';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { type Intake, type IntakeOptions, readWorkbook } from '../src/intake.ts';
import { at, commented, markedPath, parts, unpacked } from './marked.ts';

/** Real files are beside the project, not in it: their figures are known, their owners' data are not ours to spread. */
const folder = join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(folder);
/** Named here, so that tests are counted as skipped where the folder is absent. */
const names = [
  ...['deviasi_template.xlsx', 'dishub_pagu_realisasi_2026.json', 'djpk_apbd_2023.xlsx', 'djpk_realization.csv'],
  ...['list_rekening_buru_badcell.xlsx', 'lra_filled_madina.xlsx', 'lra_format_pakpakbharat.xlsx', 'lra_tree_sumenep_2026.xlsx'],
  ...['pangkalpinang_apbd_2023_murni.csv', 'pangkalpinang_lra_2025_12des.csv', 'population_regions.csv', 'rak_sumenep_2025.xlsx'],
  ...['ref_buru_skpd_2024.json', 'ref_kabkota_514.csv', 'ref_pangkalpinang_kelurahan.csv'],
  ...['ref_program_kegiatan_subkegiatan_buru_2025.csv', 'ref_rekening_dipakai_buru_2025_digit4.csv'],
  ...['ref_rekening_dipakai_buru_2026_digit5.csv', 'ref_rekening_permendagri90_2019_digit3.csv', 'ref_sub_kegiatan_2024_buru.json'],
  ...['ref_sumber_dana_2025.json', 'ref_sumber_dana_2026.json', 'ref_unit_buru_2025.csv', 'ref_urusan_bidang.csv'],
  ...['register_buru_2026_jan.xlsx', 'rekap5_buru_2025_murni.xlsx', 'rekap5_buru_2025_perubahan.xlsx', 'rfk_bali_2026.xlsx'],
];

interface Read extends Intake {
  lines: (Line & { kind: StatementKind })[];
  codes: string[];
  /** Names of all sheets. */
  sheets: string[];
}

const known = new Map<string, Promise<Read>>();

/** Reads a file with these options, once for all tests. */
function inspect(name: string, options: IntakeOptions = {}): Promise<Read> {
  const key = JSON.stringify([name, options]);
  const read = known.get(key) ?? inspectAnew(join(folder, name), name, options);
  known.set(key, read);
  return read;
}

async function inspectAnew(path: string, name: string, options: IntakeOptions): Promise<Read> {
  const lines: Read['lines'] = [];
  const workbook = await openWorkbook(path, name);
  const sheets = workbook.sheets.map((sheet) => sheet.name);
  const intake = await readWorkbook(workbook, name, options, {
    line: (kind, line) => lines.push({ ...line, kind }),
    restart: () => lines.splice(0),
  });
  workbook.close();
  return { ...intake, lines, sheets, codes: intake.report.findings.map(({ code }) => code) };
}

describe.skipIf(!present)('the 28 real files of ../shared/data', () => {
  it('are all there', () => {
    expect(readdirSync(folder).filter((name) => /\.(xlsx|csv|json)$/.test(name))).toEqual(names);
  });

  it('reads the tree report of Sumenep: 411 leaves, ten levels that agree, seven sheets of one report', async () => {
    const { report } = await inspect('lra_tree_sumenep_2026.xlsx');
    expect(report).toMatchObject({ shape: 'tree', outcome: 'asked', year: 2026, government: { code: '35.29' }, rows: 1044 });
    expect(report.totals).toMatchObject({
      budget: '277644068187.00',
      realization: '111527108238.00',
      'budget:5.1': '272953262962.00',
      'realization:5.1': '111002471341.00',
      'budget:5.2': '4690805225.00',
      'realization:5.2': '524636897.00',
    });
    expect(report.statements).toMatchObject([
      { kind: 'budget', lines: 411, covers: ['1.02.2.14.0.00.01.0000'] },
      { kind: 'realization', lines: 411, covers: ['1.02.2.14.0.00.01.0000'] },
      { kind: 'cash-plan', lines: 80, covers: ['1.02.2.14.0.00.01.0000'] },
    ]);
    expect(report.sheetsUsed).toEqual(['DINKES INDUK']);
    expect(report.sheetsLeftOut.map(({ reason }) => reason.en)).toEqual(Array(6).fill('a copy of sheet "DINKES INDUK" (same content)'));
    expect(report.reconciliation.length).toBe(60);
    expect(report.reconciliation.every(({ equal }) => equal)).toBe(true);
    expect(report.questions.map(({ key }) => key)).toEqual(['asOf', 'basis', 'version']);
    expect(report.questions[0]?.choices[0]).toMatchObject({ value: '2026-06-30', evidence: expect.stringContaining('SD JUNI') });
  });

  it('keeps the place of every amount of Sumenep, once its questions are answered', async () => {
    const { report, statements, lines } = await inspect('lra_tree_sumenep_2026.xlsx', {
      answers: { asOf: '2026-06-30', version: 'murni', basis: 'spj' },
    });
    expect(report.outcome).toBe('read');
    expect(statements.map(({ head }) => head)).toMatchObject([
      { kind: 'budget', government: '35.29', year: 2026, version: 'murni', asOf: undefined, lineCount: 411, total: 27764406818700n },
      { kind: 'realization', asOf: '2026-06-30', basis: 'spj', version: 'murni', lineCount: 411, total: 11152710823800n },
      // "PAGU AKAS SD JUNI"; of 82 sub kegiatan two state 0.
      { kind: 'cash-plan', asOf: '2026-06-30', version: 'murni', lineCount: 80, total: 17438042333700n },
    ]);
    expect(lines[0]).toMatchObject({
      ...{ kind: 'budget', sheet: 'DINKES INDUK', row: 19, column: 'F' },
      unit: '1.02.2.14.0.00.01.0000',
      activity: '1.02.01.2.01.0001',
      account: '5.1.02.01.001.00024',
      amount: 114160000n,
    });
  });

  it('reads the tree report of Sumenep the same without its merged cells, as a .csv of it would be', async () => {
    const name = 'lra_tree_sumenep_2026.xlsx';
    const workbook = await openWorkbook(join(folder, name), name);
    const [first] = workbook.sheets;
    if (!first) throw new Error('no sheet');
    const flat = { ...workbook, container: 'csv', sheets: [{ ...first, merges: [] }], rows: () => workbook.rows(first) };
    const { report } = await readWorkbook(flat, name, {}, { line: () => {}, restart: () => {} });
    workbook.close();
    expect(report).toMatchObject({
      shape: 'tree',
      rows: 1044,
      lines: 902,
      totals: { budget: '277644068187.00', realization: '111527108238.00' },
    });
    expect(report.reconciliation.filter(({ equal }) => !equal)).toEqual([]);
  });

  it.each([
    ['murni', 7153, 6323, 830, '1078983576660.00', 56],
    ['perubahan', 7755, 6954, 801, '1010148878495.39', 62],
  ])('reads the flat recap of Buru, %s', async (version, rows, lines, unfunded, total, duplicates) => {
    const { report, statements } = await inspect(`rekap5_buru_2025_${version}.xlsx`);
    expect(report).toMatchObject({ shape: 'flat', outcome: 'read', year: 2025, budgetVersion: version, government: { code: '81.04' } });
    expect(report).toMatchObject({ rows, lines, unfunded, totals: { budget: total } });
    expect(report.findings.find(({ code }) => code === 'duplicate-lines')?.value).toBe(String(duplicates));
    expect(report.findings.filter(({ severity }) => severity === 'blocking' || severity === 'warning')).toEqual([]);
    expect(statements[0]?.head).toMatchObject({ kind: 'budget', version, lineCount: lines, simulated: false });
    expect(report.units.length).toBe(66);
  });

  it('finds the known change of the budget of Buru in 2025: 413 lines new, 1 dropped, 2,488 changed', async () => {
    const [murni, perubahan] = [await inspect('rekap5_buru_2025_murni.xlsx'), await inspect('rekap5_buru_2025_perubahan.xlsx')];
    expect([murni, perubahan].map(({ lines }) => sum(lines.map(({ amount }) => amount)))).toEqual([
      107_898_357_666_000n,
      101_014_887_849_539n,
    ]);
    // As the known figures were counted: without the funds and packages of a line.
    const totals = ({ lines }: Read) => {
      const sums = new Map<string, Sen>();
      for (const { unit, activity, account, amount } of lines) {
        const key = `${unit} ${activity} ${account}`;
        sums.set(key, (sums.get(key) ?? 0n) + amount);
      }
      return sums;
    };
    const [before, after] = [totals(murni), totals(perubahan)];
    expect({
      added: [...after.keys()].filter((key) => !before.has(key)).length,
      dropped: [...before.keys()].filter((key) => !after.has(key)).length,
      changed: [...before].filter(([key, amount]) => after.has(key) && after.get(key) !== amount).length,
    }).toEqual({ added: 413, dropped: 1, changed: 2488 });
  });

  it('reads the register of Buru: payments alone add up, people stay outside', async () => {
    const { report, statements, lines, codes } = await inspect('register_buru_2026_jan.xlsx');
    expect(report).toMatchObject({ shape: 'register', outcome: 'read', year: 2026, basis: 'spj', from: '2026-01-01', asOf: '2026-01-30' });
    expect(report).toMatchObject({ rows: 1474, lines: 1474, totals: { realization: '45764295995.00' }, government: { code: '81.04' } });
    expect(report.units.length).toBe(43);
    expect(new Set(lines.map(({ document, date }) => `${document} ${date}`)).size).toBe(165);
    expect(report.reconciliation).toMatchObject([{ file: '45764295995.00', computed: '45764295995.00', equal: true }]);
    expect(codes).toContain('total-row-shifted');
    expect(codes).toContain('private-columns-dropped');
    const kept = JSON.stringify([report, statements.map(({ names }) => names), lines], (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(kept).not.toMatch(/PEGAWAI \d|\b19800101\d{10}\b|Pembayaran Gaji/);
  });

  it('reads the dump of one OPD and leaves its wrongly cut codes alone', async () => {
    const { report, codes, lines } = await inspect('dishub_pagu_realisasi_2026.json');
    expect(report).toMatchObject({ container: 'json', shape: 'flat', outcome: 'asked', year: 2026, rows: 39, lines: 78 });
    expect(report.totals).toMatchObject({ budget: '3246116451.00', realization: '1544180227.00' });
    expect(report.questions.map(({ key }) => key)).toEqual(['asOf', 'basis', 'version']);
    expect(codes).toContain('code-cut');
    expect(lines[0]).toMatchObject({ account: '5.1.02.01.001.00024', row: 1, column: 'PAGU' });
  });

  it('reads the cash plan of Sumenep: five sheets of five activities under one code, SUM rows above, quarters between', async () => {
    const asked = await inspect('rak_sumenep_2025.xlsx');
    expect(asked.report).toMatchObject({ shape: 'cash-plan', outcome: 'asked', rows: 23, lines: 69, government: { code: '35.29' } });
    expect(asked.report.questions).toMatchObject([{ key: 'year', choices: [{ value: '2023' }, { value: '2025' }] }, { key: 'version' }]);
    const { report, statements, lines, codes } = await inspect('rak_sumenep_2025.xlsx', { answers: { year: '2025', version: 'murni' } });
    expect(report).toMatchObject({ outcome: 'read', year: 2025, sheetsLeftOut: [] });
    // The SUM rows of the five sheets, less two rows of "kab sehat" that have no account code.
    const stated = 129203000n + 66344900n + 7021100n + 13249200n + 4400000n - 20400000n - 6250000n;
    expect(statements.map(({ head }) => head)).toMatchObject([
      { kind: 'cash-plan', total: stated * 100n, asOf: undefined, version: 'murni' },
    ]);
    const months = Map.groupBy(lines, ({ month }) => month);
    const kesling = lines.filter(({ sheet }) => sheet === 'kesling');
    expect([...months.keys()].toSorted((a = 0, b = 0) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(kesling.filter(({ month }) => month === 5).reduce((sum, { amount }) => sum + amount, 0n)).toBe(1866200000n);
    const wrong = report.reconciliation.filter(({ equal, what }) => !equal && !what.en.includes('Total RAK'));
    expect(wrong.every(({ what }) => what.en.startsWith('Total row'))).toBe(true);
    expect(report.reconciliation.filter(({ what }) => what.en.startsWith('Column TW')).every(({ equal }) => equal)).toBe(true);
    expect(
      report.findings.filter(({ severity }) => severity === 'blocking').map(({ code, sheet, ref }) => `${code} ${sheet}!${ref}`),
    ).toEqual(['row-without-code kab sehat!V8', 'amount-unreadable kab sehat!Z9', 'row-without-code kab sehat!AD9']);
    expect(codes).toContain('code-shared');
    expect(codes).toContain('calculation-row');
    expect(codes).not.toContain('plan-not-budget');
  });

  it("reads the city's own totals, and every identity of them holds to the sen", async () => {
    const budget = await inspect('pangkalpinang_apbd_2023_murni.csv', { answers: { unit: 'semua' } });
    expect(budget.report).toMatchObject({
      shape: 'summary',
      outcome: 'read',
      year: 2023,
      budgetVersion: 'murni',
      government: { code: '19.71' },
      lines: 19,
    });
    expect(budget.report.totals).toMatchObject({
      'budget:4': '925876042111.00',
      'budget:5': '969676042111.00',
      'budget:6.1': '48300000000.00',
    });
    const lra = await inspect('pangkalpinang_lra_2025_12des.csv', { answers: { basis: 'lra', version: 'perubahan', unit: 'semua' } });
    expect(lra.report).toMatchObject({
      outcome: 'read',
      year: 2025,
      asOf: '2025-12-12',
      basis: 'lra',
      government: { code: '19.71' },
      lines: 46,
    });
    expect(lra.report.totals).toMatchObject({
      'budget:4': '993294792032.00',
      'realization:4': '869362748942.26',
      'budget:5': '1050068184753.90',
      'realization:5': '792217814455.37',
      'budget:6.1': '56773392721.90',
    });
    for (const { report } of [budget, lra]) expect(report.reconciliation.filter(({ equal }) => !equal)).toEqual([]);
    expect(lra.report.reconciliation.map(({ what }) => what.en)).toContain('SiLPA = 4 − 5 + 6.1 − 6.2');
  });

  it('reads one of the 546 regions of DJPK: Pangkalpinang, equal to its own page to the sen', async () => {
    const asked = await inspect('djpk_apbd_2023.xlsx');
    expect(asked.report).toMatchObject({ shape: 'regions', outcome: 'asked', year: 2023, statements: [], totals: {} });
    const choices = asked.report.questions.find(({ key }) => key === 'region')?.choices ?? [];
    expect(choices.length).toBe(546);
    expect(choices.filter(({ value }) => !/^\d{2}(?:\.\d{2})?$/.test(value))).toEqual([]);
    const answers = { version: 'murni' };
    const [djpk, page] = [
      await inspect('djpk_apbd_2023.xlsx', { answers, government: '19.71' }),
      await inspect('pangkalpinang_apbd_2023_murni.csv', { answers: { unit: 'semua' } }),
    ];
    expect(djpk.report).toMatchObject({ outcome: 'read', government: { code: '19.71' }, year: 2023, questions: [] });
    expect(djpk.report.totals).toEqual(page.report.totals);
    const byJenis = ({ lines }: Read) => Object.fromEntries(lines.map(({ account, amount }) => [account.slice(0, 6), amount]));
    // The city's page stops at the kelompok for unforeseen spending, DJPK's goes one further.
    expect({ ...byJenis(djpk), '5.3.01': undefined }).toEqual({ ...byJenis(page), '5.3': undefined, '5.3.01': undefined });
    expect(djpk.lines.find(({ account }) => account === '4.1.01')).toMatchObject({ amount: 11_400_000_000_000n, row: 9, unit: '' });
    expect(djpk.report.reconciliation.length).toBe(11);
  });

  it('finds every identity of all 546 regions of DJPK held in its cells, and every region by its name', async () => {
    const workbook = await openWorkbook(join(folder, 'djpk_apbd_2023.xlsx'), 'djpk.xlsx');
    const [sheet] = workbook.sheets;
    if (!sheet) throw new Error('no sheet');
    let names: string[] = [];
    const regions: Map<string, Sen>[] = [];
    for await (const lot of workbook.rows(sheet)) {
      for (const { number, cells } of lot) {
        const [label = '', ...texts] = Array.from(cells, (cell) => cell?.text ?? '');
        if (number === 5) names = texts;
        const digits = /^\s*(\d+)\. /.exec(label)?.[1];
        if (digits === undefined) continue;
        const code = canonicalCode('account', [digits[0], digits[1], digits.slice(2)].filter(Boolean).join('.')) ?? expect.fail(label);
        for (const [at, name] of names.entries()) {
          // Excel stores doubles: sixteen digits hold these amounts to the sen.
          const amount = parseDecimal(Number(texts[at] ?? 0).toFixed(2)) ?? expect.fail(`${name} ${label}`);
          (regions[at] ??= new Map()).set(code, amount);
        }
      }
    }
    workbook.close();
    expect(new Set(names.map((name) => findRegion(name)?.code ?? expect.fail(name))).size).toBe(546);
    expect([names.length, regions.length]).toEqual([546, 546]);
    for (const [at, accounts] of regions.entries()) {
      expect(accounts.size).toBe(47);
      expect(identityDifferences({ accounts }), names[at]).toEqual([]);
      const { silpa, surplus, netFinancing } = lraBalance(accounts);
      expect(silpa).toBe(surplus + netFinancing);
    }
  });

  it('finds every sum of six regions of DJPK right, provinces among them', async () => {
    const workbook = await openWorkbook(join(folder, 'djpk_apbd_2023.xlsx'), 'djpk.xlsx');
    const [sheet] = workbook.sheets;
    if (!sheet) throw new Error('no sheet');
    const alone = { ...workbook, sheets: [sheet] };
    const codes = ['11', '18.71', '31', '51.71', '64.71', '92.03'];
    for (const region of codes) {
      const { report } = await readWorkbook(alone, 'djpk.xlsx', { answers: { region } }, { line: () => {}, restart: () => {} });
      expect(report.government?.code).toBe(region);
      expect(report.reconciliation.filter(({ equal }) => !equal)).toEqual([]);
      expect(report.lines).toBeGreaterThan(15);
    }
    workbook.close();
  });

  it('reads one region, year and month of the rows of DJPK, and never a sum over several', async () => {
    const name = 'djpk_realization.csv';
    const asked = await inspect(name);
    expect(asked.report).toMatchObject({ shape: 'region-rows', outcome: 'asked', rows: 22_522, lines: 0, totals: {} });
    expect(asked.report.questions.find(({ key }) => key === 'region')?.choices.length).toBe(517);
    const city = await inspect(name, { government: '19.71' });
    const offered = (key: string) => city.report.questions.find((question) => question.key === key)?.choices.map(({ value }) => value);
    expect([offered('year'), offered('asOf')?.at(-1)]).toEqual([['2021', '2022', '2023', '2024', '2025'], '2025-12-31']);
    expect(city.report.lines).toBe(0);

    const answers = { year: '2025', basis: 'lra', version: 'murni' };
    const { report, lines } = await inspect(name, { government: '19.71', answers });
    expect(report).toMatchObject({ outcome: 'read', year: 2025, asOf: '2025-12-31', government: { code: '19.71' } });
    expect(report.totals).toMatchObject({ 'budget:5': '1048741948753.90', 'realization:5': '832062173828.79' });
    // The nine accounts of the table are parts of these: their totals count, the parts are not added to them.
    expect(lines.map(({ kind, account }) => `${kind} ${account}`)).toEqual(['budget 4', 'realization 4', 'budget 5', 'realization 5']);

    const province = { government: '19', answers: { ...answers, asOf: '2025-06-30' } };
    expect(await inspect(name, province)).toMatchObject({
      report: { outcome: 'read', lines: 2 },
      lines: [{ account: '5' }, { account: '5' }],
    });
    const wrong = await inspect(name, { government: '19.71', answers: { ...answers, year: '2020' } });
    expect([wrong.report.outcome, wrong.codes[0], wrong.report.lines]).toEqual(['refused', 'answer-wrong', 0]);
  });

  it('asks what a list of accounts, and a half-filled LRA, do not say', async () => {
    const list = await inspect('list_rekening_buru_badcell.xlsx');
    expect(list.report).toMatchObject({ outcome: 'asked', shape: 'summary', rows: 385, totals: { amount: '1105049453252.06' } });
    expect(list.report.questions.map(({ key }) => key)).toEqual(['year', 'version', 'measure', 'unit']);
    expect(list.report.reconciliation.every(({ equal }) => equal)).toBe(true);
    const lra = await inspect('lra_filled_madina.xlsx');
    expect(lra.report).toMatchObject({ outcome: 'asked', basis: 'lra', government: { code: '12.13' } });
    expect(lra.report.totals).toMatchObject({ 'budget:4': '20000000.00', 'budget:5': '307000000.00', 'realization:5': '0.00' });
    expect(lra.report.questions.map(({ key }) => key)).toEqual(['year', 'asOf', 'version', 'unit']);
  });

  const budgetByUnit = 'ref_buru_skpd_2024.json';
  it('reads the budget of a regency by OPD, without accounts', async () => {
    const { report } = await inspect(budgetByUnit);
    expect(report).toMatchObject({ outcome: 'read', shape: 'without-accounts', year: 2024, budgetVersion: 'murni', rows: 66, lines: 66 });
    expect(report.totals).toEqual({ budget: '866035384427.00', 'budget:5': '866035384427.00' });
  });

  const refused: [name: string, code: string][] = [
    ['rfk_bali_2026.xlsx', 'form-empty'],
    ['deviasi_template.xlsx', 'shape-progress'],
    ['lra_format_pakpakbharat.xlsx', 'form-empty'],
    // Inhabitants of regions, no money.
    ['population_regions.csv', 'no-amounts'],
    ...names.filter((name) => name.startsWith('ref_') && name !== budgetByUnit).map((name): [string, string] => [name, 'no-amounts']),
  ];
  it.each(refused)('refuses %s because of %s', async (name, code) => {
    const { report, codes, statements } = await inspect(name);
    expect(report.outcome).toBe('refused');
    expect(codes).toContain(code);
    expect(report.questions).toEqual([]);
    expect(statements).toEqual([]);
  });

  it('stops a file of another government than it is uploaded to', async () => {
    const { report } = await inspect('register_buru_2026_jan.xlsx', { government: '19.71' });
    expect(report.findings[0]).toMatchObject({
      code: 'government-other',
      severity: 'blocking',
      value: 'Kabupaten Buru (81.04)',
      expected: 'Kota Pangkalpinang (19.71)',
    });
  });

  it.each(names.filter((name) => name.endsWith('.xlsx')))(
    '%s: marked where findings are planted, all else the same, and read as before',
    async (name) => {
      const source = join(folder, name);
      const { report: before, sheets } = await inspect(name);
      const last = sheets.at(-1) ?? '';
      const path = await markedPath(source, [...before.findings, at(last, 'C9', 'blocking')], name);
      expect(commented(await unpacked(path), [last])).toContain(`${last}!C9`);
      const [old, now] = [await parts(source), await parts(path)];
      const changed = [...old].filter(([part, bytes]) => now.get(part)?.equals(bytes) !== true).map(([part]) => part);
      expect(
        changed.filter(
          (part) => !/^\[Content_Types\]|^xl\/(?:_rels\/)?(?:workbook|styles)|^xl\/worksheets\/|^xl\/comments|vmlDrawing/.test(part),
        ),
      ).toEqual([]);
      const { report: after } = await inspectAnew(path, name, {});
      const { findings, sheetsLeftOut } = after;
      expect({ ...after, findings: [], sheetsLeftOut: [] }).toEqual({ ...before, findings: [], sheetsLeftOut: [] });
      expect(findings.filter(({ code }) => code !== 'marked-copy')).toEqual(before.findings);
      expect(findings.find(({ code }) => code === 'marked-copy')).toMatchObject({ value: 'u12', expected: 'a1b2c3d4' });
      expect(sheetsLeftOut.at(-1)).toMatchObject({ name: 'Temuan SIP KADIN' });
    },
  );
});
