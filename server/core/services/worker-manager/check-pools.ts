import { valueAt } from '../../base/mapping.js';
import { beginning, locate, valueSpan } from '../../jsone/located-value.js';
import { isKnownMapping, isUnknown, Unknown } from '../../jsone/static-value.js';
import { CLOUD_CONFIG_KEYS, POOL_BODY_KEYS } from '../../model/key-lists.js';
import { poolSchemas } from '../../schema/schema-map.js';
import { type Path, type SchemaError, type SchemaName, validate } from '../../schema/validate.js';
import { resolveAlias, type SyntaxTree } from '../../syntax/node.js';
import { locateSchemaErrors } from '../locate-schema-errors.js';
import type { ServiceError } from '../service-error.js';
import { inside, type PoolData, type PoolReading } from './read-pool.js';

/** What worker-manager would reject in the pools of a document. Mistakes in shared parts are reported once. */
export function checkPools(tree: SyntaxTree, pools: readonly PoolReading[]): ServiceError[] {
  const errors = new Map<string, ServiceError>();
  for (const pool of pools) {
    for (const error of judgePool(tree, pool)) errors.set(`${error.rule} ${error.span.start} ${error.message}`, error);
  }
  return [...errors.values()];
}

function* judgePool(tree: SyntaxTree, pool: PoolReading): Iterable<ServiceError> {
  const { variant, whole, config } = pool;
  const schemas = poolSchemas(variant);
  const isBody = variant.layout === 'body';
  if (schemas.pool)
    yield* held(tree, schemas.pool, whole, isBody ? (schemaError) => isOwnMistake(pool, schemaError) : undefined);
  if (!config) return;
  if (schemas.config)
    yield* variant.layout === 'fxci'
      ? held(tree, schemas.config, config)
      : judgeConfig(tree, pool, config, schemas.config, schemas.launchConfig);
  const lifecycle = schemas.lifecycle && inside(config, 'lifecycle', variant.lifecycleOwner);
  if (schemas.lifecycle && lifecycle) {
    const place = locate(config, ['lifecycle']).node;
    for (const error of held(tree, schemas.lifecycle, { ...lifecycle, place }))
      yield { ...error, rule: 'reregistration' };
  }
}

/** The violations of a schema, at their places. Those in the lifecycle go to its own rule. */
function held(
  tree: SyntaxTree,
  schema: SchemaName,
  data: PoolData,
  keep: (schemaError: SchemaError) => boolean = () => true,
): ServiceError[] {
  const schemaErrors = validate(schema, data.value, (value) => isUnknown(value) || isKeyed(value)).filter(
    (schemaError) => !lacksKeyOfOpen(data, schemaError) && keep(schemaError),
  );
  return locateSchemaErrors(tree, data, schemaErrors, (schemaError) =>
    isAboutLifecycle(schemaError) ? 'reregistration' : 'schema',
  );
}

/** `{by-level: {…}}`: the tools of fxci-config and community-tc-config choose one of the values. No schema has such a key. */
function isKeyed(value: unknown): boolean {
  return isKnownMapping(value) && Object.keys(value).some((key) => key.startsWith('by-'));
}

const LIFECYCLE_KEYS = ['lifecycle', 'registrationTimeout', 'reregistrationTimeout', 'queueInactivityTimeout'];

function isAboutLifecycle({ path, key, keyword }: SchemaError): boolean {
  const about = keyword === 'additionalProperties' ? key : path.at(-1);
  return LIFECYCLE_KEYS.includes(String(about));
}

function lacksKeyOfOpen({ value, open }: PoolData, { path, keyword }: SchemaError): boolean {
  if (keyword !== 'required') return false;
  const at = valueAt(value, path);
  return typeof at === 'object' && at !== null && open.has(at);
}

/**
 * Whether an error by a body is its author's mistake. The reader of a file with several pools may add missing keys, and may
 * have its own keys, so then only a single missing key and a misspelt key are reported.
 */
function isOwnMistake({ variant, whole }: PoolReading, { keyword, path, meant, key }: SchemaError): boolean {
  if (!variant.part || path.length > 0) return true;
  if (keyword === 'additionalProperties') return meant !== undefined || LIFECYCLE_KEYS.includes(key ?? '');
  const lacking = POOL_BODY_KEYS.filter((name) => !(name in whole.value));
  return keyword !== 'required' || lacking.length === 1;
}

/** Keys that only occur in answers of the service, which omit an empty list of launch configs. */
const ANSWER_KEYS = ['currentCapacity', 'requestedCapacity', 'runningCapacity'];

