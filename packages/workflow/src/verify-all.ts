import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Words } from '@sipkadin/budget';
import {
  chainPems,
  compareEdition,
  keyChainOf,
  keyIdOf,
  type Manifest,
  publicReferences,
  referenceFolder,
  verifyEdition,
  verifyReference,
} from '@sipkadin/edition';
import {
  checkAudit,
  countStatements,
  type EditionRow,
  type Ledger,
  type LedgerProblem,
  listEditions,
  listGovernments,
  recordedReferences,
  verifyLedger,
} from '@sipkadin/ledger';
import { type AnnouncementProblem, announcementProblems, lookAtEditions } from './publishing/announcements.ts';
import { editionContent } from './publishing/edition-content.ts';
import { logProblems, lookAtLog } from './publishing/log-problems.ts';
import { registerProblems } from './publishing/register-problems.ts';

/** One thing that is not as it was, named down to the cell where an amount is what differs. */
export interface VerifyProblem {
  where: 'ledger' | 'edition' | 'log' | 'register';
  /** The statement's id, the edition as "19.71/2025/3", "log", or "19.71/register.json". */
  subject: string;
  message: Words;
  /** The uploaded file and the place in it; '' and null where it is no amount of a file. */
  file: string;
  sheet: string;
  row: number | null;
  column: string;
  /** The amount found, and the amount that the ledger or the edition's other files give, in exact rupiah; '' where there is none. */
  found: string;
  expected: string;
}

export interface Verification {
  ok: boolean;
  /** How much was looked at, so that "ok" means something. */
  seen: { statements: number; editions: number; auditRecords: number };
  problems: VerifyProblem[];
}

interface VerifyOptions {
  ledger: Pick<Ledger, 'read'>;
  editionsRoot: string;
  publicKeyPem: string;
  /** Public keys that signed earlier editions, beside those of the chain of keys. */
  formerKeys?: readonly string[] | undefined;
}

/**
 * Recomputes everything: the ledger's own seals, hashes and roll-ups; then every recorded edition, rebuilt from the ledger
 * as of its sequence and held against the folder byte by byte; signatures, the chain, what is announced, the log, the chain of keys, and
 * what is published beside editions. It may run
 * beside a server: what is published meanwhile is no problem.
 */
export async function verifyAll(given: VerifyOptions): Promise<Verification> {
  const { ledger, editionsRoot } = given;
  const chain = keyChainOf(editionsRoot);
  const options = { ...given, formerKeys: [...(given.formerKeys ?? []), ...chainPems(chain).values()] };
  const onDisk = lookAtEditions(editionsRoot);
  const log = await lookAtLog(editionsRoot);
  const problems = (await verifyLedger(ledger.read)).map(ledgerProblem);
  const seen = { statements: 0, editions: 0, auditRecords: (await checkAudit(ledger.read)).records };
  for (const { code } of await listGovernments(ledger.read)) {
    seen.statements += await countStatements(ledger.read, code);
    const recorded = await listEditions(ledger.read, code);
    for (const [index, edition] of recorded.entries()) {
      const before = recorded[index - 1];
      const previous = before?.year === edition.year ? before : undefined;
      problems.push(...(await verifyOne(options, edition, previous)));
      seen.editions++;
    }
  }
  const recorded = await listEditions(ledger.read);
  const announced = await announcementProblems(ledger.read, { root: editionsRoot, found: onDisk, recorded });
  // One that is gone was named when it was held against the ledger.
  for (const found of announced) if (found.kind !== 'gone') problems.push(editionProblem(found, announcementMessages[found.kind]));
  for (const message of await logProblems(ledger.read, { log, recorded, chain, publicKeyPem: options.publicKeyPem }))
    problems.push({ where: 'log', subject: 'log', message, ...nowhere });
  for (const { government, message } of await registerProblems(ledger.read, options))
    problems.push({ where: 'register', subject: `${government}/register.json`, message, ...nowhere });
  problems.push(...(await referenceProblems(options)));
  return { ok: problems.length === 0, seen, problems };
}

/** Public figures of other regions: each folder proved by itself, and recorded in the audit trail. */
async function referenceProblems({ ledger, editionsRoot, publicKeyPem, formerKeys = [] }: VerifyOptions): Promise<VerifyProblem[]> {
  const recorded = await recordedReferences(ledger.read);
  return publicReferences(editionsRoot).flatMap(({ number, hash }): VerifyProblem[] => {
    const folder = join(editionsRoot, referenceFolder, String(number));
    const manifest = join(folder, 'manifest.json');
    const bytes = existsSync(manifest) ? readFileSync(manifest) : Buffer.alloc(0);
    const found = (message: Words): VerifyProblem => ({ where: 'edition', subject: `${referenceFolder}/${number}`, message, ...nowhere });
    const signer = signerOf(bytes);
    const key = formerKeys.find((pem) => keyIdOf(pem) === signer) ?? publicKeyPem;
    const problems = verifyReference(folder, key).map(({ path, message }) =>
      found({ id: `${path}: ${message.id}`, en: `${path}: ${message.en}` }),
    );
    if (createHash('sha256').update(bytes).digest('hex') !== hash)
      problems.push(found({ id: 'manifesnya bukan yang diterbitkan', en: 'its manifest is not the one that was published' }));
    if (!recorded.has(hash)) problems.push(found(announcementMessages['public-unknown']));
    return problems;
  });
}

