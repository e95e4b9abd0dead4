import type { Words } from '@sipkadin/budget';

/** `NAME must be …; it is "…"` */
const mustBe = (name: string, text: string, what: Words): Words => ({
  id: `${name} harus ${what.id}; isinya "${withoutPassword(text)}"`,
  en: `${name} must be ${what.en}; it is "${withoutPassword(text)}"`,
});

/** An address without the user name and password that somebody wrote into it. */
const withoutPassword = (text: string): string => text.replace(/\/\/.*@/s, '//…@');

const not = (option: string, name: string, why: Words): Words => ({
  id: `${option} ${why.id}; ${name} tidak dapat dipakai bersamanya`,
  en: `${option} ${why.en}; ${name} cannot be given with it`,
});

const own: Words = { id: 'hanya melayani mesin ini', en: 'serves this machine alone' };

/** What can be wrong with the settings, as an operator reads it. No secret is repeated. */
export const configFaults = {
  unknown: (name: string): Words => ({
    id: `${name} bukan setelan; semuanya ada di docs/operating.md`,
    en: `${name} is no setting; docs/operating.md lists them all`,
  }),
  oneOf: (name: string, text: string, choices: readonly string[]): Words =>
    mustBe(name, text, { id: `salah satu dari ${choices.join(', ')}`, en: `one of ${choices.join(', ')}` }),
  number: (name: string, text: string, least: number, most: number): Words =>
    mustBe(name, text, { id: `angka dari ${least} sampai ${most}`, en: `a number from ${least} to ${most}` }),
  databaseUrl: (): Words => ({
    id: 'SIPKADIN_DATABASE_URL harus dimulai dengan sqlite: atau postgres://',
    en: 'SIPKADIN_DATABASE_URL must begin with sqlite: or postgres://',
  }),
  databaseHosts: (): Words => ({
    id: 'SIPKADIN_DATABASE_URL menyebut satu host: beri alamat yang menuju server utama saat ini',
    en: 'SIPKADIN_DATABASE_URL names one host: give the address that leads to the present primary server',
  }),
  trustedProxies: (text: string): Words => ({
    id: `SIPKADIN_TRUSTED_PROXIES harus berisi alamat atau rentang seperti 172.16.0.0/12, tidak semuanya; "${text}" bukan itu`,
    en: `SIPKADIN_TRUSTED_PROXIES must list addresses or ranges such as 172.16.0.0/12, not all; "${text}" is none`,
  }),
  secret: (): Words => ({
    id: 'SIPKADIN_SECRET paling sedikit 32 karakter',
    en: 'SIPKADIN_SECRET must have at least 32 characters',
  }),
  government: (text: string): Words =>
    mustBe('SIPKADIN_GOVERNMENT', text, { id: 'kode wilayah seperti 19.71', en: 'a region code such as 19.71' }),
  embedOrigins: (text: string): Words => ({
    id: `SIPKADIN_EMBED_ORIGINS harus *, none, atau asal seperti https://portal.example.go.id; "${withoutPassword(text)}" bukan itu`,
    en: `SIPKADIN_EMBED_ORIGINS must be *, none, or origins such as https://portal.example.go.id; "${withoutPassword(text)}" is none`,
  }),
  objects: (): Words => ({
    id: 'SIPKADIN_OBJECTS harus s3://bucket/prefix?endpoint=https://… atau file:///folder, tanpa kredensial',
    en: 'SIPKADIN_OBJECTS must be s3://bucket/prefix?endpoint=https://… or file:///folder, without credentials',
  }),
  sharedSecret: (): Words => ({
    id: 'SIPKADIN_OBJECTS dengan PostgreSQL adalah untuk beberapa meja kerja: beri semuanya SIPKADIN_SECRET yang sama',
    en: 'SIPKADIN_OBJECTS with PostgreSQL is for several desks: give each the same SIPKADIN_SECRET',
  }),
  demoDatabase: (): Words => not('--demo', 'SIPKADIN_DATABASE_URL', { id: 'memakai SQLite miliknya sendiri', en: 'keeps its own SQLite' }),
  demoOnly: (): Words => not('--demo', '--only', { id: 'melayani kedua sisi', en: 'serves both sides' }),
  demoHost: (host: string): Words => ({
    id: `--demo mencetak tautan masuk dan hanya melayani mesin ini; SIPKADIN_HOST tidak boleh ${host}`,
    en: `--demo prints sign-in links and serves this machine alone; SIPKADIN_HOST cannot be ${host}`,
  }),
  demoGovernment: (): Words => ({
    id: '--demo menunjukkan Kota Pangkalpinang (19.71); SIPKADIN_GOVERNMENT tidak boleh lain',
    en: '--demo shows Kota Pangkalpinang (19.71); SIPKADIN_GOVERNMENT cannot be another',
  }),
  demoObjects: (): Words =>
    not('--demo', 'SIPKADIN_OBJECTS', { id: 'menyimpan semuanya di foldernya sendiri', en: 'keeps everything in its own folder' }),
  demoMail: (): Words => ({
    id: 'orang-orang --demo tidak punya surel; SIPKADIN_SMTP_URL tidak dapat dipakai bersamanya',
    en: "--demo's people have no mailboxes; SIPKADIN_SMTP_URL cannot be given with it",
  }),
  demoSite: (origin: string): Words => ({
    id: `--demo ${own.id}; SIPKADIN_SITE_ADDRESS tidak boleh ${origin}`,
    en: `--demo ${own.en}; SIPKADIN_SITE_ADDRESS cannot be ${origin}`,
  }),
  demoBaseUrl: (): Words => not('--demo', 'SIPKADIN_BASE_URL', own),
  reachable: (host: string): Words => ({
    id: `SIPKADIN_HOST ${host} dapat dihubungi dari luar: SIPKADIN_BASE_URL harus menyebut alamatnya`,
    en: `SIPKADIN_HOST ${host} can be reached from elsewhere: SIPKADIN_BASE_URL must say at which address`,
  }),
  publicDatabase: (): Words => not('--only public', 'SIPKADIN_DATABASE_URL', { id: 'tidak memakai basis data', en: 'knows no database' }),
  publicMail: (): Words => not('--only public', 'SIPKADIN_SMTP_URL', { id: 'tidak mengirim surel', en: 'sends no mail' }),
  publicSecret: (): Words => not('--only public', 'SIPKADIN_SECRET', { id: 'tidak melayani orang masuk', en: 'signs nobody in' }),
  metrics: (text: string): Words =>
    mustBe('SIPKADIN_METRICS', text, {
      id: 'alamat dan porta seperti 127.0.0.1:9464',
      en: 'an address and a port such as 127.0.0.1:9464',
    }),
  oidcTogether: (): Words => ({
    id: 'SIPKADIN_OIDC_ISSUER, SIPKADIN_OIDC_CLIENT_ID, dan SIPKADIN_OIDC_CLIENT_SECRET diberikan bersama atau tidak sama sekali',
    en: 'SIPKADIN_OIDC_ISSUER, SIPKADIN_OIDC_CLIENT_ID and SIPKADIN_OIDC_CLIENT_SECRET are given together or not at all',
  }),
  oidcIssuer: (text: string): Words => mustBe('SIPKADIN_OIDC_ISSUER', text, { id: 'alamat https', en: 'an https address' }),
  baseUrl: (text: string): Words =>
    mustBe('SIPKADIN_BASE_URL', text, {
      id: 'alamat seperti https://example.go.id',
      en: 'an address such as https://example.go.id',
    }),
  baseUrlPath: (text: string): Words => ({
    id: `SIPKADIN_BASE_URL tidak boleh berisi jalur; isinya "${withoutPassword(text)}"`,
    en: `SIPKADIN_BASE_URL must have no path; it is "${withoutPassword(text)}"`,
  }),
  baseUrlInsecure: (): Words => ({
    id: 'SIPKADIN_BASE_URL harus https: orang masuk di sana',
    en: 'SIPKADIN_BASE_URL must be https: people sign in there',
  }),
  siteAddress: (text: string): Words =>
    mustBe('SIPKADIN_SITE_ADDRESS', text, {
      id: 'alamat https seperti https://kota.example.go.id/keuangan',
      en: 'an https address such as https://kota.example.go.id/keuangan',
    }),
  siteAddressTaken: (base: string): Words => ({
    id: `SIPKADIN_SITE_ADDRESS tidak boleh di bawah ${base}: jalur itu dipakai untuk hal lain di sini`,
    en: `SIPKADIN_SITE_ADDRESS cannot lie below ${base}: that path has another use here`,
  }),
  mailFromAlone: (): Words => ({
    id: 'SIPKADIN_MAIL_FROM memerlukan SIPKADIN_SMTP_URL',
    en: 'SIPKADIN_MAIL_FROM needs SIPKADIN_SMTP_URL beside it',
  }),
  smtpUrlAlone: (): Words => ({
    id: 'SIPKADIN_SMTP_URL memerlukan SIPKADIN_MAIL_FROM',
    en: 'SIPKADIN_SMTP_URL needs SIPKADIN_MAIL_FROM beside it',
  }),
  smtpUrl: (): Words => ({
    id: 'SIPKADIN_SMTP_URL harus alamat seperti smtp://pengguna:sandi@host:587 atau smtps://pengguna:sandi@host',
    en: 'SIPKADIN_SMTP_URL must be an address such as smtp://user:password@host:587 or smtps://user:password@host',
  }),
  mailFrom: (text: string): Words =>
    mustBe('SIPKADIN_MAIL_FROM', text, {
      id: 'alamat seperti sipkadin@example.go.id',
      en: 'an address such as sipkadin@example.go.id',
    }),
};
