import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { type InspectReport, read } from '@sipkadin/intake';
import { type Command, type CommandInput, inBoth, status, UsageError } from '../../command.ts';
import { answerOption, answersOf, mustBeFile } from '../../options/answers.ts';
import { asJson, asText, eachReport } from '../../printing/archive.ts';
import { inspectJson } from '../../printing/inspect-json.ts';
import { countsAsText, csvHead, type InspectRow, inspectRow, rowAsCsv, rowAsText } from '../../printing/inspect-rows.ts';
import { inspectText } from '../../printing/inspect-text.ts';

const outcomes = { read: status.ok, blocked: status.ok, asked: status.asked, refused: status.refused } as const;

export const command: Command = {
  usage: 'FILE|DIR [--answer key=value …] [--government CODE] [--json|--csv]',
  isWithoutData: true,
  options: {
    ...answerOption,
    government: {
      type: 'string',
      value: 'CODE',
      sentence: {
        id: 'Pemda tempat berkas akan diunggah; berkas milik pemda lain menjadi temuan.',
        en: "Government it would be uploaded to; another one's file becomes a finding.",
      },
    },
    json: { type: 'boolean', sentence: { id: 'Laporan sebagai JSON (docs/inspect.md).', en: 'The report as JSON (docs/inspect.md).' } },
    csv: {
      type: 'boolean',
      sentence: { id: 'Daftar isi sebuah folder sebagai CSV.', en: 'The listing of a folder as CSV.' },
    },
  },
  notes: {
    id: 'Sebuah .zip: laporan tiap berkas di dalamnya, status yang terburuk. Sebuah folder: satu baris tiap berkas di dalamnya dan di bawahnya. Status keluar: 0 terbaca, 2 ada pertanyaan, 3 ditolak, 1 kesalahan program, 64 perintah keliru.',
    en: 'A .zip: the report of each file within, and the worst status. A folder: one line for each file in it and below it. Exit status: 0 read, 2 asked, 3 refused, 1 a fault of ours, 64 wrong usage.',
  },
  async run(input) {
    const [path, ...more] = input.positionals;
    if (path === undefined || more.length > 0)
      throw new UsageError({ id: 'inspect memerlukan satu berkas atau folder', en: 'inspect takes one file or folder' });
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return inspectFolder(path, input);
    mustBeFile(path);
    if (input.flags['csv'] === true) throw new UsageError({ id: '--csv hanya untuk folder', en: '--csv is for a folder' });
    const { flags, config, out } = input;
    const { language } = config;
    const inspected = await reportsOf(path, input);
    if (flags['json'] === true)
      out(
        `${JSON.stringify(
          asJson(inspected, ({ report }) => inspectJson(report, language), language),
          undefined,
          2,
        )}\n`,
      );
    else out(asText(inspected, ({ report }) => inspectText(report, language), language));
    return Math.max(...inspected.files.map(({ report }) => outcomes[report.outcome]));
  },
};

function reportsOf(path: string, { flags, signal }: CommandInput) {
  return eachReport({ path, name: basename(path) }, signal, async (source): Promise<{ name: string; report: InspectReport }> => {
    const { report } = await read(source.path, source.name, {
      answers: answersOf(flags['answer']),
      ...(typeof flags['government'] === 'string' ? { government: flags['government'] } : {}),
      signal,
    });
    return { name: source.name, report };
  });
}

/** One line a file as it is read; with --json one array at the end. */
async function inspectFolder(folder: string, input: CommandInput): Promise<number> {
  const { flags, config, out, say } = input;
  const rows: InspectRow[] = [];
  const print = (row: InspectRow) => {
    if (flags['csv'] === true) out(rowAsCsv(row));
    else if (flags['json'] !== true) out(rowAsText(row, config.language));
  };
  if (flags['csv'] === true) out(csvHead);
  for (const file of filesIn(folder)) {
    const { files, archive } = await reportsOf(join(folder, file), input);
    for (const { name, report } of files) {
      const row = inspectRow(archive === null ? file : `${file}/${name}`, report);
      rows.push(row);
      print(row);
    }
  }
  if (flags['json'] === true) out(`${JSON.stringify(rows, undefined, 2)}\n`);
  say(inBoth((language) => countsAsText(rows, language)));
  return Math.max(status.ok, ...rows.map(({ outcome }) => outcomes[outcome]));
}

/** Every file in a folder and below it, by name; hidden ones are the system's. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((step) => step.startsWith('.')))
    .toSorted();
}
