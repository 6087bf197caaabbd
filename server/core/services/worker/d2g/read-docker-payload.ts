import { didYouMean } from '../../../base/did-you-mean.js';
import type { Mapping } from '../../../base/mapping.js';
import { quote } from '../../../base/quote.js';
import { isKnownMapping, Unknown } from '../../../jsone/static-value.js';
import { isImageName } from '../image-name.js';
import {
  ARTIFACT_TYPES,
  type ArtifactType,
  CAPABILITIES,
  DEFAULT_LOG,
  DEVICES,
  type DockerArtifact,
  type DockerImage,
  type DockerPayload,
  type ExitStatuses,
  FEATURES,
} from './docker-payload.js';

/** A payload as it was read. */
export interface ReadPayload {
  readonly payload: DockerPayload;
  /** Why the worker refuses the payload, or why it cannot be told what the worker does. */
  readonly problems: readonly string[];
  /** The paths of strings that are computed: the payload has their expressions instead. */
  readonly computed: readonly string[];
}

/**
 * Reads a payload in the format of docker-worker: its schema (docker-worker/v1/payload.yml), and what d2g's output has to be
 * like (payload validation after the conversion, workers/generic-worker). What is computed must be a string, and stays as it is
 * written.
 * @param isOpen whether a mapping may have more keys than are known
 */
export function readDockerPayload(data: object, isOpen: (map: object) => boolean): ReadPayload {
  const reader = new Reader(isOpen);
  const payload = reader.payload(data as Mapping);
  return { payload, problems: reader.problems, computed: reader.computed };
}

