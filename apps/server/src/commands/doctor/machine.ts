import { existsSync, readdirSync, statSync } from 'node:fs';
import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { readableFingerprint } from '@sipkadin/edition';
import { formatBytes } from '@sipkadin/ui/format';
import { inBoth } from '../../command.ts';
import { freeBytes, measureDurableWrite, prepareFolder } from '../../data-folder/folder.ts';
import { version } from '../../health/answers.ts';
import { trustedKey } from '../../installation/layout.ts';
import { ownRelease, rootOf } from '../../installation/release.ts';
import type { Config } from '../../settings/config.ts';
import { type Setting, settings } from '../../settings/settings.ts';
import { type Check, describe, same, words } from './check.ts';

/** The program, the machine and what was set. */
export function machine(config: Config): Check[] {
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

/** The data folder, its disk, and who may read its secrets. */
export async function folder(config: Config): Promise<Check[]> {
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
      found: words(`${took.replace('.', ',')} ms sampai tulisan aman di disk`, `${took} ms for a durable write`),
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
