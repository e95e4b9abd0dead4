import { existsSync, readFileSync } from 'node:fs';
import type { Words } from '@sipkadin/budget';
import { canonicalJson, isSignedRegister, readRegister, registerPath } from '@sipkadin/edition';
import { listGovernments, type Reading } from '@sipkadin/ledger';
import { publicRegister } from './public-register.ts';

interface Place {
  editionsRoot: string;
  /** Of the present key. */
  publicKeyPem: string;
}

/**
 * Holds what governments publish beside their editions against the ledger: its form to the byte, the signature of the present key, and
 * that it is what the ledger gives. Nothing where a government has no such file: a server writes it.
 */
export async function registerProblems(
  read: Reading,
  { editionsRoot, publicKeyPem }: Place,
): Promise<{ government: string; message: Words }[]> {
  const problems: { government: string; message: Words }[] = [];
  for (const { code: government } of await listGovernments(read)) {
    const path = registerPath(editionsRoot, government);
    if (!existsSync(path)) continue;
    const stored = readRegister(editionsRoot, government);
    const bytes = stored && canonicalJson({ register: stored.register, signature: stored.signature });
    if (stored === undefined || bytes?.equals(readFileSync(path)) !== true) problems.push({ government, message: words.form });
    else if (!isSignedRegister(stored, publicKeyPem)) problems.push({ government, message: words.signature });
    else {
      const own = await publicRegister(read, government);
      const [number, known] = [stored.register.number ?? 0, own.number ?? 0];
      if (number > known) problems.push({ government, message: words.newer(number, known) });
      // The number alone may be behind: not every change that is counted shows in the register, and a server writes it a minute later.
      else if (!canonicalJson({ ...stored.register, number: known }).equals(canonicalJson({ ...own, number: known })))
        problems.push({ government, message: words.differs });
    }
  }
  return problems;
}

const words = {
  form: { id: 'tidak terbaca, atau bentuknya lain', en: 'cannot be read, or has another form' },
  signature: {
    id: 'tidak ditandatangani kunci penerbit; jalankan server sekali',
    en: 'is not signed by the publisher’s key; start the server once',
  },
  differs: {
    id: 'bukan yang diberikan buku besar; server yang berjalan menuliskannya dalam semenit, lalu periksa lagi',
    en: 'is not what the ledger gives; a running server writes it within a minute, then check again',
  },
  newer: (number: number, known: number): Words => ({
    id: `lebih baru (nomor ${number}) daripada buku besar (nomor ${known}), seperti setelah cadangan dipulihkan; server yang berjalan menulisnya lagi, dan cermin menolaknya sampai nomornya terlampaui`,
    en: `is newer (number ${number}) than the ledger (number ${known}), as after a backup was restored; a running server writes it again, and mirrors refuse it until that number is passed`,
  }),
};
