import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@sipkadin/budget';
import {
  checkInclusion,
  type EditionProblem,
  isReference,
  type KeyChain,
  keyChainOf,
  keyLogProblems,
  logOf,
  type Manifest,
  nodeCryptography,
  pemOfSigner,
  verifyEdition,
  verifyReference,
} from '@sipkadin/edition';
import type { verifyAll } from '@sipkadin/workflow';
import { type Command, type CommandInput, mustHaveOptionsAlone, Refusal, status, UsageError } from '../../command.ts';
import { readIfThere, signingKeyPath } from '../../data-folder/folder.ts';
import { formerKeys } from '../../data-folder/former-keys.ts';

export const command: Command = {
  usage: '[--json] | --edition DIR [--key PEM] [--json]',
  options: {
    edition: {
      type: 'string',
      value: 'DIR',
      sentence: {
        id: 'Hanya memeriksa folder terbitan ini; tidak perlu basis data.',
        en: 'Check this edition folder alone; no database is needed.',
      },
    },
    key: {
      type: 'string',
      value: 'PEM',
      sentence: {
        id: 'Kunci publik penerbit; tanpa ini dipakai kunci di dalam folder, yang tidak membuktikan siapa penandatangannya.',
        en: "The publisher's public key; without it the key in the folder is used, which does not prove who signed.",
      },
    },
    json: { type: 'boolean', sentence: { id: 'Hasil sebagai JSON.', en: 'The result as JSON.' } },
  },
  notes: {
    id: 'Status keluar: 0 semua cocok, 1 ada yang berbeda; tiap perbedaan satu baris di stdout.',
    en: 'Exit status: 0 all agrees, 1 something differs; a line on stdout for each difference.',
  },
  run(input) {
    mustHaveOptionsAlone('verify', input.positionals);
    const { edition } = input.flags;
    return typeof edition === 'string' ? verifyFolder(edition, input) : verifyEverything(input);
  },
};

async function verifyFolder(dir: string, { flags, config, out, say }: CommandInput): Promise<number> {
  if (!existsSync(join(dir, 'manifest.json')))
    throw new UsageError({ id: `${dir} bukan terbitan: manifest.json tidak ada`, en: `${dir} is no edition: it has no manifest.json` });
  const given = typeof flags['key'] === 'string' ? flags['key'] : undefined;
  const path = given ?? join(dir, 'public-key.pem');
  if (!existsSync(path)) throw new UsageError({ id: `tidak ada kunci ${path}`, en: `there is no key ${path}` });
  if (given === undefined)
    say({
      id: 'sipkadin: memakai kunci di dalam folder; cocokkan dengan kunci yang diumumkan penerbit (--key)',
      en: 'sipkadin: using the key in the folder; compare it with the one the publisher gives out (--key)',
    });
  const root = join(dir, '..', '..', ...(isReference(dir) ? [] : ['..']));
  const chain = keyChainOf(root);
  const pem = pemOfSigner(chain, readFileSync(path, 'utf8'), signerOf(dir));
  // Figures of other regions are no government's edition: the log has no leaf for them.
  const problems = isReference(dir) ? verifyReference(dir, pem) : [...verifyEdition(dir, pem), ...(await logProblem(dir, root))];
  problems.push(...(await keyProblems(chain, root)));
  const lines = problems.map(
    ({ code, path: file, message }) => `${file === '' ? dir : join(dir, file)}  ${code}: ${message[config.language]}`,
  );
  if (flags['json'] === true) out(`${JSON.stringify({ ok: problems.length === 0, problems }, undefined, 2)}\n`);
  else out(`${lines.length === 0 ? `${dir}: ok` : lines.join('\n')}\n`);
  return problems.length === 0 ? status.ok : status.fault;
}

/** The fingerprint of the key that a manifest names; undefined where it cannot be read. */
function signerOf(dir: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Partial<Manifest>).key;
  } catch {
    return undefined;
  }
}

