/**
 * Codes of the chart of accounts, activities, units and fund sources. Three generations of widths mean
 * the same (`5.1.02.01.01.001` of 2019, `5.1.02.01.01.0024` of 2021-2025, `5.1.02.01.001.00024` of 2026):
 * codes are split on dots and compared by their parts as integers. The canonical form pads every part to
 * the widest generation, so that canonical codes sort as text and a parent is a prefix of its children.
 */
export type CodeKind = 'account' | 'activity' | 'unit' | 'fund';

const widths: Record<CodeKind, readonly number[]> = {
  account: [1, 1, 2, 2, 3, 5],
  activity: [1, 2, 2, 1, 2, 4],
  unit: [1, 2, 1, 2, 1, 2, 2, 4],
  fund: [1, 1, 2, 2, 3, 5],
};

/** Canonical text of a code; the printed form is kept beside it on each line. */
export type Code = string;

/**
 * @returns the canonical form, or undefined where the text is no code of that kind.
 * An activity code of four parts (`1.02.01.2`) names no level and is refused; a unit has all eight parts.
 */
export function canonicalCode(kind: CodeKind, printed: string): Code | undefined {
  const parts = printed.trim().replace(/\.$/, '').split('.');
  const shape = widths[kind];
  if (parts.length > shape.length || (kind === 'unit' && parts.length !== shape.length)) return undefined;
  if (kind === 'activity' && parts.length === 4) return undefined;
  const padded: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (!/^\d{1,6}$/.test(part)) return undefined;
    const digits = part.replace(/^0+(?=\d)/, '');
    const width = shape[index] ?? 0;
    if (digits.length > width) return undefined;
    padded.push(digits.padStart(width, '0'));
  }
  if (kind === 'account' && !/^[1-9]/.test(padded[0] ?? '')) return undefined;
  return padded.join('.');
}

/** Number of parts: account 1 akun … 6 subrincian; activity 1 urusan, 2 bidang, 3 program, 5 kegiatan, 6 sub kegiatan. */
export function level(code: Code): number {
  if (code === '') return 0;
  let parts = 1;
  for (let at = code.indexOf('.'); at !== -1; at = code.indexOf('.', at + 1)) parts++;
  return parts;
}

/** The first parts of a code; `ancestor('5.1.02.01.001.00024', 3)` is `5.1.02`. The code itself when it is no deeper. */
export function ancestor(code: Code, parts: number): Code {
  if (parts < 1) return '';
  let end = code.indexOf('.');
  for (let left = parts - 1; left > 0 && end !== -1; left--) end = code.indexOf('.', end + 1);
  return end === -1 ? code : code.slice(0, end);
}

/** The code one level up, '' above the first. A sub kegiatan's parent is its kegiatan, a kegiatan's its program. */
export function parentCode(kind: CodeKind, code: Code): Code {
  if (kind === 'unit') return code.endsWith('.0000') ? '' : opdOf(code);
  const depth = level(code) - 1;
  return ancestor(code, kind === 'activity' && depth === 4 ? 3 : depth);
}

/** Whether `code` is `prefix` or lies below it. */
export function isWithin(code: Code, prefix: Code): boolean {
  return prefix === '' || (code.startsWith(prefix) && (code.length === prefix.length || code[prefix.length] === '.'));
}

/** The OPD of a unit: its own code when it is one, else that of the OPD it belongs to. */
export function opdOf(unit: Code): Code {
  return unit === '' ? '' : `${unit.slice(0, unit.lastIndexOf('.'))}.0000`;
}

/** The up to three bidang urusan that an OPD's code names; unused slots (`0.00`) are left out. */
export function bidangOfUnit(unit: Code): Code[] {
  const parts = unit.split('.');
  return parts.length < 6 ? [] : [0, 2, 4].map((at) => parts.slice(at, at + 2).join('.')).filter((slot) => slot !== '0.00');
}

/**
 * Items of the treasury role (PPKD): transfers, interest, subsidies, grants, unforeseen, transfers out, financing.
 * They sit in one unit and distort a ranking of OPD.
 */
export function isTreasury(account: Code): boolean {
  return ['4.2', '5.1.03', '5.1.04', '5.1.05', '5.3', '5.4', '6'].some((prefix) => isWithin(account, prefix));
}
