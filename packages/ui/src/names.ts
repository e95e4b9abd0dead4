/** Words in lower case inside a name, and short forms that stay in capitals. */
const small = new Set([
  'dan',
  'di',
  'ke',
  'dari',
  'yang',
  'untuk',
  'pada',
  'dalam',
  'atas',
  'bagi',
  'oleh',
  'serta',
  'atau',
  'dengan',
  'terhadap',
  'antar',
  'kepada',
  'tentang',
  'sebagai',
  'secara',
  'guna',
]);
const capitals = new Set(
  (
    'APBD APBN APIP ASN ATK BAKEUDA BAPPEDA BBM BKPSDM BLUD BMD BOS BPBD BPHTB BPJS BPKAD BPKP BPK BUMD CPNS DAK DAU DBH DED DPA DPRD ' +
    'GU HAM HIV ICT IKM IPAL IPLT JKN KB KIA KK KLA KONI KTP KUA LRA LS LPPD MTQ NIK OPD PAD PAM PAUD PBB PDAM PDRB PJU PKB PKK PKL PMI PNF ' +
    'PNS PPKD PPPK PTSP PUPR RKA RPJMD RSUD RT RTH RW SAKIP SD SDM SIPD SKPD SLB SLTP SMA SMK SMP SP2D SPAL SPAM SPJ SPM TAPD TB TK TNI TPA ' +
    'TPP TPS TU UKM UKS UMKM UP UPT UPTD WC WTP PPAS RKPD LKPD DPT SPT SOP SPBE TIK PBJ LPSE'
  ).split(' '),
);
const numeral = /^(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3})$/;

/**
 * A name as it reads in a sentence. Files often shout ("PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH"): a name without any
 * small letter is set in title case, short forms and Roman numerals kept. Every other name is left as it is. For showing only.
 */
export function formatName(name: string): string {
  if (/\p{Ll}/u.test(name) || !/\p{Lu}{4}/u.test(name)) return name;
  let first = true;
  return name.replace(/[\p{L}\d]+/gu, (word) => {
    const opening = first;
    first = false;
    if (capitals.has(word) || numeral.test(word) || /\d/.test(word)) return word;
    const lower = word.toLocaleLowerCase('id');
    return !opening && small.has(lower) ? lower : `${word.slice(0, 1)}${lower.slice(1)}`;
  });
}
