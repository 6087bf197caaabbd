import { type EntryPart, type Layout, type MapPart, NO_TRIVIA, type Part, type SeqPart, type Trivia } from './parts.js';

/** A line without its break, and whether a fix may touch it. */
export interface Line {
  readonly text: string;
  readonly identifier: boolean;
}

/** Writes documents, line by line. Every comment it writes has a text of its own. */
export class TextWriter {
  readonly lines: Line[] = [];
  private text = '';
  private touched = false;
  private identifier = false;
  private comments = 0;

  constructor(private readonly layout: Layout) {}

  /** The texts of the comments, which must survive. */
  commentTexts(): string[] {
    return Array.from({ length: this.comments }, (_, i) => `remark${i}.`);
  }

  /** Writes a line that is not part of the document, such as `---`. */
  raw(line: string): void {
    this.put(line);
    this.break();
  }

  /** Writes a whole document. */
  document(part: Part): void {
    if (this.layout.form !== 'yaml' || isFlow(part)) {
      this.flowPart(part, 0);
      this.break();
    } else if (part.kind === 'map') {
      if (part.anchor) this.raw(`--- &${part.anchor}`);
      this.blockMap(part, 0, false);
    } else if (part.kind === 'seq') this.blockSeq(part, 0);
  }

  private put(text: string): void {
    this.text += text;
    this.touched ||= this.identifier;
  }

  private break(): void {
    this.lines.push({ text: this.text, identifier: this.touched });
    this.text = '';
    this.touched = false;
  }

  private comment(): string {
    const words = `remark${this.comments++}.`;
    if (this.layout.form === 'yaml') return `# ${words} a: 'b' {`;
    return this.comments % 2 === 0 ? `// ${words} "a": {` : `/* ${words} } */`;
  }

  private get hasComments(): boolean {
    return this.layout.form !== 'json';
  }

  private above({ above }: Trivia, indent: number): void {
    if (above === 'blank' || above === 'both') this.raw(above === 'both' ? ' ' : '');
    if (!this.hasComments) return;
    if (above === 'comment' || above === 'both') this.raw(' '.repeat(indent) + this.comment());
    if (above === 'outdented') this.raw(this.comment());
  }

  private behind({ behind }: Trivia): void {
    if (behind === 'space') this.put('  ');
    if (behind === 'tab') this.put('\t');
    if (!this.hasComments) return;
    if (behind === 'comment') this.put(`    ${this.comment()}`);
    if (behind === 'close') this.put(` ${this.comment()}`);
  }

  /** The entries of a mapping, each on its lines; `started`: the first goes on with the line of a dash. */
  private blockMap(map: MapPart, indent: number, started: boolean): void {
    let first = started;
    for (const entry of map.entries) {
      if (!first) {
        this.above(entry.trivia, indent);
        this.put(' '.repeat(indent));
      }
      first = false;
      this.blockEntry(entry, indent);
    }
  }

  private blockEntry(entry: EntryPart, indent: number): void {
    const outer = this.identifier;
    this.identifier ||= entry.identifier;
    this.put(`${entry.quote}${entry.key}${entry.quote}${this.layout.spaceBeforeColon ? ' :' : ':'}`);
    this.blockValue(entry, indent);
    this.identifier = outer;
  }

  private blockValue({ value, trivia }: EntryPart, indent: number): void {
    const properties = 'anchor' in value && value.anchor ? ` &${value.anchor}` : '';
    if (value.kind === 'map' && !isFlow(value)) {
      this.put(properties);
      this.behind(trivia);
      this.break();
      this.blockMap(value, indent + this.layout.step, false);
    } else if (value.kind === 'seq' && !isFlow(value)) {
      this.put(properties);
      this.behind(trivia);
      this.break();
      this.blockSeq(value, indent + (this.layout.deepLists ? this.layout.step : 0));
    } else if (value.kind === 'scalar' && value.lines.length > 1) {
      this.put(`${properties} ${value.lines[0]}`);
      this.break();
      for (const line of value.lines.slice(1)) {
        this.put(line === '' ? '' : ' '.repeat(indent + this.layout.step) + line);
        this.break();
      }
    } else {
      this.put(properties);
      if (trivia.between === 'none') this.put(' ');
      else {
        if (trivia.between === 'comment') this.put(` ${this.comment()}`);
        this.break();
        this.put(' '.repeat(indent + this.layout.step));
      }
      this.flowPart(value, indent, true);
      this.behind(trivia);
      this.break();
    }
  }

