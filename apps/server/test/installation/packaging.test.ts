import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settings } from '../../src/settings/settings.ts';

const root = join(import.meta.dirname, '../../../..');
const unit = readFileSync(join(root, 'packaging/sipkadin.service'), 'utf8');
const containerfile = readFileSync(join(root, 'packaging/Containerfile'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-packaging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isKnown = (name: string) => name === 'NODE_COMPILE_CACHE' || Object.values(settings).some(({ env }) => env === name);

test('the unit of systemd shuts the service in, limits its memory and starts the current release', () => {
  const lines = new Set(unit.split('\n'));
  for (const line of [
    'User=sipkadin',
    'ExecStart=/opt/sipkadin/current/sipkadin serve',
    'ProtectSystem=strict',
    'ProtectHome=true',
    'PrivateTmp=true',
    'PrivateDevices=true',
    'NoNewPrivileges=true',
    'CapabilityBoundingSet=',
    'ProtectKernelTunables=true',
    'ProtectKernelModules=true',
    'ProtectKernelLogs=true',
    'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
    'SystemCallFilter=@system-service',
    'LimitNOFILE=65536',
    'Restart=on-failure',
    'StateDirectoryMode=0700',
  ])
    expect(lines, line).toContain(line);
  expect(unit).toMatch(/^MemoryHigh=\dG\nMemoryMax=\dG$/m);
  const names = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name);
  expect(names.filter((name) => !isKnown(name))).toEqual([]);
  // Where systemd is installed, it reads the unit and grades it: 0 is shut in completely, 10 not at all.
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return;
  const path = join(folder, 'sipkadin.service');
  writeFileSync(path, unit.replace('/opt/sipkadin/current/sipkadin', process.execPath));
  const verified = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
  expect(`${verified.stdout}${verified.stderr}`.split('\n').filter((line) => line.includes('sipkadin.service'))).toEqual([]);
  const graded = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', path], { encoding: 'utf8' });
  expect(graded.status, graded.stdout.split('\n').at(-2)).toBe(0);
});

test('the container runs without root, and what its file names is in a release or in the image', () => {
  const instructions = containerfile
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const of = (name: string) => instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1).trim());
  expect(instructions.map((line) => line.split(' ', 1)[0])).toEqual([
    'FROM',
    'RUN',
    'COPY',
    'USER',
    'WORKDIR',
    'ENV',
    'VOLUME',
    'EXPOSE',
    'STOPSIGNAL',
    'HEALTHCHECK',
    'ENTRYPOINT',
    'CMD',
  ]);
  // The whole unpacked archive, whose launcher and Node are what is started.
  expect(of('COPY')).toEqual(['. /opt/sipkadin']);
  expect(JSON.parse(of('ENTRYPOINT')[0] ?? '')).toEqual(['/opt/sipkadin/sipkadin']);
  expect(JSON.parse(of('CMD')[0] ?? '')).toEqual(['serve']);
  expect(of('USER')).toEqual(['8971:8971']);
  expect(of('RUN')[0]).toContain('--uid 8971');
  for (const [, name = ''] of (of('ENV')[0] ?? '').matchAll(/(\w+)=/g)) expect(isKnown(name), name).toBe(true);
  const words: string[] = JSON.parse(of('HEALTHCHECK')[0]?.replace(/^.*?CMD /, '') ?? '');
  expect(words.slice(0, 2)).toEqual(['/opt/sipkadin/bin/node', '-e']);
  // A server that does not answer is not healthy.
  expect(spawnSync(process.execPath, ['-e', words[2] ?? ''], { env: { SIPKADIN_PORT: '1' } }).status).toBe(1);
  // What the archive's own list adds to the files that the source tracks.
  for (const path of ['packaging/Containerfile', 'packaging/sipkadin.service', 'LICENSE']) expect(existsSync(join(root, path))).toBe(true);
});
