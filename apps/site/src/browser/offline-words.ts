/** What a page says that is read without a network. */
export const offlineWords = {
  id: {
    title: 'Offline.',
    seen: (moment: string) => `Halaman ini terakhir dilihat ${moment}. Terbitan yang lebih baru mungkin sudah ada.`,
    missing: 'Tidak ada jaringan, dan halaman ini belum pernah dibuka di perangkat ini.',
    readable: 'Yang dapat dibaca tanpa jaringan',
    again: 'Coba lagi',
  },
  en: {
    title: 'Offline.',
    seen: (moment: string) => `This page was last seen ${moment}. A newer edition may have been published since.`,
    missing: 'There is no network, and this page has not been opened on this device before.',
    readable: 'What can be read without a network',
    again: 'Try again',
  },
};