function* judgeConfig(
  tree: SyntaxTree,
  { variant, whole }: PoolReading,
  config: PoolData,
  schema: SchemaName,
  launchSchema: SchemaName | undefined,
): Iterable<ServiceError> {
  if (variant.provider === 'static') {
    yield* held(tree, schema, config);
    return;
  }
  // An unknown provider may not even have a capacity.
  if (variant.provider === undefined && !CLOUD_CONFIG_KEYS.some((key) => key in config.value)) return;
  const isAnswer = ANSWER_KEYS.some((key) => key in whole.value);
  yield* held(tree, schema, config, ({ keyword, key }) => {
    return !(isAnswer && keyword === 'required' && key === 'launchConfigs');
  });
  const list = config.value.launchConfigs;
  for (const [index, value] of (Array.isArray(list) ? list : []).entries()) {
    if (!isKnownMapping(value)) continue;
    const { node, exact } = locate(config, ['launchConfigs', index]);
    if (!exact || !launchSchema) continue;
    yield* judgeLaunchConfig(tree, launchSchema, { ...config, value, place: resolveAlias(node) ?? node });
  }
}

function judgeLaunchConfig(tree: SyntaxTree, schema: SchemaName, data: PoolData): ServiceError[] {
  const errors = held(tree, schema, data);
  if (schema === 'launch-config-aws') return [...errors, ...awsReserved(tree, data)];
  return schema === 'launch-config-azure' ? [...errors, ...azureForm(tree, data)] : errors;
}

const ARM = 'launch-config-azure-arm';
const RESOURCES = 'launch-config-azure-resources';

/** An Azure launch config has an ARM deployment or resources. The service requires exactly one of them. */
function azureForm(tree: SyntaxTree, data: PoolData): ServiceError[] {
  const { value } = data;
  if (!('armDeployment' in value)) return held(tree, RESOURCES, data);
  const arm = [...held(tree, ARM, data), ...armTemplate(tree, data)];
  const resources = validate(RESOURCES, value, isUnknown);
  if (resources.length > 0) return arm;
  const known = !['location', 'subnetId', 'hardwareProfile', 'storageProfile'].some((key) => hasUnknown(value[key]));
  if (arm.length > 0 || !known || hasUnknown(value.armDeployment)) return [];
  const message =
    'The launch config has an armDeployment and resources (location, subnetId, hardwareProfile and storageProfile). The service accepts only one of the two.';
  return [errorAt(tree, data, ['armDeployment'], message)];
}

function armTemplate(tree: SyntaxTree, data: PoolData): ServiceError[] {
  const { armDeployment } = data.value;
  if (!isKnownMapping(armDeployment) || data.open.has(armDeployment)) return [];
  const [inline, link] = ['template' in armDeployment, 'templateLink' in armDeployment];
  const errors: ServiceError[] = [];
  if (inline === link) {
    const message = `armDeployment ${inline ? 'has both' : 'has neither'} "template" ${inline ? 'and' : 'nor'} "templateLink". It needs one of them.`;
    errors.push(errorAt(tree, data, ['armDeployment'], message));
  }
  const { templateLink } = armDeployment;
  if (isKnownMapping(templateLink) && !data.open.has(templateLink) && 'id' in templateLink === 'uri' in templateLink) {
    const message = `templateLink has ${'id' in templateLink ? 'both an "id" and a "uri"' : 'neither an "id" nor a "uri"'}. It needs one of them.`;
    errors.push(errorAt(tree, data, ['armDeployment', 'templateLink'], message));
  }
  return errors;
}

const AWS_OWN_DATA = ['rootUrl', 'workerPoolId', 'providerId', 'workerGroup', 'workerConfig'];
const AWS_OWN_LAUNCH = ['IamInstanceProfile', 'UserData', 'MinCount', 'MaxCount'];

/** What worker-manager fills in itself. In `launchConfig` the service only rejects all four together. */
function awsReserved(tree: SyntaxTree, data: PoolData): ServiceError[] {
  const { additionalUserData, launchConfig } = data.value;
  const errors = AWS_OWN_DATA.filter((key) => isKnownMapping(additionalUserData) && key in additionalUserData).map(
    (key) =>
      errorAt(
        tree,
        data,
        ['additionalUserData', key],
        `additionalUserData cannot have "${key}": worker-manager adds it.`,
      ),
  );
  if (isKnownMapping(launchConfig) && AWS_OWN_LAUNCH.every((key) => key in launchConfig)) {
    const message = `launchConfig cannot have all of ${AWS_OWN_LAUNCH.join(', ')}: worker-manager fills them in.`;
    errors.push(errorAt(tree, data, ['launchConfig'], message));
  }
  return errors;
}

function errorAt(tree: SyntaxTree, data: PoolData, path: Path, message: string): ServiceError {
  const place = locate(data, path);
  const key = place.entry?.key;
  const span = key ? { start: key.start, end: key.end } : beginning(tree.text, place.node);
  return { rule: 'schema', message, span: place.exact ? span : valueSpan(tree.text, place), fixes: [] };
}

function hasUnknown(value: unknown): boolean {
  if (value instanceof Unknown) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown);
}
