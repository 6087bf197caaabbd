import type { Mapping } from '../../../base/mapping.js';
import { quote } from '../../../base/quote.js';
import type { Path } from '../../../jsone/located-value.js';
import { isKnownMapping, Unknown } from '../../../jsone/static-value.js';
import { COMPUTED } from '../../../jsone/strings.js';
import {
  type ArtifactType,
  CAPABILITIES,
  DEFAULT_LOG,
  DEVICES,
  type DockerArtifact,
  type DockerImage,
  type DockerPayload,
  type ExitStatuses,
  FEATURES,
} from '../docker-payload.js';
import { imageErrors } from '../image.js';
import type { Known } from '../known.js';
import { payloadSchemaErrors } from '../payload-schema-errors.js';

/** A payload as it was read. */
export interface ReadPayload {
  readonly payload: DockerPayload;
  /** Why the worker rejects the payload, or why it is not known what the worker does, in sentences. */
  readonly problems: readonly string[];
  /** The paths of strings that are computed: the payload has their expressions instead. */
  readonly computed: readonly string[];
}

/**
 * Reads a payload in the format of docker-worker. What its schema rejects, and names of images that d2g cannot read, are
 * problems. A computed string stays as it is written; anything else that is computed is a problem, too.
 */
export function readDockerPayload(data: object, known: Pick<Known, 'isOpen' | 'nullIsMapping'>): ReadPayload {
  const map = data as Mapping;
  const rejected = payloadSchemaErrors('docker', map, known).map(({ path, message }) => ({
    path: [PAYLOAD, ...path],
    message,
  }));
  const reader = new Reader(known.isOpen);
  const payload = reader.payload(map);
  return {
    payload,
    problems: [
      ...[...rejected, ...imageErrors(map)].map(({ path, message }) => `${pathText(path)}: ${message}`),
      ...[...new Set(reader.unknown.map(pathText))].map(
        (path) => `${path} is computed, and its value is not known here.`,
      ),
    ],
    computed: reader.computed.map(pathText),
  };
}

const PAYLOAD = 'payload';

/** `payload.artifacts["public/log"].path` */
function pathText([first = '', ...others]: Path): string {
  const keys = others.map((key) =>
    typeof key === 'number' ? `[${key}]` : /^\w+$/.test(key) ? `.${key}` : `[${quote(key)}]`,
  );
  return first + keys.join('');
}

/** Fills in defaults. What has the wrong type counts as missing: the schema has rejected it. */
class Reader {
  readonly unknown: Path[] = [];
  readonly computed: Path[] = [];

  constructor(private readonly isOpen: (map: object) => boolean) {}

  payload(data: Mapping): DockerPayload {
    const map = this.mapping(data, [PAYLOAD]);
    const capabilities = this.mapping(map.capabilities, [PAYLOAD, 'capabilities']);
    return {
      image: this.image(map.image),
      command: this.list(map.command, [PAYLOAD, 'command']).map((item, i) => this.text(item, [PAYLOAD, 'command', i])),
      maxRunTime: this.number(map.maxRunTime, [PAYLOAD, 'maxRunTime']),
      env: this.texts(map.env, [PAYLOAD, 'env']),
      cache: this.texts(map.cache, [PAYLOAD, 'cache']),
      artifacts: this.entries(map.artifacts, [PAYLOAD, 'artifacts']).map(([name, one]) => this.artifact(name, one)),
      features: this.switches(map.features, [PAYLOAD, 'features'], FEATURES),
      capabilities: this.switches(capabilities, [PAYLOAD, 'capabilities'], CAPABILITIES),
      devices: this.switches(capabilities.devices, [PAYLOAD, 'capabilities', 'devices'], DEVICES),
      onExitStatus: this.exitStatuses(map.onExitStatus),
      log: this.text(map.log ?? DEFAULT_LOG, [PAYLOAD, 'log']),
      supersederUrl: this.text(map.supersederUrl, [PAYLOAD, 'supersederUrl']),
    };
  }

  private image(value: unknown): DockerImage {
    const path = [PAYLOAD, 'image'];
    if (!isKnownMapping(value)) return { type: 'docker-image', name: this.text(value, path) };
    const text = (key: string): string => this.text(value[key], [...path, key]);
    switch (this.known(value.type, [...path, 'type'])) {
      case 'indexed-image':
        return { type: 'indexed-image', namespace: text('namespace'), path: text('path') };
      case 'task-image':
        return { type: 'task-image', taskId: text('taskId'), path: text('path') };
      default:
        return { type: 'docker-image', name: text('name') };
    }
  }

  private artifact(name: string, value: unknown): DockerArtifact {
    const path = [PAYLOAD, 'artifacts', name];
    const map = this.mapping(value, path);
    return {
      name,
      type: this.known(map.type, [...path, 'type']) as ArtifactType,
      path: this.text(map.path, [...path, 'path']),
      expires: map.expires === undefined ? undefined : this.text(map.expires, [...path, 'expires']),
    };
  }

  private exitStatuses(value: unknown): ExitStatuses {
    const path = [PAYLOAD, 'onExitStatus'];
    const map = this.mapping(value, path);
    const codes = (key: string): number[] =>
      this.list(map[key], [...path, key]).map((item, i) => this.number(item, [...path, key, i]));
    return { retry: codes('retry'), purgeCaches: codes('purgeCaches') };
  }

  /** On or off by name; what is missing has its default. */
  private switches<K extends string>(
    value: unknown,
    path: Path,
    defaults: Readonly<Record<K, boolean>>,
  ): Record<K, boolean> {
    const map = this.mapping(value, path);
    const out: Record<K, boolean> = { ...defaults };
    for (const key of Object.keys(defaults) as K[]) {
      const one = this.known(map[key], [...path, key]);
      if (typeof one === 'boolean') out[key] = one;
    }
    return out;
  }

  private number(value: unknown, path: Path): number {
    return Number(this.known(value, path));
  }

  /** A string. What is computed is written as in the file. */
  private text(value: unknown, path: Path): string {
    if (typeof value === 'string') return value;
    // A date without quotes is sent as JSON has it.
    if (value instanceof Date) return value.toJSON() ?? '';
    if (!(value instanceof Unknown)) return '';
    this.computed.push(path);
    return value.parts.length === 0 ? COMPUTED : value.parts.map(({ text }) => text).join('');
  }

  private texts(value: unknown, path: Path): (readonly [string, string])[] {
    return this.entries(value, path).map(([name, one]) => [name, this.text(one, [...path, name])]);
  }

  private entries(value: unknown, path: Path): [string, unknown][] {
    return Object.entries(this.mapping(value, path));
  }

  private list(value: unknown, path: Path): readonly unknown[] {
    const list = this.known(value, path);
    return Array.isArray(list) ? list : [];
  }

  private mapping(value: unknown, path: Path): Mapping {
    const map = this.known(value, path);
    return isKnownMapping(map) ? map : {};
  }

  /** The value; undefined if it is computed. Notes in `unknown` what is not fully known. */
  private known(value: unknown, path: Path): unknown {
    const isUnknown = value instanceof Unknown || (typeof value === 'object' && value !== null && this.isOpen(value));
    if (isUnknown) this.unknown.push(path);
    return value instanceof Unknown ? undefined : value;
  }
}
