import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readableFingerprint } from '@sipkadin/edition';
import { type Command, Refusal, status, UsageError } from '../../command.ts';
import { ownRelease } from '../../installation/release.ts';

export const command: Command = {
  usage: '[DIR] [--trust FILE]',
  options: {
    trust: {
      type: 'string',
      value: 'FILE',
      sentence: {
        id: 'Kunci publik pembuat (PEM), yang diperoleh lewat jalan lain; tanpa ini, kunci di dalam arsip.',
        en: "The maker's public key (PEM), got by another way; without it the one in the archive.",
      },
    },
  },
  notes: {
    id: 'Menyalin rilis ini ke DIR (bawaan /opt/sipkadin): releases/, dan tautan current ke rilis yang dipakai. Kunci pembuat yang dipercaya ditetapkan sekarang; sipkadin update hanya menerima kunci itu.',
    en: 'Copies this release to DIR (default /opt/sipkadin): releases/, and the link current to the one in use. Which key of the maker is trusted is fixed now; sipkadin update accepts that key alone.',
  },
  async run({ positionals, flags, out, say }) {
    const [folder = '/opt/sipkadin', ...more] = positionals;
    if (more.length > 0) throw new UsageError('install takes one folder');
    const release = ownRelease();
    if (release === undefined) throw new Refusal('this program runs from its source; npm run pack makes an archive that can be installed');
    const { installRelease } = await import('../../installation/install.ts');
    const { trust } = flags;
    const root = resolve(folder);
    // The service runs as another user than the one who installs, whatever that one's umask is.
    process.umask(0o022);
    const key = installRelease(release, root, typeof trust === 'string' ? readFileSync(trust, 'utf8') : undefined);
    out(`${join(root, 'current')}: ${release.id}\n`);
    if (key === undefined)
      say('Arsip ini tidak ditandatangani: pembaruan tidak dapat diperiksa. This archive is not signed: updates cannot be checked.');
    else
      say(
        `Pembaruan diterima dari kunci ${readableFingerprint(key)}; cocokkan dengan sidik yang diumumkan pembuatnya. Updates are accepted from this key; compare it with the fingerprint that the maker announced.`,
      );
    const at = join(root, 'current');
    say(
      `Langkah berikutnya ada di ${join(at, 'docs/operating.md')}, bagian Install; unit systemd: ${join(at, 'packaging/sipkadin.service')}. The next steps are in that document, section Install, and this is the unit of systemd.`,
    );
    return status.ok;
  },
};
