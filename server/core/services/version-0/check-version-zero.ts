import type { Steps } from '../../base/steps.js';
import { checkParameters } from '../../jsone/check/check.js';
import { type Located, locate } from '../../jsone/located-value.js';
import { toData } from '../../jsone/to-data.js';
import type { DocumentModel } from '../../model/model.js';
import { checkTask } from '../queue/check-task.js';
import type { Limits } from '../queue/create-task.js';
import type { ServiceError } from '../service-error.js';
import { eventsOfTask, tasksIn } from './events.js';
import { fillIn, MAX_LENGTH, type Sources } from './fill-in.js';

/**
 * Finds what the queue rejects in the tasks of a version 0 `.taskcluster.yml`, filled in for the events they are for. A mistake
 * that only occurs for some of these names them. Each task is a step.
 */
export function* checkVersionZero({ tree, kind }: DocumentModel, limits: Limits): Steps<ServiceError[]> {
  const root = tree.roots[0];
  if (kind !== 'taskcluster-yml-v0' || !root || tree.text.length > MAX_LENGTH) return [];
  const sources: Sources = new Map();
  const file: Located = { value: toData(root, { sources }), sources, place: root };
  const unreadable = checkParameters(root, tree.text);
  const errors: ServiceError[] = [];
  for (const [i, task] of tasksIn(file.value).entries()) {
    const events = eventsOfTask(task);
    if (events.length === 0) continue;
    const { node } = locate(file, ['tasks', i]);
    const found = new Map<string, { error: ServiceError; titles: string[] }>();
    for (const { title, parameters } of events) {
      const located = { value: fillIn(task, parameters, sources), sources, place: node };
      for (const refused of checkTask(tree, kind, { located, open: new Set(), rendered: true }, limits)) {
        // If a placeholder stays because there is no such parameter, that is the actual mistake.
        const cause = unreadable.find(({ span }) => span.start >= refused.span.start && span.end <= refused.span.end);
        const error: ServiceError = cause
          ? { rule: 'template', message: cause.message, span: cause.span, fixes: [] }
          : refused;
        const key = `${error.rule} ${error.span.start} ${error.message}`;
        const known = found.get(key) ?? { error, titles: [] };
        known.titles.push(title);
        found.set(key, known);
      }
    }
    for (const { error, titles } of found.values())
      errors.push(titles.length === events.length ? error : { ...error, events: titles });
    yield;
  }
  return errors;
}
