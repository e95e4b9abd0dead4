import { existsSync } from 'node:fs';
import { keyChainOf, openEditions, readableFingerprint } from '@sipkadin/edition';
import type { PublishedYear, ReadLedger } from '@sipkadin/ledger';
import { type Command, type CommandInput, inBoth, mustHaveOptionsAlone, status } from '../../command.ts';
import { backupAge, lastBackup } from '../../data-folder/backup/last-backup.ts';
import { freeBytes } from '../../data-folder/folder.ts';
import { keyHistory } from '../../data-folder/key-history.ts';
import type { Config } from '../../settings/config.ts';
import { type Check, describe, same, words } from './check.ts';
import { ofEditions } from './editions.ts';
import { folder, machine } from './machine.ts';

export const command: Command = {
  usage: '',
  options: {},
  notes: {
    id: 'Tidak mengubah apa pun selain satu berkas uji yang langsung dihapus. Status keluar: 0 semua baik, 1 ada yang salah.',
    en: 'Changes nothing but a probe file that is removed at once. Exit status: 0 all is well, 1 something is wrong.',
  },
  async run({ positionals, config, out }: CommandInput) {
    mustHaveOptionsAlone('doctor', positionals);
    const checks = [...machine(config), ...(await folder(config)), ...keys(config), ...(await ofDatabase(config))];
    const { language } = config;
    const width = Math.max(...checks.map(({ what }) => what[language].length));
    const state = (ok: boolean) => ({ id: ok ? 'baik ' : 'SALAH', en: ok ? 'ok   ' : 'WRONG' })[language];
    for (const { what, found, ok } of checks) out(`${state(ok)}  ${what[language].padEnd(width)}  ${found[language]}\n`);
    return checks.every(({ ok }) => ok) ? status.ok : status.fault;
  },
};

/** The conditions that hold without a server: of the ledger, the disk and the editions. Each is one line that says what to do. */
async function conditions(config: Config, ledger: ReadLedger): Promise<Check[]> {
  const { ledgerState } = await import('../../health/ledger-state.ts');
  const { editionFaults, mirrorFact } = await import('../../health/vital-facts.ts');
  const { backupFacts, unknownFacts } = await import('../../health/watch.ts');
  const { conditionsOf } = await import('@sipkadin/monitor/conditions');
  const { conditionText } = await import('@sipkadin/monitor/condition-texts');
  const { claimedYears, listEditions } = await import('@sipkadin/ledger');
  const at = new Date().toISOString();
  const { queue, outbox, clockBehind, editions } = await ledgerState(ledger, at);
  // What a server is publishing at this moment is recorded before readers are pointed to it.
  const abandoned = await claimedYears(ledger.read, at);
  const isYear = (one: PublishedYear) => (other: PublishedYear) => one.government === other.government && one.year === other.year;
  const busy = (await claimedYears(ledger.read)).filter((claim) => !abandoned.some(isYear(claim)));
  const recorded = (await listEditions(ledger.read)).filter((edition) => !busy.some(isYear(edition)));
  const newest = [...new Map(recorded.map((edition) => [`${edition.government}/${edition.year}`, edition])).values()];
  const facts = {
    ...{ ...unknownFacts, at, queue, clockBehind },
    ...{ mail: config.mail === undefined ? null : outbox, backup: backupFacts(config, editions.first) },
    ...({ database: 'ok', disk: 'ok', freeBytes: freeBytes(config.data), data: 'ok', copy: 'none', store: 'none' } as const),
    mirror: mirrorFact(config.editions),
    ...editionFaults(openEditions(config.editions), newest),
  };
  return conditionsOf(facts, config).map((condition) => {
    const { what, act } = conditionText(condition);
    return { what: same(condition.code), found: inBoth((language) => `${what[language]} ${act[language]}`), ok: false };
  });
}

const database = words('basis data', 'database');

function backup(data: string): Check {
  const last = lastBackup(data);
  const found =
    last === undefined
      ? words('belum ada; sipkadin backup membuatnya', 'none made yet; sipkadin backup makes one')
      : words(`${backupAge(data, new Date())} jam lalu, ke ${last.into}`, `${backupAge(data, new Date())} hours ago, into ${last.into}`);
  return { what: words('cadangan', 'backup'), found, ok: true };
}

/** The keys that editions are signed with, the present one first, and whether the statements about them hold. */
function keys(config: Config): Check[] {
  const { fault } = keyChainOf(config.editions);
  const known = keyHistory(config).map(({ fingerprint, isPresent, since, came }) => {
    const [day, isBreak] = [since?.slice(0, 10), came === 'break'];
    const when =
      day === undefined
        ? same('')
        : words(` sejak ${day}${isBreak ? ', kunci sebelumnya hilang' : ''}`, ` since ${day}${isBreak ? ', the key before was lost' : ''}`);
    return {
      what: isPresent ? words('kunci', 'signing key') : words('kunci terdahulu', 'former key'),
      found: inBoth((language) => `${readableFingerprint(fingerprint)}${when[language]}`),
      ok: true,
    };
  });
  return [...known, ...(fault === undefined ? [] : [{ what: words('rantai kunci', 'keys'), found: fault, ok: false }])];
}

async function ofDatabase(config: Config): Promise<Check[]> {
  const file = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : undefined;
  if (file !== undefined && !existsSync(file))
    return [{ what: database, found: words(`${file} belum ada; serve membuatnya`, `${file} is not there yet; serve makes it`), ok: true }];
  try {
    const { listEditions, listGovernments } = await import('@sipkadin/ledger');
    const { openLedgerToRead } = await import('../../parts.ts');
    const ledger = await openLedgerToRead(config);
    try {
      const governments = await listGovernments(ledger.read);
      const editions = await listEditions(ledger.read);
      // A process that writes asserts WAL and synchronous=FULL when it opens the database.
      const kind =
        ledger.dialect === 'sqlite' ? words('SQLite, tiap commit disinkronkan', 'SQLite, every commit is synced') : same('PostgreSQL');
      return [
        {
          what: database,
          found: words(`${kind.id}; ${governments.length} pemerintah daerah`, `${kind.en}; ${governments.length} governments`),
          ok: true,
        },
        ...ofEditions(config.editions, editions),
        backup(config.data),
        ...(await conditions(config, ledger)),
      ];
    } finally {
      await ledger.close();
    }
  } catch (error) {
    return [{ what: database, found: await describe(error, config), ok: false }];
  }
}
