import type { ErrorCode } from '@sipkadin/workflow';

export interface PasswordRules {
  minLength: number;
  /** Whether to refuse common passwords and the person's own name and address. */
  check: boolean;
}

/**
 * Why a password is refused, or null. Length is what counts: digits and signs are not demanded (NIST SP 800-63B §3.1.1), and
 * around a common word they are ignored: "Indonesia12345!" is that word.
 */
export function passwordProblem(password: string, own: { name: string; email: string }, rules: PasswordRules): ErrorCode | null {
  if (Array.from(password).length < rules.minLength) return 'password-short';
  if (!rules.check) return null;
  const plain = password.toLowerCase();
  const letters = plain.replaceAll(/[^\p{L}]/gu, '');
  if (letters === '' || new Set(plain).size < 4 || isRun(plain) || common.some((word) => isOnly(letters, word))) return 'password-common';
  const [mailbox = '', domain = ''] = own.email.toLowerCase().split('@');
  const parts = [mailbox, mailbox.replaceAll(/[^\p{L}]/gu, ''), domain.split('.')[0] ?? '', ...own.name.toLowerCase().split(/[^\p{L}]+/u)];
  const rest = parts.filter((part) => part.length >= 3).toSorted((a, b) => b.length - a.length);
  // Without the person's names, enough letters for a password must be left.
  const left = rest.reduce((text, part) => text.replaceAll(part, ''), plain).replaceAll(/[^\p{L}]/gu, '');
  return left.length < letters.length && left.length < 6 ? 'password-own' : null;
}

/** Whether the text is the word, once or repeated. */
function isOnly(letters: string, word: string): boolean {
  return letters.length % word.length === 0 && letters === word.repeat(letters.length / word.length);
}

/** "abcdefghijkl", "qwertyuiopas": neighbours on the keyboard or in the alphabet. */
function isRun(plain: string): boolean {
  const runs = 'abcdefghijklmnopqrstuvwxyz01234567890 qwertyuiopasdfghjklzxcvbnm qazwsxedcrfvtgbyhnujmikolp';
  return runs.includes(plain) || runs.includes(Array.from(plain).toReversed().join(''));
}

/** The most common words in lists of leaked passwords, and words of this region and trade. Letters only, lower case. */
const common = [
  ...['password', 'passwd', 'passw', 'pass', 'pwd', 'welcome', 'admin', 'administrator', 'root', 'login', 'qwerty', 'qwertyuiop'],
  ...['asdfgh', 'asdfghjkl', 'zxcvbnm', 'letmein', 'iloveyou', 'sunshine', 'princess', 'monkey', 'dragon', 'football', 'superman'],
  ...['batman', 'master', 'secret', 'changeme', 'default', 'guest', 'test', 'user', 'demo', 'abc', 'google', 'facebook'],
  ...['rahasia', 'sandi', 'katasandi', 'sandirahasia', 'passwordku', 'sayang', 'sayangku', 'akusayangkamu', 'bismillah', 'alhamdulillah'],
  ...['bismillahirrahmanirrahim', 'assalamualaikum', 'indonesia', 'indonesiaraya', 'merdeka', 'garuda', 'pancasila', 'jakarta', 'bandung'],
  ...['pangkalpinang', 'kotapangkalpinang', 'bangka', 'belitung', 'bangkabelitung', 'babel', 'pemkot', 'pemda', 'bakeuda', 'bpkad'],
  ...['keuangan', 'anggaran', 'operator', 'verifikator', 'penerbit', 'pimpinan', 'sipkadin', 'sipd', 'apbd'],
  ...['januari', 'februari', 'maret', 'april', 'mei', 'juni', 'juli', 'agustus', 'september', 'oktober', 'november', 'desember'],
] as const;
