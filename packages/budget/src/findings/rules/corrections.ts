import type { FindingRule } from './rule.ts';

/** Corrections of cells that people typed on the desk. */
export const correctionRules = {
  'correction-does-not-match': {
    severity: 'blocking',
    fixed: true,
    message: {
      id: 'Perbaikan di sel ini dibuat untuk isi "{expected}", tetapi isi berkas di sana "{value}".',
      en: 'The correction of this cell was made for "{expected}", but the file holds "{value}" there.',
    },
    remedy: {
      id: 'Buka tampilan berkas, batalkan perbaikan sel ini, lalu perbaiki lagi dari isi yang terlihat.',
      en: 'Open the view of the file, take the correction of this cell back, and correct it again from what is shown.',
    },
  },
} as const satisfies Record<string, FindingRule>;
