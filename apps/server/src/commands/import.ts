import { basename } from 'node:path';
import { getUpload, listGovernments } from '@sipkadin/ledger';
import { importUpload, receive, submit, verify } from '@sipkadin/workflow';
import { type Command, inBoth, Refusal, status, UsageError } from '../command.ts';
import { actorOf, actorOption } from '../options/actor.ts';
import { answerOption, answersOf, mustBeFile } from '../options/answers.ts';
import { openExisting } from '../parts.ts';
import { asJson, asText, eachReport } from '../printing/archive.ts';
import { inspectJson } from '../printing/inspect-json.ts';
import { inspectText } from '../printing/inspect-text.ts';
import { importAllRegions } from './files/all-regions/import-regions.ts';

export const command: Command = {
  usage: 'FILE --government CODE [--answer key=value …] [--submit] [--verify-as NAME [--reason TEXT]] | --all-regions [FILE …]',
  options: {
    'all-regions': {
      type: 'boolean',
      sentence: {
        id: 'Menerbitkan angka semua daerah (tabel DJPK, akhir tahun, penduduk) sebagai acuan banding; tanpa FILE dipakai yang ikut dengan program.',
        en: 'Publish the figures of all regions (tables of DJPK, year ends, residents) to compare with; without a FILE those that come with the program.',
      },
    },
    'as-of': {
      type: 'string',
      value: 'DATE',
      sentence: {
        id: 'Untuk --all-regions: keadaan data pada hari ini, bila berkas tidak menyebutnya.',
        en: 'For --all-regions: the day whose state a file has, where it does not say so.',
      },
    },
    provisional: {
      type: 'string',
      value: 'YEAR',
      sentence: {
        id: 'Untuk --all-regions: tahun yang angkanya sementara (bawaan: tahun terakhir), atau none.',
        en: 'For --all-regions: the year whose figures are provisional (default: the last one), or none.',
      },
    },
    government: { type: 'string', value: 'CODE', sentence: { id: 'Kode pemda tujuan.', en: 'Code of the government it is for.' } },
    ...answerOption,
    submit: { type: 'boolean', sentence: { id: 'Langsung diajukan untuk diverifikasi.', en: 'Submit it for verification at once.' } },
    'verify-as': {
      type: 'string',
      value: 'NAME',
      sentence: { id: 'Langsung diverifikasi atas nama orang lain ini.', en: 'Verify it at once in the name of this other person.' },
    },
    reason: {
      type: 'string',
      value: 'TEXT',
      sentence: {
        id: 'Alasan perubahan besar, yang tanpa ini tidak diverifikasi.',
        en: 'The reason for large changes, which are not verified without one.',
      },
    },
    json: { type: 'boolean', sentence: { id: 'Hasil sebagai JSON: id, state, report.', en: 'The result as JSON: id, state, report.' } },
    ...actorOption,
  },
  notes: {
    id: 'Stdout: nomor unggahan dan keadaannya. Status keluar: 0 tersimpan, 2 ada pertanyaan, 3 ditolak atau terhalang, 1 kesalahan program.',
    en: "Stdout: the upload's id and its state. Exit status: 0 stored, 2 asked, 3 refused or blocked, 1 a fault of ours.",
  },
  async run(input) {
    const { positionals, flags, config, out, say, signal } = input;
    if (flags['all-regions'] === true) return importAllRegions(input);
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError({ id: 'import memerlukan satu berkas', en: 'import takes one file' });
    const government = flags['government'];
    if (typeof government !== 'string')
      throw new UsageError({
        id: '--government belum disebut: kode pemerintah daerah pemilik berkas, seperti 19.71',
        en: "--government is missing: the code of the file's government, such as 19.71",
      });
    mustBeFile(file);
    const answers = answersOf(flags['answer']);
    const verifier = typeof flags['verify-as'] === 'string' ? `cli:${flags['verify-as']}` : undefined;
    const reason = typeof flags['reason'] === 'string' ? flags['reason'] : '';
    const actor = actorOf(input);
    const { ledger, uploads, close } = await openExisting(config);
    try {
      if (!(await listGovernments(ledger.read)).some(({ code }) => code === government)) {
        throw new Refusal(
          {
            id: `pemerintah daerah ${government} belum ada; tambahkan dengan: sipkadin government add ${government}`,
            en: `there is no government ${government} here; add it with: sipkadin government add ${government}`,
          },
          status.refused,
        );
      }
      const imported = await eachReport({ path: file, name: basename(file) }, signal, async ({ path, name }) => {
        const id = await receive({ ledger, uploads }, { government, fileName: name, source: { path }, actor });
        const report = await importUpload({ ledger, uploads, id, answers, signal });
        const blocked = report.outcome === 'refused' || report.findings.some(({ severity }) => severity === 'blocking');
        if (report.outcome === 'read' && !blocked && (flags['submit'] === true || verifier !== undefined)) {
          await submit(ledger, [id], actor);
          if (verifier !== undefined) await verify(ledger, [id], verifier, { reason });
        }
        const { state } = await getUpload(ledger.read, id);
        return { id, state, report, code: report.outcome === 'asked' ? status.asked : blocked ? status.refused : status.ok };
      });
      const { language } = config;
      if (flags['json'] === true) {
        const json = asJson(imported, ({ id, state, report }) => ({ id, state, report: inspectJson(report, language) }), language);
        out(`${JSON.stringify(json, undefined, 2)}\n`);
      } else {
        say(inBoth((one) => asText(imported, ({ report }) => inspectText(report, one), one).trimEnd()));
        for (const { id, state } of imported.files) out(`${id}\t${state}\n`);
      }
      return Math.max(...imported.files.map(({ code }) => code));
    } finally {
      await close();
    }
  },
};
