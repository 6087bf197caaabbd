import type { Environment } from '../taskcluster/deployment.js';
import type { Transport } from '../taskcluster/http/transport.js';

/** The environment of the server: a process, or a worker in a browser. */
export interface Host {
  readonly environment: Environment;
  /** Used if the client leaves network requests to the server. */
  readonly transport: Transport;
  /** The runtime of the server, e.g. `Node.js v24.0.0`. */
  readonly runtime: string;
}
