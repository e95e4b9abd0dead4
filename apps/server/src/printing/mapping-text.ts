import type { Language } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';

const words = {
  id: {
    rows: (sheet: string) => `Baris pertama lembar "${sheet}"`,
    guesses: 'Dugaan isi kolom (periksa, lengkapi, simpan sebagai berkas JSON, lalu jawab dengan berkas itu)',
    word: { sure: 'pasti', guess: 'dugaan', empty: 'kosong' },
    gaps: 'Belum terjawab',
    personal: 'data pribadi, dibuang',
    used: 'Pemetaan kolom',
  },
  en: {
    rows: (sheet: string) => `First rows of sheet "${sheet}"`,
    guesses: 'What the columns may hold (check, complete, save as a JSON file, and answer with that file)',
    word: { sure: 'sure', guess: 'guess', empty: 'empty' },
    gaps: 'Still to be said',
    personal: 'personal data, dropped',
    used: 'Mapping of columns',
  },
} as const;

const widest = 24;

/** The first rows of a table that must be mapped, and a mapping to begin with; of one that was read, how. */
export function mappingText(mapping: InspectReport['mapping'], language: Language): string[] {
  if (!mapping) return [];
  const say = words[language];
  const draft = JSON.stringify(mapping.draft, undefined, 2)
    .split('\n')
    .map((line) => `  ${line}`);
  if (mapping.gaps.length === 0 && mapping.origin !== 'guess') return [say.used, ...draft];
  const columns = mapping.columns.map(({ letters }) => letters);
  const cut = (text: string) => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text).padEnd(widest);
  return [
    say.rows(mapping.sheet),
    `  ${' '.repeat(5)}${columns.map(cut).join(' ').trimEnd()}`,
    ...mapping.rows.map(({ number, cells }) => `  ${String(number).padStart(4)} ${cells.map(cut).join(' ').trimEnd()}`),
    ...mapping.columns.filter(({ personal }) => personal).map(({ letters, label }) => `  ${letters} ${label}: ${say.personal}`),
    '',
    say.guesses,
    ...draft,
    ...mapping.confidence.map(({ of, word }) => `  ${of}: ${say.word[word]}`),
    ...(mapping.gaps.length > 0 ? [`  ${say.gaps}: ${mapping.gaps.join(', ')}`] : []),
  ];
}
