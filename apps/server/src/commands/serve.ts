import { existsSync } from 'node:fs';
import { readableFingerprint } from '@sipkadin/edition';
import { type Command, type CommandInput, mustHaveOptionsAlone, status } from '../command.ts';
import { keyHistory } from '../data-folder/key-history.ts';
import { updateFolder } from '../installation/journal.ts';
import { ownRelease } from '../installation/release.ts';
import { captureConsole, createLog } from '../log.ts';
import type { PrivateSide } from '../serving/private-side.ts';
import { type Setting, settings } from '../settings/settings.ts';

const fromSettings = Object.values(settings).flatMap((setting: Setting) =>
  setting.flag === undefined || ['data', 'lang'].includes(setting.flag)
    ? []
    : [[setting.flag, { type: 'string', value: 'VALUE', sentence: setting.sentence }] as const],
);

export const command: Command = {
  usage: '[--demo] [--port N] [--only public|desk]',
  options: {
    demo: {
      type: 'boolean',
      sentence: {
        id: 'Data peragaan di <data>/demo, dan tautan masuk sekali pakai untuk tiap peran.',
        en: 'Demonstration data in <data>/demo, and one-time sign-in links for every role.',
      },
    },
    ...Object.fromEntries(fromSettings),
  },
  async run({ positionals, config, out, say, signal }) {
    mustHaveOptionsAlone('serve', positionals);
    // Imported late: errors in the settings are reported before the pages and the ledger's code are loaded.
    const { serve } = await import('../serving/serve.ts');
    const log = createLog(config.logLevel);
    const update = await updateOf(config, say);
    const release = captureConsole(log);
    const demo = config.demo ? await import('./demo/prepare-demo.ts') : undefined;
    const served = await serve(config, log, {
      folder: () => {
        update?.mustGoOn();
        demo?.clearDemo(config, say);
      },
      side: async (side) => demo?.prepareDemo(side, config, say, signal),
    });
    try {
      const { address, privateSide } = served;
      // The address is printed once nothing is left to do but to serve.
      const links = privateSide && (await linksOf(privateSide, config.government, demo));
      out(`SIP KADIN: ${address}/\n${keyLine(config)}${links ?? ''}`);
      privateSide?.desk.resume();
      log.info({ address, only: config.only, data: config.data, key: keyHistory(config)[0]?.fingerprint }, 'serving');
      await aborted(signal);
      log.info('stopping');
    } finally {
      await served.close();
      release();
    }
    return status.ok;
  },
};

/**
 * Settles an update that was interrupted. Loaded where there is one alone: a public process loads no code of the ledger.
 * @returns what a release asks that an update tries; undefined for any other start
 */
async function updateOf(config: CommandInput['config'], say: CommandInput['say']): Promise<{ mustGoOn(): void } | undefined> {
  if (!existsSync(updateFolder(config.data))) return undefined;
  const { mustStillTry, settleAtStart } = await import('../installation/settle-update.ts');
  const isTried = await settleAtStart(config, ownRelease()?.id, say);
  return isTried ? { mustGoOn: () => mustStillTry(config.data) } : undefined;
}

/** The fingerprint of the key that signs, to be compared with the one on the pages; '' where there is none. */
function keyLine(config: CommandInput['config']): string {
  const [present] = keyHistory(config);
  return present?.isPresent ? `Sidik kunci, key fingerprint: ${readableFingerprint(present.fingerprint)}\n` : '';
}

/** The links by which people sign in first, as they are printed; '' where everybody has one. */
async function linksOf(side: PrivateSide, government: string, demo: typeof import('./demo/prepare-demo.ts') | undefined): Promise<string> {
  if (demo) {
    const people = await demo.demoLinks(side);
    const head = '\nTautan masuk sekali pakai, berlaku 15 menit (baru: sipkadin demo). One-time sign-in links, valid for 15 minutes:\n';
    return head + people.map(({ name, link }) => `  ${name.padEnd(28)} ${link}\n`).join('');
  }
  const { firstAdminLink } = await import('../serving/private-side.ts');
  const link = await firstAdminLink(side, government);
  return link === undefined
    ? ''
    : `Tautan masuk admin pertama, sekali pakai, berlaku 15 menit. The first admin's one-time link:\n  ${link}\n`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
