import type { JsonSchemaNode } from '../../server/core/schema/node.js';

export function forSettingsPage(description: string, names: readonly string[]): string;
export function settingsOf(schema: JsonSchemaNode): Readonly<Record<string, JsonSchemaNode>>;
export function withRuleSettings<Manifest extends object>(manifest: Manifest, schema: object): Manifest;
