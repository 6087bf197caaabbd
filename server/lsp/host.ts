import type { Environment } from '../taskcluster/deployment.js';
import type { Transport } from '../taskcluster/http/transport.js';

/** What the server finds around it: a process, or a worker in a browser. */
export interface Host {
  readonly environment: Environment;
  /** For clients that leave the network to the server. */
  readonly transport: Transport;
  /** What the server runs in, e.g. `Node.js v24.0.0`. */
  readonly runtime: string;
}
