import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readableFingerprint } from '@sipkadin/edition';
import { type Command, Refusal, status, UsageError } from '../../command.ts';
import { ownRelease } from '../../installation/release.ts';

export const command: Command = {
  usage: '[DIR] [--trust FILE]',
  isWithoutData: true,
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
    if (more.length > 0) throw new UsageError({ id: 'install memerlukan satu folder', en: 'install takes one folder' });
    const release = ownRelease();
    if (release === undefined)
      throw new Refusal({
        id: 'program ini berjalan dari kode sumbernya; npm run pack membuat arsip yang dapat dipasang',
        en: 'this program runs from its source; npm run pack makes an archive that can be installed',
      });
    const { installRelease } = await import('../../installation/install.ts');
    const { trust } = flags;
    const root = resolve(folder);
    // The service runs as another user than the one who installs, whatever that one's umask is.
    process.umask(0o022);
    const key = installRelease(release, root, typeof trust === 'string' ? readFileSync(trust, 'utf8') : undefined);
    out(`${join(root, 'current')}: ${release.id}\n`);
    if (key === undefined)
      say({
        id: 'Arsip ini tidak ditandatangani: pembaruan tidak dapat diperiksa.',
        en: 'This archive is not signed: updates cannot be checked.',
      });
    else
      say({
        id: `Pembaruan diterima dari kunci ${readableFingerprint(key)}; cocokkan dengan sidik yang diumumkan pembuatnya.`,
        en: `Updates are accepted from the key ${readableFingerprint(key)}; compare it with the fingerprint that the maker announced.`,
      });
    const at = join(root, 'current');
    const [steps, unit] = [join(at, 'docs/operating.md'), join(root, 'sipkadin.service')];
    say({
      id: `Langkah berikutnya ada di ${steps}, bagian Install; unit systemd: ${unit}.`,
      en: `The next steps are in ${steps}, section Install; the unit of systemd: ${unit}.`,
    });
    return status.ok;
  },
};
