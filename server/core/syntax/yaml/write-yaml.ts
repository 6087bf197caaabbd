import { stringify } from 'yaml';

/** Plain data as YAML in block style, without anchors. Long lines are not folded. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
