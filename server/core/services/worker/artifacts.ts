import { canonical } from '../../base/canonical.js';
import { lazy } from '../../base/lazy.js';
import type { Mapping } from '../../base/mapping.js';
import { quote } from '../../base/quote.js';
import type { Path } from '../../jsone/located-value.js';
import { isKnownMapping, isUnknown } from '../../jsone/static-value.js';
import { comparable, duration, isFuture, isPast, timeOf } from '../times.js';
import type { Known } from './known.js';
import type { PayloadError } from './payload-error.js';
import type { WorkerFormat } from './worker-format.js';

/** An artifact in a payload. */
interface Artifact {
  readonly path: Path;
  readonly name: string | undefined;
  readonly value: Mapping;
}

/** Mistakes in a payload's artifacts beyond its schema (workers/generic-worker/artifacts.go). */
export function* artifactErrors(
  format: WorkerFormat,
  task: Mapping,
  payload: Mapping,
  known: Known,
): Iterable<PayloadError> {
  const isDocker = format === 'docker';
  const artifacts = isDocker ? ofDocker(payload) : ofGeneric(payload);
  const times = lazy(() => timesOf(task, known));
  for (const { path, name, value } of artifacts) {
    if (value.path === '') yield emptyPath(path, value, isDocker);
    if (!known.isPart && value.expires !== undefined)
      yield* expiryErrors([...path, 'expires'], name, value.expires, times());
  }
  const reserved = reservedNames(format, payload);
  yield* takenTwice(reserved);
  if (isDocker) return;
  yield* doubled(artifacts);
  for (const { path, name, value } of artifacts) {
    const taken = reserved.find((one) => one.name === name);
    if (taken && name !== undefined) {
      const message = `The worker skips the artifact ${quote(name)}: the name is reserved for ${taken.what}.`;
      yield { path: [...path, value.name === undefined ? 'path' : 'name'], severity: 'warning', message };
    }
  }
}

function ofDocker({ artifacts, features }: Mapping): Artifact[] {
  if (!isKnownMapping(artifacts) || (isKnownMapping(features) && (features.artifacts ?? true) !== true)) return [];
  return Object.entries(artifacts).flatMap(([name, value]) =>
    isKnownMapping(value) ? [{ path: ['payload', 'artifacts', name], name, value }] : [],
  );
}

function ofGeneric({ artifacts }: Mapping): Artifact[] {
  if (!Array.isArray(artifacts)) return [];
  return artifacts.flatMap((value: unknown, i): Artifact[] => {
    if (!isKnownMapping(value)) return [];
    // The default name is the path.
    const name = Object.hasOwn(value, 'name') ? value.name : value.path;
    return [{ path: ['payload', 'artifacts', i], name: typeof name === 'string' ? name : undefined, value }];
  });
}

function emptyPath(path: Path, { type }: Mapping, isDocker: boolean): PayloadError {
  const what =
    isDocker || type === 'file' ? 'so nothing is uploaded' : 'so everything in the task directory is uploaded';
  return { path: [...path, 'path'], severity: 'warning', message: `The path of the artifact is empty, ${what}.` };
}

interface Times {
  readonly deadline: number;
  /** When the task expires. */
  readonly expires: number;
}

function timesOf(task: Mapping, { isOpen }: Known): Times {
  const deadline = timeOf(task.deadline);
  if (task.expires !== undefined || isOpen(task)) return { deadline, expires: timeOf(task.expires) };
  const expires = new Date(deadline);
  expires.setUTCFullYear(expires.getUTCFullYear() + 1);
  return { deadline, expires: expires.getTime() };
}

/** The worker tolerates one second, because times lose their fractions. */
const SECOND = 1000;

const NOT_EARLIER = 'It must not expire earlier.';
const NOT_LATER = 'It must not expire later.';

