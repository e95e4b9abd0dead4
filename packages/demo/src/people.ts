/** The people of the demonstration, one for each role. They exist on this machine alone, and have no password. */
export const demoPeople = [
  { role: 'operator', name: 'Rina (operator)', email: 'operator@peragaan.test', unit: null },
  { role: 'verifier', name: 'Budi (verifikator Bakeuda)', email: 'verifikator@peragaan.test', unit: null },
  { role: 'publisher', name: 'Sari (penerbit)', email: 'penerbit@peragaan.test', unit: null },
  { role: 'leadership', name: 'Pak Wali (pimpinan)', email: 'pimpinan@peragaan.test', unit: null },
  { role: 'auditor', name: 'Dewi (Inspektorat)', email: 'auditor@peragaan.test', unit: null },
  { role: 'admin', name: 'Agus (admin)', email: 'admin@peragaan.test', unit: null },
] as const;
