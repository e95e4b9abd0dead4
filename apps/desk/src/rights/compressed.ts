import compression from 'compression';
import type { RequestHandler } from 'express';

/**
 * Procedures whose answers may hold a secret, such as recovery codes or a link to sign in with. The length of a compressed answer
 * tells what it has in common with what was sent (BREACH), so these are sent as they are, and so is a batch that has one of them.
 */
const holdsSecret = /(?:^|[/,])(?:account|people)\./;

/** Compresses the answers of procedures: amounts in JSON shrink to a tenth. */
export function compressedAnswers(): RequestHandler {
  return compression({ threshold: 2048, filter: (req, res) => !mayHoldSecret(req.url) && compression.filter(req, res) });
}

function mayHoldSecret(url: string): boolean {
  const [path = ''] = url.split('?');
  try {
    return holdsSecret.test(decodeURIComponent(path));
  } catch {
    // Not decodable: it names no procedure that could be told.
    return true;
  }
}
