import { type InspectReport, type ReadOptions, read, withFindings } from '@sipkadin/intake';
import {
  addStatements,
  addWorks,
  amendReport,
  correctionsOf,
  getUpload,
  historyFindings,
  keepAnswers,
  keepReport,
  type Ledger,
  type ReadingClaim,
  type ReadingProgress,
  takeOverAnswers,
  type UploadStore,
} from '@sipkadin/ledger';
import { formIn, readWithMemory } from './read-with-memory.ts';
import { type Mappings, rememberedMappings, rememberMapping } from './remembered-mappings.ts';
import { type JudgedReport, withSeverityOverrides } from './severity-overrides.ts';

interface ImportOptions {
  ledger: Ledger;
  uploads: Pick<UploadStore, 'file'>;
  id: string;
  /** Answers to the questions that an earlier reading asked, by their keys. */
  answers?: Record<string, string>;
  /** Earlier mappings of the government, and who has mapped this file's columns; otherwise those of the ledger. */
  mappings?: Mappings;
  /** Whether answers of the last file of the form are taken over: only for a person who is shown them. */
  takesOver?: boolean;
  /** Of the worker that reads from the queue: what it brings is refused once the claim was lost. */
  claim?: ReadingClaim;
  /** Where lines wait between reading and storing; a temporary folder by default. */
  spoolDir?: string;
  /** Reads the file; by default in a process of its own. */
  readFile?: typeof read | undefined;
  onProgress?: (progress: ReadingProgress) => void;
  signal?: AbortSignal;
}

/**
 * Reads the kept bytes of a received upload and stores what they say: the report, and its statements as drafts, in one
 * transaction. Nothing is stored of a file that asks or is refused but its report. Safe to repeat after a crash.
 * @throws LedgerError `not-found`, `wrong-state`
 */
export async function importUpload(options: ImportOptions): Promise<JudgedReport> {
  const { ledger, uploads, id, answers: given = {}, takesOver = false, claim, spoolDir, readFile = read, onProgress, signal } = options;
  const upload = await getUpload(ledger.read, id);
  const nameless = async () => new Map<string, string>();
  const mappings = options.mappings ?? { known: await rememberedMappings(ledger.read, upload.government, nameless), mapper: null };
  const staging = ledger.stage(spoolDir);
  try {
    const circumstances = {
      government: upload.government,
      mappings: mappings.known,
      corrections: (await correctionsOf(ledger.read, [id])).map(({ sheet, row, column, old, value }) => ({
        sheet,
        row,
        column,
        old,
        value,
      })),
      sink: staging,
      ...(spoolDir === undefined ? {} : { spoolDir }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: (progress: Parameters<NonNullable<ReadOptions['onProgress']>>[0]) => onProgress?.(progress),
    };
    const path = await uploads.file(upload.hash);
    const readWith = (answers: Record<string, string>) => readFile(path, upload.fileName, { ...circumstances, answers });
    const {
      report: asRead,
      statements,
      works,
      form,
      answers,
      taken,
    } = await readWithMemory(ledger.read, { upload, answers: given, takesOver }, readWith);
    // Another government's file is a blocking finding; its lines have no place among this one's, so it ends here.
    const foreign = [...statements, ...works].some(({ head }) => head.government !== undefined && head.government !== upload.government);
    let report: InspectReport = foreign ? { ...asRead, outcome: 'refused' } : asRead;
    onProgress?.({ stage: 'storing', rows: report.rows });
    await ledger.transact(async (tx) => {
      await keepReport(tx, id, { report, answers, claim });
      if (taken !== undefined) await takeOverAnswers(tx, id, taken, upload.uploadedBy);
      if (!foreign) await rememberMapping(tx, upload, report, mappings.mapper);
      if (report.outcome !== 'read') return;
      const { mapping: _, ...remembered } = answers;
      if (form !== undefined && Object.keys(remembered).length > 0)
        await keepAnswers(tx, formIn(upload, form), {
          ...{ upload: id, actor: upload.uploadedBy, answers: remembered },
          about: { year: report.year, months: form.months, opd: form.opd },
        });
      await addStatements(tx, id, staging, statements);
      await addWorks(tx, id, works);
      const found = await historyFindings(tx, id);
      if (found.length === 0) return;
      report = withFindings(report, found);
      await amendReport(tx, id, { report, answers });
    }, staging);
    return await withSeverityOverrides(ledger.read, upload, report);
  } finally {
    staging.dispose();
  }
}
