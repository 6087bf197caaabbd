import fc from 'fast-check';
import type { AliasPart, EntryPart, MapPart, Part } from './parts.js';

/** Gives the values of some identifiers anchors, and lets some of the later ones be aliases to them. */
export function withAliases(tasks: readonly MapPart[], choices: readonly number[]): MapPart[] {
  const anchors: { name: string; part: Part }[] = [];
  let i = 0;
  return tasks.map((task) => ({
    ...task,
    entries: task.entries.map((entry): EntryPart => {
      const choice = entry.identifier && entry.value.kind === 'scalar' ? (choices[i++ % choices.length] ?? 0) : 0;
      if (choice === 1 && entry.value.kind === 'scalar') {
        const part = { ...entry.value, anchor: `anchor${anchors.length}` };
        anchors.push({ name: part.anchor, part });
        return { ...entry, value: part };
      }
      const source = choice >= 2 ? anchors[choice % Math.max(1, anchors.length)] : undefined;
      const alias: AliasPart | undefined = source && { kind: 'alias', name: source.name, target: source.part };
      return alias ? { ...entry, value: alias } : entry;
    }),
  }));
}

/** What `withAliases` does with each identifier: nothing (0), an anchor (1), an alias to an earlier one (2 and more). */
export const aliasChoices = fc.oneof(
  { weight: 3, arbitrary: fc.constant([0]) },
  { weight: 1, arbitrary: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }) },
);
