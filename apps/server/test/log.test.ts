import { expect, test } from 'vitest';
import { captureConsole, createLog, logCounts, logLimits } from '../src/log.ts';

function logging(limits: Partial<typeof logLimits> = {}) {
  const lines: string[] = [];
  const log = createLog('info', (line) => void lines.push(line), { ...logLimits, ...limits });
  return { log, lines, records: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a record is one line of JSON, whatever its texts hold, and shows no control character', () => {
  const { log, lines, records } = logging();
  const hostile = 'a\n{"level":30,"msg":"serving"}\r\u001b[2J\u009b31m\u2028\u202e\u007f';
  log.error({ url: hostile, nested: [{ deep: hostile }], err: new Error(hostile) }, hostile);
  expect(lines).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
  expect(lines[0]).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e]+\n$/);
  expect(records()[0]).toMatchObject({ level: 50, url: hostile, nested: [{ deep: hostile }], msg: hostile });
});

test('records are counted by level, and errors by their fixed text, never by what an error says', () => {
  const { log } = logging();
  log.info({ secret: 'KANARI' }, 'serving');
  log.error({ err: new Error('KANARI') }, 'a request failed');
  log.error({ err: new Error('KANARI') });
  log.debug('not written');
  const { records, errors, errorsLastHour, dropped } = logCounts(log);
  expect(Object.fromEntries(records)).toEqual({ info: 1, error: 2 });
  expect(Object.fromEntries(errors)).toEqual({ 'a request failed': 1, other: 1 });
  expect([errorsLastHour(), dropped()]).toEqual([2, 0]);
  for (let at = 0; at < 1000; at++) log.error({}, `text ${at}`);
  expect(logCounts(log).errors.size).toBeLessThanOrEqual(101);
});

test('long texts and long records are cut', () => {
  const { log, lines, records } = logging();
  log.error({ url: 'x'.repeat(1_000_000) }, 'one long text');
  log.error({ list: Array.from({ length: 1000 }, () => 'y'.repeat(1000)) }, 'many texts');
  expect(records()).toMatchObject([{ url: `${'x'.repeat(2000)}… (1000000 characters)` }, { level: 50, msg: 'many texts' }]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(logLimits.record);
});

test('a flood of one message is dropped beyond its limit, counted, and silences no other', async () => {
  const { log, lines, records } = logging({ period: 50, perMessage: 10_000, inAll: 20_000 });
  for (let at = 0; at < 1000; at++) log.error({ at }, 'flood');
  log.error('something else');
  expect(lines.join('').length).toBeLessThan(11_000);
  expect(records().at(-1)).toMatchObject({ msg: 'something else' });
  const kept = lines.length - 1;
  await expect.poll(records).toContainEqual(expect.objectContaining({ level: 40, dropped: 1000 - kept }));
  log.error('flood');
  expect(records().at(-1)).toMatchObject({ msg: 'flood' });
});

test('many different messages together are limited too', () => {
  const { log, lines } = logging({ inAll: 20_000 });
  for (let at = 0; at < 1000; at++) log.error(`message ${at}`);
  expect(lines.join('').length).toBeLessThanOrEqual(20_000);
});

test('what a library prints is a record', () => {
  const { log, records } = logging();
  const release = captureConsole(log);
  // As a library does.
  // oxlint-disable-next-line no-console
  console.error('Invalid origin: %s', 'a\nb', { x: 1 });
  release();
  expect(records()).toMatchObject([{ level: 40, printed: 'Invalid origin: a\nb { x: 1 }', msg: 'a library printed' }]);
});
