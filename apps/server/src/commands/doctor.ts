import { existsSync, readdirSync, statSync } from 'node:fs';
import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Words } from '@sipkadin/budget';
import { keyChainOf, openEditions, readableFingerprint } from '@sipkadin/edition';
import type { PublishedYear, ReadLedger } from '@sipkadin/ledger';
import { formatBytes } from '@sipkadin/ui/format';
import { type Command, type CommandInput, inBoth, mustHaveOptionsAlone, Refusal, status } from '../command.ts';
import { backupAge, lastBackup } from '../data-folder/backup/last-backup.ts';
import { freeBytes, measureDurableWrite, prepareFolder } from '../data-folder/folder.ts';
import { keyHistory } from '../data-folder/key-history.ts';
import { version } from '../health/answers.ts';
import { trustedKey } from '../installation/layout.ts';
import { ownRelease, rootOf } from '../installation/release.ts';
import type { Config } from '../settings/config.ts';
import { type Setting, settings } from '../settings/settings.ts';
import { explain } from '../trouble.ts';

interface Check {
  what: Words;
  found: Words;
  ok: boolean;
}

const same = (text: string): Words => ({ id: text, en: text });
const words = (id: string, en: string): Words => ({ id, en });

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

function machine(config: Config): Check[] {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const given = config.given.map((name) => {
    const setting: Setting = settings[name];
    return setting.secret ? words(`${setting.env} (diisi)`, `${setting.env} (given)`) : same(setting.env);
  });
  return [
    { what: same('sipkadin'), found: same(version), ok: true },
    ...installation(),
    {
      what: same('node'),
      found: inBoth((language) => `${process.versions.node} ${{ id: 'di', en: 'on' }[language]} ${platform()} ${release()} ${arch()}`),
      ok: major >= 22,
    },
    {
      what: words('mesin', 'machine'),
      found: inBoth(
        (language) => `${availableParallelism()} ${{ id: 'prosesor', en: 'processors' }[language]}, ${formatBytes(totalmem(), language)}`,
      ),
      ok: true,
    },
    {
      what: words('setelan', 'settings'),
      found:
        given.length === 0
          ? words('tidak ada yang diisi', 'none given')
          : inBoth((language) => given.map((one) => one[language]).join(', ')),
      ok: true,
    },
  ];
}

/** Of a release from an archive; nothing where the program runs from its source. */
function installation(): Check[] {
  const release = ownRelease();
  if (release === undefined) return [];
  const root = rootOf(release);
  if (root === undefined)
    return [
      {
        what: words('rilis', 'release'),
        found: words(
          `${release.id}, dibuka dari arsip; tidak terpasang, jadi tidak ada pembaruan`,
          `${release.id}, unpacked; not installed, so it has no updates`,
        ),
        ok: true,
      },
    ];
  const key = trustedKey(root);
  return [
    {
      what: words('rilis', 'release'),
      found: inBoth(
        (language) => `${release.id} ${{ id: 'di', en: 'in' }[language]} ${root}, commit ${release.manifest.commit.slice(0, 10)}`,
      ),
      ok: true,
    },
    {
      what: words('kunci pembuat', "maker's key"),
      found:
        key === undefined
          ? words('tidak ada: pembaruan tidak dapat diperiksa', 'none: no update can be checked')
          : words(
              `${readableFingerprint(key.id)}; pembaruan yang ditandatanganinya diterima`,
              `${readableFingerprint(key.id)}; updates signed by it are accepted`,
            ),
      ok: key !== undefined,
    },
  ];
}

async function folder(config: Config): Promise<Check[]> {
  const { data } = config;
  if (!existsSync(data))
    return [
      { what: same('data'), found: words(`${data} belum ada; serve membuatnya`, `${data} is not there yet; serve makes it`), ok: true },
    ];
  const checks: Check[] = [];
  try {
    prepareFolder(data);
    const free = freeBytes(data);
    checks.push({
      what: same('data'),
      found: words(`${data}, sisa ruang ${formatBytes(free, 'id')}`, `${data}, ${formatBytes(free, 'en')} free`),
      ok: true,
    });
    const milliseconds = measureDurableWrite(data);
    const took = milliseconds.toFixed(1);
    checks.push({
      what: same('fsync'),
      found: words(`${took} md sampai tulisan aman di disk`, `${took} ms for a durable write`),
      ok: milliseconds < 1000,
    });
  } catch (error) {
    const fault = await describe(error, config);
    checks.push({ what: same('data'), found: inBoth((language) => `${data}: ${fault[language]}`), ok: false });
  }
  // Files that only the owner may read: with these anyone can sign in as anybody, or publish in the city's name.
  for (const name of readdirSync(data).filter((file) => file === 'secret' || /key.*(?<!\.pub)\.pem$|\.key$/.test(file))) {
    const mode = statSync(join(data, name)).mode & 0o777;
    const ok = platform() === 'win32' || (mode & 0o077) === 0;
    checks.push({
      what: same(name),
      found: ok
        ? words('hanya dapat dibaca pemiliknya', 'readable by its owner alone')
        : words(
            `orang lain dapat membacanya (${mode.toString(8)}): chmod 600 ${join(data, name)}`,
            `others may read it (${mode.toString(8)}): chmod 600 ${join(data, name)}`,
          ),
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
    return { what: same(condition.code), found: inBoth((language) => `${what[language]} ${act[language]}`), ok: false };
  });
}

const database = words('basis data', 'database');
const nameOf = ({ government, year, number }: PublishedYear & { number: number }) => `${government}/${year}/${number}`;

async function describe(error: unknown, config: Config): Promise<Words> {
  return error instanceof Refusal ? error.words : (await explain(error, config)).words;
}

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
    const { openLedgerToRead } = await import('../parts.ts');
    const ledger = await openLedgerToRead(config);
    try {
      const governments = await listGovernments(ledger.read);
      const editions = await listEditions(ledger.read);
      // A process that writes asserts WAL and synchronous=FULL when it opens the database.
      const kind =
        ledger.dialect === 'sqlite' ? words('SQLite, tiap commit disinkronkan', 'SQLite, every commit is synced') : same('PostgreSQL');
      const gone = editions.filter(
        ({ government, year, number }) => !existsSync(join(config.editions, government, String(year), String(number))),
      );
      return [
        {
          what: database,
          found: words(`${kind.id}; ${governments.length} pemerintah daerah`, `${kind.en}; ${governments.length} governments`),
          ok: true,
        },
        {
          what: words('terbitan', 'editions'),
          found:
            gone.length === 0
              ? words(
                  `${editions.length}, semuanya ada di disk; isi berkasnya dihitung ulang oleh sipkadin verify`,
                  `${editions.length}, all on the disk; sipkadin verify recomputes what their files hold`,
                )
              : words(
                  `${gone.length} dari ${editions.length} tidak ada di disk: ${gone.map(nameOf).join(', ')}`,
                  `${gone.length} of ${editions.length} are gone from the disk: ${gone.map(nameOf).join(', ')}`,
                ),
          ok: gone.length === 0,
        },
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
