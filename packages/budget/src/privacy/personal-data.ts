/**
 * Personal data in free text, by its form: what may not be kept whatever a file calls it. NIK and NPWP of 16 digits (also in groups),
 * NPWP of 15 (plain or 01.234.567.8-901.000), NIP of 18, phones, e-mails, bank accounts, addresses with a number, RT or RW, people
 * named after "a.n.", "atas nama", "sdr.", "bpk.", "pak", "bu" or "ibu". Also where digits are written one by one, and an e-mail with "(at)".
 */
export type PersonalKind = 'NIP' | 'NIK/NPWP' | 'NPWP' | 'no. HP' | 'e-mail' | 'rekening bank' | 'alamat' | 'nama orang';

const bankNames =
  'bri|bni|bca|btn|bsi|bsb|bjb|bpd|bpr|bank|mandiri|muamalat|danamon|permata|cimb|niaga|ocbc|panin|maybank|sumsel babel|bank sumsel';
const numberWords = new RegExp(
  String.raw`\b(?:rek|rekening|norek|a\/c|te?lp|telepon|hp|wa|whatsapp|fax|faks|nik|ktp|npwp|nip|nrp|nuptk|${bankNames})\b`,
  'i',
);
const nameWords = /\b(?:a ?\/ ?n|a\. ?n|atas nama|sdri?|sdra|saudar[ai]|bpk|bapak|pak|bu|ibu|tn|ny)\b|\ban\.|\balamat\b/i;
/** What any of `nameWords` holds, without the boundaries of words: quicker to look for. */
const hints = /[/.] ?n|nama|sdr|saudar|bpk|pak |bu |[tny]\.|lamat/i;
const streetWords = /\b(?:jl|jln|jalan|gg|gang|lr|lorong|komp|komplek|kompleks|perum|perumahan|perumnas|dusun|kp|kampung|rt)\b/i;

/** Quick test that personal data always pass. It decides nearly every one of a register's million texts, so it is a loop. */
const atSign = /[([] ?at ?[)\]]/i;

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
    if (code === 64 || ((code === 40 || code === 91) && atSign.test(text))) return true;
    if (run > 0 && (code === 45 || code === 32 || code === 41)) telling = true;
    run = 0;
  }
  if (digits >= 9 && (telling || longest >= 9 || digits >= 15)) return true;
  if (digits >= 7 && numberWords.test(text)) return true;
  if (digits > 0 && streetWords.test(text)) return true;
  return hints.test(text) && nameWords.test(text);
}

// Codes and amounts are digits too: a number that goes on after a dot is one of those.
const end = String.raw`(?!\d|\.\d)`;
const start = String.raw`(?<!\d|\d\.)`;

/** Words after "a.n." or "ibu" that begin no person's name: bodies, offices, and what else mothers are in the titles of activities. */
const namesNobody = new Set(
  (
    'pemerintah pemkot pemkab pemprov pemda pemdes dinas badan kantor bank pt cv ud firma koperasi yayasan perusahaan kas bendahara rekening ' +
    'skpd opd negara daerah kota kabupaten provinsi wali walikota bupati gubernur presiden menteri sekretaris sekretariat kecamatan ' +
    'kelurahan desa sekolah sd sdn smp smpn sma smk tk paud puskesmas rsud upt uptd blud kelompok panitia toko instansi lembaga organisasi ' +
    'masyarakat penerima pihak pejabat kepala camat lurah ketua pimpinan direktur inspektorat dprd kpu bawaslu polres polda kodim masjid ' +
    'mushola gereja vihara pura universitas universitas kementerian tim unit satuan majelis pengurus ' +
    'dan hamil menyusui bersalin nifas melahirkan kandung rumah tangga anak balita batita bayi pkk dharma pertiwi ke tahun nasional kader ' +
    'guru asuh angkat muda tiri untuk di yang pada bagi dalam atau serta dengan beresiko berisiko resti pekerja usia pasca post kartini ' +
    'bapak ibu remaja lansia teladan penyintas peserta per sehat sebangsa setanah kb pengajian posyandu sakit cerdas tunggal sambung ' +
    'hepatitis hiv tb tbc diabetes hipertensi anemia kek covid malaria stunting'
  ).split(' '),
);

