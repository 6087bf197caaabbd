import actions from '../../../schemas/actions.json' with { type: 'json' };
import communityHook from '../../../schemas/community-hook.json' with { type: 'json' };
import communityPool from '../../../schemas/community-pool.json' with { type: 'json' };
import config from '../../../schemas/config.json' with { type: 'json' };
import fxciPool from '../../../schemas/fxci-pool.json' with { type: 'json' };
import fxciPoolEntry from '../../../schemas/fxci-pool-entry.json' with { type: 'json' };
import githubTask from '../../../schemas/github-task.json' with { type: 'json' };
import graphEntry from '../../../schemas/graph-entry.json' with { type: 'json' };
import hook from '../../../schemas/hook.json' with { type: 'json' };
import hookTask from '../../../schemas/hook-task.json' with { type: 'json' };
import identifiers from '../../../schemas/identifiers.json' with { type: 'json' };
import jsonSchema from '../../../schemas/json-schema.json' with { type: 'json' };
import launchConfigAws from '../../../schemas/launch-config-aws.json' with { type: 'json' };
import launchConfigAzure from '../../../schemas/launch-config-azure.json' with { type: 'json' };
import launchConfigAzureArm from '../../../schemas/launch-config-azure-arm.json' with { type: 'json' };
import launchConfigAzureResources from '../../../schemas/launch-config-azure-resources.json' with { type: 'json' };
import launchConfigGoogle from '../../../schemas/launch-config-google.json' with { type: 'json' };
import payload from '../../../schemas/payload.json' with { type: 'json' };
import payloadDocker from '../../../schemas/payload-docker.json' with { type: 'json' };
import payloadParts from '../../../schemas/payload-parts.json' with { type: 'json' };
import payloadPosix from '../../../schemas/payload-posix.json' with { type: 'json' };
import payloadWindows from '../../../schemas/payload-windows.json' with { type: 'json' };
import settings from '../../../schemas/settings.json' with { type: 'json' };
import staticLifecycle from '../../../schemas/static-lifecycle.json' with { type: 'json' };
import staticPoolConfig from '../../../schemas/static-pool-config.json' with { type: 'json' };
import task from '../../../schemas/task.json' with { type: 'json' };
import ymlV0 from '../../../schemas/taskcluster-yml-v0.json' with { type: 'json' };
import ymlV1 from '../../../schemas/taskcluster-yml-v1.json' with { type: 'json' };
import workerLifecycle from '../../../schemas/worker-lifecycle.json' with { type: 'json' };
import workerPool from '../../../schemas/worker-pool.json' with { type: 'json' };
import workerPoolConfig from '../../../schemas/worker-pool-config.json' with { type: 'json' };
import type { DescribedName, SchemaName } from './names.js';
import type { JsonSchemaNode } from './node.js';

/** A path into a value: keys and indices. */
export type Path = readonly (string | number)[];

const FILES: Readonly<Record<string, JsonSchemaNode>> = {
  'actions.json': actions,
  'community-hook.json': communityHook,
  'community-pool.json': communityPool,
  'config.json': config,
  'fxci-pool.json': fxciPool,
  'fxci-pool-entry.json': fxciPoolEntry,
  'graph-entry.json': graphEntry,
  'github-task.json': githubTask,
  'hook.json': hook,
  'hook-task.json': hookTask,
  'identifiers.json': identifiers,
  'json-schema.json': jsonSchema,
  'launch-config-aws.json': launchConfigAws,
  'launch-config-azure-arm.json': launchConfigAzureArm,
  'launch-config-azure-resources.json': launchConfigAzureResources,
  'launch-config-azure.json': launchConfigAzure,
  'launch-config-google.json': launchConfigGoogle,
  'payload.json': payload,
  'payload-docker.json': payloadDocker,
  'payload-parts.json': payloadParts,
  'payload-posix.json': payloadPosix,
  'payload-windows.json': payloadWindows,
  'settings.json': settings,
  'static-lifecycle.json': staticLifecycle,
  'static-pool-config.json': staticPoolConfig,
  'task.json': task,
  'taskcluster-yml-v0.json': ymlV0,
  'taskcluster-yml-v1.json': ymlV1,
  'worker-lifecycle.json': workerLifecycle,
  'worker-pool-config.json': workerPoolConfig,
  'worker-pool.json': workerPool,
};

// The schemas never change, and each node belongs to one file, so everything about a node is computed once.
const nodeOfPath = remembered(new Map<string, JsonSchemaNode>());
const keysOfNode = remembered(new WeakMap<JsonSchemaNode, ReadonlySet<string>>());
const variantsOfNode = remembered(new WeakMap<JsonSchemaNode, readonly Place[]>());
const targetOfNode = remembered(new WeakMap<JsonSchemaNode, Place>());

