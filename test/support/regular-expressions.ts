import { readdirSync, readFileSync } from 'node:fs';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isIdentifier, isNewExpression, isRegularExpressionLiteral, type Node } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { PATTERNS } from '../../server/core/identifiers/patterns.js';
import { PAIR, QUEUE } from '../../server/core/incremental/fast-path/fast-result.js';
import { GIVEN, LIKE, settingOf } from '../../server/core/jsone/check/placeholders.js';
import { PATTERNS as OPERATOR_PATTERNS } from '../../server/core/jsone/engine/operator-table.js';
import { anyOf } from '../../server/core/model/key-lists.js';
import { CONDITION } from '../../server/core/rules/untrusted-pull-request/untrusted-pull-request.js';
import { REFERENCE } from '../../server/core/services/worker/image-name.js';

/** A regular expression and its location. */
export interface Found {
  readonly place: string;
  readonly expression: RegExp;
}

/** Modules that put regular expressions together, each with those that come out of it. */
const BUILT: Readonly<Record<string, readonly RegExp[]>> = {
  'server/core/identifiers/patterns.ts': Object.values(PATTERNS),
  'server/core/jsone/engine/operator-table.ts': [...OPERATOR_PATTERNS.values()].flatMap(({ allowed, variables }) => [
    allowed,
    ...variables.values(),
  ]),
  'server/core/jsone/describe/keys.ts': [/^\$?each\b/i],
  'server/core/jsone/check/placeholders.ts': [LIKE, GIVEN, settingOf('a')],
  'server/core/model/key-lists.ts': [anyOf(['tasks', 'payload'])],
  'server/core/rules/untrusted-pull-request/untrusted-pull-request.ts': [CONDITION],
  'server/core/services/worker/image-name.ts': [REFERENCE],
  // Of what users write; these are bounded where they are made, and have tests of their own.
  'server/core/references/worker-aliases.ts': [/^(?:1|2)$/],
  'server/features/completion/complete-queue-template.ts': [/^gecko-(?:1|3)-[a-zA-Z0-9_-]*\/(?<rest>.*)$/],
  'server/core/references/pool-names.ts': [/^(?:a[a-zA-Z0-9_-]*\/b[a-z0-9-]*c)$/],
  'server/core/incremental/fast-path/identifier-spans.ts': [PAIR.inJson, QUEUE.inJson],
  // The patterns of the schemas, which are looked through too.
  'server/core/schema/values.ts': [],
};

/** Every regular expression of the sources, of the schemas, and of the formats that the schemas name. */
export function regularExpressions(): Found[] {
  const root = new URL('../../', import.meta.url).pathname;
  const api = new API({ cwd: root });
  const found: Found[] = [];
  const built = new Set<string>();
  try {
    const program = api.updateSnapshot({ openProject: `${root}tsconfig.json` }).getProjects()[0]?.program;
    for (const path of program?.getSourceFileNames() ?? []) {
      const place = path.slice(root.length);
      const file = /^(server|client)\//.test(place) ? program?.getSourceFile(path) : undefined;
      const visit = (node: Node): void => {
        if (isRegularExpressionLiteral(node)) found.push({ place, expression: literal(node.text) });
        if (isNewExpression(node) && isIdentifier(node.expression) && node.expression.text === 'RegExp')
          built.add(place);
        node.forEachChild(visit);
      };
      if (file) visit(file);
    }
  } finally {
    api.close();
  }
  for (const place of built) {
    const known = BUILT[place];
    if (!known) throw new Error(`${place} builds regular expressions that are not listed in ${import.meta.url}`);
    found.push(...known.map((expression) => ({ place, expression })));
  }
  return distinct([...found, ...fromSchemas(`${root}schemas/`), ...fromFormats()]);
}

function literal(text: string): RegExp {
  const end = text.lastIndexOf('/');
  return new RegExp(text.slice(1, end), text.slice(end + 1));
}

function fromSchemas(folder: string): Found[] {
  return readdirSync(folder).flatMap((place) => {
    const found: Found[] = [];
    JSON.parse(readFileSync(folder + place, 'utf8'), (key, value: unknown) => {
      if (key === 'pattern' && typeof value === 'string') found.push({ place, expression: new RegExp(value, 'u') });
      return value;
    });
    return found;
  });
}

function fromFormats(): Found[] {
  return [fullFormats.email].flatMap((expression) =>
    expression instanceof RegExp ? { place: 'ajv-formats', expression } : [],
  );
}

function distinct(all: readonly Found[]): Found[] {
  return [...new Map(all.map((one) => [String(one.expression), one])).values()];
}
