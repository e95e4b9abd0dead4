import type { Words } from '@sipkadin/budget';

/** One thing an operator may set: by the environment, or by a flag of the same meaning, which wins. */
export interface Setting {
  env: string;
  /** The flag of `sipkadin serve` and of the commands that need it; undefined: environment only. */
  flag?: string;
  /** As the documentation prints it. */
  fallback: string;
  sentence: Words;
  /** Kept out of logs and of `doctor`. */
  secret?: boolean;
}

/** Every setting there is. docs/operating.md lists the same, and a test holds them against each other. */
export const settings = {
  port: {
    env: 'SIPKADIN_PORT',
    flag: 'port',
    fallback: '8971',
    sentence: { id: 'Porta tempat mendengarkan; 0 memilih yang bebas.', en: 'Port to listen on; 0 takes a free one.' },
  },
  host: {
    env: 'SIPKADIN_HOST',
    flag: 'host',
    fallback: '127.0.0.1',
    sentence: {
      id: 'Alamat tempat mendengarkan; selain alamat mesin ini sendiri, SIPKADIN_BASE_URL wajib diisi.',
      en: 'Address to listen on; anything but this machine itself needs SIPKADIN_BASE_URL.',
    },
  },
  data: {
    env: 'SIPKADIN_DATA',
    flag: 'data',
    fallback: './data',
    sentence: {
      id: 'Folder data: basis data, berkas unggahan, terbitan, dan kunci.',
      en: 'Data folder: database, uploaded files, editions and keys.',
    },
  },
  databaseUrl: {
    env: 'SIPKADIN_DATABASE_URL',
    fallback: 'sqlite:<data>/ledger.sqlite',
    secret: true,
    sentence: {
      id: 'Basis data: sqlite:/jalur/berkas atau postgres://pengguna:sandi@host/nama.',
      en: 'Database: sqlite:/path/to/file or postgres://user:password@host/name.',
    },
  },
  editions: {
    env: 'SIPKADIN_EDITIONS',
    flag: 'editions',
    fallback: '<data>/editions',
    sentence: {
      id: 'Folder terbitan; dapat berada di disk bersama beberapa server.',
      en: 'Folder of editions; may be a disk that several servers share.',
    },
  },
  objects: {
    env: 'SIPKADIN_OBJECTS',
    fallback: '',
    sentence: {
      id: 'Tempat bersama beberapa mesin untuk berkas unggahan dan terbitan: s3://bucket/awalan?endpoint=https://s3.example.go.id atau file:///mnt/bersama; kosong: hanya folder data.',
      en: 'Store that several machines share for uploads and editions: s3://bucket/prefix?endpoint=https://s3.example.go.id or file:///mnt/shared; unset: the data folder alone.',
    },
  },
  baseUrl: {
    env: 'SIPKADIN_BASE_URL',
    flag: 'base-url',
    fallback: 'http://<host>:<port>',
    sentence: {
      id: 'Alamat seperti yang diketik di peramban, tanpa jalur, misalnya https://keuangan.pangkalpinangkota.go.id.',
      en: 'Address as people type it into a browser, without a path, such as https://keuangan.pangkalpinangkota.go.id.',
    },
  },
  siteAddress: {
    env: 'SIPKADIN_SITE_ADDRESS',
    flag: 'site-address',
    fallback: 'SIPKADIN_BASE_URL',
    sentence: {
      id: 'Alamat situs publik, bila lain dari SIPKADIN_BASE_URL; boleh dengan jalur, misalnya https://kota.example.go.id/keuangan.',
      en: 'Address of the public site where it differs from SIPKADIN_BASE_URL; may have a path, such as https://kota.example.go.id/keuangan.',
    },
  },
  trustedProxies: {
    env: 'SIPKADIN_TRUSTED_PROXIES',
    fallback: 'loopback',
    sentence: {
      id: 'Proksi yang X-Forwarded-For-nya dipercaya: alamat atau rentang (CIDR), dipisah koma; loopback berarti mesin ini.',
      en: 'Proxies whose X-Forwarded-For is believed: addresses or ranges (CIDR) with commas between; loopback is this machine.',
    },
  },
  secret: {
    env: 'SIPKADIN_SECRET',
    fallback: '<data>/secret',
    secret: true,
    sentence: {
      id: 'Rahasia untuk sesi masuk, minimal 32 karakter; bila kosong, dibuat sekali di folder data dan hanya terbaca pemiliknya.',
      en: 'Secret for sign-in sessions, at least 32 characters; if unset, made once in the data folder, readable by its owner alone.',
    },
  },
  passwordLength: {
    env: 'SIPKADIN_PASSWORD_LENGTH',
    fallback: '12',
    sentence: { id: 'Panjang sandi paling sedikit, 8 sampai 64.', en: 'Least length of a password, 8 to 64.' },
  },
  passwordCheck: {
    env: 'SIPKADIN_PASSWORD_CHECK',
    fallback: 'on',
    sentence: {
      id: 'on: sandi yang umum, atau berisi nama atau surel sendiri, ditolak; off: tidak.',
      en: "on: refuse passwords that are common, or one's own name or address; off: do not.",
    },
  },
  secondFactor: {
    env: 'SIPKADIN_SECOND_FACTOR',
    fallback: 'required',
    sentence: {
      id: 'required: verifikator, penerbit, dan pengelola wajib memasang verifikasi dua langkah; optional: boleh. Peragaan: optional.',
      en: 'required: verifier, publisher and admin must set up two-step verification; optional: they may. The demonstration: optional.',
    },
  },
  smtpUrl: {
    env: 'SIPKADIN_SMTP_URL',
    fallback: '',
    secret: true,
    sentence: {
      id: 'Server surel: smtp://pengguna:sandi@host:587 atau smtps://pengguna:sandi@host; bila kosong, tidak ada surel yang dikirim.',
      en: 'Mail server: smtp://user:password@host:587 or smtps://user:password@host; if unset, no mail is sent.',
    },
  },
  mailFrom: {
    env: 'SIPKADIN_MAIL_FROM',
    fallback: '',
    sentence: {
      id: 'Alamat pengirim surel, misalnya sipkadin@example.go.id; wajib bersama SIPKADIN_SMTP_URL.',
      en: 'Address that mail comes from, such as sipkadin@example.go.id; needed with SIPKADIN_SMTP_URL.',
    },
  },
  oidcIssuer: {
    env: 'SIPKADIN_OIDC_ISSUER',
    fallback: '',
    sentence: {
      id: 'Alamat layanan masuk pemerintah (OpenID Connect), https; kosong: tidak ada.',
      en: "Address of the government's sign-in service (OpenID Connect), https; unset: none.",
    },
  },
  oidcClientId: {
    env: 'SIPKADIN_OIDC_CLIENT_ID',
    fallback: '',
    sentence: { id: 'Nama SIP KADIN di layanan masuk itu.', en: 'What SIP KADIN is called at that service.' },
  },
  oidcClientSecret: {
    env: 'SIPKADIN_OIDC_CLIENT_SECRET',
    fallback: '',
    secret: true,
    sentence: { id: 'Rahasia SIP KADIN di layanan masuk itu.', en: 'The secret of SIP KADIN at that service.' },
  },
  oidcRolesClaim: {
    env: 'SIPKADIN_OIDC_ROLES_CLAIM',
    fallback: 'roles',
    sentence: {
      id: 'Klaim berisi peran, seperti verifier@19.71 atau operator@19.71/1.02.0.00.0.00.01.0000.',
      en: 'The claim that holds roles, such as verifier@19.71 or operator@19.71/1.02.0.00.0.00.01.0000.',
    },
  },
  only: {
    env: 'SIPKADIN_ONLY',
    flag: 'only',
    fallback: '',
    sentence: {
      id: 'Hanya satu pintu: public (situs publik, tanpa basis data) atau desk (meja kerja).',
      en: 'Serve only one side: public (the public site, without a database) or desk (the private side).',
    },
  },
  government: {
    env: 'SIPKADIN_GOVERNMENT',
    flag: 'government',
    fallback: '19.71',
    sentence: {
      id: 'Kode wilayah pemerintah daerah yang tampil di halaman utama.',
      en: 'Region code of the government whose pages are at the root address.',
    },
  },
  embedOrigins: {
    env: 'SIPKADIN_EMBED_ORIGINS',
    fallback: '*',
    sentence: {
      id: 'Situs yang boleh menampilkan sematan (/sematan): *, none, atau asal seperti https://portal.example.go.id dan https://*.example.go.id, dipisah koma.',
      en: 'Sites that may frame embeds (/sematan): *, none, or origins such as https://portal.example.go.id and https://*.example.go.id with commas between.',
    },
  },
  staticCopy: {
    env: 'SIPKADIN_STATIC',
    flag: 'static',
    fallback: '',
    sentence: {
      id: 'Folder yang selalu berisi salinan situs publik sebagai berkas biasa, dibuat lagi setelah setiap penerbitan; kosong: tidak ada.',
      en: 'Folder that always has a copy of the public site as plain files, made again after each publication; unset: none.',
    },
  },
  logLevel: {
    env: 'SIPKADIN_LOG',
    flag: 'log',
    fallback: 'info',
    sentence: {
      id: 'Banyaknya catatan di stderr: silent, error, warn, info, atau debug.',
      en: 'How much is logged to stderr: silent, error, warn, info or debug.',
    },
  },
  requestLog: {
    env: 'SIPKADIN_REQUEST_LOG',
    fallback: 'off',
    sentence: {
      id: 'on: setiap permintaan dicatat dengan nomor, rute, status, dan lamanya, tanpa alamat lengkap dan tanpa penanya; off: tidak.',
      en: 'on: log each request with its id, route, status and time, without its full address and without who asked; off: do not.',
    },
  },
  metrics: {
    env: 'SIPKADIN_METRICS',
    fallback: '',
    sentence: {
      id: 'Alamat dan porta sendiri untuk /metrics (Prometheus), misalnya 127.0.0.1:9464; kosong: tidak ada.',
      en: 'Address and port of its own for /metrics (Prometheus), such as 127.0.0.1:9464; unset: none.',
    },
  },
  backupDays: {
    env: 'SIPKADIN_BACKUP_DAYS',
    fallback: '7',
    sentence: {
      id: 'Umur cadangan terakhir, dalam hari, sebelum halaman Kesehatan dan doctor memperingatkan; 1 sampai 366.',
      en: 'Days that the last backup may be old before the screen Kesehatan and doctor warn; 1 to 366.',
    },
  },
  drainSeconds: {
    env: 'SIPKADIN_DRAIN_SECONDS',
    fallback: '0',
    sentence: {
      id: 'Lamanya /health/ready menjawab 503 sebelum server berhenti menerima sambungan, 0 sampai 60 detik.',
      en: 'Seconds that /health/ready answers 503 before a server that ends takes no more connections, 0 to 60.',
    },
  },
  language: {
    env: 'SIPKADIN_LANG',
    flag: 'lang',
    fallback: 'id',
    sentence: { id: 'Bahasa keluaran perintah: id atau en.', en: "Language of the commands' output: id or en." },
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
