import { parseArgs } from 'node:util';
import type { Language, Words } from '@sipkadin/budget';
import { type Command, Failure, type Option, Refusal, status, UsageError } from './command.ts';
import { ConfigError, type Environment, type Flags, processEnvironment, readConfig } from './settings/config.ts';
import { type Setting, settings } from './settings/settings.ts';
import { explain } from './trouble.ts';

/** Every command: its sentence, and the file it is in, loaded only when it is wanted. */
export const commands: Readonly<Record<string, { summary: Words; load: () => Promise<{ command: Command }> }>> = {
  serve: {
    summary: { id: 'melayani situs publik dan meja kerja', en: 'serve the public site and the desk' },
    load: () => import('./commands/serve.ts'),
  },
  inspect: {
    summary: { id: 'menunjukkan isi sebuah berkas tanpa menyimpannya', en: 'show what is in a file, storing nothing' },
    load: () => import('./commands/files/inspect.ts'),
  },
  mark: {
    summary: { id: 'menandai temuan di salinan sebuah berkas', en: 'mark the findings in a copy of a file' },
    load: () => import('./commands/files/mark.ts'),
  },
  template: {
    summary: { id: 'menulis formulir kosong milik SIP KADIN', en: 'write an empty form of our own' },
    load: () => import('./commands/files/template.ts'),
  },
  government: {
    summary: { id: 'menambah, mendaftar, atau menyetel pemerintah daerah', en: 'add, list or set governments' },
    load: () => import('./commands/government.ts'),
  },
  person: {
    summary: { id: 'menambah orang dan perannya, mencetak tautan masuk', en: 'add people and their roles, print a sign-in link' },
    load: () => import('./commands/person.ts'),
  },
  import: {
    summary: { id: 'menyimpan isi sebuah berkas ke buku besar', en: 'store what is in a file in the ledger' },
    load: () => import('./commands/import.ts'),
  },
  publish: {
    summary: { id: 'menerbitkan keadaan terverifikasi suatu tahun', en: "publish a year's verified state" },
    load: () => import('./commands/editions/publish.ts'),
  },
  verify: {
    summary: { id: 'menghitung ulang semua terbitan, atau memeriksa satu folder', en: 'recompute every edition, or check one folder' },
    load: () => import('./commands/editions/verify.ts'),
  },
  witness: {
    summary: {
      id: 'menjaga catatan terbitan sebuah situs, dari komputer lain',
      en: "watch over a site's log of editions, from another machine",
    },
    load: () => import('./commands/witness/witness.ts'),
  },
  mirror: {
    summary: {
      id: 'menyalin terbitan sebuah situs ke folder lain, diperiksa dan hanya yang berubah',
      en: "copy a site's editions into another folder, verified, and only what changed",
    },
    load: () => import('./commands/mirror/mirror.ts'),
  },
  editions: {
    summary: { id: 'menyamakan terbitan di disk dengan buku besar', en: 'bring the editions on the disk and the ledger together again' },
    load: () => import('./commands/editions/editions.ts'),
  },
  backup: {
    summary: { id: 'membuat cadangan yang diperiksa, juga sambil melayani', en: 'make a verified backup, also while serving' },
    load: () => import('./commands/backups/backup.ts'),
  },
  restore: {
    summary: { id: 'membuat folder data dari sebuah cadangan', en: 'make a data folder of a backup' },
    load: () => import('./commands/backups/restore.ts'),
  },
  key: {
    summary: { id: 'menunjukkan atau mengganti kunci penandatangan', en: 'show or replace the signing key' },
    load: () => import('./commands/keys/key.ts'),
  },
  export: {
    summary: {
      id: 'menulis suatu terbitan sebagai CSV, atau situs publik sebagai berkas biasa',
      en: 'write an edition as CSV, or the public site as plain files',
    },
    load: () => import('./commands/editions/export.ts'),
  },
  banner: {
    summary: {
      id: 'membuat infografik cetak (PDF) suatu pemda atau OPD',
      en: 'make a printed infographic (PDF) of a government or an OPD',
    },
    load: () => import('./commands/files/banner.ts'),
  },
  backtest: {
    summary: { id: 'menguji prognosis pada tahun-tahun yang sudah lewat', en: 'test forecasts on years that are over' },
    load: () => import('./commands/backtest.ts'),
  },
  demo: {
    summary: { id: 'menyiapkan data peragaan tanpa melayani', en: 'prepare the demonstration without serving it' },
    load: () => import('./commands/demo/demo.ts'),
  },
  install: {
    summary: { id: 'memasang rilis ini dari arsip yang sudah dibuka', en: 'install this release from an unpacked archive' },
    load: () => import('./commands/installation/install.ts'),
  },
  update: {
    summary: { id: 'mengganti program dengan rilis dari sebuah arsip', en: 'replace the program by the release in an archive' },
    load: () => import('./commands/installation/update.ts'),
  },
  doctor: {
    summary: { id: 'memeriksa mesin, folder data, dan basis data', en: 'check the machine, the data folder and the database' },
    load: () => import('./commands/doctor/doctor.ts'),
  },
};

