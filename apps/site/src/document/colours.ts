/// <reference path="./css.d.ts" />
import type { Colours } from '@sipkadin/ui';
import tokens from '@sipkadin/ui/tokens.css?inline';

/** The light colours: a picture is sent on and printed. */
export const colours: Colours = Object.fromEntries(
  [...(/:root\s*\{([^}]*)\}/.exec(tokens)?.[1] ?? '').matchAll(/(--[\w-]+):\s*(#[0-9a-f]+)/gi)].map(([, name, colour]) => [name, colour]),
);
