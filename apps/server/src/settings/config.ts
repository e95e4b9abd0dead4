import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseObjectsAddress } from '@sipkadin/objects';
import { parseEmbedOrigins } from './embed-origins.ts';
import { type Setting, type SettingName, settings } from './settings.ts';
import { parseTrustedProxies, type TrustsAddress } from './trusted-proxies.ts';

export interface Config {
  port: number;
  host: string;
  /** Absolute. */
  data: string;
  databaseUrl: string;
  editions: string;
  /** Address of the store that several machines share; undefined: none. */
  objects: string | undefined;
  /** As given; undefined: made from host and port once they are known. */
  baseUrl: string | undefined;
  /** Where the public site is found by everybody, and the path below which it is served ("" for none); undefined: nobody said. */
  siteAddress: { origin: string; base: string } | undefined;
  /** Whether a connection comes from a proxy whose X-Forwarded-For is believed. */
  isTrustedProxy: TrustsAddress;
  /** As given; undefined: kept in a file of the data folder. */
  secret: string | undefined;
  passwords: { minLength: number; check: boolean };
  secondFactorRequired: boolean;
  /** undefined: no mail is sent. */
  mail: { url: string; from: string } | undefined;
  /** The government's own sign-in service; undefined: none. */
  oidc: { issuer: string; clientId: string; clientSecret: string; rolesClaim: string } | undefined;
  only: 'public' | 'desk' | undefined;
  government: string;
  /** Origins whose pages may show embeds of the public site in a frame, as in a content security policy. */
  embedOrigins: string[];
  /** Absolute: folder that a static copy of the public site is kept in; undefined: none. */
  staticCopy: string | undefined;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Whether each request is logged. */
  requestLog: boolean;
  /** Where `/metrics` is answered; undefined: nowhere. */
  metrics: { host: string; port: number } | undefined;
  /** Days that a backup may be old. */
  backupDays: number;
  /** Seconds between `/health/ready` answering 503 and the end of listening. */
  drainSeconds: number;
  language: 'id' | 'en';
  demo: boolean;
  /** Which settings were given, for `doctor`. */
  given: SettingName[];
}

export type Environment = Readonly<Record<string, string | undefined>>;
export type Flags = Readonly<Record<string, string | boolean | string[] | undefined>>;

/** What cannot be run as asked: one line for each reason. */
export class ConfigError extends Error {
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** The environment of this process: the only place where it is read. */
export function processEnvironment(): Environment {
  return process.env;
}

/**
 * Environment and flags → configuration. Throws ConfigError with a line for everything that is wrong or
 * contradicts itself; a misspelt SIPKADIN_ variable is wrong too.
 */
export function readConfig(environment: Environment, flags: Flags = {}, cwd = process.cwd()): Config {
  const wrong: string[] = [];
  const given: SettingName[] = [];
  const names = Object.keys(settings) as SettingName[];
  const known = new Set<string>(names.map((name) => settings[name].env));
  for (const name of Object.keys(environment)) {
    if (name.startsWith('SIPKADIN_') && !known.has(name)) wrong.push(`${name} is no setting; docs/operating.md lists them all`);
  }
  const value = (name: SettingName): string | undefined => {
    const setting: Setting = settings[name];
    const flag = setting.flag === undefined ? undefined : flags[setting.flag];
    const text = typeof flag === 'string' ? flag : environment[setting.env];
    if (text === undefined || text === '') return undefined;
    given.push(name);
    return text;
  };
  const oneOf = <T extends string>(name: SettingName, choices: readonly T[]): T | undefined => {
    const text = value(name);
    if (text === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) wrong.push(`${settings[name].env} must be one of ${choices.join(', ')}; it is "${text}"`);
    return choice;
  };

  const demo = flags['demo'] === true;
  const port = value('port') ?? settings.port.fallback;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) wrong.push(`SIPKADIN_PORT must be a number from 0 to 65535; it is "${port}"`);
  const host = value('host') ?? settings.host.fallback;
  const folder = resolve(cwd, value('data') ?? settings.data.fallback);
  const data = demo ? join(folder, 'demo') : folder;
  const only = oneOf('only', ['public', 'desk']);
  const databaseUrl = value('databaseUrl');
  if (databaseUrl !== undefined && !/^(sqlite:.|postgres(ql)?:\/\/)/.test(databaseUrl)) {
    wrong.push('SIPKADIN_DATABASE_URL must begin with sqlite: or postgres://');
  }
  if (databaseUrl?.startsWith('postgres') === true && /^[^/]*\/\/[^/]*,/.test(databaseUrl))
    wrong.push('SIPKADIN_DATABASE_URL names one host: give the address that leads to the present primary server');
  const baseUrl = checkBaseUrl(value('baseUrl'), only, wrong);
  const ownSite = checkSiteAddress(value('siteAddress'), wrong);
  const siteAddress = ownSite ?? (baseUrl === undefined ? undefined : { origin: baseUrl, base: '' });
  const isTrustedProxy = parseTrustedProxies(value('trustedProxies') ?? settings.trustedProxies.fallback);
  if (typeof isTrustedProxy !== 'function')
    wrong.push(`SIPKADIN_TRUSTED_PROXIES must list addresses or ranges such as 172.16.0.0/12, not all; "${isTrustedProxy.wrong}" is none`);
  const secret = value('secret');
  if (secret !== undefined && secret.length < 32) wrong.push('SIPKADIN_SECRET must have at least 32 characters');
  const passwordLength = value('passwordLength') ?? settings.passwordLength.fallback;
  if (!/^\d{1,2}$/.test(passwordLength) || Number(passwordLength) < 8 || Number(passwordLength) > 64)
    wrong.push(`SIPKADIN_PASSWORD_LENGTH must be a number from 8 to 64; it is "${passwordLength}"`);
  const passwordCheck = oneOf('passwordCheck', ['on', 'off']) ?? settings.passwordCheck.fallback;
  // The demonstration is this machine's own, and its people exist nowhere else.
  const secondFactor = oneOf('secondFactor', ['required', 'optional']) ?? (demo ? 'optional' : settings.secondFactor.fallback);
  const mail = checkMail(value('smtpUrl'), value('mailFrom'), wrong);
  const oidc = readOidc(value, wrong);
  const government = value('government') ?? settings.government.fallback;
  if (!/^\d{2}(\.\d{2})?$/.test(government)) wrong.push(`SIPKADIN_GOVERNMENT must be a region code such as 19.71; it is "${government}"`);
  const embedOrigins = parseEmbedOrigins(value('embedOrigins') ?? settings.embedOrigins.fallback);
  if (!Array.isArray(embedOrigins))
    wrong.push(`SIPKADIN_EMBED_ORIGINS must be *, none, or origins such as https://portal.example.go.id; "${embedOrigins.wrong}" is none`);
  const editions = value('editions');
  const staticCopy = value('staticCopy');
  const objects = value('objects');
  if (objects !== undefined && parseObjectsAddress(objects) === undefined)
    wrong.push(`SIPKADIN_OBJECTS must be s3://bucket/prefix?endpoint=https://… or file:///folder, without credentials`);
  // Each desk would make a secret of its own, and know the sessions of no other.
  if (objects !== undefined && databaseUrl?.startsWith('postgres') === true && secret === undefined && only !== 'public')
    wrong.push('SIPKADIN_OBJECTS with PostgreSQL is for several desks: give each the same SIPKADIN_SECRET');