/** The chain of keys beside the log, which leads from the key that was given to the one that signed. */
async function keyProblems(chain: KeyChain, root: string): Promise<EditionProblem[]> {
  const log = await logOf(root);
  const found = typeof log === 'string' ? [] : await keyLogProblems(chain, log.entries, nodeCryptography);
  return [...(chain.fault === undefined ? [] : [chain.fault]), ...found].map((message) => ({
    code: 'key',
    path: '../../../log/keys',
    message,
  }));
}

/** Whether the log of the folder that the edition lies in has it; nothing where there is no log beside it. */
async function logProblem(dir: string, root: string) {
  const log = await logOf(root);
  if (typeof log === 'string') return [];
  const bytes = readFileSync(join(dir, 'manifest.json'));
  try {
    const manifest: Manifest = JSON.parse(bytes.toString('utf8'));
    const found = checkInclusion({ manifest, hash: createHash('sha256').update(bytes).digest('hex'), problems: [] }, log.entries);
    return found === undefined ? [] : [found];
  } catch (error) {
    // The manifest cannot be read, which is reported already.
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}

async function verifyEverything({ flags, config, out }: CommandInput): Promise<number> {
  // Only here: checking a folder must work where no ledger can be opened.
  const { openLedgerToRead } = await import('../../parts.ts');
  const desk = await import('@sipkadin/workflow');
  const { listEditions } = await import('@sipkadin/ledger');
  const ledger = await openLedgerToRead(config);
  try {
    const keyPath = `${signingKeyPath(config.data)}.pub`;
    const publicKeyPem = readIfThere(keyPath);
    if (publicKeyPem === undefined)
      throw new Refusal({
        id: `${keyPath}, kunci untuk memeriksa terbitan, tidak ada; pulihkan dari cadangan`,
        en: `${keyPath}, the key that editions are checked with, is gone; restore it from a backup`,
      });
    const found = await desk.verifyAll({ ledger, editionsRoot: config.editions, publicKeyPem, formerKeys: formerKeys(config.data) });
    const wrong = new Set(found.problems.map(({ subject }) => subject));
    const editions = (await listEditions(ledger.read)).map(({ government, year, number }) => `${government}/${year}/${number}`);
    const { statements, auditRecords } = found.seen;
    const lines = [
      ...editions.map((edition) => `${edition}  ${wrong.has(edition) ? 'DIFFERS' : 'ok'}`),
      ...found.problems.map((problem) => lineOf(problem, config.language)),
      {
        id: found.ok
          ? `ok: ${statements} pernyataan, ${editions.length} terbitan, ${auditRecords} catatan audit dalam rantai yang utuh`
          : `${found.problems.length} masalah`,
        en: found.ok
          ? `ok: ${statements} statements, ${editions.length} editions, ${auditRecords} audit records in an unbroken chain`
          : `${found.problems.length} problems`,
      }[config.language],
    ];
    out(flags['json'] === true ? `${JSON.stringify(found, undefined, 2)}\n` : `${lines.join('\n')}\n`);
    return found.ok ? status.ok : status.fault;
  } finally {
    await ledger.close();
  }
}

type VerifyProblem = Awaited<ReturnType<typeof verifyAll>>['problems'][number];

/** `s000012  the amount was changed: APBD.xlsx, sheet "Anggaran", F12: found 1.00, expected 2.00` */
function lineOf({ subject, message, file, sheet, row, column, found, expected }: VerifyProblem, language: Language): string {
  // An edition's problem already names its place.
  if (file !== '' && message[language].includes(file)) return `${subject}  ${message[language]}`;
  const words = { id: ['ditemukan', 'seharusnya', 'lembar'], en: ['found', 'expected', 'sheet'] }[language];
  const place = [file, sheet === '' ? '' : `${words[2]} "${sheet}"`, `${column}${row ?? ''}`].filter((part) => part !== '').join(', ');
  const amounts = [found === '' ? '' : `${words[0]} ${found}`, expected === '' ? '' : `${words[1]} ${expected}`]
    .filter((part) => part !== '')
    .join(', ');
  return [`${subject}  ${message[language]}`, place, amounts].filter((part) => part !== '').join(': ');
}