interface Form {
  kind: PersonalKind;
  pattern: RegExp;
  /** Whether a match is one; absent: every match is. `word` is the pattern's first group. */
  holds?: (match: string, word: string) => boolean;
}

const namesSomebody: NonNullable<Form['holds']> = (_, word) => !namesNobody.has(word.toLowerCase().replaceAll('.', ''));
/** A name as written: "Siti Aminah", "SITI AMINAH", "siti aminah". The first group of a pattern. */
const capitalized = String.raw`([A-Z][\w'.]*)(?: [A-Z][\w'.]*){0,4}`;
const anyCase = String.raw`(?=([A-Za-z][\w'.]*))(?:[A-Z][\w'.]*(?: [A-Z][\w'.]*){0,4}|[a-z][\w'.]*(?: [a-z][\w'.]*){0,2})`;

/** Whether 16 digits can be a NIK: region, day of birth (a woman's plus 40), month, year, number. */
export function isNik(digits: string): boolean {
  const [region, day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(6, 8)) % 40, Number(digits.slice(8, 10))];
  return /^\d{16}$/.test(digits) && region >= 11 && region <= 97 && day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/** A NIK in groups of even length. Neither 16 digits in a row, which another form knows, nor a decimal number. */
function isGroupedNik(text: string): boolean {
  const groups = text.split(/[ .-]+/);
  return groups.length > 1 && !/^\d+\.\d+$/.test(text) && groups.every(({ length }) => length % 2 === 0) && isNik(groups.join(''));
}

const street = String.raw`\b(?:jl|jln|jalan|gg|gang|lr|lorong|komp|komplek|kompleks|perum|perumahan|perumnas|dusun|kp|kampung)\b`;

const roadWorks =
  'pembangunan|peningkatan|pemeliharaan|rehabilitasi|rehab|rekonstruksi|pelebaran|pengaspalan|perbaikan|pengerasan|pembuatan|penanganan|preservasi|' +
  'overlay|drainase|talud|jembatan|saluran|trotoar|ruas|paket|lokasi|titik|segmen|pemasangan|pengadaan|penataan|pembebasan|tanah|lampu|siring|irigasi|panjang|lanjutan';

