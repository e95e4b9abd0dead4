import { findRegion, parseSetting, regionByCode, type SettingKey, type SettingValues, settingKeys } from '@sipkadin/budget';
import { addGovernment, type GovernmentSettings, getGovernment, listGovernments, setGovernment } from '@sipkadin/ledger';
import { type Command, type CommandInput, Refusal, status, UsageError } from '../command.ts';
import { actorOf, actorOption } from '../options/actor.ts';
import { changedRule, periodsIn, periodsText, type RuleChange, statusWordsIn } from '../options/judging-rule.ts';
import { openExisting, openLedgerToRead, openToWrite } from '../parts.ts';

export const command: Command = {
  usage:
    'list | add CODE [--name NAME] | set CODE, with [--basis sp2d|spj|lra] [--report-day N] [--bands RULE] [--status-words FILE] [--verify-own yes|no] [--publish-own yes|no] [--change-limit PERCENT] [--complete-share PERCENT] [--setting KEY=VALUE]',
  options: {
    name: {
      type: 'string',
      value: 'NAME',
      sentence: { id: 'Nama resmi, bila kodenya tidak dikenal.', en: 'Official name, where the code is not known.' },
    },
    basis: {
      type: 'string',
      value: 'BASIS',
      sentence: { id: 'Dasar realisasi yang diterbitkan (bawaan sp2d).', en: 'Basis of realization that is published (default sp2d).' },
    },
    'report-day': {
      type: 'string',
      value: 'N',
      sentence: {
        id: 'Tanggal di bulan berikutnya saat laporan bulanan jatuh tempo, 1 sampai 28 (bawaan 10).',
        en: 'Day of the following month on which a month’s report is due, 1 to 28 (default 10).',
      },
    },
    bands: {
      type: 'string',
      value: 'RULE',
      sentence: {
        id: 'Mulai selisih berapa poin terhadap rencana belanja perlu perhatian, dan mulai berapa tertinggal, menurut bulan (bawaan "1=5,10"; contoh "1=10,20 10=2.5,5").',
        en: 'From which gap to plan, in points, spending needs attention and from which it is behind, by month (default "1=5,10"; for example "1=10,20 10=2.5,5").',
      },
    },
    'status-words': {
      type: 'string',
      value: 'FILE',
      sentence: {
        id: 'Sebutan status di daerah ini: berkas JSON seperti {"behind": {"id": "Tertinggal", "en": "Behind plan"}}.',
        en: 'What statuses are called here: a JSON file such as {"behind": {"id": "Tertinggal", "en": "Behind plan"}}.',
      },
    },
    'verify-own': {
      type: 'string',
      value: 'yes|no',
      sentence: {
        id: 'Pengunggah boleh memverifikasi sendiri; terbitan menyebutkannya (bawaan no).',
        en: 'The person who uploaded may verify; editions say so (default no).',
      },
    },
    'publish-own': {
      type: 'string',
      value: 'yes|no',
      sentence: {
        id: 'Pengunggah atau verifikator boleh menerbitkan; terbitan menyebutkannya (bawaan no).',
        en: 'The person who uploaded or verified may publish; editions say so (default no).',
      },
    },
    'change-limit': {
      type: 'string',
      value: 'PERCENT',
      sentence: {
        id: 'Perubahan jumlah yang harus dipastikan verifikator, dalam persen, 1 sampai 1000 (bawaan 30).',
        en: 'The change of a total that a verifier must confirm, in percent, 1 to 1000 (default 30).',
      },
    },
    'complete-share': {
      type: 'string',
      value: 'PERCENT',
      sentence: {
        id: 'Berapa persen OPD harus sudah melapor sebelum sebuah bulan dinilai, 1 sampai 100 (bawaan 90).',
        en: 'How many percent of OPD must have reported a month before it is judged, 1 to 100 (default 90).',
      },
    },
    setting: {
      type: 'string',
      multiple: true,
      value: 'KEY=VALUE',
      sentence: {
        id: `Pengaturan lain menurut kuncinya, nilainya sebagai JSON (misalnya meetingDay=12): ${settingKeys.join(', ')}.`,
        en: `Another setting by its key, its value as JSON (such as meetingDay=12): ${settingKeys.join(', ')}.`,
      },
    },
    ...actorOption,
  },
  async run(input) {
    const [action, text, ...more] = input.positionals;
    const { flags, config, out } = input;
    if (more.length > 0)
      throw new UsageError({ id: 'government memerlukan satu tindakan dan satu kode', en: 'government takes an action and a code' });
    if (action === 'list' && text === undefined) {
      const ledger = await openLedgerToRead(config);
      try {
        for (const { code, name, basis } of await listGovernments(ledger.read)) out(`${code}\t${name}\t${basis}\n`);
      } finally {
        await ledger.close();
      }
      return status.ok;
    }
    if ((action !== 'add' && action !== 'set') || text === undefined)
      throw new UsageError({
        id: 'setelah government: list, atau add atau set dengan sebuah kode',
        en: 'government is followed by list, or by add or set and a code',
      });
    const { rule, ...settings } = settingsOf(flags);
    const known = regionByCode(text) ?? findRegion(text);
    const code = known?.code ?? text;
    const name = typeof flags['name'] === 'string' ? flags['name'] : known?.name;
    if (!/^\d{2}(\.\d{2})?$/.test(code))
      throw new UsageError({
        id: `"${text}" bukan kode wilayah seperti 81.04 dan bukan nama wilayah`,
        en: `"${text}" is neither a region code such as 81.04 nor a region's name`,
      });
    if (action === 'set') {
      if (Object.keys(settings).length === 0 && rule === undefined)
        throw new UsageError({
          id: 'government set memerlukan yang disetel, seperti --report-day 12',
          en: 'government set says what is set, such as --report-day 12',
        });
      const { ledger, close } = await openExisting(config);
      try {
        const { basis, reportDay, bands, onePerson, publishOwn, changeLimit, completeShare } = await ledger.transact(async (tx) => {
          const present = rule && (await getGovernment(tx, code)).bands;
          await setGovernment(tx, code, { ...settings, ...(rule && { bands: changedRule(present, rule) }) }, actorOf(input));
          return getGovernment(tx, code);
        });
        out(
          `${code}\t${basis}\treport-day ${reportDay}\tbands ${periodsText(bands.periods)}\tverify-own ${yesNo(onePerson)}\tpublish-own ${yesNo(publishOwn)}\tchange-limit ${changeLimit}\tcomplete-share ${completeShare}\n`,
        );
      } finally {
        await close();
      }
      return status.ok;
    }
    if (name === undefined)
      throw new UsageError({
        id: `${code} tidak ada dalam daftar wilayah; beri namanya dengan --name`,
        en: `${code} is not in the list of regions; give its name with --name`,
      });
    // An unknown region's name is on this very command line: it may be the first.
    const { ledger, close } = await openToWrite(config);
    try {
      const present = (await listGovernments(ledger.read)).find((row) => row.code === code);
      if (present)
        throw new Refusal({ id: `${code} ${present.name} sudah ada`, en: `${code} ${present.name} is there already` }, status.refused);
      await ledger.transact((tx) =>
        addGovernment(tx, { code, name, ...settings, ...(rule && { bands: changedRule(undefined, rule) }) }, actorOf(input)),
      );
    } finally {
      await close();
    }
    out(`${code}\t${name}\t${settings.basis ?? 'sp2d'}\n`);
    return status.ok;
  },
};