/** Options that every command takes. */
const common: Readonly<Record<string, Option>> = {
  lang: { type: 'string', value: 'id|en', sentence: settings.language.sentence },
  help: { type: 'boolean', short: 'h', sentence: { id: 'Menampilkan bantuan ini.', en: 'Show this help.' } },
};

const data: Option = { type: 'string', value: 'DIR', sentence: settings.data.sentence };

/** All options of a command, its own first. */
function optionsOf({ options, isWithoutData }: Command): [name: string, option: Option][] {
  return Object.entries({ ...options, ...(isWithoutData === true ? {} : { data }), ...common });
}

/** stdout and stderr, so that tests can read what a command says without a process. */
export interface Streams {
  out(text: string): void;
  say(text: string): void;
}

const ownStreams: Streams = {
  out: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(`${text}\n`),
};

/** Runs one command; never throws. @returns the exit status. */
export async function run(
  words: string[],
  environment: Environment = processEnvironment(),
  { out, say }: Streams = ownStreams,
): Promise<number> {
  const language = languageOf(words, environment);
  const asked = words[0] === 'help' ? words[1] : undefined;
  const [name, ...rest] = asked === undefined || asked.startsWith('-') ? words : [asked, '--help', ...words.slice(2)];
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    out(overview(language));
    return name === undefined ? status.usage : status.ok;
  }
  const entry = commands[name];
  if (!entry) {
    const unknown = {
      id: `tidak ada perintah "${name}"; daftarnya: sipkadin --help`,
      en: `there is no command "${name}"; sipkadin --help lists them`,
    };
    say(`sipkadin: ${unknown[language]}`);
    return status.usage;
  }
  const interrupted = new AbortController();
  let since = 0;
  // Ctrl-C reaches us from the terminal and from npm at once; only a later one means that ending takes too long.
  const stop = () => {
    if (interrupted.signal.aborted && performance.now() - since > 1000) process.exit(130);
    if (!interrupted.signal.aborted) since = performance.now();
    interrupted.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  let where = { host: settings.host.fallback as string, port: Number(settings.port.fallback), data: settings.data.fallback as string };
  try {
    const { command } = await entry.load();
    const { flags, positionals } = parse(command, rest);
    if (flags['help'] === true) {
      out(helpOf(name, entry.summary, command, language));
      return status.ok;
    }
    const config = readConfig(environment, flags);
    where = config;
    const sayWords = (text: Words) => say(text[config.language]);
    return await command.run({ positionals, flags, config, environment, out, say: sayWords, signal: interrupted.signal });
  } catch (error) {
    return await failed(error, name, where, { environment, language, say });
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

async function failed(
  error: unknown,
  name: string,
  where: Parameters<typeof explain>[1],
  { environment, language, say }: { environment: Environment; language: Language; say: (text: string) => void },
): Promise<number> {
  if (error instanceof ConfigError) {
    for (const line of error.lines) say(`sipkadin: ${line[language]}`);
    return status.fault;
  }
  if (error instanceof UsageError) {
    const help = { id: `lihat sipkadin ${name} --help`, en: `see sipkadin ${name} --help` };
    say(`sipkadin: ${error.words[language]}; ${help[language]}`);
    return status.usage;
  }
  if (error instanceof Refusal || error instanceof Failure) {
    say(`sipkadin: ${error.words[language]}`);
    return error instanceof Refusal ? error.status : status.fault;
  }
  const { words, isRule } = await explain(error, where);
  say(`sipkadin: ${words[language]}`);
  if (isRule) return status.refused;
  if (environment['SIPKADIN_LOG'] === 'debug' && error instanceof Error) say(error.stack ?? '');
  return status.fault;
}

function parse(command: Command, words: string[]): { flags: Flags; positionals: string[] } {
  const options = Object.fromEntries(
    optionsOf(command).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short === undefined ? {} : { short }), ...(multiple === undefined ? {} : { multiple }) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    const flags: Record<string, string | boolean | string[]> = {};
    for (const [name, value] of Object.entries(values)) {
      if (Array.isArray(value)) flags[name] = value.filter((item) => typeof item === 'string');
      else if (value !== undefined) flags[name] = value;
    }
    return { flags, positionals };
  } catch (error) {
    throw new UsageError(optionFault(error));
  }
}

/** Node names the option in English: `Unknown option '--x'. To specify …`, `Option '--x <value>' argument missing`. */
function optionFault(error: unknown): Words {
  const en = error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : String(error);
  const option = /'([^']+)'/.exec(en)?.[1] ?? '';
  if (en.startsWith('Unknown option')) return { id: `pilihan tidak dikenal: ${option}`, en };
  return { id: en.endsWith('missing') ? `pilihan ${option} memerlukan nilai` : `pilihan ${option} tidak dapat dipakai seperti itu`, en };
}