/** What stands for a part of a string that is computed somewhere else. */
const COMPUTED = '$' + '{…}';
const SLUGID = /^[A-Za-z0-9_-]{8}[Q-T][A-Za-z0-9_-][CGKOSWaeimquy26-][A-Za-z0-9_-]{10}[AQgw]$/;
/** RFC 3339, which Go reads. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const MOST_NAMESPACE = 255;
const MOST_PATH = 1024;

const KEYS = [
  'image',
  'command',
  'maxRunTime',
  'env',
  'cache',
  'artifacts',
  'features',
  'capabilities',
  'onExitStatus',
  'log',
  'supersederUrl',
] as const;

class Reader {
  readonly problems: string[] = [];
  readonly computed: string[] = [];

  constructor(private readonly isOpen: (map: object) => boolean) {}

  payload(data: Mapping): DockerPayload {
    const map = this.mapping(data, 'payload') ?? {};
    this.refuseOthers(map, KEYS, 'payload');
    const { maxRunTime, capabilities } = map;
    const { devices, ...others } = this.mapping(capabilities, 'payload.capabilities') ?? {};
    return {
      image: this.image(map.image),
      command: this.list(map.command, 'payload.command').map((item, i) => this.text(item, `payload.command[${i}]`)),
      maxRunTime: this.count(maxRunTime, 'payload.maxRunTime', 1),
      env: this.texts(map.env, 'payload.env'),
      cache: this.texts(map.cache, 'payload.cache'),
      artifacts: this.entries(map.artifacts, 'payload.artifacts').map(([name, one]) => this.artifact(name, one)),
      features: this.switches(map.features, 'payload.features', FEATURES),
      capabilities: this.switches(others, 'payload.capabilities', CAPABILITIES, ['devices']),
      devices: this.switches(devices, 'payload.capabilities.devices', DEVICES),
      onExitStatus: this.exitStatuses(map.onExitStatus),
      log: this.text(map.log ?? DEFAULT_LOG, 'payload.log'),
      supersederUrl: this.text(map.supersederUrl ?? '', 'payload.supersederUrl'),
    };
  }

  private image(value: unknown): DockerImage {
    const path = 'payload.image';
    if (!isKnownMapping(value)) return { type: 'docker-image', name: this.imageName(value, path) };
    const { type } = value;
    if (type === 'docker-image') {
      this.refuseOthers(value, ['type', 'name'], path);
      return { type, name: this.imageName(value.name, `${path}.name`) };
    }
    const file = (): string => this.atMost(MOST_PATH, this.text(value.path, `${path}.path`), `${path}.path`);
    if (type === 'indexed-image') {
      this.refuseOthers(value, ['type', 'namespace', 'path'], path);
      const namespace = this.text(value.namespace, `${path}.namespace`);
      return { type, namespace: this.atMost(MOST_NAMESPACE, namespace, `${path}.namespace`), path: file() };
    }
    if (type === 'task-image') {
      this.refuseOthers(value, ['type', 'taskId', 'path'], path);
      const taskId = this.text(value.taskId, `${path}.taskId`);
      if (typeof value.taskId === 'string' && !SLUGID.test(taskId))
        this.problems.push(`${path}.taskId ${quote(taskId)} is no taskId`);
      return { type, taskId, path: file() };
    }
    if (type instanceof Unknown) this.unknown(`${path}.type`);
    else this.problems.push(`${path}.type must be docker-image, indexed-image or task-image`);
    return { type: 'docker-image', name: '' };
  }

  /** d2g fails on what the library of Docker cannot read as a reference. */
  private imageName(value: unknown, path: string): string {
    const name = this.text(value, path);
    if (typeof value === 'string' && !isImageName(name))
      this.problems.push(`${path} ${quote(name)} is no name of an image`);
    return name;
  }

  private artifact(name: string, value: unknown): DockerArtifact {
    const path = `payload.artifacts[${quote(name)}]`;
    const map = this.mapping(value, path);
    if (!map) return { name, type: 'file', path: '', expires: undefined };
    this.refuseOthers(map, ['type', 'path', 'expires'], path);
    return {
      name,
      type: this.artifactType(map.type, `${path}.type`),
      path: this.text(map.path, `${path}.path`),
      expires: map.expires === undefined ? undefined : this.time(map.expires, `${path}.expires`),
    };
  }

  private artifactType(value: unknown, path: string): ArtifactType {
    const known = ARTIFACT_TYPES.find((type) => type === value);
    if (known) return known;
    if (value instanceof Unknown) this.unknown(path);
    else this.problems.push(`${path} must be ${ARTIFACT_TYPES.slice(0, -1).join(', ')} or ${ARTIFACT_TYPES.at(-1)}`);
    return 'file';
  }

  private exitStatuses(value: unknown): ExitStatuses {
    const path = 'payload.onExitStatus';
    const map = this.mapping(value, path) ?? {};
    this.refuseOthers(map, ['retry', 'purgeCaches'], path);
    const codes = (key: string, least: number): number[] => {
      const list = this.list(map[key], `${path}.${key}`).map((item, i) =>
        this.count(item, `${path}.${key}[${i}]`, least),
      );
      if (new Set(list).size < list.length) this.problems.push(`${path}.${key} has a number twice`);
      return list;
    };
    return { retry: codes('retry', 1), purgeCaches: codes('purgeCaches', 0) };
  }

  /** On or off by name; what is missing has its default. `elsewhere`: keys that are read separately. */
  private switches<K extends string>(
    value: unknown,
    path: string,
    defaults: Readonly<Record<K, boolean>>,
    elsewhere: readonly string[] = [],
  ): Record<K, boolean> {
    const map = this.mapping(value, path) ?? {};
    this.refuseOthers(map, [...Object.keys(defaults), ...elsewhere], path);
    const out = { ...defaults } as Record<K, boolean>;
    for (const key of Object.keys(defaults) as K[]) {
      const one = map[key];
      if (typeof one === 'boolean') out[key] = one;
      else if (one instanceof Unknown) this.unknown(`${path}.${key}`);
      else if (one !== undefined) this.problems.push(`${path}.${key} must be true or false`);
    }
    return out;
  }

  private count(value: unknown, path: string, least: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
    if (value instanceof Unknown) this.unknown(path);
    else if (value === undefined) this.problems.push(`${path} is missing`);
    else this.problems.push(`${path} must be a whole number of at least ${least}`);
    return least;
  }

  private time(value: unknown, path: string): string {
    const text = this.text(value, path);
    const isTime = TIME.test(text) && !Number.isNaN(Date.parse(text));
    if (typeof value === 'string' && !isTime) this.problems.push(`${path} ${quote(text)} is no time`);
    return text;
  }

  /** A string. What is computed is written as in the file. */
  private text(value: unknown, path: string): string {
    if (typeof value === 'string') return value;
    if (value instanceof Unknown) {
      this.computed.push(path);
      return value.parts.length === 0 ? COMPUTED : value.parts.map(({ text }) => text).join('');
    }
    this.problems.push(value === undefined ? `${path} is missing` : `${path} must be a string`);
    return '';
  }

  private texts(value: unknown, path: string): (readonly [string, string])[] {
    return this.entries(value, path).map(([name, one]) => [name, this.text(one, `${path}[${quote(name)}]`)]);
  }

  private entries(value: unknown, path: string): [string, unknown][] {
    return Object.entries(this.mapping(value, path) ?? {});
  }

  private list(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    if (value instanceof Unknown) this.unknown(path);
    else if (value !== undefined) this.problems.push(`${path} must be a list`);
    return [];
  }

  private mapping(value: unknown, path: string): Mapping | undefined {
    if (isKnownMapping(value)) {
      if (this.isOpen(value)) this.unknown(path);
      return value;
    }
    if (value instanceof Unknown) this.unknown(path);
    else if (value !== undefined) this.problems.push(`${path} must be a mapping`);
    return undefined;
  }

  private refuseOthers(map: Mapping, known: readonly string[], path: string): void {
    for (const key of Object.keys(map)) {
      if (known.includes(key)) continue;
      const meant = didYouMean(key, known);
      const question = meant === undefined ? '' : `: did you mean ${quote(meant)}?`;
      this.problems.push(`${path} has no key ${quote(key)} in the format of docker-worker${question}`);
    }
  }

  private atMost(most: number, text: string, path: string): string {
    if (text.length > most) this.problems.push(`${path} is longer than ${most} characters`);
    return text;
  }

  private unknown(path: string): void {
    this.problems.push(`${path} is computed, and its value is not known here`);
  }
}
