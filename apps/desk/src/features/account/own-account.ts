import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '@sipkadin/workflow';
import { fromNodeHeaders } from 'better-auth/node';
import type { Account, SignIn } from '../sign-in/sign-in.ts';

/** What a signed-in person does with their own account. Each needs the session of the request it comes with. */
export interface OwnAccount {
  hasPassword(): Promise<boolean>;
  /** @throws Refusal `password-wrong` */
  setPassword(password: { next: string; current?: string | undefined }): Promise<void>;
  /** A new secret, in force once `confirm` has had a code of it. @throws Refusal `password-wrong`, `wrong-state` where one is in force */
  startSecondFactor(password: string | undefined): Promise<{ uri: string; secret: string }>;
  /** @returns the recovery codes, for the only time. @throws Refusal `code-wrong` */
  confirmSecondFactor(code: string): Promise<string[]>;
  /** @throws Refusal `code-wrong`, `password-wrong` */
  renewRecoveryCodes(proof: Proof): Promise<string[]>;
  /** @throws Refusal `code-wrong`, `password-wrong` */
  removeSecondFactor(proof: Proof): Promise<void>;
  recoveryCodesLeft(): Promise<number>;
}

export interface Proof {
  code: string;
  password?: string | undefined;
}

/** @param answer puts a header on the answer: a changed session has a new cookie. */
export function ownAccount(
  { auth, context, attempts }: SignIn,
  account: Account,
  request: { headers: IncomingHttpHeaders; address: string },
  answer: (name: 'set-cookie', value: string) => void,
): OwnAccount {
  const headers = fromNodeHeaders(request.headers);
  const give = <T>({ headers: sent, response }: { headers: Headers; response: T }): T => {
    for (const cookie of sent.getSetCookie()) answer('set-cookie', cookie);
    return response;
  };

  /** A code is six digits: who holds a stolen session must not try them all. */
  async function proved(code: string): Promise<void> {
    if (await attempts.tooMany(request.address, account.id)) throw new Refusal('too-many');
    try {
      give(await auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
      await attempts.right(request.address, account.id);
    } catch (error) {
      await attempts.wrong(request.address, account.id);
      throw told(error, 'code-wrong');
    }
  }
  const withPassword = (password: string | undefined) => (password === undefined ? {} : { password });
  const codes = async () => (await auth.api.viewBackupCodes({ body: { userId: account.id } })).backupCodes;

  return {
    async hasPassword() {
      return Boolean((await context.internalAdapter.findCredentialAccount(account.id))?.password);
    },
    async setPassword({ next, current }) {
      try {
        if (current === undefined) await auth.api.setPassword({ body: { newPassword: next }, headers });
        else {
          const body = { newPassword: next, currentPassword: current, revokeOtherSessions: true };
          give(await auth.api.changePassword({ body, headers, returnHeaders: true }));
        }
      } catch (error) {
        throw told(error, 'password-wrong');
      }
    },
    async startSecondFactor(password) {
      if (account.secondFactor) throw new Refusal('wrong-state');
      try {
        const { totpURI } = (await auth.api.enableTwoFactor({
          body: { method: 'totp', ...withPassword(password) },
          headers,
        })) as { totpURI: string };
        return { uri: totpURI, secret: new URL(totpURI).searchParams.get('secret') ?? '' };
      } catch (error) {
        throw told(error, 'password-wrong');
      }
    },
    async confirmSecondFactor(code) {
      if (account.secondFactor) throw new Refusal('wrong-state');
      const before = await context.internalAdapter.listSessions(account.id);
      await proved(code);
      // Sessions from before have not shown a code; this one has a new token by now.
      for (const { token } of before) await context.internalAdapter.deleteSession(token);
      return codes();
    },
    async renewRecoveryCodes({ code, password }) {
      await proved(code);
      try {
        return (await auth.api.generateBackupCodes({ body: withPassword(password), headers })).backupCodes;
      } catch (error) {
        throw told(error, 'password-wrong');
      }
    },
    async removeSecondFactor({ code, password }) {
      await proved(code);
      try {
        give(await auth.api.disableTwoFactor({ body: withPassword(password), headers, returnHeaders: true }));
      } catch (error) {
        throw told(error, 'password-wrong');
      }
    },
    async recoveryCodesLeft() {
      return account.secondFactor ? (await codes()).length : 0;
    },
  };
}

/** The library's refusals as ours; what else it throws is a fault. */
function told(error: unknown, code: 'password-wrong' | 'code-wrong'): unknown {
  return error instanceof Error && error.name === 'APIError' ? new Refusal(code) : error;
}
