import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { Words } from '@sipkadin/budget';
import { parseObjectsAddress } from '@sipkadin/objects';
import { configFaults } from './config-faults.ts';
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
  readonly lines: Words[];

  constructor(lines: Words[]) {
    super(lines.map(({ en }) => en).join('\n'));
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
  const wrong: Words[] = [];
  const given: SettingName[] = [];
  const names = Object.keys(settings) as SettingName[];
  const known = new Set<string>(names.map((name) => settings[name].env));
  for (const name of Object.keys(environment)) {
    if (name.startsWith('SIPKADIN_') && !known.has(name)) wrong.push(configFaults.unknown(name));
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
    if (choice === undefined) wrong.push(configFaults.oneOf(settings[name].env, text, choices));
    return choice;
  };

  const demo = flags['demo'] === true;
  const port = value('port') ?? settings.port.fallback;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) wrong.push(configFaults.number('SIPKADIN_PORT', port, 0, 65_535));
  const host = value('host') ?? settings.host.fallback;
  const folder = resolve(cwd, value('data') ?? settings.data.fallback);
  const data = demo ? join(folder, 'demo') : folder;
  const only = oneOf('only', ['public', 'desk']);
  const databaseUrl = value('databaseUrl');
  if (databaseUrl !== undefined && !/^(sqlite:.|postgres(ql)?:\/\/)/.test(databaseUrl)) {
    wrong.push(configFaults.databaseUrl());
  }
  if (databaseUrl?.startsWith('postgres') === true && /^[^/]*\/\/[^/]*,/.test(databaseUrl)) wrong.push(configFaults.databaseHosts());
  const baseUrl = checkBaseUrl(value('baseUrl'), only, wrong);
  const ownSite = checkSiteAddress(value('siteAddress'), wrong);
  const siteAddress = ownSite ?? (baseUrl === undefined ? undefined : { origin: baseUrl, base: '' });
  const isTrustedProxy = parseTrustedProxies(value('trustedProxies') ?? settings.trustedProxies.fallback);
  if (typeof isTrustedProxy !== 'function') wrong.push(configFaults.trustedProxies(isTrustedProxy.wrong));
  const secret = value('secret');
  if (secret !== undefined && secret.length < 32) wrong.push(configFaults.secret());
  const passwordLength = value('passwordLength') ?? settings.passwordLength.fallback;
  if (!/^\d{1,2}$/.test(passwordLength) || Number(passwordLength) < 8 || Number(passwordLength) > 64)
    wrong.push(configFaults.number('SIPKADIN_PASSWORD_LENGTH', passwordLength, 8, 64));
  const passwordCheck = oneOf('passwordCheck', ['on', 'off']) ?? settings.passwordCheck.fallback;
  // The demonstration is this machine's own, and its people exist nowhere else.
  const secondFactor = oneOf('secondFactor', ['required', 'optional']) ?? (demo ? 'optional' : settings.secondFactor.fallback);
  const mail = checkMail(value('smtpUrl'), value('mailFrom'), wrong);
  const oidc = readOidc(value, wrong);
  const government = value('government') ?? settings.government.fallback;
  if (!/^\d{2}(\.\d{2})?$/.test(government)) wrong.push(configFaults.government(government));
  const embedOrigins = parseEmbedOrigins(value('embedOrigins') ?? settings.embedOrigins.fallback);
  if (!Array.isArray(embedOrigins)) wrong.push(configFaults.embedOrigins(embedOrigins.wrong));
  const editions = value('editions');
  const staticCopy = value('staticCopy');
  const objects = value('objects');
  if (objects !== undefined && parseObjectsAddress(objects) === undefined) wrong.push(configFaults.objects());
  // Each desk would make a secret of its own, and know the sessions of no other.
  if (objects !== undefined && databaseUrl?.startsWith('postgres') === true && secret === undefined && only !== 'public')
    wrong.push(configFaults.sharedSecret());

  if (demo) {
    if (databaseUrl !== undefined) wrong.push(configFaults.demoDatabase());
    if (only !== undefined) wrong.push(configFaults.demoOnly());
    if (!isLoopback(host)) wrong.push(configFaults.demoHost(host));
    if (government !== settings.government.fallback) wrong.push(configFaults.demoGovernment());
    if (objects !== undefined) wrong.push(configFaults.demoObjects());
    if (mail !== undefined) wrong.push(configFaults.demoMail());
    if (ownSite !== undefined && !isLoopback(new URL(ownSite.origin).hostname)) wrong.push(configFaults.demoSite(ownSite.origin));
    if (baseUrl !== undefined) wrong.push(configFaults.demoBaseUrl());
  } else if (!isLoopback(host) && baseUrl === undefined && only !== 'public') {
    wrong.push(configFaults.reachable(host));
  }
  if (only === 'public') {
    if (databaseUrl !== undefined) wrong.push(configFaults.publicDatabase());
    if (mail !== undefined) wrong.push(configFaults.publicMail());
    if (secret !== undefined) wrong.push(configFaults.publicSecret());
  }
  const logLevel = oneOf('logLevel', ['silent', 'error', 'warn', 'info', 'debug']) ?? 'info';
  const language = oneOf('language', ['id', 'en']) ?? 'id';
  const requestLog = oneOf('requestLog', ['on', 'off']) === 'on';
  const whole = (name: SettingName, least: number, most: number): number => {
    const text = value(name) ?? settings[name].fallback;
    if (!/^\d{1,3}$/.test(text) || Number(text) < least || Number(text) > most)
      wrong.push(configFaults.number(settings[name].env, text, least, most));
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
function readMetrics(text: string | undefined, wrong: Words[]): Config['metrics'] {
  if (text === undefined) return undefined;
  const [, bracketed, plain, port = ''] = /^(?:(?:\[([\da-f:]+)\]|([^\s:[\]]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain ?? '127.0.0.1';
  if (port === '' || Number(port) > 65_535 || (isIP(host) === 0 && host !== 'localhost')) wrong.push(configFaults.metrics(text));
  return { host, port: Number(port) };
}

function readOidc(value: (name: SettingName) => string | undefined, wrong: Words[]): Config['oidc'] {
  const [issuer, clientId, clientSecret, claim] = [
    value('oidcIssuer'),
    value('oidcClientId'),
    value('oidcClientSecret'),
    value('oidcRolesClaim'),
  ];
  if (issuer === undefined && clientId === undefined && clientSecret === undefined && claim === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    wrong.push(configFaults.oidcTogether());
    return undefined;
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url.hostname))) {
    wrong.push(configFaults.oidcIssuer(issuer));
  }
  return { issuer, clientId, clientSecret, rolesClaim: claim ?? settings.oidcRolesClaim.fallback };
}

/** People sign in over https, or on this machine; anything else would send the session in the clear. */
function checkBaseUrl(text: string | undefined, only: Config['only'], wrong: Words[]): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    wrong.push(configFaults.baseUrl(text));
    return undefined;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') wrong.push(configFaults.baseUrlPath(text));
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && only !== 'public') {
    wrong.push(configFaults.baseUrlInsecure());
  }
  return url.origin;
}

