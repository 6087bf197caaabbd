import type { SchemaLocation } from '../../../core/schema/schema-map.js';
import { AWS_POOL, COMMUNITY_POOL, GOOGLE_POOL } from './pool-snippets.js';
import type { Whole } from './sketch.js';
import { DECISION_FILE, HOOK, SIMPLE_FILE, taskFor } from './task-snippets.js';

/** What can stand in an empty mapping at a location. */
export function wholesAt({ schema, path }: SchemaLocation): readonly Whole[] {
  if (path.length > 0) return isTask({ schema, path }) ? [taskFor(schema)] : [];
  switch (schema) {
    case 'taskcluster-yml-v1':
      return [SIMPLE_FILE, DECISION_FILE];
    case 'task':
      return [taskFor(schema)];
    case 'hook':
      return [HOOK];
    case 'worker-pool':
      return [GOOGLE_POOL, AWS_POOL];
    case 'community-pool':
      return [COMMUNITY_POOL];
    default:
      return [];
  }
}

function isTask({ schema, path }: SchemaLocation): boolean {
  if (schema === 'hook' || schema === 'graph-entry') return path.length === 1 && path[0] === 'task';
  return schema === 'taskcluster-yml-v1' && path.length === 2 && path[0] === 'tasks';
}
