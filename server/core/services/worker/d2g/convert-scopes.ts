import { compareUtf8 } from '../../../base/utf8.js';

const DOCKER_WORKER = 'docker-worker:';
const DEVICE = `${DOCKER_WORKER}capability:device:`;
const GENERIC_WORKER = 'generic-worker:';

/**
 * The scopes of a task after the conversion: its own, what they mean for generic-worker, and the group `docker`, which d2g gives
 * to every task (tools/d2g: ConvertScopes). Roles (`assume:`) are not expanded: only the auth service knows what they stand for.
 */
export function convertScopes(scopes: readonly string[], taskQueueId: string): string[] {
  return [...scopes, groupScope(taskQueueId, 'docker'), ...scopes.flatMap((scope) => meantBy(scope, taskQueueId))].sort(
    compareUtf8,
  );
}

function meantBy(scope: string, taskQueueId: string): string[] {
  if (!scope.startsWith(DOCKER_WORKER)) return [];
  const kvm = `${DEVICE}kvm`;
  if (scope === kvm || scope === `${kvm}:${taskQueueId}`)
    return [groupScope(taskQueueId, 'kvm'), groupScope(taskQueueId, 'libvirt')];
  return [loopback(scope, 'Video') ?? loopback(scope, 'Audio') ?? GENERIC_WORKER + scope.slice(DOCKER_WORKER.length)];
}

function loopback(scope: string, kind: 'Video' | 'Audio'): string | undefined {
  const device = `${DEVICE}loopback${kind}`;
  const native = `${GENERIC_WORKER}loopback-${kind.toLowerCase()}`;
  if (scope === device) return `${native}:*`;
  return scope.startsWith(`${device}:`) ? native + scope.slice(device.length) : undefined;
}

function groupScope(taskQueueId: string, group: string): string {
  return `${GENERIC_WORKER}os-group:${taskQueueId}/${group}`;
}
