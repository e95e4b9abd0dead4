import { createHmac } from 'node:crypto';
import type { AuthContext, BetterAuthPlugin, DBAdapter } from 'better-auth';
import { symmetricDecrypt } from 'better-auth/crypto';

const model = 'twoFactor';

/** The column beside the library's own: the last time step of which a code was accepted. */
export const lastStepColumn = {
  id: 'last-step',
  schema: { [model]: { fields: { lastStep: { type: 'number', required: false, input: false, returned: false } } } },
} satisfies BetterAuthPlugin;

const seconds = 30;

/**
 * Uses up the codes of an authenticator app (RFC 6238 §5.2): the library accepts a code of the step before, of now and of the step
 * after, as often as it is sent.
 * @returns a function of a person and a code that was found right: false where this code or a later one was used before. Of two
 * requests at the same time, on whichever processes, one gets true.
 */
export function createUsedCodes(adapter: Pick<DBAdapter, 'findOne' | 'updateMany'>, key: AuthContext['secretConfig']) {
  return async (person: string, code: string): Promise<boolean> => {
    const row = await adapter.findOne<{ id: string; secret: string }>({ model, where: [{ field: 'userId', value: person }] });
    if (!row) return false;
    const secret = await symmetricDecrypt({ key, data: row.secret });
    const now = Math.floor(Date.now() / 1000 / seconds);
    // One more step back: the clock may have gone on since the library looked at it.
    const step = [now + 1, now, now - 1, now - 2].find((one) => codeAt(secret, one) === code);
    if (step === undefined) return false;
    const unused = { field: 'lastStep', connector: 'OR' as const };
    const changed = await adapter.updateMany({
      model,
      where: [
        { field: 'id', value: row.id },
        { ...unused, operator: 'lt', value: step },
        { ...unused, value: null },
      ],
      update: { lastStep: step },
    });
    return changed === 1;
  };
}

/** The six digits of a time step (RFC 4226 §5.3). */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
