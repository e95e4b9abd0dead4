import { existsSync, readdirSync, statSync } from 'node:fs';
import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { keyChainOf, openEditions, readableFingerprint } from '@sipkadin/edition';
import type { PublishedYear, ReadLedger } from '@sipkadin/ledger';
import { formatBytes } from '@sipkadin/ui/format';
import { type Command, type CommandInput, status, UsageError } from '../command.ts';
import { backupAge, lastBackup } from '../data-folder/backup/last-backup.ts';
import { freeBytes, measureDurableWrite, prepareFolder } from '../data-folder/folder.ts';
import { keyHistory } from '../data-folder/key-history.ts';
import { version } from '../health/answers.ts';
import { trustedKey } from '../installation/layout.ts';
import { ownRelease, rootOf } from '../installation/release.ts';
import type { Config } from '../settings/config.ts';
import { type Setting, settings } from '../settings/settings.ts';

interface Check {
  what: string;
  found: string;
  ok: boolean;
}

export const command: Command = {
  usage: '',
  options: {},
  notes: {
    id: 'Tidak mengubah apa pun selain satu berkas uji yang langsung dihapus. Status keluar: 0 semua baik, 1 ada yang salah.',
    en: 'Changes nothing but a probe file that is removed at once. Exit status: 0 all is well, 1 something is wrong.',
  },
  async run({ positionals, config, out }: CommandInput) {
    if (positionals.length > 0) throw new UsageError('doctor takes options alone');
    const checks = [...machine(config), ...folder(config), ...keys(config), ...(await database(config))];
    const width = Math.max(...checks.map(({ what }) => what.length));
    for (const { what, found, ok } of checks) out(`${ok ? 'ok    ' : 'WRONG '} ${what.padEnd(width)}  ${found}\n`);
    return checks.every(({ ok }) => ok) ? status.ok : status.fault;
  },
};

function machine(config: Config): Check[] {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const given = config.given.map((name) => {
    const setting: Setting = settings[name];
    return setting.secret ? `${setting.env} (given)` : setting.env;
  });
  return [
    { what: 'sipkadin', found: version, ok: true },
    ...installation(),
    { what: 'node', found: `${process.versions.node} on ${platform()} ${release()} ${arch()}`, ok: major >= 22 },
    { what: 'machine', found: `${availableParallelism()} processors, ${formatBytes(totalmem(), 'en')}`, ok: true },
    { what: 'settings', found: given.join(', ') || 'none given', ok: true },
  ];
}

/** Of a release from an archive; nothing where the program runs from its source. */
function installation(): Check[] {
  const release = ownRelease();
  if (release === undefined) return [];
  const root = rootOf(release);
  if (root === undefined) return [{ what: 'release', found: `${release.id}, unpacked; not installed, so it has no updates`, ok: true }];
  const key = trustedKey(root);
  return [
    { what: 'release', found: `${release.id} in ${root}, commit ${release.manifest.commit.slice(0, 10)}`, ok: true },
    {
      what: "maker's key",
      found: key === undefined ? 'none: no update can be checked' : `${readableFingerprint(key.id)}; updates signed by it are accepted`,
      ok: key !== undefined,
    },
  ];
}

function folder(config: Config): Check[] {
  const { data } = config;
  if (!existsSync(data)) return [{ what: 'data', found: `${data} is not there yet; serve makes it`, ok: true }];
  const checks: Check[] = [];
  try {
    prepareFolder(data);
    checks.push({ what: 'data', found: `${data}, ${formatBytes(freeBytes(data), 'en')} free`, ok: true });
    const milliseconds = measureDurableWrite(data);
    checks.push({ what: 'fsync', found: `${milliseconds.toFixed(1)} ms for a durable write`, ok: milliseconds < 1000 });
  } catch (error) {
    checks.push({ what: 'data', found: `${data}: ${error instanceof Error ? error.message : String(error)}`, ok: false });
  }
  // Files that only the owner may read: with these anyone can sign in as anybody, or publish in the city's name.
  for (const name of readdirSync(data).filter((file) => file === 'secret' || /key.*(?<!\.pub)\.pem$|\.key$/.test(file))) {
    const mode = statSync(join(data, name)).mode & 0o777;
    const ok = platform() === 'win32' || (mode & 0o077) === 0;
    checks.push({
      what: name,
      found: ok ? 'readable by its owner alone' : `others may read it (${mode.toString(8)}): chmod 600 ${join(data, name)}`,
      ok,
    });
  }
  return checks;
}

/** The conditions that hold without a server: of the ledger, the disk and the editions. Each is one line that says what to do. */
async function conditions(config: Config, ledger: ReadLedger): Promise<Check[]> {
  const { ledgerState } = await import('../health/ledger-state.ts');
  const { editionFaults, mirrorFact } = await import('../health/vital-facts.ts');
  const { backupFacts, unknownFacts } = await import('../health/watch.ts');
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
    return { what: condition.code, found: `${what[config.language]} ${act[config.language]}`, ok: false };
  });
}

function backup(data: string): Check {
  const last = lastBackup(data);
  const found =
    last === undefined ? 'none made yet; sipkadin backup makes one' : `${backupAge(data, new Date())} hours ago, into ${last.into}`;
  return { what: 'backup', found, ok: true };
}

/** The keys that editions are signed with, the present one first, and whether the statements about them hold. */
function keys(config: Config): Check[] {
  const { fault } = keyChainOf(config.editions);
  const known = keyHistory(config).map(({ fingerprint, isPresent, since, came }) => {
    const when = since === undefined ? '' : ` since ${since.slice(0, 10)}${came === 'break' ? ', the key before was lost' : ''}`;
    return { what: isPresent ? 'signing key' : 'former key', found: `${readableFingerprint(fingerprint)}${when}`, ok: true };
  });
  return [...known, ...(fault === undefined ? [] : [{ what: 'keys', found: fault.en, ok: false }])];
}

async function database(config: Config): Promise<Check[]> {
  const file = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : undefined;
  if (file !== undefined && !existsSync(file)) return [{ what: 'database', found: `${file} is not there yet; serve makes it`, ok: true }];
  try {
    const { listEditions, listGovernments } = await import('@sipkadin/ledger');
    const { openLedgerToRead } = await import('../parts.ts');
    const ledger = await openLedgerToRead(config);
    try {
      const governments = await listGovernments(ledger.read);
      const editions = await listEditions(ledger.read);
      // A process that writes asserts WAL and synchronous=FULL when it opens the database.
      const kind = ledger.dialect === 'sqlite' ? 'SQLite, every commit is synced' : 'PostgreSQL';
      const gone = editions.filter(
        ({ government, year, number }) => !existsSync(join(config.editions, government, String(year), String(number))),
      );
      return [
        { what: 'database', found: `${kind}; ${governments.length} governments`, ok: true },
        {
          what: 'editions',
          found: gone.length === 0 ? `${editions.length}, all on the disk` : `${gone.length} of ${editions.length} are gone from the disk`,
          ok: gone.length === 0,
        },
        backup(config.data),
        ...(await conditions(config, ledger)),
      ];
    } finally {
      await ledger.close();
    }
  } catch (error) {
    return [{ what: 'database', found: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), ok: false }];
  }
}