  if (demo) {
    if (databaseUrl !== undefined) wrong.push('--demo keeps its own SQLite; SIPKADIN_DATABASE_URL cannot be given with it');
    if (only !== undefined) wrong.push('--demo serves both sides; --only cannot be given with it');
    if (!isLoopback(host)) wrong.push(`--demo prints sign-in links and serves this machine alone; SIPKADIN_HOST cannot be ${host}`);
    if (government !== settings.government.fallback)
      wrong.push('--demo shows Kota Pangkalpinang (19.71); SIPKADIN_GOVERNMENT cannot be another');
    if (objects !== undefined) wrong.push('--demo keeps everything in its own folder; SIPKADIN_OBJECTS cannot be given with it');
    if (mail !== undefined) wrong.push("--demo's people have no mailboxes; SIPKADIN_SMTP_URL cannot be given with it");
    if (ownSite !== undefined && !isLoopback(new URL(ownSite.origin).hostname))
      wrong.push(`--demo serves this machine alone; SIPKADIN_SITE_ADDRESS cannot be ${ownSite.origin}`);
    if (baseUrl !== undefined) wrong.push('--demo serves this machine alone; SIPKADIN_BASE_URL cannot be given with it');
  } else if (!isLoopback(host) && baseUrl === undefined && only !== 'public') {
    wrong.push(`SIPKADIN_HOST ${host} can be reached from elsewhere: SIPKADIN_BASE_URL must say at which address`);
  }
  if (only === 'public') {
    if (databaseUrl !== undefined) wrong.push('--only public knows no database; SIPKADIN_DATABASE_URL cannot be given with it');
    if (mail !== undefined) wrong.push('--only public sends no mail; SIPKADIN_SMTP_URL cannot be given with it');
    if (secret !== undefined) wrong.push('--only public signs nobody in; SIPKADIN_SECRET cannot be given with it');
  }
  const logLevel = oneOf('logLevel', ['silent', 'error', 'warn', 'info', 'debug']) ?? 'info';
  const language = oneOf('language', ['id', 'en']) ?? 'id';
  const requestLog = oneOf('requestLog', ['on', 'off']) === 'on';
  const whole = (name: SettingName, least: number, most: number): number => {
    const text = value(name) ?? settings[name].fallback;
    if (!/^\d{1,3}$/.test(text) || Number(text) < least || Number(text) > most)
      wrong.push(`${settings[name].env} must be a number from ${least} to ${most}; it is "${text}"`);
    return Number(text);
  };
  const backupDays = whole('backupDays', 1, 366);
  const drainSeconds = whole('drainSeconds', 0, 60);
  const metrics = readMetrics(value('metrics'), wrong);
  if (wrong.length > 0 || typeof isTrustedProxy !== 'function') throw new ConfigError(wrong);
  return {
    port: Number(port),
    host,
    data,
    databaseUrl: databaseUrl ?? `sqlite:${join(data, 'ledger.sqlite')}`,
    editions: editions === undefined ? join(data, 'editions') : resolve(cwd, editions),
    objects,
    baseUrl,
    siteAddress,
    isTrustedProxy,
    secret,
    passwords: { minLength: Number(passwordLength), check: passwordCheck === 'on' },
    secondFactorRequired: secondFactor === 'required',
    mail,
    oidc,
    only,
    government,
    embedOrigins: Array.isArray(embedOrigins) ? embedOrigins : [],
    staticCopy: staticCopy === undefined ? undefined : resolve(cwd, staticCopy),
    logLevel,
    requestLog,
    metrics,
    backupDays,
    drainSeconds,
    language,
    demo,
    given,
  };
}

