import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Printed banner',
  lead: 'An infographic of the newest edition for a notice board, an office or a street. Its main figure can be read at three metres; its QR code, where the address of the site is set, opens that very edition.',
  of: 'About',
  whole: 'The whole government',
  size: 'Size',
  sizes: { a3: 'A3', a1: 'A1', '3x1': '3 × 1 metres' },
  language: 'Language',
  languages: { id: 'Indonesian', en: 'English' },
  make: 'Make the PDF',
  absent: 'The typesetter is not installed on this server.\n',
};
