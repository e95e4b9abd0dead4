import type { words as id } from './words.id.ts';

export const words: typeof id = {
  desk: 'Desk',
  publicSite: 'Public site',
  language: 'Language',
  roles: {
    operator: 'department operator',
    verifier: 'verifier',
    publisher: 'publisher',
    leadership: 'leadership',
    auditor: 'auditor (Inspektorat)',
    admin: 'administrator',
  },
  roleHints: {
    operator: 'uploads files and submits them for verification, writes obstacles, answers leadership',
    verifier: 'checks the uploads of others, verifies or returns them',
    publisher: 'publishes what is verified',
    leadership: 'sees summaries and verified figures, asks departments, holds meetings',
    auditor: 'sees everything, the audit trail too; changes nothing',
    admin: 'invites people and gives roles',
  },
  loading: 'Loading',
  retry: 'Try again',
  offline: 'No connection: the server cannot be reached. Try again in a moment.',
  offlineSince: (time) => `No connection. What is shown is the last data, fetched ${time}.`,
  disconnected: 'No connection. What is shown is the last data; the screen loads by itself once it is connected again.',
  reference: (text) => `Reference: ${text}`,
  onlyUnit: (unit) => `department ${unit} only`,
  year: 'Fiscal year',
  reasonDialog: {
    reason: 'Reason',
    cancel: 'Cancel',
    busy: 'Publishing…',
    missing: 'Give a reason, at least five characters.',
  },
};