/** An address with a port, "127.0.0.1:9464" or "[::1]:9464"; a port alone is on this machine alone. */
function readMetrics(text: string | undefined, wrong: string[]): Config['metrics'] {
  if (text === undefined) return undefined;
  const [, bracketed, plain, port = ''] = /^(?:(?:\[([\da-f:]+)\]|([^\s:[\]]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain ?? '127.0.0.1';
  if (port === '' || Number(port) > 65_535 || (isIP(host) === 0 && host !== 'localhost'))
    wrong.push(`SIPKADIN_METRICS must be an address and a port such as 127.0.0.1:9464; it is "${text}"`);
  return { host, port: Number(port) };
}

function readOidc(value: (name: SettingName) => string | undefined, wrong: string[]): Config['oidc'] {
  const [issuer, clientId, clientSecret, claim] = [
    value('oidcIssuer'),
    value('oidcClientId'),
    value('oidcClientSecret'),
    value('oidcRolesClaim'),
  ];
  if (issuer === undefined && clientId === undefined && clientSecret === undefined && claim === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    wrong.push('SIPKADIN_OIDC_ISSUER, SIPKADIN_OIDC_CLIENT_ID and SIPKADIN_OIDC_CLIENT_SECRET are given together or not at all');
    return undefined;
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url.hostname))) {
    wrong.push(`SIPKADIN_OIDC_ISSUER must be an https address; it is "${issuer}"`);
  }
  return { issuer, clientId, clientSecret, rolesClaim: claim ?? settings.oidcRolesClaim.fallback };
}

/** People sign in over https, or on this machine; anything else would send the session in the clear. */
function checkBaseUrl(text: string | undefined, only: Config['only'], wrong: string[]): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    wrong.push(`SIPKADIN_BASE_URL must be an address such as https://example.go.id; it is "${text}"`);
    return undefined;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') wrong.push(`SIPKADIN_BASE_URL must have no path; it is "${text}"`);
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && only !== 'public') {
    wrong.push('SIPKADIN_BASE_URL must be https: people sign in there');
  }
  return url.origin;
}

/** Paths that the server itself, the desk and the site's other language or governments have. */
const takenPaths = /^\/(?:api|en|health|kerja|layar|p)(?:\/|$)/;

/** A path is a folder: other addresses of the same host may belong to other programs. */
function checkSiteAddress(text: string | undefined, wrong: string[]): Config['siteAddress'] {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const base = url?.pathname.replace(/\/+$/, '') ?? '';
  const isSite = url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
  if (!isSite || url.username !== '' || url.search !== '' || url.hash !== '' || !/^(?:\/[\w.~-]+)*$/.test(base)) {
    wrong.push(`SIPKADIN_SITE_ADDRESS must be an https address such as https://kota.example.go.id/keuangan; it is "${text}"`);
    return undefined;
  }
  if (takenPaths.test(base)) wrong.push(`SIPKADIN_SITE_ADDRESS cannot lie below ${base}: that path has another use here`);
  return { origin: url.origin, base };
}

/** Both or neither. The address of the server holds a password, and is not repeated. */
function checkMail(url: string | undefined, from: string | undefined, wrong: string[]): Config['mail'] {
  if (url === undefined && from === undefined) return undefined;
  const server = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  if (url === undefined) wrong.push('SIPKADIN_MAIL_FROM needs SIPKADIN_SMTP_URL beside it');
  else if (!server || !['smtp:', 'smtps:'].includes(server.protocol) || server.hostname === '')
    wrong.push('SIPKADIN_SMTP_URL must be an address such as smtp://user:password@host:587 or smtps://user:password@host');
  if (from === undefined) wrong.push('SIPKADIN_SMTP_URL needs SIPKADIN_MAIL_FROM beside it');
  else if (!/^[^\s@<>,]+@[^\s@<>,]+$/.test(from))
    wrong.push(`SIPKADIN_MAIL_FROM must be an address such as sipkadin@example.go.id; it is "${from}"`);
  return url === undefined || from === undefined ? undefined : { url, from };
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
