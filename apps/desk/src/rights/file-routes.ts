import type { Ledger, Reading } from '@sipkadin/ledger';
import { faultReference, isForTheLog, Refusal } from '@sipkadin/workflow';
import type { Request, RequestHandler, Response, Router } from 'express';
import {
  authorizeGovernment,
  authorizeStatement,
  authorizeUpload,
  type GovernmentGrant,
  requirePerson,
  type StatementGrant,
  type UploadGrant,
} from './authorize.ts';
import { checkedLedger } from './checked-ledger.ts';
import { neverStored, refuseFile, sameSiteOnly } from './guard.ts';
import type { Person } from './person.ts';
import { type FileRoute, fileRights, type RoleRule, type StatementRule, type UploadRule } from './rights.ts';
import { codeOf, governmentCode, ledgerId } from './trpc.ts';

type GrantOf<R> = (R extends UploadRule ? UploadGrant : R extends StatementRule ? StatementGrant : GovernmentGrant) & {
  /** Checks in each transaction that the request is still allowed. */
  ledger: Ledger;
};

/** Answers a request that was let through, with what the check found out. */
export type FileHandler<Route extends FileRoute> = (
  grant: GrantOf<(typeof fileRights)[Route]>,
  req: Request,
  res: Response,
) => Promise<void>;
export type FileHandlers = { [Route in FileRoute]: FileHandler<Route> };

interface Parts {
  ledger: Ledger;
  /** The person who sent a request; null when nobody is signed in. */
  person(req: Request): Promise<Person | null>;
  /** The same person with the roles of now; null where they may not enter any more. */
  current(read: Reading, person: Person): Promise<Person | null>;
  log: { error(data: object, text: string): void };
  /** Limits the body of a request that sends a file. */
  receiving: RequestHandler;
}

/** Adds the routes of the table to a router. Each request is checked by the line of its route before the handler runs. */
export function addFileRoutes(router: Router, handlers: FileHandlers, parts: Parts): void {
  for (const [route, rule] of Object.entries(fileRights)) {
    const [method, path = ''] = route.split(' ');
    const handler = handlers[route as FileRoute] as (grant: unknown, req: Request, res: Response) => Promise<void>;
    const answer = answered(parts.log, async (req, res) => {
      const asker = requirePerson(await parts.person(req));
      const grant = await authorize(rule, asker, parts.ledger.read, req);
      const again = async (read: Reading) => authorize(rule, await parts.current(read, asker), read, req);
      await handler({ ...grant, ledger: checkedLedger(parts.ledger, again) }, req, res);
    });
    if (method === 'POST') router.post(`/api/kerja/${path}`, neverStored, sameSiteOnly, parts.receiving, answer);
    else router.get(`/api/kerja/${path}`, neverStored, answer);
  }
}

/** @throws Refusal as the check of the rule; `not-found` or `bad-input` where the address has no id or code of a government */
async function authorize(rule: RoleRule, asker: Person | null, read: Reading, req: Request): Promise<GovernmentGrant | UploadGrant> {
  if (rule.of === 'upload') return authorizeUpload(rule, asker, read, idIn(req));
  if (rule.of === 'statement') return authorizeStatement(rule, asker, read, idIn(req));
  const government = governmentCode.safeParse(req.params['government'] ?? req.query['government']);
  if (!government.success) throw new Refusal('bad-input');
  return authorizeGovernment(rule, asker, government.data);
}

function idIn({ params }: Request): string {
  const id = ledgerId.safeParse(params['id']);
  if (!id.success) throw new Refusal('not-found');
  return id.data;
}

/** A refusal is answered with its fixed text, a fault with the reference under which it is logged. */
function answered(log: Parts['log'], handle: (req: Request, res: Response) => Promise<void>): RequestHandler {
  return (req, res) => {
    handle(req, res).catch((error: unknown) => {
      const code = codeOf(error);
      if (!isForTheLog(code)) return refuseFile(res, code);
      const fault = error instanceof Error ? error : new Error(String(error));
      const reference = faultReference(fault);
      log.error({ err: fault, path: req.path, reference }, 'a request failed');
      refuseFile(res, code, reference);
    });
  };
}