/** A node and its file, which its `$ref`s are relative to. */
export interface Place {
  readonly node: JsonSchemaNode;
  readonly file: string;
}

/** The schema of the value at `path`; undefined if there is none. With `siblings`, the branch that they select is preferred. */
export function schemaAt(schema: DescribedName, path: Path, siblings?: Siblings): JsonSchemaNode | undefined {
  const last = path.at(-1);
  const around = siblings && last !== undefined ? placeAt(schema, path.slice(0, -1)) : undefined;
  const selected = around && last !== undefined ? child(around, last, siblings) : undefined;
  return (selected ?? placeAt(schema, path))?.node;
}

/** What else the mapping around a value has: its keys, with the values that are scalars. */
export type Siblings = ReadonlyMap<string, unknown>;

/** The node with the keyword of an error: `#/properties/routes/items/pattern` leads to the items of routes. */
export function nodeOfError(schema: SchemaName, schemaPath: string): JsonSchemaNode {
  return nodeOfPath(`${schema}${schemaPath}`, () => findNodeOfError(schema, schemaPath));
}

function findNodeOfError(schema: SchemaName, schemaPath: string): JsonSchemaNode {
  const segments = schemaPath.split('/').slice(1, -1).map(unescaped);
  let place = root(`${schema}.json`);
  for (const segment of segments) {
    const next: unknown = Reflect.get(place.node, segment);
    place = resolve({ node: isNode(next) ? next : {}, file: place.file });
  }
  return place.node;
}

/** The keys that the mapping at `path` may have, in all branches together. */
export function keysAt(schema: DescribedName, path: Path): ReadonlySet<string> {
  const place = placeAt(schema, path);
  return place ? keysOf(place) : NO_KEYS;
}

const NO_KEYS: ReadonlySet<string> = new Set();

function keysOf(place: Place): ReadonlySet<string> {
  return keysOfNode(place.node, () => keysIn(variants(place)));
}

function keysIn(places: readonly Place[]): ReadonlySet<string> {
  return new Set(places.flatMap(({ node }) => [...Object.keys(node.properties ?? {}), ...namesOf(node)]));
}

/** The names that keys must have in a mapping whose values are all of one kind. */
function namesOf({ propertyNames }: JsonSchemaNode): string[] {
  return (propertyNames?.enum ?? []).filter((name) => typeof name === 'string');
}

/** A key that a mapping may have. */
export interface KnownKey {
  readonly name: string;
  readonly node: JsonSchemaNode | undefined;
  /** Whether it must be there once the service has added what it fills in. */
  readonly required: boolean;
  /** Whether the service fills it in. */
  readonly filledIn: boolean;
}

/**
 * The keys that the mapping at `path` may have, in all branches that may apply beside `siblings`: those that are used most
 * first, then in the order of the schema.
 */
export function knownKeysAt(schema: DescribedName, path: Path, siblings?: Siblings): KnownKey[] {
  const place = placeAt(schema, path);
  if (!place) return [];
  const all = variants(place, siblings);
  const required = new Set(all.flatMap(({ node }) => node.required ?? []));
  const filledIn = new Set(all.flatMap(({ node }) => node.filledIn ?? []));
  const order = all.find(({ node }) => node.byUse)?.node.byUse ?? [];
  return firstOf(order, [...keysIn(all)]).map((name) => ({
    name,
    node: child(place, name, siblings)?.node,
    required: required.has(name) && !filledIn.has(name),
    filledIn: filledIn.has(name),
  }));
}

/** The values with those in `order` first, as far as they are there. */
export function firstOf<T>(order: readonly T[], values: readonly T[]): T[] {
  return [...new Set([...order.filter((value) => values.includes(value)), ...values])];
}

/**
 * The keys that a mapping at `path` must have whatever else it has, but for those that the service fills in, in the order of
 * use. Here what a template resembles counts.
 */
export function surelyRequiredAt(schema: DescribedName, path: Path): readonly string[] {
  const place = placeAt(schema, path);
  if (!place) return [];
  const nodes = withLikes(place.node);
  const filledIn = nodes.flatMap((node) => node.filledIn ?? []);
  const required = nodes.flatMap((node) => node.required ?? []).filter((key) => !filledIn.includes(key));
  return firstOf(nodes.find(({ byUse }) => byUse)?.byUse ?? [], required);
}

/** A node, what it resembles, what that resembles, and so on. */
function withLikes(node: JsonSchemaNode): JsonSchemaNode[] {
  return [node, ...(node.like === undefined ? [] : withLikes(root(node.like).node))];
}

/**
 * Whether the mapping at `path` must have the key: according to its own schema, or to the one that it resembles if that says what
 * the service fills in.
 */
