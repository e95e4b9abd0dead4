import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package manager, as the project's own installation uses it. */
const pnpm = 'pnpm@12.21.0';

/**
 * Installs what runs in a release into a folder, from the lockfile, for a machine that may be another than this one: real files in one
 * flat `node_modules`, without links.
 */
export function installFor(root: string, folder: string, arch: 'x64' | 'arm64'): void {
  const manifests = globSync(['package.json', '{apps,packages}/*/package.json', '{bench,test}/package.json'], { cwd: root });
  for (const path of [...manifests, 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  const words = ['--yes', '--loglevel=error', pnpm, 'install', '--prod', '--frozen-lockfile', '--ignore-scripts'];
  const target = ['--config.node-linker=hoisted', `--cpu=${arch}`, '--os=linux', '--libc=glibc', '--filter', '@sipkadin/server...'];
  const { status, stdout } = spawnSync('npx', [...words, ...target, '--reporter=append-only'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
    env: { ...process.env, CI: 'true' },
  });
  if (status !== 0) throw new Error(`the packages for ${arch} could not be installed: ${stdout.slice(-2000)}`);
}

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/**
 * The folders of packages that are needed, directly or by one another, from the root of the installation.
 * @param wanted names, each with the folders that import it
 */
export function neededPackages(folder: string, wanted: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const needed = new Set<string>();
  const take = (name: string, from: string, isOptional: boolean): void => {
    const found = resolve(folder, name, from);
    if (found === undefined && isOptional) return;
    if (found === undefined) throw new Error(`${from} needs ${name}, which is not installed`);
    if (needed.has(found)) return;
    needed.add(found);
    const manifest = JSON.parse(readFileSync(join(folder, found, 'package.json'), 'utf8')) as Manifest;
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
    for (const next of Object.keys(dependencies)) take(next, found, next in optionalDependencies);
    for (const next of Object.keys(optionalDependencies)) take(next, found, true);
    // A peer that only types need, or that another way of using the package needs.
    for (const next of Object.keys(peerDependencies))
      if (peerDependenciesMeta[next]?.optional !== true && next !== 'typescript') take(next, found, true);
  };
  for (const [name, importers] of wanted) for (const from of importers) take(name, from, true);
  return needed;
}

/** As Node looks a package up: in the nearest `node_modules` above. */
function resolve(folder: string, name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(folder, found, 'package.json'))) return found;
    if (at === '.' || at === '/') return undefined;
  }
}

/** Files of a package that no program loads: tests, types, sources of native parts, other machines' native parts, maps, documentation. */
const unused = [
  /^(?:tests?|bench(?:marks?)?|examples?)\//,
  /\.[cm]?tsx?$/,
  /\.map$/,
  /\.flow$/,
  /(?:^|\/)(?!licen[cs]e|notice)[^/]*\.(?:md|markdown)$/i,
  /(?:^|\/)(?:binding\.gyp|tsconfig\.json)$/,
  /(?:^|\/)\.[^/]+$/,
];

/** The files of a package that a release needs. */
export function filesOfPackage(folder: string, name: string, arch: 'x64' | 'arm64'): string[] {
  const paths = globSync('**/*', { cwd: join(folder, name), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, name).length + 1))
    .filter((path) => !path.startsWith('node_modules/') && !unused.some((pattern) => pattern.test(path)));
  if (/(?:^|\/)better-sqlite3$/.test(name))
    return paths.filter(
      (path) => !/^(?:deps|src)\//.test(path) && (!path.startsWith('prebuilds/') || path === `prebuilds/linux-${arch}.node`),
    );
  if (/(?:^|\/)@expo-google-fonts\//.test(name))
    return paths.filter((path) => !path.endsWith('.ttf') || /\/PlusJakartaSans_(?:400Regular|600SemiBold|700Bold)\.ttf$/.test(path));
  return paths;
}
