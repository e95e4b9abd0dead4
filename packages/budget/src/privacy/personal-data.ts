/**
 * Personal data in free text, by its form: what may not be kept however a file calls it. NIK and NPWP of 16 digits,
 * NPWP of 15 (plain or 01.234.567.8-901.000), NIP of 18, phones, e-mails, bank accounts, home addresses, people named
 * with "a.n.".
 */
export type PersonalKind = 'NIP' | 'NIK/NPWP' | 'NPWP' | 'no. HP' | 'e-mail' | 'rekening bank' | 'alamat' | 'nama orang';

const numberWords = /\b(?:rek|rekening|norek|bank|a\/c|te?lp|telepon|hp|wa|whatsapp|fax|faks)\b/i;
const nameWords = /\balamat\b|\b(?:a\. ?n|an)\.|\batas nama\b/i;

/** Quick test that personal data always pass. It decides nearly every one of a register's million texts, so it is a loop. */
function worthALook(text: string): boolean {
  let digits = 0;
  let run = 0;
  let longest = 0;
  let telling = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      digits++;
      run++;
      if (run > longest) longest = run;
      // A phone begins with 08 or 62.
      if (run === 2 && ((code === 56 && text.charCodeAt(at - 1) === 48) || (code === 50 && text.charCodeAt(at - 1) === 54))) telling = true;
      continue;
    }
    // An e-mail, or what parts the groups of a number that is no code.
    if (code === 64) return true;
    if (run > 0 && (code === 45 || code === 32)) telling = true;
    run = 0;
  }
  if (digits >= 9 && (telling || longest >= 9 || digits === 15)) return true;
  if (digits >= 7 && numberWords.test(text)) return true;
  if (digits > 0 && /\bRT\b/i.test(text)) return true;
  return /n\.|nama|lamat/i.test(text) && nameWords.test(text);
}

// Codes and amounts are digits too: a number that goes on after a dot is one of those.
const end = String.raw`(?!\d|\.\d)`;
const start = String.raw`(?<!\d|\d\.)`;

const forms: readonly (readonly [kind: PersonalKind, pattern: RegExp])[] = [
  ['e-mail', /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.[a-z]{2,}/gi],
  // 18 digits: birth date, appointment month, sex, running number; often written with blanks
  ['NIP', new RegExp(String.raw`(?<!\d)(?:19|20)\d{6}[ .-]?(?:19|20)\d{4}[ .-]?[12][ .-]?\d{3}(?!\d)`, 'g')],
  ['NIK/NPWP', new RegExp(String.raw`${start}(?:\d{16}|\d{4}([ -])\d{4}\1\d{4}\1\d{4})${end}`, 'g')],
  ['NPWP', new RegExp(String.raw`(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}(?!\d)|${start}\d{15}${end}`, 'g')],
  // A bank's number follows its word; an account of the chart begins with three short parts.
  ['rekening bank', /\b(?:rek(?:ening)?|norek|bank|a\/c)\b[^\d;\n]{0,40}(?!\d\.\d\.\d\d)(?=(?:\d[ .-]?){9})\d(?:[ .-]?\d){8,}/gi],
  [
    'no. HP',
    new RegExp(String.raw`${start}(?:(?:\+62[ .-]?|\(?0)8\d{1,3}\)?(?:[ .-]?\d{3,5}){2}|62[ -]?8\d{1,3}(?:[ -]?\d{3,5}){2})${end}`, 'g'),
  ],
  ['no. HP', /\b(?:te?lp|telepon|hp|wa|whatsapp|fax|faks)\b[ .:]{0,4}(?:no\.? ?)?\(?[+0]\d(?:[ ().-]{0,2}\d){6,12}/gi],
  [
    'alamat',
    /\b(?:jl|jln|jalan|gg|gang|dusun|perum|perumahan|alamat)\b.{0,80}?\bRT\b[ .:/]*(?:RW\b[ .:]*)?\d{1,3}(?:[ /,-]*(?:RW\b[ .:]*)?\d{1,3})?/gi,
  ],
  ['alamat', /\balamat\b(?: rumah)?[ :]{1,3}(?:jl|jln|jalan|gg|gang|dusun|perum|perumahan)\b[^;\n]{0,80}/gi],
  [
    'nama orang',
    /\b(?:[Aa]\. ?[Nn]\.|[Aa]n\.|[Aa]tas [Nn]ama) *(?!(?:Pemerintah|Pemkot|Pemkab|Dinas|Badan|Kantor|Bank|PT|CV|UD)\b)[A-Z][\w'.]*(?: [A-Z][\w'.]*){0,4}/g,
  ],
];

/** Kind of personal data in a text; undefined if none. */
export function personalData(text: string): PersonalKind | undefined {
  if (!worthALook(text)) return undefined;
  return forms.find(([, pattern]) => text.search(pattern) >= 0)?.[0];
}

/** The text with each piece of personal data replaced by its kind: "Honor [NIP]". What is left holds none. */
export function withoutPersonalData(text: string): string {
  if (!worthALook(text)) return text;
  // File names go through here too: no slash.
  return forms.reduce((rest, [kind, pattern]) => rest.replace(pattern, `[${kind.replace('/', '-')}]`), text);
}
