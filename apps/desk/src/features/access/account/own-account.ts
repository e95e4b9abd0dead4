import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '@sipkadin/workflow';
import { fromNodeHeaders } from 'better-auth/node';
import type { Account, SignIn } from '../sign-in/sign-in.ts';

/** What a signed-in person can do with their own account, by the session of the request. */
export interface OwnAccount {
  hasPassword(): Promise<boolean>;
  /** @throws Refusal `password-wrong` */
  setPassword(password: { next: string; current?: string | undefined }): Promise<void>;
  /** A new secret, in force once `confirmSecondFactor` got a code of it. @throws Refusal `password-wrong`, `wrong-state` where one is in force */
  startSecondFactor(password: string | undefined): Promise<{ uri: string; secret: string }>;
  /** @returns the recovery codes, which are shown once. @throws Refusal `code-wrong` */
  confirmSecondFactor(code: string): Promise<string[]>;
  /** @throws Refusal `code-wrong`, `password-wrong` */
  renewRecoveryCodes(proof: Proof): Promise<string[]>;
  /** @throws Refusal `code-wrong`, `password-wrong` */
  removeSecondFactor(proof: Proof): Promise<void>;
  recoveryCodesLeft(): Promise<number>;
  /** Resets the account again if it was reset after this request had begun: what the request changed must not stay. */
  undoLate(): Promise<void>;
}

export interface Proof {
  code: string;
  password?: string | undefined;
}

/** @param setHeader adds a header to the answer: a changed session gets a new cookie. */
export function ownAccount(
  { auth, context, attempts, reset, useCode }: SignIn,
  account: Account,
  request: { headers: IncomingHttpHeaders; address: string },
  setHeader: (name: 'set-cookie', value: string) => void,
): OwnAccount {
  const headers = fromNodeHeaders(request.headers);
  const give = <T>({ headers: sent, response }: { headers: Headers; response: T }): T => {
    for (const cookie of sent.getSetCookie()) setHeader('set-cookie', cookie);
    return response;
  };

  /** Counts wrong codes: a code has six digits, and a stolen session must not be able to try them all. */
  async function proved(code: string): Promise<void> {
    if (await attempts.tooMany(request.address, account.id)) throw new Refusal('too-many');
    try {
      give(await auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
      if (!(await useCode(account.id, code))) throw new Refusal('code-wrong');
      await attempts.right(request.address, account.id);
    } catch (error) {
      await attempts.wrong(request.address, account.id);
      throw asRefusal(error, 'code-wrong');
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
        throw asRefusal(error, 'password-wrong');
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
        throw asRefusal(error, 'password-wrong');
      }
    },
    async confirmSecondFactor(code) {
      if (account.secondFactor) throw new Refusal('wrong-state');
      const before = await context.internalAdapter.listSessions(account.id);
      await proved(code);
      // Earlier sessions were started without a code; the present one has a new token by now.
      for (const { token } of before) await context.internalAdapter.deleteSession(token);
      return codes();
    },
    async renewRecoveryCodes({ code, password }) {
      await proved(code);
      try {
        return (await auth.api.generateBackupCodes({ body: withPassword(password), headers })).backupCodes;
      } catch (error) {
        throw asRefusal(error, 'password-wrong');
      }
    },
    async removeSecondFactor({ code, password }) {
      await proved(code);
      try {
        give(await auth.api.disableTwoFactor({ body: withPassword(password), headers, returnHeaders: true }));
      } catch (error) {
        throw asRefusal(error, 'password-wrong');
      }
    },
    async recoveryCodesLeft() {
      return account.secondFactor ? (await codes()).length : 0;
    },
    async undoLate() {
      const user = (await context.internalAdapter.findUserById(account.id)) as { resetAt?: Date | string | null } | null;
      const at = user?.resetAt ? new Date(user.resetAt).toISOString() : null;
      if (at !== account.resetAt) await reset(account.id);
    },
  };
}

/** Turns an error of the library's API into our refusal; other errors stay as they are. */
function asRefusal(error: unknown, code: 'password-wrong' | 'code-wrong'): unknown {
  return error instanceof Error && error.name === 'APIError' ? new Refusal(code) : error;
}
