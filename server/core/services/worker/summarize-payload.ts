import type { Mapping } from '../../base/mapping.js';
import type { Span } from '../../base/text.js';
import { beginning, type Located, locate, type Path, valueSpan } from '../../jsone/located-value.js';
import { createEvaluator } from '../../jsone/shape.js';
import { isKnownMapping, staticTask } from '../../jsone/static-value.js';
import type { DocumentModel, TaskVariant } from '../../model/model.js';
import type { PayloadPlaces, PayloadSummary, TaskPayload } from '../../model/task-payload.js';
import { isSentAsJson } from '../sent-task.js';
import { workerFormat } from './worker-format.js';

const NOTHING: readonly string[] = [];

/**
 * What the payload of a task asks of a worker. Undefined if it is in no format of docker-worker or generic-worker, or not known.
 * @param isOpen whether a mapping may have more keys than are known
 */
export function summarizePayload(task: Mapping, isOpen: (map: object) => boolean): PayloadSummary | undefined {
  const format = workerFormat(task, isOpen);
  const { payload } = task;
  if (!format || format === 'built-in' || !isKnownMapping(payload)) return undefined;
  const { maxRunTime } = payload;
  const asks = asked(payload).map((path) => String(path.at(-1)));
  return {
    format,
    maxRunTime: typeof maxRunTime === 'number' ? maxRunTime : undefined,
    asks: asks.length > 0 ? asks : NOTHING,
  };
}

/** The paths, in the payload, of everything that is turned on. */
function asked({ features, capabilities }: Mapping): Path[] {
  const devices = isKnownMapping(capabilities) ? capabilities.devices : undefined;
  const on = (map: unknown, path: Path): Path[] =>
    isKnownMapping(map) ? Object.keys(map).flatMap((key) => (map[key] === true ? [[...path, key]] : [])) : [];
  return [
    ...on(features, ['features']),
    ...on(capabilities, ['capabilities']),
    ...on(devices, ['capabilities', 'devices']),
  ];
}

/**
 * The payloads that a variant of a task can have: several where the template chooses between them. None if nothing is known, or
 * if the reader of the file may change the task.
 */
export function payloadsOf({ shape, place, role, sentBy }: TaskVariant, model: DocumentModel): TaskPayload[] {
  const field = shape.fields.get('payload');
  if (role === 'likely' || !field?.certain || field.under) return [];
  const { dialect, tree, kind } = model;
  const asJson = isSentAsJson(sentBy === 'hooks' ? 'hook' : kind);
  const task = staticTask(shape, place, dialect, asJson).value as Mapping;
  return createEvaluator(dialect)
    .shapes(field.entry.value, field.scope)
    .flatMap((payloadShape) => {
      if (payloadShape.kind !== 'map') return [];
      const { open, ...located } = staticTask(payloadShape, field.entry.value, dialect, asJson);
      const payload = located.value as Mapping;
      const summary = summarizePayload({ ...task, payload }, (map) => open.has(map));
      if (!summary) return [];
      const places = placesOf(tree.text, located, summary, payload);
      return [{ summary, places: () => places }];
    });
}

function placesOf(text: string, payload: Located, summary: PayloadSummary, data: Mapping): PayloadPlaces {
  return {
    format: keyAt(text, payload, [summary.format === 'docker' ? 'image' : 'command']),
    maxRunTime: summary.maxRunTime === undefined ? undefined : valueSpan(text, locate(payload, ['maxRunTime'])),
    asks: asked(data).map((path) => keyAt(text, payload, path)),
  };
}

/** The key at a path, or the closest place that is known. */
function keyAt(text: string, located: Located, path: Path): Span {
  const place = locate(located, path);
  return place.exact && place.entry
    ? { start: place.entry.key.start, end: place.entry.key.end }
    : beginning(text, place.node);
}
