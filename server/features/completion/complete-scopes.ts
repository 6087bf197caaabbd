import { isMapping } from '../../core/base/mapping.js';
import type { Knowledge } from '../../core/deployment/knowledge.js';
import { toData } from '../../core/jsone/to-data.js';
import type { DocumentModel, TaskVariant } from '../../core/model/model.js';
import { schemaAt } from '../../core/schema/schemas.js';
import { DEVICES } from '../../core/services/worker/docker-payload.js';
import { suggestedScopes } from '../../core/services/worker/scopes.js';
import { workerFormat } from '../../core/services/worker/worker-format.js';
import { allPools } from './complete-pools.js';
import { addressesIn, cachesIn, hooksIn, queuesIn, stringsOfField } from './document-names.js';
import { SCOPE_FAMILIES } from './scope-families.js';
import { distinct, type Known, type Offer, offersOf, withTyped } from './string-families.js';

/**
 * The scopes that can follow what is typed: those that the payload needs, those of other tasks, and the families of the
 * services. `task`: the one that the list belongs to. `present`: what is in the list.
 */
export function scopeOffers(
  model: DocumentModel,
  task: TaskVariant | undefined,
  typed: string,
  present: ReadonlySet<string>,
  knowledge: Knowledge,
): Offer[] {
  const needed = task ? neededBy(task) : [];
  const others = new Set(model.tasks.flatMap((one) => stringsOfField(one, 'scopes')));
  const valuesOf = (name: string): readonly Known[] => knownValues(name, model, knowledge);
  const offers: Offer[] = [
    ...withTyped(needed, typed).map((pattern) => ({ pattern, detail: 'needed by the payload' })),
    ...withTyped([...others], typed).map((pattern) => ({ pattern, detail: 'of another task' })),
    ...SCOPE_FAMILIES.flatMap((family) => offersOf(family, typed, valuesOf)),
  ];
  return distinct(offers, present);
}

function neededBy({ shape }: TaskVariant): string[] {
  const names = ['taskQueueId', 'provisionerId', 'workerType', 'payload', 'scopes', 'tags'];
  const fields = names.flatMap((name) => {
    const entry = shape.fields.get(name)?.entry;
    return entry ? [[name, toData(entry.value)] as const] : [];
  });
  const task = Object.fromEntries(fields);
  const { payload } = task;
  const format = workerFormat(task, () => false);
  return format && isMapping(payload) ? suggestedScopes(format, task, payload) : [];
}

function knownValues(name: string, model: DocumentModel, knowledge: Knowledge): readonly Known[] {
  const texts = (values: Iterable<string>): Known[] => [...new Set(values)].map((text) => ({ text }));
  const ofTasks = (field: string): string[] => model.tasks.flatMap((task) => stringsOfField(task, field));
  switch (name) {
    case 'priority':
      return texts((schemaAt('task', ['priority'])?.enum ?? []).map(String));
    case 'taskQueueId':
    case 'workerPoolId': {
      const own = queuesIn(model);
      const pools = allPools(knowledge).filter(({ label }) => !own.includes(label));
      return [...texts(own), ...pools.map(({ label, detail }) => ({ text: label, detail }))];
    }
    case 'schedulerId':
      return texts([...ofTasks('schedulerId'), ...(isGithub(model) ? ['taskcluster-github'] : [])]);
    case 'projectId':
      return texts(ofTasks('projectId'));
    case 'taskGroupId':
      return texts(ofTasks('taskGroupId'));
    case 'route':
      return texts([...ofTasks('routes'), ...(isGithub(model) ? ['checks', 'statuses'] : [])]);
    case 'cache':
      return texts(cachesIn(model));
    case 'device':
      return texts(Object.keys(DEVICES));
    case 'hook':
      return texts(hooksIn(model));
    case 'secret':
      return texts(Array.from(model.tree.text.matchAll(SECRET), ([, secret = '']) => secret));
    case 'repository':
      return texts([...(isGithub(model) ? [THIS_REPOSITORY] : []), 'github.com/<organization>/<name>']);
    case 'address':
      return texts(addressesIn(model));
    default:
      return [];
  }
}

const THIS_REPOSITORY = 'github.com/${event.repository.full_name}';

/** The address of a secret, as a command reads it. */
const SECRET = /\bsecrets\/v1\/secret\/([\w./:@-]*[\w])/g;

function isGithub({ kind }: DocumentModel): boolean {
  return kind === 'taskcluster-yml-v1';
}