export function isRequiredAt(schema: DescribedName, path: Path, key: string): boolean {
  const place = placeAt(schema, path);
  if (!place) return false;
  const { required = [], filledIn } = place.node;
  if (required.includes(key)) return true;
  return filledIn !== undefined && !filledIn.includes(key) && isRequiredBy(variants(place), key);
}

function isRequiredBy(places: readonly Place[], key: string): boolean {
  return places.some(({ node }) => node.required?.includes(key));
}

const REFERENCE = 'https://docs.taskcluster.net/docs/reference/';

/** The page of the reference about the value at `path`: of the innermost part that has one. */
export function referencePage(schema: DescribedName, path: Path): string | undefined {
  let place: Place | undefined = root(`${schema}.json`);
  let page = place.node.docs;
  for (const segment of path) {
    const { file }: Place = place;
    place = child(place, segment);
    if (!place) break;
    page = place.node.docs ?? (place.file === file ? page : (root(place.file).node.docs ?? page));
  }
  return page && REFERENCE + page;
}

function placeAt(schema: DescribedName, path: Path): Place | undefined {
  let place: Place | undefined = root(`${schema}.json`);
  for (const segment of path) {
    if (!place) return undefined;
    place = child(place, segment);
  }
  return place;
}

function child(place: Place, segment: string | number, siblings?: Siblings): Place | undefined {
  for (const variant of variants(place, siblings)) {
    const node = typeof segment === 'number' ? variant.node.items : entry(variant.node, segment);
    // A branch lists keys as `{}` that it allows and that the enclosing mapping describes.
    if (node && Object.keys(node).length > 0) return resolve({ node, file: variant.file });
  }
  return undefined;
}

function entry(node: JsonSchemaNode, key: string): JsonSchemaNode | undefined {
  if (node.properties && Object.hasOwn(node.properties, key)) return node.properties[key];
  const { additionalProperties, propertyNames } = node;
  if (typeof additionalProperties !== 'object') return undefined;
  const description = propertyNames?.enumDescriptions?.[namesOf(node).indexOf(key)];
  return description === undefined ? additionalProperties : { ...additionalProperties, description };
}

/** The node itself, its branches (without those that `siblings` exclude), and the schema it resembles. */
function variants(place: Place, siblings?: Siblings): readonly Place[] {
  const { node, file } = place;
  const find = (): readonly Place[] => {
    const then = node.then && resolve({ node: node.then, file }).node;
    const isOut = siblings && then && excludes(node, then, siblings);
    const branches = [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(then && !isOut ? [then] : [])];
    return [
      place,
      ...branches.flatMap((branch) => variants(resolve({ node: branch, file }), siblings)),
      ...(node.like ? variants(root(node.like), siblings) : []),
    ];
  };
  return siblings ? find() : variantsOfNode(node, find);
}

/** Whether siblings have another value than `if` demands, or a key that `then` does not allow. */
function excludes({ if: condition }: JsonSchemaNode, then: JsonSchemaNode, siblings: Siblings): boolean {
  for (const [key, { const: wanted }] of Object.entries(condition?.properties ?? {}))
    if (wanted !== undefined && siblings.has(key) && siblings.get(key) !== wanted) return true;
  const { properties = {} } = then;
  return then.additionalProperties === false && [...siblings.keys()].some((key) => !Object.hasOwn(properties, key));
}

/** The whole of a schema file. */
export function root(file: string): Place {
  return { node: FILES[file] ?? {}, file };
}

/** Follows a `$ref`. Keywords next to it override those it refers to. */
export function resolve(place: Place): Place {
  const { $ref } = place.node;
  // In a schema that describes schemas, a mapping of keys has a key with this name.
  return typeof $ref === 'string' ? targetOfNode(place.node, () => targetOf(place, $ref)) : place;
}

function targetOf(place: Place, $ref: string): Place {
  const { $ref: _ref, ...beside } = place.node;
  const [file = '', pointer = ''] = $ref.split('#');
  const target = root(file || place.file);
  let at: unknown = target.node;
  for (const key of pointer.split('/').slice(1)) at = isNode(at) ? Reflect.get(at, key) : undefined;
  return isNode(at) ? { node: { ...at, ...beside }, file: target.file } : { node: beside, file: place.file };
}

function isNode(value: unknown): value is JsonSchemaNode {
  return typeof value === 'object' && value !== null;
}

function unescaped(segment: string): string {
  return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Caches a computation for a key. */
function remembered<K, V>(known: { get(key: K): V | undefined; set(key: K, value: V): unknown }) {
  return (key: K, find: () => V): V => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find();
    known.set(key, found);
    return found;
  };
}