function* expiryErrors(path: Path, name: string | undefined, written: unknown, times: Times): Iterable<PayloadError> {
  // A date without quotes is a time, too.
  const expires = timeOf(written instanceof Date && !Number.isNaN(written.getTime()) ? written.toJSON() : written);
  const subject = name === undefined ? 'The artifact' : `The artifact ${quote(name)}`;
  const { deadline } = times;
  if (comparable(expires, deadline) && expires + SECOND < deadline) {
    yield {
      path,
      message: `${subject} expires ${duration(deadline - expires)} before the task's deadline. ${NOT_EARLIER}`,
    };
  } else if (isPast(expires, deadline)) {
    yield { path, message: `${subject} has always expired before the task's deadline. ${NOT_EARLIER}` };
  } else if (comparable(expires, times.expires) && expires > times.expires + SECOND) {
    yield { path, message: `${subject} expires ${duration(expires - times.expires)} after the task. ${NOT_LATER}` };
  } else if (isFuture(expires, times.expires)) {
    yield { path, message: `${subject} always expires after the task. ${NOT_LATER}` };
  }
}

/** An artifact name that the worker uses itself. */
interface Reserved {
  readonly name: string;
  readonly what: string;
  readonly path: Path;
}

/** The names that features reserve. A computed feature reserves none. */
function reservedNames(format: WorkerFormat, payload: Mapping): Reserved[] {
  const features = isKnownMapping(payload.features) ? payload.features : {};
  if (payload.features !== undefined && !isKnownMapping(payload.features)) return [];
  const isOn = (name: string, otherwise: boolean): boolean => (features[name] ?? otherwise) === true;
  const signed = isOn('chainOfTrust', false)
    ? ['public/chain-of-trust.json', 'public/chain-of-trust.json.sig', 'public/logs/certified.log'].map((name) => ({
        name,
        what: 'a file of the chain of trust',
        path: ['payload', 'features', 'chainOfTrust'],
      }))
    : [];
  const log = (name: unknown, usual: string, path: Path, what: string): Reserved[] => {
    if (name !== undefined && typeof name !== 'string') return [];
    return [{ name: name ?? usual, what, path: ['payload', ...path] }];
  };
  if (format === 'docker') {
    const live = isOn('localLiveLog', true) ? log(payload.log, 'public/logs/live.log', ['log'], 'the live log') : [];
    return [...signed, ...live];
  }
  const logs = isKnownMapping(payload.logs) ? payload.logs : {};
  if (payload.logs !== undefined && !isKnownMapping(payload.logs)) return signed;
  return [
    ...signed,
    ...(isOn('backingLog', true)
      ? log(logs.backing, 'public/logs/live_backing.log', ['logs', 'backing'], 'the complete log')
      : []),
    ...(isOn('liveLog', true) ? log(logs.live, 'public/logs/live.log', ['logs', 'live'], 'the live log') : []),
    ...(format === 'windows' && typeof payload.rdpInfo === 'string'
      ? log(payload.rdpInfo, '', ['rdpInfo'], 'the RDP information')
      : []),
  ];
}

function* takenTwice(reserved: readonly Reserved[]): Iterable<PayloadError> {
  for (const [i, { name, path, what }] of reserved.entries()) {
    const other = reserved.slice(0, i).find((one) => one.name === name);
    if (other)
      yield { path, message: `${quote(name)} cannot be the name of ${what}, because it is the name of ${other.what}.` };
  }
}

/** Two different artifacts with the same name conflict when they are uploaded. */
function* doubled(artifacts: readonly Artifact[]): Iterable<PayloadError> {
  for (const [i, { name, path, value }] of artifacts.entries()) {
    if (name === undefined || value.type !== 'file' || Object.values(value).some(isUnknown)) continue;
    const other = artifacts
      .slice(0, i)
      .find((one) => one.name === name && one.value.type === 'file' && !Object.values(one.value).some(isUnknown));
    if (!other || canonical(other.value) === canonical(value)) continue;
    const message = `Another artifact has the name ${quote(name)}, too. The worker cannot upload both.`;
    yield { path: [...path, value.name === undefined ? 'path' : 'name'], severity: 'warning', message };
  }
}
