import type { JsonSchemaNode } from '../../../server/core/schema/node.js';

export function settingsOf(schema: JsonSchemaNode): Readonly<Record<string, JsonSchemaNode>>;