async function verifyOne(
  { ledger, editionsRoot, publicKeyPem, formerKeys = [] }: VerifyOptions,
  edition: EditionRow,
  previous: EditionRow | undefined,
): Promise<VerifyProblem[]> {
  const { government, year, number, hash } = edition;
  const folder = join(editionsRoot, government, String(year), String(number));
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) {
    return [
      editionProblem(edition, {
        id: 'foldernya hilang; pulihkan dari cadangan',
        en: 'its folder is gone; restore it from a backup',
      }),
    ];
  }
  const problems: VerifyProblem[] = [];
  const bytes = readFileSync(manifest);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== hash) {
    const message = { id: 'manifesnya bukan yang diterbitkan', en: 'its manifest is not the one that was published' };
    problems.push({ ...editionProblem(edition, message), found, expected: hash });
  }
  const content = await editionContent(ledger.read, edition, previous);
  const signer = signerOf(bytes);
  const key = formerKeys.find((pem) => keyIdOf(pem) === signer) ?? publicKeyPem;
  // A damaged folder differs from its own manifest and from the ledger alike: each difference is reported once.
  const reported = new Set<string>();
  for (const { path, message, line } of [...compareEdition(folder, content), ...verifyEdition(folder, key)]) {
    const text = { id: `${path}: ${message.id}`, en: `${path}: ${message.en}` };
    if (reported.has(text.en)) continue;
    reported.add(text.en);
    problems.push({
      ...editionProblem(edition, text),
      ...(line && {
        file: line.file,
        sheet: line.sheet,
        row: line.row,
        column: line.column,
        found: line.found ?? '',
        expected: line.expected ?? '',
      }),
    });
  }
  return problems;
}

/** The id of the key that a manifest names; undefined where it cannot be read. */
function signerOf(manifest: Buffer): string | undefined {
  try {
    return (JSON.parse(manifest.toString('utf8')) as Partial<Manifest>).key;
  } catch {
    return undefined;
  }
}

const announcementMessages: Readonly<Record<Exclude<AnnouncementProblem['kind'], 'gone'>, Words>> = {
  'public-unknown': { id: 'terbuka untuk umum, tetapi tidak tercatat di buku besar', en: 'it is public, but the ledger never recorded it' },
  'not-announced': {
    id: 'tercatat, tetapi belum diumumkan; jalankan server sekali',
    en: 'it was recorded but not announced; start the server once',
  },
  unfinished: { id: 'sisa penerbitan yang terputus', en: 'left behind by a publication that was broken off' },
};

const nowhere = { file: '', sheet: '', row: null, column: '', found: '', expected: '' };

function editionProblem({ government, year, number }: Pick<EditionRow, 'government' | 'year' | 'number'>, message: Words): VerifyProblem {
  return { where: 'edition', subject: `${government}/${year}/${number}`, message, ...nowhere };
}

const ledgerMessages: Readonly<Record<LedgerProblem['kind'], Words>> = {
  'line-changed': { id: 'jumlah atau tulisan yang tersimpan diubah', en: 'a stored amount or text was changed' },
  'lines-missing': { id: 'jumlah barisnya tidak lagi sama', en: 'there are not as many lines as there were' },
  'rollup-differs': { id: 'jumlah yang tersimpan bukan jumlah barisnya', en: 'a stored sum is not the sum of its lines' },
  'head-changed': {
    id: 'keterangannya (tahun, tanggal, basis, versi, unit, nama) diubah',
    en: 'what it says of itself (year, dates, basis, version, units, names) was changed',
  },
  'step-unrecorded': {
    id: 'langkahnya tidak sama dengan yang tercatat di jejak audit',
    en: 'its steps are not those that the audit trail records',
  },
  'correction-changed': {
    id: 'perbaikan sel berkas ini tidak sama dengan yang tercatat di jejak audit',
    en: 'the corrections of this file’s cells are not those that the audit trail records',
  },
  'audit-broken': { id: 'rantai jejak audit putus', en: 'the chain of the audit trail is broken' },
};

function ledgerProblem(problem: LedgerProblem): VerifyProblem {
  const { kind, statement, file, sheet, row, column, stored, expected } = problem;
  return { where: 'ledger', subject: statement, message: ledgerMessages[kind], file, sheet, row, column, found: stored, expected };
}
