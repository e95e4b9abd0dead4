import type { FindingRule } from './rule.ts';

/** Differences to earlier verified statements: found when the draft is stored, against the figures that count then. */
export const historyRules = {
  'cumulative-falls': {
    severity: 'warning',
    message: {
      id: 'Realisasi kumulatif turun: Rp{value}; sebelumnya Rp{expected}.',
      en: 'Cumulative realization falls: Rp{value}; before it was Rp{expected}.',
    },
    many: { id: 'Realisasi kumulatif turun dari laporan sebelumnya.', en: 'Cumulative realization falls below the report before.' },
    remedy: {
      id: 'Periksa apakah ada pengembalian belanja; bila tidak, baris itu mungkin hilang atau salah ketik.',
      en: 'Check whether money was returned; if not, a row may be missing or mistyped.',
    },
  },
  'month-missing': {
    severity: 'warning',
    terms: true,
    message: {
      id: 'Laporan bulan {expected} belum ada; laporan terakhir sebelum ini per {value}.',
      en: 'There is no report for {expected}; the last one before this is as of {value}.',
    },
    many: { id: 'Ada bulan yang laporannya belum ada.', en: 'There are months without a report.' },
    remedy: {
      id: 'Unggah juga laporan bulan yang terlewat, supaya kurva bulanan lengkap.',
      en: 'Upload the month that was left out too, so that the monthly curve is whole.',
    },
  },
  'unit-missing': {
    severity: 'warning',
    terms: true,
    message: {
      id: 'Unit {value} melapor per {expected}, tetapi tidak ada di berkas ini.',
      en: 'Unit {value} reported as of {expected}, but is not in this file.',
    },
    many: { id: 'Unit yang pernah melapor tidak ada di berkas ini.', en: 'Units that reported before are not in this file.' },
    remedy: {
      id: 'Tambahkan unit itu, atau minta laporannya; angkanya tetap memakai posisi terakhir.',
      en: 'Add the unit or ask for its report; until then its last position is used.',
    },
  },
  'unit-dropped': {
    severity: 'warning',
    terms: true,
    message: {
      id: 'Unit {value} melapor per {expected} dan tidak ada lagi di berkas OPD ini; angkanya tidak dihitung lagi.',
      en: 'Unit {value} reported as of {expected} and is no longer in this file of its OPD; its figures are no longer counted.',
    },
    many: {
      id: 'Unit yang pernah melapor tidak ada lagi di berkas OPD ini; angkanya tidak dihitung lagi.',
      en: 'Units that reported before are no longer in this file of their OPD; their figures are no longer counted.',
    },
    remedy: {
      id: 'Lanjutkan bila angkanya kini termasuk dalam baris OPD; bila tidak, tambahkan unit itu.',
      en: 'Go on if its figures are now in the rows of the OPD; if not, add the unit.',
    },
  },
  'sub-unit-separate': {
    severity: 'info',
    source: 'codes',
    message: {
      id: 'Sub unit melapor terpisah dari OPD-nya: Rp{value} dan OPD Rp{expected}; keduanya dihitung, masing-masing per tanggalnya.',
      en: 'A sub-unit reports separately from its OPD: Rp{value} and the OPD Rp{expected}; both are counted, each at its own day.',
    },
    many: {
      id: 'Sub unit melapor terpisah dari OPD-nya; keduanya dihitung, masing-masing per tanggalnya.',
      en: 'Sub-units report separately from their OPD; both are counted, each at its own day.',
    },
    remedy: {
      id: 'Periksa bahwa berkas OPD tidak memuat lagi angka sub unit itu di baris lain.',
      en: 'Check that the file of the OPD does not hold the sub-unit’s figures in other rows again.',
    },
  },
  'finer-differs': {
    severity: 'warning',
    source: 'countedOnce',
    message: {
      id: 'Berkas ini menyebut Rp{value}, laporan yang lebih rinci Rp{expected}; yang lebih rinci dihitung, berkas ini hanya pembanding.',
      en: 'This file states Rp{value}, a finer report Rp{expected}; the finer one counts, this file is only held against it.',
    },
    many: {
      id: 'Angka berkas ini tidak sama dengan laporan yang lebih rinci; yang lebih rinci dihitung, berkas ini hanya pembanding.',
      en: 'Amounts of this file are not those of finer reports; the finer ones count, this file is only held against them.',
    },
    remedy: {
      id: 'Periksa mana yang benar. Bila laporan yang lebih rinci keliru, minta perbaikannya atau tarik laporan itu.',
      en: 'Check which is right. Where the finer report is wrong, ask for a corrected one or withdraw it.',
    },
  },
  'coarser-differs': {
    severity: 'warning',
    source: 'countedOnce',
    message: {
      id: 'Berkas ini menyebut Rp{value}, laporan yang kurang rinci Rp{expected}; berkas ini dihitung, yang kurang rinci menjadi pembanding.',
      en: 'This file states Rp{value}, a coarser report Rp{expected}; this file counts, the coarser one is held against it.',
    },
    many: {
      id: 'Angka berkas ini tidak sama dengan laporan yang kurang rinci; berkas ini dihitung, yang kurang rinci menjadi pembanding.',
      en: 'Amounts of this file are not those of coarser reports; this file counts, the coarser ones are held against it.',
    },
    remedy: {
      id: 'Periksa mana yang benar. Bila berkas ini benar, lanjutkan; perbedaannya tetap ditampilkan.',
      en: 'Check which is right. Where this file is, go on; the difference is still shown.',
    },
  },
  'sub-unit-maybe-twice': {
    severity: 'warning',
    source: 'codes',
    message: {
      id: 'Apakah angka OPD sudah memuat sub unit ini? Sub unit Rp{value}, OPD Rp{expected}; sampai dijawab, keduanya dihitung.',
      en: 'Do the figures of the OPD already hold those of this sub-unit? The sub-unit Rp{value}, the OPD Rp{expected}; until that is answered, both are counted.',
    },
    many: {
      id: 'Apakah angka OPD sudah memuat sub unitnya? Berkas tidak menyebutnya; sampai dijawab, keduanya dihitung.',
      en: 'Do the figures of the OPD already hold those of its sub-units? The files do not say; until that is answered, both are counted.',
    },
    remedy: {
      id: 'Bila sudah, kembalikan atau tarik laporan sub unit itu, atau minta berkas OPD yang merinci sub unitnya; bila belum, lanjutkan.',
      en: 'If they do, send back or withdraw the sub-unit’s report, or ask for a file of the OPD with rows of the sub-unit; if not, go on.',
    },
  },
  'unit-new': {
    severity: 'info',
    source: 'codes',
    message: { id: 'Unit {value} belum pernah ada tahun ini.', en: 'Unit {value} was not there before this year.' },
    many: { id: 'Unit belum pernah ada tahun ini.', en: 'Units were not there before this year.' },
    remedy: { id: 'Periksa kodenya bila unit itu bukan unit baru.', en: 'Check its code if it is no new unit.' },
  },
  'realization-above-counted-budget': {
    severity: 'warning',
    source: 'ceiling',
    message: {
      id: 'Realisasi Rp{value} melebihi anggaran yang berlaku, Rp{expected}.',
      en: 'Realization of Rp{value} exceeds the budget that counts, Rp{expected}.',
    },
    many: { id: 'Realisasi melebihi anggaran yang berlaku.', en: 'Realization exceeds the budget that counts.' },
    remedy: {
      id: 'Periksa apakah realisasi salah rekening atau anggaran yang baru belum diunggah.',
      en: 'Check whether it was booked to a wrong account or a newer budget was not uploaded yet.',
    },
  },
  'budget-below-realization': {
    severity: 'warning',
    source: 'ceiling',
    message: {
      id: 'Anggaran baru Rp{value} lebih kecil daripada realisasi yang sudah ada, Rp{expected}.',
      en: 'The new budget of Rp{value} is smaller than what was already realized, Rp{expected}.',
    },
    many: {
      id: 'Anggaran baru lebih kecil daripada realisasi yang sudah ada.',
      en: 'The new budget is smaller than what was already realized.',
    },
    remedy: {
      id: 'Periksa pergeseran anggarannya, atau rekening tempat realisasi dibukukan.',
      en: 'Check the shift of the budget, or the account that the realization was booked to.',
    },
  },
  'name-changed': {
    severity: 'info',
    source: 'codes',
    message: {
      id: 'Kode {value}; sebelumnya bernama "{expected}".',
      en: 'Code {value}; before, it was called "{expected}".',
    },
    many: { id: 'Kode bernama lain daripada sebelumnya.', en: 'Codes are called otherwise than before.' },
    remedy: {
      id: 'Periksa bila kodenya dipakai untuk hal lain; bila hanya ejaan, biarkan.',
      en: 'Check whether the code is used for something else; if only the spelling changed, leave it.',
    },
  },
  'account-not-in-budget': {
    severity: 'warning',
    source: 'ceiling',
    message: {
      id: 'Rekening {value} direalisasikan, tetapi tidak ada di versi anggaran mana pun dari OPD itu.',
      en: 'Account {value} is realized, but no version of that unit’s budget knows it.',
    },
    many: {
      id: 'Rekening direalisasikan, tetapi tidak ada di versi anggaran mana pun dari OPD-nya.',
      en: 'Accounts are realized, but no version of their unit’s budget knows them.',
    },
    remedy: {
      id: 'Periksa kode rekeningnya, atau unggah versi anggaran yang memuatnya.',
      en: 'Check the account code, or upload the budget version that holds it.',
    },
  },
  'activity-not-in-budget': {
    severity: 'warning',
    source: 'ceiling',
    message: {
      id: 'Sub kegiatan {value} direalisasikan, tetapi tidak ada di versi anggaran mana pun dari OPD itu.',
      en: 'Sub-activity {value} is realized, but no version of that unit’s budget knows it.',
    },
    many: {
      id: 'Sub kegiatan direalisasikan, tetapi tidak ada di versi anggaran mana pun dari OPD-nya.',
      en: 'Sub-activities are realized, but no version of their unit’s budget knows them.',
    },
    remedy: {
      id: 'Periksa kode sub kegiatannya, atau unggah versi anggaran yang memuatnya.',
      en: 'Check the sub-activity code, or upload the budget version that holds it.',
    },
  },
  'spending-jumps': {
    severity: 'info',
    message: {
      id: 'Belanja sebulan Rp{value}, lebih dari tiga kali rata-rata bulan sebelumnya, Rp{expected}.',
      en: 'A month’s spending of Rp{value} is more than three times the mean of the months before, Rp{expected}.',
    },
    many: {
      id: 'Belanja sebulan lebih dari tiga kali rata-rata bulan sebelumnya.',
      en: 'A month’s spending is more than three times the mean of the months before.',
    },
    remedy: {
      id: 'Periksa bila tidak ada pembayaran besar pada bulan itu.',
      en: 'Check it if there was no large payment in that month.',
    },
  },
  'same-as-before': {
    severity: 'warning',
    terms: true,
    message: {
      id: 'Semua angka sama dengan laporan per {expected}; hanya tanggalnya yang lain ({value}).',
      en: 'Every figure equals the report as of {expected}; only the date differs ({value}).',
    },
    remedy: {
      id: 'Pastikan berkas ini bukan salinan laporan lama dengan tanggal baru.',
      en: 'Make sure that this is not a copy of the old report under a new date.',
    },
  },
  'as-of-future': {
    severity: 'warning',
    terms: true,
    source: 'calendar',
    message: {
      id: 'Tanggal posisi {value} belum terjadi; hari ini {expected}.',
      en: 'The as-of date {value} has not come yet; today is {expected}.',
    },
    remedy: { id: 'Periksa tanggal laporannya.', en: 'Check the date of the report.' },
  },
  'year-closed': {
    severity: 'warning',
    terms: true,
    source: 'calendar',
    message: {
      id: 'Tahun anggaran {value} sudah ditutup sejak {expected}.',
      en: 'Fiscal year {value} has been closed since {expected}.',
    },
    remedy: {
      id: 'Kirim hanya bila ini koreksi yang disengaja; periksa tahunnya.',
      en: 'Submit it only if it is a correction on purpose; check the year.',
    },
  },
  'version-older': {
    severity: 'warning',
    terms: true,
    source: 'versions',
    message: {
      id: 'Versi anggaran ini {value}, padahal yang berlaku sudah {expected}.',
      en: 'This is budget version {value}, while {expected} already counts.',
    },
    remedy: {
      id: 'Unggah versi yang terbaru; versi lama disimpan sebagai riwayat.',
      en: 'Upload the latest version; an older one is kept as history.',
    },
  },
  'cash-plan-not-budget': {
    severity: 'warning',
    source: 'cashPlan',
    message: {
      id: 'Anggaran kas dua belas bulan Rp{value}, sedangkan anggarannya Rp{expected}.',
      en: 'The cash plan of twelve months is Rp{value}, the budget is Rp{expected}.',
    },
    many: {
      id: 'Anggaran kas dua belas bulan tidak sama dengan anggarannya.',
      en: 'The cash plan of twelve months differs from the budget.',
    },
    remedy: {
      id: 'Samakan anggaran kas dengan anggaran versi yang sama.',
      en: 'Bring the cash plan in line with the budget of the same version.',
    },
  },
  'progress-falls': {
    severity: 'warning',
    source: 'progress',
    message: {
      id: 'Realisasi fisik turun menjadi {value}; sebelumnya {expected}.',
      en: 'Physical progress falls to {value}; before it was {expected}.',
    },
    many: { id: 'Realisasi fisik turun dari laporan sebelumnya.', en: 'Physical progress falls below the report before.' },
    remedy: {
      id: 'Periksa persennya; pekerjaan yang sudah jadi tidak berkurang.',
      en: 'Check the percentage; work that is done does not become less.',
    },
  },
  'progress-too-high': {
    severity: 'warning',
    source: 'progress',
    message: { id: 'Realisasi fisik {value} melebihi {expected}.', en: 'Physical progress of {value} exceeds {expected}.' },
    many: { id: 'Realisasi fisik melebihi 100 persen.', en: 'Physical progress exceeds 100 percent.' },
    remedy: { id: 'Isi antara 0 dan 100 persen.', en: 'Enter between 0 and 100 percent.' },
  },
} as const satisfies Record<string, FindingRule>;
