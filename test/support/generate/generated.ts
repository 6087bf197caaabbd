import fc from 'fast-check';
import type { SourceDocument } from '../../../server/core/base/document.js';
import type { Form } from './context.js';
import { usually } from './entries.js';
import { type Layout, meaningOf, type Part } from './parts.js';
import { TextWriter } from './text-writer.js';

/** A document for a property test, and what is known of it without the code under test. */
export interface Generated {
  readonly document: SourceDocument;
  /** What each YAML document of the text, or the JSON value, means. */
  readonly values: readonly unknown[];
  /** The lines without their breaks, and whether a fix may touch them. */
  readonly lines: readonly { readonly text: string; readonly identifier: boolean }[];
  readonly comments: readonly string[];
  /** Whether it is a `.taskcluster.yml` of version 1, which can be rendered. */
  readonly template: boolean;
  /** Whether identifiers meet by merging, so that only a rendering shows which task has which. */
  readonly merging: boolean;
}

/** How the text of a document may look. */
export const layoutFor = (form: Form): fc.Arbitrary<Layout> =>
  fc.record({
    form: fc.constant(form),
    broken: fc.boolean(),
    step: fc.constantFrom<2 | 4>(2, 4),
    deepLists: fc.boolean(),
    trailingComma: usually(false, true),
    spaceBeforeColon: usually(false, true),
  });

/** What stands around the lines. */
interface Wrapping {
  readonly bom: boolean;
  readonly crlf: boolean;
  readonly ending: 'break' | 'none' | 'blanks';
  readonly marker: 'none' | 'start' | 'both';
}

/** What may stand around the lines. */
export const wrapping: fc.Arbitrary<Wrapping> = fc.record({
  bom: usually(false, true),
  crlf: fc.boolean(),
  ending: usually<Wrapping['ending']>('break', 'none', 'blanks'),
  marker: usually<Wrapping['marker']>('none', 'start', 'both'),
});

interface Draft {
  readonly name: string;
  readonly roots: readonly Part[];
  readonly template?: boolean;
  readonly merging?: boolean;
}

/** Writes a document, and says what is known of it without the code under test. */
export function write(
  { name, roots, template = false, merging = false }: Draft,
  layout: Layout,
  around: Wrapping,
): Generated {
  const writer = new TextWriter(layout);
  for (const [i, root] of roots.entries()) {
    if (layout.form === 'yaml' && (i > 0 || around.marker !== 'none')) writer.raw('---');
    writer.document(root);
    if (layout.form === 'yaml' && around.marker === 'both') writer.raw('...');
  }
  const eol = around.crlf ? '\r\n' : '\n';
  const end = { break: eol, none: '', blanks: eol + eol }[around.ending];
  const body = writer.lines.map((line) => line.text).join(eol) + end;
  return {
    document: { fileName: name, syntax: layout.form, text: (around.bom ? '\uFEFF' : '') + body, selection: 'auto' },
    values: roots.map(meaningOf),
    lines: writer.lines,
    comments: writer.commentTexts(),
    template,
    merging,
  };
}
