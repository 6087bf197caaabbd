import type { ProjectFiles } from '../documents/project-files.js';
import type { Environment } from '../taskcluster/deployment.js';
import type { Transport } from '../taskcluster/http/transport.js';

/** The environment of the server: a process, or a worker in a browser. */
export interface Host {
  readonly environment: Environment;
  /** Used if the client leaves network requests to the server. */
  readonly transport: Transport;
  /** Why a deployment that does not answer may not be reachable from here, as part of a sentence. */
  readonly unreachable?: string;
  /** Files that are not open. */
  readonly files: ProjectFiles;
  /** The runtime of the server, e.g. `Node.js v24.0.0`. */
  readonly runtime: string;
}
