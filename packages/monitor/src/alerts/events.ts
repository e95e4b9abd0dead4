import type { Code } from '@sipkadin/budget';
import { type AlertEvent, openAlerts } from '@sipkadin/ledger';
import type { AlertKind, Signal } from './signals.ts';

/** Names an event: the same rule for the same OPD and subject of a year is one event until it ends. */
export function alertKey({ kind, unit, subject }: Pick<Signal, 'kind' | 'unit' | 'subject'>): string {
  return `${kind}|${unit}|${subject}`;
}

/** An alert since it was first seen, until its rule held no longer. */
export interface Alert {
  key: string;
  kind: AlertKind;
  unit: Code;
  subject: string;
  /** As it is now; of an ended one as it was when it was first seen. */
  signal: Omit<Signal, 'kind' | 'unit' | 'subject'>;
  firstSeen: string;
  /** null: its rule still holds. */
  endedAt: string | null;
  /** Who took note of it, when, and with which words; null: nobody. A new event of the same kind has to be acknowledged anew. */
  acknowledged: { actor: string; at: string; note: string } | null;
}

/** A signal as text, for the event that it is stored with. */
export function signalText({ size, ...signal }: Signal): string {
  return JSON.stringify({ ...signal, size: size === null ? null : String(size) });
}

function storedSignal(text: string): Signal {
  const { size, ...signal } = JSON.parse(text) as Omit<Signal, 'size'> & { size: string | null };
  return { ...signal, size: size === null ? null : BigInt(size) };
}

/** What has to be stored: events that are new, and those whose rule holds no longer. */
export interface AlertChanges {
  seen: Signal[];
  ended: string[];
}

/** @param events in the order in which they were stored */
export function alertChanges(signals: readonly Signal[], events: readonly AlertEvent[]): AlertChanges {
  const open = openAlerts(events);
  const now = new Set(signals.map(alertKey));
  return {
    seen: signals.filter(
      (signal, index) => !open.has(alertKey(signal)) && signals.findIndex((one) => alertKey(one) === alertKey(signal)) === index,
    ),
    ended: [...open.keys()].filter((key) => !now.has(key)),
  };
}

/** All alerts of a year, the open ones first, the newest before older ones. @param signals what holds now */
export function alertList(signals: readonly Signal[], events: readonly AlertEvent[]): Alert[] {
  const now = new Map(signals.map((signal) => [alertKey(signal), signal]));
  const all: Alert[] = [];
  const current = new Map<string, Alert>();
  for (const { key, event, at, actor, note, detail } of events) {
    const alert = current.get(key);
    if (event === 'seen') {
      const { kind, unit, subject, ...rest } = storedSignal(detail);
      const seen: Alert = { key, kind, unit, subject, signal: rest, firstSeen: at, endedAt: null, acknowledged: null };
      current.set(key, seen);
      all.push(seen);
    } else if (alert !== undefined && event === 'ended') alert.endedAt = at;
    else if (alert !== undefined && event === 'acknowledged') alert.acknowledged = { actor, at, note };
  }
  for (const alert of all) {
    const { size, day, text } = now.get(alert.key) ?? alert.signal;
    if (alert.endedAt === null) alert.signal = { size, day, text };
  }
  return all.sort(
    (a, b) =>
      Number(a.endedAt !== null) - Number(b.endedAt !== null) || (a.firstSeen < b.firstSeen ? 1 : a.firstSeen > b.firstSeen ? -1 : 0),
  );
}
