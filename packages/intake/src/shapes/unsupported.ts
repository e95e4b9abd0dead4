import type { FindingCode } from '@sipkadin/budget';
import { type SheetHead, titlesAbove } from '../table/header.ts';
import { plain } from '../table/text.ts';
import type { Shape } from './shape.ts';

/** Names of activities contain such words too: only how a cell near the top begins counts. */
const titleRows = 15;

function refusedBy(title: RegExp, refusal: FindingCode): Shape {
  const titleOf = (head: SheetHead) =>
    titlesAbove({ ...head, rows: head.rows.slice(0, titleRows) }, undefined).find(({ text }) => title.test(plain(text)));
  return {
    name: 'unsupported',
    recognise(head) {
      const found = titleOf(head);
      return found && { refusal, ref: found.ref, value: found.text.slice(0, 120) };
    },
  };
}

/** Work plans, known by their titles: quantities and prices among the amounts. Tried after the flat forms, whose columns say more. */
export const workPlan = refusedBy(
  /^RENCANA KERJA DAN ANGGARAN\b|^DOKUMEN PELAKSANAAN\b|^RINCIAN PERHITUNGAN$|^HARGA SATUAN$/,
  'shape-work-plan',
);

/** Progress reports without a column of progress, known by their titles: tried last, for one with money by account is read. */
export const progressTitle = refusedBy(/^(?:LAPORAN )?(?:REALISASI|RENCANA|KEMAJUAN) FISIK\b|\bRFK\b/, 'shape-progress');
