import { quote } from '../../core/base/quote.js';
import { BUILTINS, isKeyword } from '../../core/jsone/engine/index.js';
import type { Definition, Level, VariableTable } from '../../core/jsone/variables/variable-table.js';
import type { NamedAt, Names } from './names.js';

/** Why something cannot have a new name, as a sentence; undefined if it can, as far as the name alone shows. */
export function whyNotCalled(newName: string, names: Names, found: NamedAt): string | undefined {
  const name = quote(newName);
  switch (found.kind) {
    case 'anchor':
      if (newName === found.anchor.name) return undefined;
      if (!/^[\w.-]+$/.test(newName)) return `${name} cannot be an anchor here. Use letters, digits, "-", "_" and ".".`;
      return names.anchors().some((anchor) => anchor.name === newName)
        ? `There is already an anchor ${name}.`
        : undefined;
    case 'label':
      if (newName === found.label.text) return undefined;
      if (newName === '' || /["'\\$\p{C}]/u.test(newName))
        return `${name} cannot be a label here. It cannot be empty, or contain quotes, "\\" or "$".`;
      return names.labels().some(({ text }) => text === newName) ? `There is already a label ${name}.` : undefined;
    case 'variable': {
      const { template, meanings } = found;
      const [definition] = meanings;
      if (!definition || newName === definition.name) return undefined;
      if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(newName))
        return `${name} cannot be a variable. Use letters, digits and "_", and begin with a letter or "_".`;
      if (isKeyword(newName)) return `${name} cannot be a variable: it is a keyword of JSON-e.`;
      if (Object.hasOwn(BUILTINS, newName)) return `${name} is a function of JSON-e, which the variable would hide.`;
      if (template.given.has(newName)) return `The service provides ${name}, which the variable would hide.`;
      return isTaken(newName, definition, template.table) ? `There is already a variable ${name} here.` : undefined;
    }
  }
}

/** Whether a scope around the variable's own, or inside it, has a variable of that name. */
function isTaken(name: string, definition: Definition, { levels }: VariableTable): boolean {
  const others = levels.filter(({ variables }) => variables.has(name));
  const own = levels.filter(({ variables }) => variables.get(definition.name) === definition);
  return own.some((level) => others.some((other) => isWithin(level, other) || isWithin(other, level)));
}

function isWithin(inner: Level, outer: Level): boolean {
  for (let level: Level | undefined = inner; level; level = level.outer) if (level === outer) return true;
  return false;
}
