import type { FiscalYear, IsoDate } from '@sipkadin/budget';
import type { ReadingState, StatementRow, UploadRow, WorksOfUpload } from '@sipkadin/ledger';

/*
 * Ledger rows as the screens get them. Amounts are exact rupiah text: JSON has no integers of that size.
 */

export interface StatementDto {
  id: string;
  kind: StatementRow['head']['kind'];
  year: FiscalYear;
  from: string | null;
  asOf: IsoDate | null;
  version: string | null;
  basis: StatementRow['head']['basis'] | null;
  lines: number;
  units: number;
  simulated: boolean;
}

export interface UploadDto {
  id: string;
  government: string;
  fileName: string;
  hash: string;
  bytes: number;
  receivedAt: string;
  /** The uploader's name, or their id where they have none. */
  uploadedBy: string;
  /** Whether the person who asks is the uploader. */
  mine: boolean;
  state: UploadRow['state'];
  /** Whether a finding keeps it from being submitted: it must be corrected at its source. */
  blocked: boolean;
  reason: string | null;
  answers: Record<string, string>;
  job: ReadingState | null;
  statements: StatementDto[];
  /** Contracts, obstacles and targets in it. */
  works: WorksDto[];
}

export interface WorksDto {
  id: string;
  kind: WorksOfUpload['kind'];
  year: FiscalYear;
  asOf: IsoDate | null;
  rows: number;
}

function worksDto({ id, kind, year, asOf, rows }: WorksOfUpload): WorksDto {
  return { id, kind, year, asOf, rows };
}

export function statementDto({ id, head }: StatementRow): StatementDto {
  return {
    id,
    kind: head.kind,
    year: head.year,
    from: head.from ?? null,
    asOf: head.asOf ?? null,
    version: head.version ?? null,
    basis: head.basis ?? null,
    lines: head.lineCount,
    units: head.covers.length,
    simulated: head.simulated,
  };
}

/** Of one person's request: who asks, what people are called, and the rest that rows do not hold. */
interface Beside {
  viewer: string;
  names: ReadonlyMap<string, string>;
  job?: ReadingState | null;
  blocked?: boolean;
}

export function uploadDto(upload: UploadRow, { viewer, names, job = null, blocked = false }: Beside): UploadDto {
  const { id, government, fileName, hash, bytes, receivedAt, uploadedBy, state, reason, answers, statements, works } = upload;
  return {
    ...{ id, government, fileName, hash, bytes, receivedAt, state, blocked, reason, answers, job },
    uploadedBy: names.get(uploadedBy) ?? uploadedBy,
    mine: uploadedBy === viewer,
    statements: statements.map(statementDto),
    works: works.map(worksDto),
  };
}
