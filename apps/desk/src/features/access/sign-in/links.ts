import { createHash } from 'node:crypto';
import { Refusal } from '@sipkadin/workflow';
import type { AuthContext, DBAdapter } from 'better-auth';
import { generateRandomString } from 'better-auth/crypto';

/** How many hours a mailed link works: a person invited in the evening may come in the morning. */
export const mailedLinkHours = 24;
const handedLinkMinutes = 15;
/** Prefix of the token of a link that the sign-in page uses only after a press of a button. */
const byHand = 'surel-';

/** What the use of a link proves, beside signing in: that the mailbox is the person's, for roles that a government offered. */
export interface Proof {
  government: string;
  /**
   * `mail`: only the owner of the mailbox has seen the link. `all`, `own`: an admin had it in hand, of all the governments in which the
   * person has a role, or of this one alone: then roles elsewhere do not stay in effect.
   */
  way: 'mail' | 'all' | 'own';
}

type LinksOf = { government: string } | 'handed';
type LinkStore = Pick<AuthContext['internalAdapter'], 'findUserByEmail' | 'createVerificationValue' | 'findVerificationValue'>;

export type Links = ReturnType<typeof createLinks>;

/** One-time links. The sign-in library verifies and uses them up; only their hashes are stored. */
export function createLinks(accounts: LinkStore, adapter: Pick<DBAdapter, 'findMany' | 'deleteMany'>, baseUrl: string) {
  /** @throws Refusal `not-found` */
  async function tokenFor(email: string, minutes: number, proof: Proof | null): Promise<string> {
    const address = email.toLowerCase();
    if (!(await accounts.findUserByEmail(address))) throw new Refusal('not-found');
    const random = generateRandomString(32, 'a-z', 'A-Z');
    // Part of the token, and so of its hash: nobody can make another proof of it.
    const token = proof === null ? random : `${random}.${proof.government}.${proof.way}`;
    const expiresAt = new Date(Date.now() + minutes * 60_000);
    await accounts.createVerificationValue({ identifier: identifierOf(token), value: recordOf(address), expiresAt });
    return token;
  }

  /**
   * Ends one-time links to an account.
   * @param of those that prove nothing or prove the mailbox to this government; `handed`: those that an admin may have seen. Absent: all
   * @param but token of a link that goes on working
   */
  async function dropLinks(email: string, { of, but }: { of?: LinksOf | undefined; but?: string | undefined } = {}): Promise<void> {
    const stored = await adapter.findMany<{ id: string; identifier: string }>({
      model: 'verification',
      where: [{ field: 'value', value: recordOf(email.toLowerCase()) }],
    });
    const kept = but === undefined ? '' : identifierOf(but);
    const ended = stored.filter(({ identifier }) => {
      const proof = proofIn(identifier);
      if (identifier === kept) return false;
      return of === undefined || proof === null || (of === 'handed' ? proof.way !== 'mail' : proof.government === of.government);
    });
    if (ended.length > 0)
      await adapter.deleteMany({ model: 'verification', where: [{ field: 'id', operator: 'in', value: ended.map(({ id }) => id) }] });
  }

  // Behind the #, the token is in no server log and no Referer.
  const linkOf = (token: string) => `${baseUrl}/kerja/masuk#${token}`;

  return {
    /** A link that signs this account in once, within 15 minutes. @throws Refusal `not-found` */
    link: async (email: string) => linkOf(await tokenFor(email, handedLinkMinutes, null)),
    /** The same, and earlier links to the account end, as in `dropLinks`. @throws Refusal `not-found` */
    async soleLink(email: string, proof: Proof | null = null): Promise<string> {
      await dropLinks(email, { of: proof ?? { government: '' } });
      return linkOf(await tokenFor(email, handedLinkMinutes, proof));
    },
    /**
     * A link to be mailed: it works once within `mailedLinkHours`, after a press of a button, so that a mail server that opens it
     * does not use it up. Earlier links to the account end, as in `dropLinks`. @throws Refusal `not-found`
     */
    async mailedLink(email: string, proof: Proof | null = null): Promise<string> {
      await dropLinks(email, { of: proof ?? { government: '' } });
      return linkOf(`${byHand}${await tokenFor(email, mailedLinkHours * 60, proof)}`);
    },
    dropLinks,
    /** The address of a link that can still be used, and what its use proves; null for any other text, and for a link that proves nothing. */
    async proofOf(token: string): Promise<(Proof & { email: string }) | null> {
      const proof = proofIn(token);
      if (proof === null) return null;
      const stored = await accounts.findVerificationValue(identifierOf(token));
      if (!stored || new Date(stored.expiresAt).getTime() <= Date.now()) return null;
      const { email } = JSON.parse(stored.value) as { email: string };
      return { email, ...proof };
    },
  };
}

/** The key and the record under which the library stores a link. */
const identifierOf = (token: string) => `magic-link:${digestOf(token)}`;
const recordOf = (address: string) => JSON.stringify({ type: 'magic-link', email: address });

/** The end of a token, and of the hash that it is stored under: what the link proves; null for nothing. */
function proofIn(text: string): Proof | null {
  const [, government, way] = /\.(\d{2}(?:\.\d{2})?)\.(mail|all|own)$/.exec(text) ?? [];
  return government === undefined ? null : { government, way: way as Proof['way'] };
}

/** The hash under which a token is stored, with what the link proves. */
export function digestOf(token: string): string {
  const proof = proofIn(token);
  return `${createHash('sha256').update(token).digest('base64url')}${proof === null ? '' : `.${proof.government}.${proof.way}`}`;
}
