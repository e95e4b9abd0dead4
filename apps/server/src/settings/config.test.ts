import { describe, expect, test } from 'vitest';
import { ConfigError, type Environment, type Flags, readConfig } from './config.ts';
import { type Setting, settings } from './settings.ts';

function linesOf(environment: Environment, flags: Flags = {}): string[] {
  try {
    readConfig(environment, flags, '/srv');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines.map(({ en }) => en);
    throw error;
  }
}

describe('the configuration', () => {
  test('believes proxies on this machine, or those that are listed and no others', () => {
    const trusted = (list?: string) => {
      const { isTrustedProxy } = readConfig(list === undefined ? {} : { SIPKADIN_TRUSTED_PROXIES: list });
      return ['127.0.0.1', '::ffff:127.0.0.1', '::1', '172.18.0.2', '::ffff:172.18.0.2', '172.32.0.1', 'fd00::7', '', 'x'].filter(
        isTrustedProxy,
      );
    };
    expect(trusted()).toEqual(['127.0.0.1', '::ffff:127.0.0.1', '::1']);
    expect(trusted('172.16.0.0/12, fd00::7')).toEqual(['172.18.0.2', '::ffff:172.18.0.2', 'fd00::7']);
    expect(trusted('loopback 172.18.0.2')).toEqual(['127.0.0.1', '::ffff:127.0.0.1', '::1', '172.18.0.2', '::ffff:172.18.0.2']);
  });

  test('needs nothing: one folder, this machine, both sides', () => {
    expect(readConfig({}, {}, '/srv')).toEqual({
      ...{ requestLog: false, backupDays: 7, drainSeconds: 0 },
      port: 8971,
      host: '127.0.0.1',
      data: '/srv/data',
      databaseUrl: 'sqlite:/srv/data/ledger.sqlite',
      editions: '/srv/data/editions',
      baseUrl: undefined,
      isTrustedProxy: expect.any(Function),
      secret: undefined,
      passwords: { minLength: 12, check: true },
      secondFactorRequired: true,
      mail: undefined,
      only: undefined,
      embedOrigins: ['*'],
      government: '19.71',
      logLevel: 'info',
      language: 'id',
      demo: false,
      given: [],
    });
  });

  test('sends mail where a server and a sender are given', () => {
    const environment = { SIPKADIN_SMTP_URL: 'smtps://kadin:rahasia@surel.example.go.id', SIPKADIN_MAIL_FROM: 'kadin@example.go.id' };
    const { mail } = readConfig(environment, {}, '/srv');
    expect(mail).toEqual({ url: environment.SIPKADIN_SMTP_URL, from: 'kadin@example.go.id' });
    // What is wrong with the server's address is said without its password.
    const [line] = linesOf({ ...environment, SIPKADIN_SMTP_URL: 'https://kadin:rahasia@surel.example.go.id' });
    expect(line).toMatch(/^SIPKADIN_SMTP_URL must be an address such as smtp:/);
    expect(line).not.toContain('rahasia');
  });

  test('takes a flag before the environment, and an empty variable for none', () => {
    const config = readConfig({ SIPKADIN_PORT: '1000', SIPKADIN_DATA: '' }, { port: '2000' }, '/srv');
    expect([config.port, config.data, config.given]).toEqual([2000, '/srv/data', ['port']]);
  });

  test('takes the address of the site from its own setting, else from the base URL, else from nothing', () => {
    expect(readConfig({}).siteAddress).toBeUndefined();
    expect(readConfig({ SIPKADIN_BASE_URL: 'https://a.example.go.id' }).siteAddress).toEqual({
      origin: 'https://a.example.go.id',
      base: '',
    });
    expect(
      readConfig({ SIPKADIN_BASE_URL: 'https://a.example.go.id', SIPKADIN_SITE_ADDRESS: 'https://kota.example.go.id/keuangan/' }),
    ).toMatchObject({
      baseUrl: 'https://a.example.go.id',
      siteAddress: { origin: 'https://kota.example.go.id', base: '/keuangan' },
    });
  });

  test('keeps the demonstration in a folder of its own', () => {
    const config = readConfig({}, { demo: true }, '/srv');
    expect([config.data, config.databaseUrl]).toEqual(['/srv/data/demo', 'sqlite:/srv/data/demo/ledger.sqlite']);
    // Its people exist on this machine alone; a real deployment asks for the second factor by default.
    expect(config.secondFactorRequired).toBe(false);
  });

  test('answers metrics on an address of its own, of this machine where none is given', () => {
    const metrics = (text: string) => readConfig({ SIPKADIN_METRICS: text }).metrics;
    expect(metrics('9464')).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(metrics('10.0.0.5:9464')).toEqual({ host: '10.0.0.5', port: 9464 });
    expect(metrics('[::1]:0')).toEqual({ host: '::1', port: 0 });
  });

  test.each(['SIPKADIN_SITE_ADDRESS', 'SIPKADIN_BASE_URL', 'SIPKADIN_OIDC_ISSUER', 'SIPKADIN_EMBED_ORIGINS'])(
    'a password in %s is not repeated where the address is refused',
    (name) => {
      const environment: Environment = {
        ...{ SIPKADIN_OIDC_ISSUER: 'https://masuk.example.go.id', SIPKADIN_OIDC_CLIENT_ID: 'a', SIPKADIN_OIDC_CLIENT_SECRET: 'b' },
        [name]: 'http://orang:raha/sia@kota.example.go.id/jalur',
      };
      const lines = linesOf(environment).join();
      expect(lines).toContain(`${name} `);
      expect(lines).not.toMatch(/orang|raha|sia@/);
    },
  );

  const contradictions: [says: RegExp, environment: Environment, flags?: Flags][] = [
    [/SIPKADIN_PROT is no setting/, { SIPKADIN_PROT: '80' }],
    [/SIPKADIN_PORT must be a number/, { SIPKADIN_PORT: '80a' }],
    [/from 0 to 65535; it is "70000"/, {}, { port: '70000' }],
    [/must begin with sqlite: or postgres/, { SIPKADIN_DATABASE_URL: 'mysql://x' }],
    [/at least 32 characters/, { SIPKADIN_SECRET: 'short' }],
    [/SIPKADIN_PASSWORD_LENGTH must be a number from 8 to 64/, { SIPKADIN_PASSWORD_LENGTH: '6' }],
    [/SIPKADIN_SECOND_FACTOR must be one of required, optional/, { SIPKADIN_SECOND_FACTOR: 'no' }],
    [/region code such as 19\.71/, { SIPKADIN_GOVERNMENT: 'pangkalpinang' }],
    [
      /EMBED_ORIGINS .* "https:\/\/a.example; script-src \*" is none/,
      { SIPKADIN_EMBED_ORIGINS: 'https://*.go.id, https://a.example; script-src *' },
    ],
    [/EMBED_ORIGINS .* "https:\/\/a.example\/x" is none/, { SIPKADIN_EMBED_ORIGINS: 'https://a.example/x' }],
    [/SIPKADIN_ONLY must be one of public, desk/, { SIPKADIN_ONLY: 'both' }],
    [/SIPKADIN_METRICS must be an address and a port/, { SIPKADIN_METRICS: 'http://127.0.0.1:9464' }],
    [/SIPKADIN_METRICS must be an address and a port/, { SIPKADIN_METRICS: '127.0.0.1:99999' }],
    [/SIPKADIN_BACKUP_DAYS must be a number from 1 to 366/, { SIPKADIN_BACKUP_DAYS: '0' }],
    [/SIPKADIN_DRAIN_SECONDS must be a number from 0 to 60/, { SIPKADIN_DRAIN_SECONDS: '61' }],
    [/SIPKADIN_LOG must be one of/, { SIPKADIN_LOG: 'loud' }],
    [/SIPKADIN_BASE_URL must say at which address/, { SIPKADIN_HOST: '0.0.0.0' }],
    [/must be https: people sign in/, { SIPKADIN_HOST: '0.0.0.0', SIPKADIN_BASE_URL: 'http://example.go.id' }],
    [/SIPKADIN_TRUSTED_PROXIES must list .*; "proksi" is none/, { SIPKADIN_TRUSTED_PROXIES: '10.0.0.1, proksi' }],
    [/"0.0.0.0\/0" is none/, { SIPKADIN_TRUSTED_PROXIES: '0.0.0.0/0' }],
    [/"10.0.0.0\/33" is none/, { SIPKADIN_TRUSTED_PROXIES: '10.0.0.0/33' }],
    [/must have no path/, { SIPKADIN_BASE_URL: 'https://example.go.id/sip' }],
    [/SIPKADIN_SITE_ADDRESS must be an https address/, { SIPKADIN_SITE_ADDRESS: 'http://kota.example.go.id' }],
    [/SIPKADIN_SITE_ADDRESS must be an https address/, { SIPKADIN_SITE_ADDRESS: 'https://kota.example.go.id/a?b' }],
    [/cannot lie below \/kerja\/x/, { SIPKADIN_SITE_ADDRESS: 'https://kota.example.go.id/kerja/x' }],
    [/SITE_ADDRESS cannot be https:\/\/kota/, { SIPKADIN_SITE_ADDRESS: 'https://kota.example.go.id' }, { demo: true }],
    [/must be an address such as/, { SIPKADIN_BASE_URL: 'example.go.id' }],
    [/SIPKADIN_DATABASE_URL names one host/, { SIPKADIN_DATABASE_URL: 'postgres://u:p@pg1,pg2/x' }],
    [/SIPKADIN_OBJECTS must be s3:/, { SIPKADIN_OBJECTS: 's3://kunci:rahasia@kota' }],
    [/give each the same SIPKADIN_SECRET/, { SIPKADIN_OBJECTS: 's3://kota', SIPKADIN_DATABASE_URL: 'postgres://localhost/x' }],
    [/SIPKADIN_OBJECTS cannot be given/, { SIPKADIN_OBJECTS: 's3://kota' }, { demo: true }],
    [/SIPKADIN_SMTP_URL needs SIPKADIN_MAIL_FROM/, { SIPKADIN_SMTP_URL: 'smtp://localhost' }],
    [/SIPKADIN_MAIL_FROM needs SIPKADIN_SMTP_URL/, { SIPKADIN_MAIL_FROM: 'a@example.go.id' }],
    [/SIPKADIN_MAIL_FROM must be an address/, { SIPKADIN_SMTP_URL: 'smtp://localhost', SIPKADIN_MAIL_FROM: 'kadin' }],
    [/have no mailboxes/, { SIPKADIN_SMTP_URL: 'smtp://localhost', SIPKADIN_MAIL_FROM: 'a@example.go.id' }, { demo: true }],
    [/sends no mail/, { SIPKADIN_SMTP_URL: 'smtp://localhost', SIPKADIN_MAIL_FROM: 'a@example.go.id' }, { only: 'public' }],
    [/knows no database/, { SIPKADIN_DATABASE_URL: 'postgres://x/y' }, { only: 'public' }],
    [/signs nobody in/, { SIPKADIN_SECRET: 'x'.repeat(40) }, { only: 'public' }],
    [/keeps its own SQLite/, { SIPKADIN_DATABASE_URL: 'postgres://x/y' }, { demo: true }],
    [/serves both sides/, {}, { demo: true, only: 'desk' }],
    [/cannot be 0\.0\.0\.0/, { SIPKADIN_HOST: '0.0.0.0' }, { demo: true }],
    [/cannot be another/, { SIPKADIN_GOVERNMENT: '81.04' }, { demo: true }],
  ];
  test.each(contradictions)('refuses with one line: %s', (says, environment, flags = {}) => {
    const lines = linesOf(environment, flags);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(says);
    expect(lines[0]).not.toContain('\n');
  });

  test('says everything that is wrong at once', () => {
    expect(linesOf({ SIPKADIN_PORT: 'x', SIPKADIN_SECRET: 'y', SIPKADIN_LANG: 'fr' })).toHaveLength(3);
  });

  test('the public side alone may listen everywhere without an address', () => {
    expect(linesOf({ SIPKADIN_HOST: '0.0.0.0' }, { only: 'public' })).toEqual([]);
  });

  test('every setting has a sentence in both languages and a name of its own', () => {
    const all: Setting[] = Object.values(settings);
    expect(new Set(all.map(({ env }) => env)).size).toBe(all.length);
    for (const { sentence } of all) for (const text of [sentence.id, sentence.en]) expect(text).toMatch(/\.$/);
  });
});

