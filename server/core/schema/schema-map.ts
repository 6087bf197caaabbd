import type { DocumentKind } from '../base/document.js';
import type { PoolVariant } from '../model/model.js';
import { isActions } from '../model/recognize.js';
import { type Node, resolveAlias } from '../syntax/node.js';
import type { DescribedName, SchemaName } from './names.js';
import type { Path } from './schemas.js';

// The single map of which schema applies where, used by the services' checks, hover and completion.

/** A location in a schema: the value at `path` of something that the schema describes. */
export interface SchemaLocation {
  readonly schema: DescribedName;
  readonly path: Path;
}

/** The schema of a task as sent to the queue (queue.createTask), after it has been completed. */
export const SENT_TASK: SchemaName = 'task';

/** The schema of a whole file, which its reader checks before the tasks; undefined if there is none. */
export function documentSchema(kind: DocumentKind, root: Node | undefined): SchemaName | undefined {
  switch (kind) {
    case 'taskcluster-yml-v1':
    case 'taskcluster-yml-v0':
    case 'hook':
    case 'config':
      return kind;
    case 'task-graph': {
      const map = root && resolveAlias(root);
      return map?.kind === 'map' && isActions(map) ? 'actions' : undefined;
    }
    default:
      return undefined;
  }
}

/** The schema of a task as written in a document of this kind. */
export function taskSchema(kind: DocumentKind): SchemaLocation {
  if (kind === 'taskcluster-yml-v1' || kind === 'taskcluster-yml-v0') return { schema: kind, path: ['tasks', 0] };
  return kind === 'hook' ? { schema: 'hook', path: ['task'] } : { schema: 'task', path: [] };
}

/** The schemas of the parts of a worker pool; undefined where none applies. */
export interface PoolSchemas {
  /** For the mapping of the pool. */
  readonly pool?: SchemaName;
  /** For the mapping with its capacity. */
  readonly config?: SchemaName;
  readonly lifecycle?: SchemaName;
  /** For each of its launch configs. */
  readonly launchConfig?: SchemaName;
}

const LAUNCH_CONFIGS: Readonly<Partial<Record<NonNullable<PoolVariant['provider']>, SchemaName>>> = {
  aws: 'launch-config-aws',
  azure: 'launch-config-azure',
  google: 'launch-config-google',
};

/** The schemas for a worker pool with this layout and provider. */
export function poolSchemas({ layout, provider }: Pick<PoolVariant, 'layout' | 'provider'>): PoolSchemas {
  const pool = { body: 'worker-pool', config: undefined, community: 'community-pool', fxci: undefined } as const;
  const whole = pool[layout] && { pool: pool[layout] };
  // For the null provider, worker-manager only checks the body.
  if (provider === 'null') return { ...whole };
  const isStatic = provider === 'static';
  const lifecycle = isStatic ? 'static-lifecycle' : 'worker-lifecycle';
  if (layout === 'community') return { ...whole, lifecycle };
  if (layout === 'fxci') return { config: 'fxci-pool', lifecycle };
  const launchConfig = provider && LAUNCH_CONFIGS[provider];
  const config = isStatic ? 'static-pool-config' : 'worker-pool-config';
  return { ...whole, config, lifecycle, ...(launchConfig && { launchConfig }) };
}
