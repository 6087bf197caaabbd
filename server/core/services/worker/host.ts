import { isKnownMapping } from '../../jsone/static-value.js';
import type { PayloadError } from './payload-error.js';
import type { WorkerFormat } from './worker-format.js';

/** Features of generic-worker that cannot be combined. Whether they can depends on the host, so these are warnings. */
export function* hostErrors(format: WorkerFormat, payload: Readonly<Record<string, unknown>>): Iterable<PayloadError> {
  const { features, osGroups = [] } = payload;
  if (!isKnownMapping(features)) return;
  const isOn = (name: string): boolean => features[name] === true;
  const isAdministrator = Array.isArray(osGroups)
    ? osGroups.some((group) => group === 'Administrators' || typeof group !== 'string')
    : true;
  // For runAsAdministrator, Windows needs a token that only members of this group have (workers/generic-worker/runasadministrator.go).
  const asUser = features.runTaskAsCurrentUser;
  if (
    format === 'windows' &&
    isOn('runAsAdministrator') &&
    !isAdministrator &&
    (asUser === undefined || asUser === false)
  ) {
    yield {
      path: ['payload', 'features', 'runAsAdministrator'],
      severity: 'warning',
      message: 'runAsAdministrator usually needs the group "Administrators" in osGroups.',
    };
  }
  if (isOn('chainOfTrust') && isOn('runTaskAsCurrentUser')) {
    yield {
      path: ['payload', 'features', 'chainOfTrust'],
      severity: 'warning',
      message:
        'chainOfTrust cannot be combined with runTaskAsCurrentUser: the worker rejects it if the task can read the signing key.',
    };
  }
}