test('the sign-in service is given whole or not at all, and over https', () => {
  const whole = {
    SIPKADIN_OIDC_ISSUER: 'https://masuk.example.go.id',
    SIPKADIN_OIDC_CLIENT_ID: 'sipkadin',
    SIPKADIN_OIDC_CLIENT_SECRET: 's',
  };
  expect(readConfig({}).oidc).toBeUndefined();
  expect(readConfig(whole).oidc).toEqual({
    ...{ issuer: 'https://masuk.example.go.id', clientId: 'sipkadin', clientSecret: 's', rolesClaim: 'roles' },
  });
  expect(readConfig({ ...whole, SIPKADIN_OIDC_ROLES_CLAIM: 'peran' }).oidc?.rolesClaim).toBe('peran');
  expect(() => readConfig({ ...whole, SIPKADIN_OIDC_CLIENT_SECRET: '' })).toThrow('together');
  expect(() => readConfig({ SIPKADIN_OIDC_ROLES_CLAIM: 'peran' })).toThrow('together');
  expect(() => readConfig({ ...whole, SIPKADIN_OIDC_ISSUER: 'http://masuk.example.go.id' })).toThrow('https');
  expect(readConfig({ ...whole, SIPKADIN_OIDC_ISSUER: 'http://127.0.0.1:9' }).oidc?.issuer).toBe('http://127.0.0.1:9');
});
