// The environment of what is measured.
import process from 'node:process';

/** That of this process less what changes Node itself: NODE_EXTRA_CA_CERTS, say, makes some versions start twice as slowly. */
export const ENVIRONMENT: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NODE|npm)_/.test(name)),
);