const forms: readonly Form[] = [
  { kind: 'e-mail', pattern: /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.[a-z]{2,}/gi },
  { kind: 'e-mail', pattern: /[\w.+-]{1,64} ?[([] ?at ?[)\]] ?[\w-]{1,64}(?: ?(?:\.|[([] ?(?:dot|titik) ?[)\]]) ?[\w-]{1,64}){1,4}/gi },
  // A number written digit by digit, as people do to get past a filter: a phone, an NPWP, a NIK or a NIP.
  { kind: 'no. HP', pattern: /(?<!\d[ .,]?)0 8(?: \d){8,11}(?! ?\d)/g },
  { kind: 'NPWP', pattern: /(?<!\d[ .,]?)\d(?: \d){14}(?! ?\d)/g },
  { kind: 'NIK/NPWP', pattern: /(?<!\d[ .,]?)\d(?: \d){15}(?! ?\d)/g },
  { kind: 'NIP', pattern: /(?<!\d[ .,]?)\d(?: \d){17}(?! ?\d)/g },
  // 18 digits: birth date, appointment month, sex, running number; often written with blanks
  { kind: 'NIP', pattern: new RegExp(String.raw`(?<!\d)(?:19|20)\d{6}[ .-]?(?:19|20)\d{4}[ .-]?[12][ .-]?\d{3}(?!\d)`, 'g') },
  { kind: 'NIK/NPWP', pattern: new RegExp(String.raw`${start}(?:\d{16}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4})${end}`, 'g') },
  { kind: 'NIK/NPWP', pattern: /(?<!\d|\d[.-])\d\d(?:[ .-]{0,3}\d\d){7}(?!\d|[.-]\d)/g, holds: isGroupedNik },
  {
    kind: 'NPWP',
    pattern: new RegExp(String.raw`(?<!\d)\d{2}([. -])\d{3}\1\d{3}\1\d[-. ]\d{3}[. -]\d{3}(?!\d)|${start}\d{15}${end}`, 'g'),
  },
  // A bank's number follows its word; an account of the chart or an activity begins with short parts.
  {
    kind: 'rekening bank',
    pattern: /\b(?:rek(?:ening)?|norek|a\/c)\b(?:(?!\brp)[^\d;\n]){0,40}(?!\d{1,2}\.\d{1,2}\.\d)(?=(?:\d[ .-]?){9})\d(?:[ .-]?\d){8,}/gi,
  },
  {
    kind: 'rekening bank',
    pattern: new RegExp(
      String.raw`\b(?:${bankNames})\b(?:(?!\brp)[^\d;\n]){0,40}(?!\d{1,2}\.\d{1,2}\.\d)(?!\d{1,3}(?:\.\d{3})+(?![\d-]))(?=(?:\d[ .-]?){9})\d(?:[ .-]?\d){8,}`,
      'gi',
    ),
  },
  {
    kind: 'no. HP',
    pattern: new RegExp(
      String.raw`${start}(?:(?:\+62[ .-]?|\(?0)8\d{1,3}\)?(?:[ .-]?\d{3,5}){2}|62[ -]?8\d{1,3}(?:[ -]?\d{3,5}){2})${end}`,
      'g',
    ),
  },
  { kind: 'no. HP', pattern: /\b(?:te?lp|telepon|hp|wa|whatsapp|fax|faks)\b[ .:]{0,4}(?:no\.? ?)?\(?[+0]\d(?:[ ().-]{0,2}\d){6,12}/gi },
  // A landline: the code of its area, then its number.
  { kind: 'no. HP', pattern: /(?<![\d/.-])(?:\(0[2-9]\d{1,2}\) ?|0[2-9]\d{1,2}[- ])\d{6,8}(?![\d/.-])/g },
  { kind: 'NIP', pattern: /\b(?:nip|nrp|nuptk)\b[ .:#]{0,4}\d(?:[ ./-]{0,2}\d){7,19}/gi },
  { kind: 'NIK/NPWP', pattern: /\b(?:nik|ktp|npwp)\b[ .:#]{0,4}(?:no\.? ?)?\d(?:[ ./-]{0,2}\d){11,17}/gi },
  {
    kind: 'alamat',
    pattern:
      /\b(?:jl|jln|jalan|gg|gang|dusun|perum|perumahan|kp|kampung|alamat)\b.{0,80}?\bRT\b[ .:/]*(?:RW\b[ .:]*)?\d{1,3}(?:[ /,-]*(?:RW\b[ .:]*)?\d{1,3})?/gi,
  },
  { kind: 'alamat', pattern: /\balamat\b(?: rumah| tinggal| lengkap)? ?[:=] ?[^;\n]{3,80}/gi },
  { kind: 'alamat', pattern: new RegExp(String.raw`\balamat\b(?: rumah| tinggal)? ${street}[^;\n]{0,80}`, 'gi') },
  // A house has a number; a road that is built has none, and numbers of laws, contracts and road sections are others.
  {
    kind: 'alamat',
    pattern: new RegExp(
      String.raw`${street}[^;\n]{1,60}?(?<!\b(?:ruas|paket|lot|segmen|seksi|sta|perda|perwako|perwali|perbup|permen|uu|sk|spk|kontrak|surat|dpa)[ .]{1,2})\b(?:no|nomor|blok|kav|kavling)\b[ .:]{0,3}[A-Z]{0,2}[ /.-]?\d{1,4}[A-Z]?\b(?!\.\d| ?(?:tahun|thn|th)\b)`,
      'gi',
    ),
  },
  // Of a house, without the word for its number: a road that is built, kept or measured is none.
  {
    kind: 'alamat',
    pattern: new RegExp(
      String.raw`(?<!\b(?:${roadWorks})\b[^;\n]{0,120})${street}\.? [A-Z][\w'.]*(?: [A-Z][\w'.]*){0,3} \d{1,3}[A-Z]?(?![\d.,/-]| ?[A-Z]| ?(?:ke|sampai|dan)\b)`,
      'gi',
    ),
  },
  // PAK in capitals is a revised budget.
  { kind: 'nama orang', pattern: /\b(?:[Pp]ak|Bu) ([A-Z][a-z'.]+)(?: [A-Z][a-z'.]+){0,3}/g, holds: namesSomebody },
  {
    kind: 'nama orang',
    pattern: new RegExp(String.raw`\b(?:[Aa] ?/ ?[Nn]\b|[Aa]\. ?[Nn]\b|[Aa][Tt][Aa][Ss] [Nn][Aa][Mm][Aa]\b)[ .:]*${anyCase}`, 'g'),
    holds: namesSomebody,
  },
  { kind: 'nama orang', pattern: new RegExp(String.raw`\b[Aa][Nn]\. *${capitalized}`, 'g'), holds: namesSomebody },
  // BPK without a dot is the audit board.
  {
    kind: 'nama orang',
    pattern: new RegExp(String.raw`\b(?:[Ss][Dd][Rr][IiAa]?|[Bb]pk|BPK(?=\.))\b[ .:]*${anyCase}`, 'g'),
    holds: namesSomebody,
  },
  {
    kind: 'nama orang',
    pattern: new RegExp(
      String.raw`\b(?:[Ss][Aa][Uu][Dd][Aa][Rr][AaIi]|[Bb][Aa][Pp][Aa][Kk]|[Ii][Bb][Uu]|[Tt][Nn]\.|[Nn][Yy]\.)[ :]+${capitalized}`,
      'g',
    ),
    holds: namesSomebody,
  },
];

const foreignSigns = /[\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000\uff01-\uff5e]|(?![0-9])\p{Nd}/gu;

/** The text with ASCII for digits of other scripts, signs of full width, blanks and dashes. */
function inAscii(text: string): string {
  return text.replace(foreignSigns, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    if (/\s/.test(sign)) return ' ';
    return isDigit(code) ? digitOf(code) : '-';
  });
}

const isDigit = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** Unicode has the ten digits of a script one after another from 0; some scripts follow each other without a gap. */
function digitOf(code: number): string {
  let first = code;
  while (isDigit(first - 1)) first--;
  return String((code - first) % 10);
}

/** The kind of the first piece of personal data in a text; undefined if there is none. */
export function personalData(given: string): PersonalKind | undefined {
  const text = inAscii(given);
  if (!worthALook(text)) return undefined;
  return forms.find(({ pattern, holds }) =>
    holds === undefined ? text.search(pattern) >= 0 : [...text.matchAll(pattern)].some(([match, word = '']) => holds(match, word)),
  )?.kind;
}

/** The text with each piece of personal data replaced by its kind: "Honor [NIP]". What is left holds none. */
export function withoutPersonalData(text: string): string {
  if (personalData(text) === undefined) return text;
  let rest = inAscii(text);
  // What follows a piece that was replaced may be one too: a second number of a bank.
  for (let before = ''; before !== rest; ) {
    before = rest;
    // File names go through here too: no slash.
    for (const { kind, pattern, holds } of forms)
      rest = rest.replace(pattern, (match: string, word: unknown) =>
        holds === undefined || holds(match, String(word)) ? `[${kind.replace('/', '-')}]` : match,
      );
  }
  return rest;
}
