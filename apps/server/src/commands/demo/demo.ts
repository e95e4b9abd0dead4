import { type Command, mustHaveOptionsAlone, status } from '../../command.ts';
import { createLog } from '../../log.ts';
import { readConfig } from '../../settings/config.ts';

export const command: Command = {
  usage: '[--files DIR] [--port N]',
  options: {
    files: {
      type: 'string',
      value: 'DIR',
      sentence: {
        id: 'Hanya menulis berkas-berkas peragaan ke folder ini, untuk latihan mengunggah.',
        en: "Only write the demonstration's files into this folder, to practise uploading.",
      },
    },
    port: { type: 'string', value: 'N', sentence: { id: 'Porta dalam tautan masuk.', en: 'Port in the sign-in links.' } },
  },
  notes: {
    id: 'Menyiapkan data peragaan bila belum ada, lalu mencetak tautan masuk sekali pakai yang baru.',
    en: 'Prepares the demonstration where it is not there yet, then prints new one-time sign-in links.',
  },
  async run({ positionals, flags, environment, out, say, signal }) {
    mustHaveOptionsAlone('demo', positionals);
    if (typeof flags['files'] === 'string') {
      const { writeDemoFiles } = await import('@sipkadin/demo');
      for (const path of writeDemoFiles(flags['files'])) out(`${path}\n`);
      return status.ok;
    }
    const config = readConfig(environment, { ...flags, demo: true });
    const { isSeeded } = await import('@sipkadin/demo');
    const { useFolder } = await import('../../data-folder/use-folder.ts');
    const { openPrivateSide } = await import('../../serving/private-side.ts');
    const { clearDemo, demoLinks, prepareDemo } = await import('./prepare-demo.ts');
    // Making the data is one process's work; new links are made beside a server, too.
    const folder = useFolder(config, isSeeded(config.data) ? 'writing' : 'serving');
    try {
      clearDemo(config, say);
      const side = await openPrivateSide(config, `http://${config.host}:${config.port}`, createLog(config.logLevel), folder);
      try {
        await prepareDemo(side, config, say, signal);
        for (const { name, link } of await demoLinks(side)) out(`${name.padEnd(28)} ${link}\n`);
      } finally {
        await side.close();
      }
    } finally {
      folder.release();
    }
    return status.ok;
  },
};
