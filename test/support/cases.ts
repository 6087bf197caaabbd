import { DOCUMENT_KINDS, type DocumentKind } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { lineIndex, type Span, type TextKind } from '../../server/core/base/text.js';
import type { Sunset } from '../../server/core/config/config.js';
import type { ShownFix } from './case-fixes.js';
import { writeOut } from './other-fields.js';

/** A case of a `cases.md`: a text with the findings marked in it, and what the fixes make of it. */
export interface Case {
  readonly title: string;
  readonly line: number;
  readonly fileName: string;
  /** The language of its blocks. */
  readonly language: string;
  /** The text, without the marks and with `...` written out. */
  readonly text: string;
  readonly findings: readonly ExpectedFinding[];
  /** Every fix of every finding, in the order of the findings. */
  readonly fixes: readonly ShownFix[];
  /** The text after "fix all", if the case shows it. */
  readonly afterAll: string | undefined;
  readonly kind: DocumentKind | undefined;
  /** The setting `reregistration.sunset`, if the case says one. */
  readonly sunset: Sunset | undefined;
  /** The setting `maxTaskDeadlineDays`, if the case says one. */
  readonly maxTaskDeadlineDays: number | undefined;
}

export interface ExpectedFinding {
  /** As `placeOf` gives it. */
  readonly place: string;
  readonly also: string[];
  /** `severity rule`. */
  readonly head: string;
  /** The whole message, or its beginning where the case ends in `…`; undefined where the case leaves it open. */
  readonly message: string | undefined;
}

/** Reads a file of cases: a heading for each, its blocks below it. See docs/testing.md for the form. */
export function readCases(markdown: string): Case[] {
  const cases: Case[] = [];
  const lines = markdown.split('\n');
  let title = '';
  let at = 0;
  let blocks: Block[] = [];
  let prose = '';
  const finish = (): void => {
    if (blocks.length > 0) cases.push(toCase(title, at, blocks, prose));
    blocks = [];
    prose = '';
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const heading = /^## (.*)/.exec(line);
    const fence = /^```(\w+) ?(.*)$/.exec(line);
    if (heading) {
      finish();
      title = heading[1] ?? '';
      at = i + 1;
    } else if (fence) {
      const end = lines.indexOf('```', i + 1);
      if (end < 0) throw new Error(`line ${i + 1}: the block has no end`);
      blocks.push({ language: fence[1] ?? '', info: fence[2] ?? '', lines: lines.slice(i + 1, end) });
      i = end;
    } else prose += `${line}\n`;
  }
  finish();
  return cases;
}

interface Block {
  readonly language: string;
  /** What follows the language: a file name, `fix: title`, `safe fix: title`, `all`. */
  readonly info: string;
  readonly lines: readonly string[];
}

function toCase(title: string, line: number, [source, ...results]: readonly Block[], prose: string): Case {
  if (!source) throw new Error(`line ${line}: the case has no text`);
  const { language } = source;
  const fileName = source.info || `task.${language === 'yaml' ? 'yml' : language}`;
  const { text, findings } = readMarks(writeOut(source.lines, language, fileName));
  const shown = results.map(({ info, lines }) => ({
    head: info,
    text: `${writeOut(lines, language, fileName).join('\n')}\n`,
  }));
  const fixes = shown.filter(({ head }) => head !== 'all');
  const odd = fixes.find(({ head }) => !/^(?:safe )?fix(?: that keeps a mistake| that is a guess)?: ./.test(head));
  if (odd) throw new Error(`line ${line}: a block "${odd.head}" means nothing`);
  if (/^No fix\./m.test(prose) && fixes.length > 0) throw new Error(`line ${line}: the case shows a fix and has none`);
  const named = /^Kind: `([\w-]+)`/m.exec(prose)?.[1];
  const kind = DOCUMENT_KINDS.find((one) => one === named);
  if (kind !== named) throw new Error(`line ${line}: there is no kind "${named}"`);
  const [, date, days] = /^Sunset: `(\d{4}-\d\d-\d\d)`, (-?\d+) days? left/m.exec(prose) ?? [];
  const most = /^Deadlines: at most `([\d.]+)` days/m.exec(prose)?.[1];
  return {
    title,
    line,
    fileName,
    language,
    text,
    findings,
    fixes,
    afterAll: shown.find(({ head }) => head === 'all')?.text,
    kind,
    sunset: date === undefined ? undefined : { date, daysLeft: Number(days) },
    maxTaskDeadlineDays: most === undefined ? undefined : Number(most),
  };
}

/**
 * Takes the marks out of a text: a line that begins with `^` marks the line above it, from the first `^` to the last,
 * with the severity, the rule and, if it is to be checked, the message; `^^^ also` marks a further place of the last
 * finding, `^^^ also below` one of the next.
 */
function readMarks(lines: readonly string[]): { text: string; findings: ExpectedFinding[] } {
  const kept: string[] = [];
  const findings: ExpectedFinding[] = [];
  let above: string[] = [];
  for (const line of lines) {
    const mark = /^( *)(\^+) (.*)$/.exec(line);
    if (!mark) {
      kept.push(line);
      continue;
    }
    const [, space = '', carets = '', words = ''] = mark;
    const place = `${kept.length}:${space.length}-${space.length + carets.length}`;
    const [head = '', ...message] = words.split(': ');
    if (words === 'also') findings.at(-1)?.also.push(place);
    else if (words === 'also below') above.push(place);
    else {
      findings.push({ place, also: above, head, message: message.length > 0 ? message.join(': ') : undefined });
      above = [];
    }
  }
  return { text: `${kept.join('\n')}\n`, findings };
}

/** What a case says of a finding, in one line. */
export function describeExpected({ place, head, message, also }: ExpectedFinding): string {
  return [place, head, ...(message === undefined ? [] : [message]), ...also.map((other) => `also ${other}`)].join(
    ' | ',
  );
}

/** A finding in the same line, in as much detail as the case gives of the one it is compared with. */
export function describeFinding(
  text: string,
  finding: Finding<TextKind>,
  expected: ExpectedFinding | undefined,
): string {
  const { span, severity, rule, also = [] } = finding;
  const wanted = expected?.message;
  const cut = wanted?.endsWith('…') && finding.message.startsWith(wanted.slice(0, -1));
  return describeExpected({
    place: placeOf(text, span),
    also: also.map((other) => placeOf(text, other)),
    head: `${severity} ${rule}`,
    message: expected && wanted === undefined ? undefined : cut ? wanted : finding.message,
  });
}

/** `line:from-to`, lines from 1, columns from 0, on the first line of the span. */
function placeOf(text: string, span: Span<TextKind>): string {
  const { start, end } = lineIndex<TextKind>(text).rangeOf(span);
  const lineEnd = text.split(/\r\n|\n|\r/)[start.line]?.length ?? 0;
  return `${start.line + 1}:${start.character}-${end.line === start.line ? end.character : lineEnd}`;
}