  private blockSeq(seq: SeqPart, indent: number): void {
    for (const item of seq.items) {
      const lead = item.kind === 'map' && !isFlow(item) ? item.entries[0]?.trivia.above : undefined;
      this.put(`${' '.repeat(indent)}-`);
      const properties = 'anchor' in item && item.anchor ? ` &${item.anchor}` : '';
      if (item.kind === 'map' && !isFlow(item)) {
        this.put(properties);
        // What stands above the first key can only stand there if the dash has a line of its own.
        const alone = properties !== '' || (lead !== undefined && lead !== 'none');
        if (alone) {
          this.break();
          this.blockMap(item, indent + 2, false);
        } else {
          this.put(' ');
          this.blockMap(item, indent + 2, true);
        }
      } else if (item.kind === 'seq' && !isFlow(item)) {
        this.put(properties);
        this.break();
        this.blockSeq(item, indent + 2);
      } else {
        this.put(' ');
        this.flowPart(item, indent);
        this.break();
      }
    }
  }

  private flowPart(part: Part, indent: number, anchored = false): void {
    if (!anchored && part.kind !== 'alias' && part.anchor) this.put(`&${part.anchor} `);
    if (part.kind === 'alias') this.put(`*${part.name}`);
    else if (part.kind === 'scalar') this.put(part.lines[0] ?? '');
    else if (part.kind === 'map')
      this.flowCollection('{}', part.entries, indent, (entry) => this.flowEntry(entry, indent));
    else this.flowCollection('[]', part.items, indent, (item) => this.flowPart(item, indent + this.layout.step));
  }

  private flowCollection<T extends EntryPart | Part>(
    marks: '{}' | '[]',
    parts: readonly T[],
    indent: number,
    write: (part: T) => void,
  ): void {
    const { broken, step, trailingComma, form } = this.layout;
    this.put(marks[0] ?? '');
    for (const [i, part] of parts.entries()) {
      const trivia = 'trivia' in part ? part.trivia : NO_TRIVIA;
      const outer = this.identifier;
      if (broken) {
        this.break();
        this.above(trivia, indent + step);
        this.put(' '.repeat(indent + step));
      } else if (i > 0) this.put(' ');
      this.identifier ||= 'identifier' in part && part.identifier;
      write(part);
      if (i < parts.length - 1 || (trailingComma && form !== 'json')) this.put(',');
      if (broken) this.behind(trivia);
      this.identifier = outer;
    }
    if (broken && parts.length > 0) {
      this.break();
      this.put(' '.repeat(indent));
    }
    this.put(marks[1] ?? '');
  }

  private flowEntry({ key, quote, value, trivia }: EntryPart, indent: number): void {
    const { broken, step, form, spaceBeforeColon } = this.layout;
    const mark = form === 'yaml' ? quote : '"';
    this.put(`${mark}${key}${mark}${spaceBeforeColon ? ' :' : ':'}`);
    if (broken && trivia.between !== 'none') {
      if (trivia.between === 'comment' && this.hasComments) this.put(` ${this.comment()}`);
      this.break();
      this.put(' '.repeat(indent + step + 1));
    } else this.put(' ');
    this.flowPart(value, indent + step);
  }
}

/** An empty collection can only be written in flow style. */
function isFlow(part: Part): boolean {
  if (part.kind === 'map') return part.flow || part.entries.length === 0;
  return part.kind === 'seq' ? part.flow || part.items.length === 0 : true;
}
