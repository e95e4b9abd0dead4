export const words = {
  title: 'Aturan temuan',
  lead: 'Yang diperiksa pada setiap berkas. Pengelola dapat mengubah bobot aturan untuk pemerintah daerah ini; perubahannya berlaku untuk berkas yang belum dikirim dan tercatat di jejak audit.',
  count: (all: string, set: string) => `${all} aturan, ${set} dengan bobot yang diubah.`,
  areas: 'Bagian',
  severity: 'Bobot',
  own: 'bawaan',
  fixed: 'tidak dapat diubah',
  instead: (own: string) => `Bawaan: ${own}`,
  changed: (who: string, when: string) => `Terakhir diubah ${who}, ${when}`,
};