/** Paths that the server itself, the desk and the site's other language or governments have. */
const takenPaths = /^\/(?:api|en|health|kerja|layar|p)(?:\/|$)/;

/** A path is a folder: other addresses of the same host may belong to other programs. */
function checkSiteAddress(text: string | undefined, wrong: Words[]): Config['siteAddress'] {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const base = url?.pathname.replace(/\/+$/, '') ?? '';
  const isSite = url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
  if (!isSite || url.username !== '' || url.search !== '' || url.hash !== '' || !/^(?:\/[\w.~-]+)*$/.test(base)) {
    wrong.push(configFaults.siteAddress(text));
    return undefined;
  }
  if (takenPaths.test(base)) wrong.push(configFaults.siteAddressTaken(base));
  return { origin: url.origin, base };
}

/** Both or neither. The address of the server holds a password, and is not repeated. */
function checkMail(url: string | undefined, from: string | undefined, wrong: Words[]): Config['mail'] {
  if (url === undefined && from === undefined) return undefined;
  const server = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  if (url === undefined) wrong.push(configFaults.mailFromAlone());
  else if (!server || !['smtp:', 'smtps:'].includes(server.protocol) || server.hostname === '') wrong.push(configFaults.smtpUrl());
  if (from === undefined) wrong.push(configFaults.smtpUrlAlone());
  else if (!/^[^\s@<>,]+@[^\s@<>,]+$/.test(from)) wrong.push(configFaults.mailFrom(from));
  return url === undefined || from === undefined ? undefined : { url, from };
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
