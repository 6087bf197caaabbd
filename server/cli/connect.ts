import { createNodeTransport } from '../net/transport.node.js';
import { createClient } from '../taskcluster/api/create-client.js';
import type { Connect } from './deployment.js';

/** A client that uses the network of this computer, with the proxies named in the environment. */
export const connect: Connect = ({ rootUrl, credentials }, { clock }) =>
  createClient({
    rootUrl,
    credentials,
    transport: createNodeTransport(),
    now: clock.now,
    random: Math.random,
    sleep: (milliseconds) => new Promise((resolve) => void clock.after(milliseconds, resolve)),
  });
