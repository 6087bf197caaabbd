import type { PayloadError } from './payload-error.js';
import { isMapping, type WorkerFormat } from './worker-format.js';

/** Features of generic-worker that do not go together: some of it depends on the machine, so these are warnings. */
export function* hostErrors(format: WorkerFormat, payload: Readonly<Record<string, unknown>>): Iterable<PayloadError> {
  const { features, osGroups = [] } = payload;
  if (!isMapping(features)) return;
  const isOn = (name: string): boolean => features[name] === true;
  const isAdministrator = Array.isArray(osGroups)
    ? osGroups.some((group) => group === 'Administrators' || typeof group !== 'string')
    : true;
  // runAsAdministrator asks Windows for a token that only this group has (workers/generic-worker/runasadministrator.go).
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
        'chainOfTrust does not go with runTaskAsCurrentUser: a task that runs as the user of the worker can read the key that signs, so the worker refuses it.',
    };
  }
}
