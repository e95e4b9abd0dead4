import type { FindingCode } from '@sipkadin/budget';
import { titlesAbove } from '../table/header.ts';
import { plain } from '../table/text.ts';
import type { Shape } from './shape.ts';

const titles: readonly [test: RegExp, refusal: FindingCode][] = [
  [/^(?:LAPORAN )?(?:REALISASI|RENCANA|KEMAJUAN) FISIK\b|\bRFK\b/, 'shape-progress'],
  [/^RENCANA KERJA DAN ANGGARAN\b|^DOKUMEN PELAKSANAAN\b|^RINCIAN PERHITUNGAN$|^HARGA SATUAN$/, 'shape-work-plan'],
];

/** Names of activities contain such words too: only how a cell near the top begins counts. */
const titleRows = 15;

/** Forms known by their titles. Tried after the flat ones, whose columns are better evidence than a title. */
export const unsupportedTitles: Shape = {
  name: 'unsupported',
  recognise(head) {
    const texts = titlesAbove({ ...head, rows: head.rows.slice(0, titleRows) }, undefined).map(({ text }) => plain(text));
    const known = titles.find(([test]) => texts.some((text) => test.test(text)));
    return known && { refusal: known[1] };
  },
};
