// What npm's scripts call: installs, then runs the product or its checks on the pinned Node.
// Plain JavaScript on purpose: it must start on any Node, to be able to refuse an old one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAnew, buildPages, buildReader } from './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task = 'start', ...args] = process.argv.slice(2);
const pnpm = 'pnpm@12.21.0';

function stop(message) {
  process.stderr.write(`sipkadin: ${message}\n`);
  process.exit(1);
}

process.on('uncaughtException', (error) => stop(error.message));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20) stop(`Node ${process.versions.node} is too old; install Node 20 or newer (nodejs.org).`);

/** The marker holds the lockfile's own text, so a changed lockfile installs anew and nothing else does. */
function install() {
  const lockfile = join(root, 'pnpm-lock.yaml');
  const marker = join(root, 'node_modules', '.installed');
  const wanted = readFileSync(lockfile, 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  process.stderr.write('sipkadin: installing packages (once)\n');
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const done = spawnSync(npx, ['--yes', '--loglevel=error', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    // stdout belongs to the command's own result.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, CI: 'true' },
  });
  if (done.error) stop(`cannot run npx (${done.error.message}); it comes with npm.`);
  if (done.status !== 0) stop('the packages could not be installed; the lines above say why (network, disk space or rights).');
  writeFileSync(marker, wanted);
}

/** Node 24 from the lockfile where it is packaged, else the Node that runs this. */
function runtime() {
  const name = `node-linux-${process.arch}`;
  const pinned = join(root, 'node_modules', name, 'bin', 'node');
  if (process.platform === 'linux' && existsSync(pinned)) return pinned;
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  stop(`Node ${process.versions.node} cannot run this on ${process.platform}; install Node 24 (22.18 at least).`);
}

function run(file, parameters, { started, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, parameters, { cwd: root, stdio: 'inherit', ...options });
    started?.(child);
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    // npm passes a signal to its shell, which ends without passing it on: end when the parent is gone.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
    child.on('error', (error) => stop(`cannot start ${file}: ${error.message}`));
    // 'close', not 'exit': the last output may still be in the pipe.
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      clearInterval(watch);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}

install();
const node = runtime();
const bin = (name) => join(root, 'node_modules', ...name.split('/'));

async function must(parameters, options) {
  const code = await run(node, parameters, options);
  if (code !== 0) process.exit(code);
}

/** Runs a program and prints its output in one piece when it ends. @returns its exit code */
async function runBuffered(parameters) {
  const output = [];
  const code = await run(node, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    started: (child) => {
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    },
  });
  process.stdout.write(Buffer.concat(output));
  return code;
}

/** @returns whether every check passed */
async function check() {
  // All of them run even if one fails; the longest first, two at a time.
  const waiting = [
    // Lint rules and type errors in one pass, each room by its own settings: only some of them know a browser.
    [bin('oxlint/bin/oxlint'), '--type-aware', '--type-check', '--deny-warnings', '.'],
    [bin('knip/bin/knip.js')],
    // Once more without the tests: an exported name or a file that only they use is dead.
    [bin('knip/bin/knip.js'), '--production', '--include', 'exports,nsExports,files'],
    [bin('@biomejs/biome/bin/biome'), 'ci', '--reporter=summary', '.'],
  ];
  let failed = 0;
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      // Read first, or two workers write over each other's count.
      const code = await runBuffered(next);
      failed += code;
    }
  };
  await Promise.all([worker(), worker()]);
  return failed === 0;
}

/** @returns how many tests of each suite did not run, by the suite's name */
function skipped(results) {
  const counts = new Map();
  for (const { ancestorTitles, title, status } of results.flatMap(({ assertionResults }) => assertionResults)) {
    if (status !== 'skipped' && status !== 'pending') continue;
    const suite = ancestorTitles[0] ?? title;
    counts.set(suite, (counts.get(suite) ?? 0) + 1);
  }
  return counts;
}

