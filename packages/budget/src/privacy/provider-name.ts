import { withoutPersonalData } from './personal-data.ts';

const forms =
  'PT|CV|UD|PD|PB|FA|FIRMA|KOPERASI|KOP|KUD|PRIMKOP\\w*|YAYASAN|BUMDES\\w*|BUMD|BUMN|PERUM|PERUMDA|PERUSDA|PERSERODA|KSO|KJPP|KAP|' +
  'UNIVERSITAS|INSTITUT|POLITEKNIK|LPPM|LEMBAGA|DINAS|BADAN|KANTOR|RSUD|BANK|BPR|PERKUMPULAN|ASOSIASI|POKMAS|KELOMPOK MASYARAKAT|SWAKELOLA';

/** A legal form or a kind of body before the name ("PT. Maju", "1) CV Jaya"), or behind it ("Maju, PT"). */
const isBody = new RegExp(
  String.raw`^(?:\d{1,3}[.)]\s*)?(?:${forms})(?=[.,\s(]|$)|,\s*(?:PT|CV|UD|PD|FA)\.?\s*(?:\(PERSERO\))?\s*(?:TBK\.?)?$`,
  'i',
);

/** What stands behind a company's name: its director, who acts for it. */
const behind = /\s*(?:\((?!\s*(?:persero|perseroda)\b).*|\b(?:direktur|dir|pimpinan|q\.?q|a\.?n|u\.?p|d\/a|cq)\b\.?.*)$/i;

export const person = 'Perorangan';

/**
 * A contract's provider as it is kept: companies and bodies by name, without the people named behind it; everybody else is
 * "Perorangan" (UU 27/2022 on personal data). '' for ''.
 */
export function providerName(text: string): string {
  const parts = text
    .split(/[;|]|\s\/\s/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '' && part !== '-');
  if (parts.length === 0) return '';
  const bodies = parts.filter((part) => isBody.test(part)).map((part) => withoutPersonalData(part.replace(behind, '').trim()));
  return bodies.length === 0 ? person : bodies.join(' / ');
}
