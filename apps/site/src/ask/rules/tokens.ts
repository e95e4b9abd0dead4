import { phrases } from './synonyms.ts';

/** Words that a question is asked with and that say nothing of its subject, in both languages. */
const fillers = new Set(
  (
    'seberapa ada adalah akan apa apakah atas bagaimana bagi berapa besar buat dalam dapat dan dari daerah dengan di digunakan dipakai dihabiskan ' +
    'dianggarkan dibayar dibayarkan habis hanya itu ini jadi jumlah kah kalau kami kita ke keluar kenapa kota mana mengapa nya ' +
    'nilai oleh pada para per rp rupiah saja sampai saya sebesar sekarang semua seluruh sih tahun tentang terhadap total tolong uang ' +
    'uangnya untuk yang yg anggaran anggarannya biaya dana pagu realisasi belanja pengeluaran terpakai terbayar alokasi duit brp utk ' +
    'a about all amount and any are as at budget budgeted city cost costs did do does for from goes had has have how i in is it many ' +
    'me money much my of on or our paid pay pays please spend spending spends spent tell that the their there this to total us was we ' +
    'went were what where which who will with year'
  ).split(' '),
);

/** Lower case, without accents and punctuation; codes ("5.1.02") stay whole. */
export function tokensOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .split(' ')
    .map((token) => token.replace(/^\.+|\.+$/g, ''))
    .flatMap((token) => (/^\d+(?:\.\d+)+$/.test(token) ? [token] : token.split('.')))
    .filter((token) => token !== '');
}

const longestQuestion = 200;
const mostWords = 24;

/** The words of a question, those that mean one thing together as one; what is beyond 200 characters or 24 words is left out. */
export function wordsOf(question: string): string[] {
  const tokens = tokensOf(question.slice(0, longestQuestion)).slice(0, mostWords);
  const joined: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const length = [4, 3, 2, 1].find((count) => Object.hasOwn(phrases, tokens.slice(at, at + count).join(' '))) ?? 0;
    joined.push(length === 0 ? (tokens[at] ?? '') : (phrases[tokens.slice(at, at + length).join(' ')] ?? ''));
    at += Math.max(length, 1);
  }
  return joined;
}

/** Whether a word says nothing of a question's subject. */
export const isFiller = (token: string): boolean => fillers.has(token);

/** The words of a question that name its subject; "20xx" is a year and none of them. */
export function subjectOf(tokens: readonly string[]): string[] {
  return tokens.filter((token) => !fillers.has(token) && !isYear(token));
}

/** Whether a word is a year that an edition may be of. */
export const isYear = (token: string): boolean => /^20\d\d$/.test(token);

/** Whether two words are one: equal, the beginning of the longer one, or, of words of six letters and more, one letter apart ("beras" is not "berat"). */
export function isSameWord(asked: string, known: string): boolean {
  if (asked === known) return true;
  if (asked.length >= 4 && known.startsWith(asked)) return true;
  // A suffix of the language: "jalannya", "sekolahan".
  if (known.length >= 4 && asked.startsWith(known) && ['nya', 'an', 'ku', 'mu', 's', 'es'].includes(asked.slice(known.length))) return true;
  return asked.length >= 6 && known.length >= 6 && asked[0] === known[0] && isOneApart(asked, known);
}

/** One letter added, left out, changed, or two neighbours exchanged. */
function isOneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