/** Help and faults of the settings need their language before anything else is parsed. */
function languageOf(words: readonly string[], environment: Environment): Language {
  const at = words.indexOf('--lang');
  const given = at >= 0 ? words[at + 1] : (words.find((word) => word.startsWith('--lang='))?.slice(7) ?? environment['SIPKADIN_LANG']);
  return given === 'en' ? 'en' : 'id';
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

export function overview(language: Language): string {
  const rows = Object.entries(commands).map(([name, { summary }]): [string, string] => [name, summary[language]]);
  const words = {
    id: ['Pemakaian: sipkadin PERINTAH [pilihan]', 'Perintah:', 'Bantuan satu perintah: sipkadin help PERINTAH'],
    en: ['Usage: sipkadin COMMAND [options]', 'Commands:', 'Help on one command: sipkadin help COMMAND'],
  }[language];
  return `${words[0]}\n\n${words[1]}\n${columns(rows)}\n${words[2]}\n`;
}

export function helpOf(name: string, summary: Words, command: Command, language: Language): string {
  const rows = optionsOf(command).map(([option, { short, value, sentence }]): [string, string] => [
    `${short === undefined ? '' : `-${short}, `}--${option}${value === undefined ? '' : ` ${value}`}`,
    sentence[language],
  ]);
  const heads = { id: ['Pemakaian', 'Pilihan', 'Lingkungan'], en: ['Usage', 'Options', 'Environment'] }[language];
  const variables = Object.values(settings).map((setting: Setting): [string, string] => [setting.env, setting.sentence[language]]);
  return [
    `sipkadin ${name}: ${summary[language]}\n`,
    `${heads[0]}: sipkadin ${name}${command.usage === '' ? '' : ` ${command.usage}`}\n`,
    `${heads[1]}:\n${columns(rows)}`,
    ...(command.notes ? [`${command.notes[language]}\n`] : []),
    ...(name === 'serve' ? [`${heads[2]}:\n${columns(variables)}`] : []),
  ].join('\n');
}