/**
 * Runs checks and tests at the same time, because tests wait now and then. At the end prints the skipped tests by name and the
 * runner's counts in one line. `--all` takes every real file through the browser instead of three.
 */
async function test() {
  const isAll = args.includes('--all');
  const checked = check();
  buildPages(node);
  const counts = join(root, 'node_modules/.cache/tests.json');
  rmSync(counts, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${counts}`];
  const code = await run(node, [bin('vitest/vitest.mjs'), 'run', ...reporters, ...args.filter((argument) => argument !== '--all')], {
    env: { ...process.env, ...(isAll ? { SIPKADIN_TEST_ALL: '1' } : {}) },
  });
  const isSound = await checked;
  if (!isSound) process.stderr.write('sipkadin: the checks failed; their output is above, among the tests.\n');
  if (existsSync(counts)) {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(counts, 'utf8'));
    for (const [suite, count] of skipped(testResults)) process.stdout.write(`skipped: ${suite}: ${count}\n`);
    process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
  }
  return isSound ? code : 1;
}

// As the launcher of a release has it (tools/pack/folder-of-release.ts): ten thousand connections would otherwise leave 128 MB of room for
// objects that live for milliseconds.
const commands = ['--max-semi-space-size=8', join(root, 'apps/server/src/main.ts')];
/** The code of the programs is made ready once, not at each start. */
const prepared = { env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/code') } };
switch (task) {
  case 'start':
    buildReader(node);
    buildPages(node);
    process.exit(await run(node, [...commands, 'serve', '--demo', ...args], prepared));
    break;
  case 'cli': {
    buildReader(node);
    if (args[0] === 'serve') buildPages(node);
    // Paths on the command line are relative to the person's working directory, not to the project's root.
    process.exit(await run(node, [...commands, ...args], { ...prepared, cwd: process.env.INIT_CWD ?? process.cwd() }));
    break;
  }
  case 'test':
    process.exit(await test());
    break;
  case 'check':
    process.exit((await check()) ? 0 : 1);
    break;
  case 'format':
    // Pages that are made from the code are written anew, too.
    await must([join(root, 'tools/findings.ts')]);
    await must([join(root, 'tools/dependencies.ts')]);
    process.exit(await run(node, [bin('@biomejs/biome/bin/biome'), 'check', '--write', '.']));
    break;
  case 'bench':
    buildReader(node);
    buildPages(node);
    process.exit(await run(node, [join(root, 'bench/bench.ts'), ...args]));
    break;
  case 'crash':
    buildReader(node);
    buildPages(node);
    process.exit(await run(node, [join(root, 'test/crash.ts'), ...args], prepared));
    break;
  case 'chaos':
    buildReader(node);
    buildPages(node);
    process.exit(await run(node, [join(root, 'test/chaos.ts'), ...args], prepared));
    break;
  case 'beside':
    buildReader(node);
    buildPages(node);
    process.exit(await run(node, [join(root, 'test/beside.ts'), ...args], prepared));
    break;
  case 'fuzz':
    buildReader(node);
    buildPages(node);
    process.exit(await run(node, [join(root, 'test/fuzz.ts'), ...args], prepared));
    break;
  case 'attack':
    buildReader(node);
    buildPages(node);
    process.exit(await run(node, [join(root, 'test/attack.ts'), ...args], prepared));
    break;
  case 'pack':
    buildAnew(node);
    process.exit(await run(node, ['--disable-warning=ExperimentalWarning', join(root, 'tools/pack.ts'), ...args]));
    break;
  case 'drill':
    if (!args.includes('--archive')) buildAnew(node);
    process.exit(await run(node, ['--disable-warning=ExperimentalWarning', join(root, 'test/drill.ts'), ...args]));
    break;
  default:
    stop(`unknown task "${task}"; there is start, test, cli, check, format, bench, crash, chaos, beside, fuzz, attack, pack, drill.`);
}