/** The flag of each setting that has one, with what its text means. */
const flagOf: Readonly<Record<string, { key: SettingKey; valueOf(text: string): unknown }>> = {
  basis: { key: 'basis', valueOf: (text) => text },
  'report-day': { key: 'reportDay', valueOf: wholeNumber },
  'verify-own': { key: 'onePerson', valueOf: yesOrNo },
  'publish-own': { key: 'publishOwn', valueOf: yesOrNo },
  'change-limit': { key: 'changeLimit', valueOf: wholeNumber },
  'complete-share': { key: 'completeShare', valueOf: wholeNumber },
};

/** @throws UsageError */
function settingsOf(flags: CommandInput['flags']): GovernmentSettings & { rule?: RuleChange } {
  const given: [flag: string, key: string, value: unknown][] = [];
  for (const [flag, { key, valueOf }] of Object.entries(flagOf))
    if (flags[flag] !== undefined) given.push([`--${flag}`, key, valueOf(String(flags[flag]))]);
  for (const text of [flags['setting'] ?? []].flat()) {
    const [key = '', ...rest] = String(text).split('=');
    given.push([`--setting ${key}`, key, json(rest.join('='))]);
  }
  const settings = Object.fromEntries(given.map(([flag, key, value]) => [key, checkedSetting(flag, key, value)]));
  const rule: RuleChange = {
    ...(flags['bands'] !== undefined && { periods: periodsIn(flags['bands']) }),
    ...(flags['status-words'] !== undefined && { statuses: statusWordsIn(flags['status-words']) }),
  };
  return { ...settings, ...(Object.keys(rule).length > 0 && { rule }) };
}

/** @throws UsageError for a key that is no setting, and a value that the setting does not take */
function checkedSetting(flag: string, text: string, value: unknown): SettingValues[SettingKey] {
  const key = settingKeys.find((one) => one === text);
  if (key === undefined)
    throw new UsageError({
      id: `"${text}" bukan setelan; setelannya: ${settingKeys.join(', ')}`,
      en: `"${text}" is no setting; the settings are ${settingKeys.join(', ')}`,
    });
  const parsed = parseSetting(key, value);
  if ('fault' in parsed) throw new UsageError({ id: `${flag}: ${parsed.fault.id}`, en: `${flag}: ${parsed.fault.en}` });
  return parsed.value;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function yesOrNo(text: string): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
