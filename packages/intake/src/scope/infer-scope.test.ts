import { type Finding, fiscalYear } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { Answers } from '../questions/answers.ts';
import { versionIn } from '../table/budget-version.ts';
import { cluesInName, cluesInTitles, infer } from './infer-scope.ts';
import type { Clue } from './scope-question.ts';
import { version as question } from './version.ts';

const clue = (value: string, rank: Clue['rank'], ref = 'A1'): Clue => ({
  subject: 'version',
  value,
  rank,
  sheet: 'Rekap',
  ref,
  text: value,
});
const version = (clues: Clue[], answers = {}) =>
  infer(question, { clues, kinds: new Set(['budget']), year: fiscalYear(2026), answers: new Answers(answers) });
const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code);

describe('the value of a scope question', () => {
  it('is the answer where there is one', () => {
    expect(version([clue('murni', 'content')], { version: 'perubahan' })).toEqual({ value: 'perubahan', findings: [] });
  });

  it('is taken from the content, else from dates, else from the file name with a finding', () => {
    expect(version([clue('murni', 'content'), clue('murni', 'name')])).toEqual({ value: 'murni', findings: [] });
    expect(version([clue('murni', 'dates')])).toEqual({ value: 'murni', findings: [] });
    const named = version([clue('murni', 'name')]);
    expect([named.value, codes(named.findings)]).toEqual(['murni', ['version-from-file-name']]);
  });

  it('is asked where the evidence contradicts itself, with the evidence for each choice', () => {
    for (const other of ['content', 'name'] as const) {
      const { value, findings } = version([clue('murni', 'content', 'A1'), clue('perubahan', other, 'B2')]);
      expect([value, codes(findings)]).toEqual([undefined, ['version-conflict']]);
      expect(findings[0]?.question?.choices).toMatchObject([
        { value: 'murni', evidence: 'Rekap!A1 "murni"' },
        { value: 'perubahan', evidence: 'Rekap!B2 "perubahan"' },
      ]);
    }
  });

  it('is asked where there is no evidence; a hint only comes first among the choices', () => {
    const { value, findings } = version([clue('perubahan', 'hint')]);
    expect([value, codes(findings)]).toEqual([undefined, ['version-unknown']]);
    expect(findings[0]?.question?.choices.map((choice) => choice.value).slice(0, 2)).toEqual(['perubahan', 'murni']);
  });

  it('is still asked after an invalid answer, which is a finding', () => {
    expect(codes(version([], { version: 'terakhir' }).findings)).toEqual(['answer-wrong', 'version-unknown']);
  });
});

describe('a budget version in words', () => {
  it.each([
    ['APBD MURNI TAHUN 2025', 'murni'],
    ['PERUBAHAN APBD', 'perubahan'],
    ['APBD-P 2025', 'perubahan'],
    ['Pergeseran ke-2', 'pergeseran-2'],
    ['PERGESERAN PERTAMA', 'pergeseran-1'],
    ['Pergeseran III setelah Perubahan', 'perubahan-pergeseran-3'],
    ['Penetapan APBD Pergeseran', undefined],
    ['REKAPITULASI BELANJA', undefined],
  ])('%j is %s', (text, expected) => {
    expect(versionIn(text)).toBe(expected);
  });
});

describe('clues', () => {
  const brief = (clues: readonly Clue[]) => clues.map(({ subject, value }) => `${subject} ${value}`);

  it('are found in titles', () => {
    const titles = ['PEMERINTAH KABUPATEN MANDAILING NATAL', 'LAPORAN REALISASI ANGGARAN', 'TAHUN ANGGARAN 2026', 'Realisasi SP2D'];
    expect(brief(cluesInTitles(titles.map((text) => ({ text, ref: 'A1', sheet: 'S' }))))).toEqual([
      'government 12.13',
      'basis lra',
      'year 2026',
      'basis sp2d',
    ]);
  });

  it('are found in file names', () => {
    expect(brief(cluesInName('rekap5_buru_2025_perubahan.xlsx'))).toEqual(['year 2025', 'version perubahan', 'government 81.04']);
    expect(brief(cluesInName('pangkalpinang_lra_2025_12des.csv'))).toEqual(['year 2025', 'basis lra', 'government 19.71']);
    expect(brief(cluesInName('Kab Buru Selatan - SPJ.xlsx'))).toEqual(['basis spj', 'government 81.09']);
    expect(brief(cluesInName('laporan bandung.xlsx'))).toEqual([]);
  });
});
