import { readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IsoInstant } from '@sipkadin/budget';
import { conditionCodes } from '@sipkadin/monitor/conditions';
import { lastBackup } from '../data-folder/backup/last-backup.ts';
import { type Log, logCounts } from '../log.ts';
import { version } from './answers.ts';
import { type Family, gauge } from './metrics-text.ts';
import type { RequestCounts } from './request-counts.ts';
import type { HealthState } from './watch.ts';

export type LoopDelay = ReturnType<typeof monitorEventLoopDelay>;

interface Measured {
  state: HealthState;
  requests: RequestCounts;
  server: Server;
  /** Delay of the event loop since the last look, which begins anew. */
  delay: LoopDelay;
  log: Log;
  data: string;
}

/** Everything that `/metrics` says. Labels have finitely many values; nothing is by person, file, address or amount. */
export async function metricFamilies({ state, requests, server, delay, log, data }: Measured): Promise<Family[]> {
  const families = [
    { ...gauge('sipkadin_info', 'Version of the program.', null), samples: [{ labels: { version }, value: 1 }] },
    ...healthFamilies(state),
    gauge('sipkadin_last_backup_timestamp_seconds', 'When the last backup was made.', seconds(lastBackup(data)?.made ?? null)),
    ...ledgerFamilies(state),
    ...requests.families(),
    gauge('sipkadin_http_connections', 'Open connections.', await connections(server)),
    gauge('sipkadin_http_connections_max', 'Connections that may be open.', server.maxConnections),
    ...logFamilies(log),
    ...processFamilies(delay),
  ];
  delay.reset();
  return families;
}

function healthFamilies({ facts, conditions }: HealthState): Family[] {
  const present = new Set(conditions.map(({ code }) => code));
  return [
    {
      ...{ name: 'sipkadin_condition', type: 'gauge', help: '1 while something is wrong, by its code; docs/operating.md lists them.' },
      samples: conditionCodes.map((code) => ({ labels: { code }, value: present.has(code) ? 1 : 0 })),
    },
    gauge('sipkadin_database_up', 'Whether the database answers.', facts.database === 'none' ? null : Number(facts.database === 'ok')),
    gauge('sipkadin_objects_up', 'Whether the object store answers.', facts.objects === 'none' ? null : Number(facts.objects === 'ok')),
    gauge('sipkadin_disk_free_bytes', 'Free space on the disk of the data folder.', facts.freeBytes),
    gauge('sipkadin_editions_unreadable', 'Years whose newest edition cannot be read.', facts.editionsUnreadable.length),
    gauge('sipkadin_editions_missing', 'Years whose newest edition is not on this disk.', facts.editionsMissing.length),
    gauge('sipkadin_data_files_ok', 'Whether the newest edition of every year has its data files.', Number(facts.data === 'ok')),
    gauge(
      'sipkadin_static_copy_ok',
      'Whether the static copy can be made.',
      facts.copy === 'none' ? null : Number(facts.copy !== 'failing'),
    ),
    gauge('sipkadin_mail_refused', 'Mails that a mail server was asked to take and did not.', facts.mail?.refused ?? null),
    gauge('sipkadin_clock_behind_seconds', 'By how much this clock is behind the database.', facts.clockBehind),
  ];
}

function ledgerFamilies({ ledger, facts }: HealthState): Family[] {
  if (ledger === null) return [];
  const { queue, uploads, publishing } = ledger;
  const queued = [
    ['waiting', queue.waiting],
    ['reading', queue.reading],
    ['failed', queue.failed],
  ] as const;
  const waited = queue.oldest === null ? 0 : Math.max(0, (Date.parse(facts.at) - Date.parse(queue.oldest)) / 1000);
  return [
    {
      ...{ name: 'sipkadin_queue_uploads', type: 'gauge', help: 'Uploads in the queue of readings, by state.' },
      samples: queued.map(([name, value]) => ({ labels: { state: name }, value })),
    },
    gauge('sipkadin_queue_oldest_wait_seconds', 'How long the first upload has waited that nobody reads.', waited),
    {
      ...{ name: 'sipkadin_uploads', type: 'gauge', help: 'Uploads by their last step.' },
      samples: [...uploads].map(([step, value]) => ({ labels: { step }, value })),
    },
    gauge('sipkadin_last_edition_timestamp_seconds', 'When the last edition was published.', seconds(ledger.editions.last)),
    gauge('sipkadin_edition_log_size', 'Leaves of the log of editions.', ledger.logSize),
    gauge('sipkadin_alerts_open', 'Alerts for leadership that have not ended.', ledger.openAlerts),
    gauge('sipkadin_publishing_claims', 'Years that a process has claimed to publish.', publishing.claimed),
    gauge('sipkadin_publishing_claims_expired', 'Those whose claim has expired: they wait to be recovered.', publishing.expired),
    gauge('sipkadin_mail_waiting', 'Mails that wait to be sent.', ledger.outbox.waiting),
  ];
}

function logFamilies(log: Log): Family[] {
  const { records, errors, dropped } = logCounts(log);
  const samples = (counts: ReadonlyMap<string, number>, label: string) =>
    [...counts].map(([name, value]) => ({ labels: { [label]: name }, value }));
  return [
    { name: 'sipkadin_log_records_total', type: 'counter', help: 'Records of the log, by level.', samples: samples(records, 'level') },
    { name: 'sipkadin_errors_total', type: 'counter', help: 'Errors in the log, by their fixed text.', samples: samples(errors, 'kind') },
    {
      name: 'sipkadin_log_dropped_total',
      type: 'counter',
      help: 'Records that were dropped because the log was full.',
      samples: [{ value: dropped() }],
    },
  ];
}

function processFamilies(delay: LoopDelay): Family[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const nanoseconds = 1e9;
  return [
    { name: 'process_cpu_seconds_total', type: 'counter', help: 'Processor time.', samples: [{ value: (user + system) / 1e6 }] },
    gauge('process_resident_memory_bytes', 'Resident memory.', rss),
    gauge('process_start_time_seconds', 'When the process started.', Math.round(Date.now() / 1000 - process.uptime())),
    gauge('process_open_fds', 'Open files and connections.', openFiles()),
    gauge('nodejs_heap_size_used_bytes', 'Used heap.', heapUsed),
    gauge('nodejs_eventloop_lag_p50_seconds', 'Delay of the event loop since the last look, median.', delay.percentile(50) / nanoseconds),
    gauge('nodejs_eventloop_lag_p99_seconds', 'The same, 99th percentile.', delay.percentile(99) / nanoseconds),
    gauge('nodejs_eventloop_lag_max_seconds', 'The same, longest.', delay.max / nanoseconds),
  ];
}

/** null where the system does not say. */
function openFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
}

const seconds = (at: IsoInstant | null) => (at === null ? null : Date.parse(at) / 1000);

function connections(server: Server): Promise<number | null> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error === null ? count : null)));
}
