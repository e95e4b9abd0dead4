import { dayInJakarta, documentLists, evidenceCategories, fiscalYear, type IsoInstant, siteEvidence } from '@sipkadin/budget';
import { type DocumentEntry, documentEntries, getGovernment, listEditions, presentDocuments } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { headCells, type SheetCell, textCell } from '../../../web/sheet-cells.ts';
import { documentWords } from './words.ts';

const query = z.object({
  tahun: z.coerce.number().int().min(2000).max(2099).transform(fiscalYear),
  bahasa: z.enum(['id', 'en']).default('id'),
});

/**
 * GET /api/kerja/dokumen/19.71/bukti.xlsx?tahun=2026&bahasa=id: evidence for an assessment of public information. Sheets: the
 * documents that lists of duties name, what the public site itself offers with address, day and hash, and a draft of the list of public
 * information (DIP). What only the government knows is left blank.
 */
export function evidenceWorkbook({
  now,
  baseUrl,
}: {
  now: () => IsoInstant;
  baseUrl: string;
}): FileHandler<'GET dokumen/:government/bukti.xlsx'> {
  return async ({ government, ledger: { read } }, req, res) => {
    const asked = query.safeParse(req.query);
    if (!asked.success) throw new Refusal('bad-input');
    const { tahun: year, bahasa: language } = asked.data;
    const w = documentWords[language].evidence;
    const { name, contacts } = await getGovernment(read, government);
    const edition = (await listEditions(read, government, year)).at(-1);
    const entries = presentDocuments(await documentEntries(read, government)).filter((entry) => entry.year === year);
    const day = dayInJakarta(now());
    const address = (path: string) => `${baseUrl}/p/${government}${path}`;
    const head = [[textCell(`${w.title} ${year}, ${name}`)], [textCell(w.made(day))], [textCell(w.coverage)], []];

    const documents = Object.entries(documentLists).flatMap(([list, { name: called, source, items }]) =>
      Object.entries(items).map(([item, words]) => {
        const entry = entries.find((one) => one.list === list && one.item === item);
        return [called[language], source, words[language], ...documentCells(entry, language)].map(textCell);
      }),
    );
    const own = Object.values(siteEvidence).map(({ name: called, category, path }) =>
      [
        ...[called[language], evidenceCategories[category][language], address(path)],
        ...[edition === undefined ? w.unpublished : dayInJakarta(edition.publishedAt), edition === undefined ? '' : String(edition.number)],
        edition?.hash ?? '',
      ].map(textCell),
    );
    const office = contacts.find(({ channel }) => channel === 'ppid')?.office ?? '';
    const listed = [
      ...Object.values(siteEvidence).map(({ name: called, category, path }) => ({
        summary: `${called[language]} ${year}`,
        made: edition === undefined ? '' : dayInJakarta(edition.publishedAt),
        category: evidenceCategories[category][language],
        link: address(path),
      })),
      ...entries
        .filter(({ state }) => state === 'published')
        .map(({ list, item, issuedOn, address: link }) => ({
          summary: `${nameOf(list, item, language)} ${year}`,
          made: issuedOn ?? '',
          category: evidenceCategories.regular[language],
          link,
        })),
    ];
    const dip = listed.map(({ summary, made, category, link }, at): SheetCell[] => [
      { value: at + 1, type: Number },
      ...[summary, office, '', [made, name].filter((part) => part !== '').join(', '), w.online, '', category, link].map(textCell),
    ]);
    const { default: writeXlsx } = await import('write-excel-file/node');
    const sheet = (called: string, columns: readonly string[], rows: SheetCell[][], widths: readonly number[]) => ({
      sheet: called,
      data: [...head, headCells(...columns), ...rows],
      columns: widths.map((width) => ({ width })),
    });
    const bytes = await writeXlsx([
      sheet(w.sheets.documents, w.columns.documents, documents, [40, 40, 40, 20, 14, 50, 66, 30, 40]),
      sheet(w.sheets.own, w.columns.own, own, [40, 26, 60, 14, 10, 66]),
      sheet(w.sheets.dip, w.columns.dip, dip, [6, 50, 30, 30, 36, 12, 20, 26, 60]),
    ]).toBuffer();
    res.setHeader('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Disposition', `attachment; filename="bukti-keterbukaan-${government}-${year}-${day}.xlsx"`);
    res.end(bytes);
  };
}

function nameOf(list: string, item: string, language: 'id' | 'en'): string {
  const items: Readonly<Record<string, { id: string; en: string }>> = (documentLists as Readonly<Record<string, { items: object }>>)[list]
    ?.items as never;
  return items?.[item]?.[language] ?? item;
}

/** State, day, address, hash, how the link answered and the note of an entry; a document without one is missing. */
function documentCells(entry: DocumentEntry | undefined, language: 'id' | 'en'): string[] {
  const { states, evidence } = documentWords[language];
  if (entry === undefined) return [states['not-yet'], '', '', '', '', ''];
  const { state, issuedOn, address, sha256, check, note } = entry;
  const checked =
    check === null ? '' : evidence.checked(evidence.checks[check.outcome as keyof typeof evidence.checks], dayInJakarta(check.at));
  return [states[state], issuedOn ?? '', address, sha256, address === '' ? '' : checked, note];
}
