import { resolve } from 'node:path';
import { type Syntax, syntaxOf } from '../../core/base/document.js';
import type { Finding } from '../../core/base/finding.js';
import { compile, evaluate, fromJson, isKnown, toPlain, type Value } from '../../core/jsone/engine/index.js';
import { parse } from '../../core/syntax/parse.js';
import type { RenderOptions } from '../args.js';
import { choosePaint } from '../color.js';
import { Exit, type ExitCode, say } from '../exit.js';
import type { Io } from '../io.js';
import { textReporter } from '../report/text.js';
import { decode } from '../source.js';
import { findingsOf, syntaxFindings } from './problems.js';

/** `taskcluster-lint render`: prints the result of a template, or says where it fails. */
export async function render(options: RenderOptions, io: Io): Promise<ExitCode> {
  const { path, context: contextPath, format, now } = options;
  try {
    const context = contextOf(read(contextPath, io), contextPath);
    const text = decode(path === '-' ? await io.stdin() : bytes(path, io)).text;
    const name = path === '-' ? options.stdinName : path;
    const clock = new Date(io.clock.now()).toISOString();
    const time = now ?? clock;
    if (now !== undefined) context.set('now', fromJson(now));
    const rendering = renderText(text, syntaxOf(name) ?? 'yaml', context, time);
    if ('value' in rendering) {
      io.stdout.write(await printed(rendering.value, format));
      return Exit.ok;
    }
    const { findings } = rendering;
    const reporter = textReporter({ paint: choosePaint(options.color, io.stderr, io.env), quiet: false });
    io.stderr.write(reporter.file({ path: name, absolute: undefined, kind: 'none', text, findings }));
    return Exit.found;
  } catch (error) {
    if (error instanceof Unusable) {
      say(io, error.message);
      return error.exit;
    }
    throw error;
  }
}

/** The result of rendering a text as a template, or the reasons why it cannot be rendered. */
function renderText(
  text: string,
  syntax: Syntax,
  context: ReadonlyMap<string, Value>,
  now: string,
): { readonly value: unknown } | { readonly findings: readonly Finding[] } {
  const tree = parse(text, syntax);
  const unread = tree.limit ? [tree.limit] : tree.problems;
  if (unread.length > 0) return { findings: syntaxFindings(unread) };
  const [root] = tree.roots;
  if (!root) return { value: null };
  const { value, problems } = evaluate(compile(root, tree), { context, now });
  if (problems.length > 0) return { findings: findingsOf(problems) };
  return isKnown(value) ? { value: toPlain(value) } : { findings: syntaxFindings([tooLarge(root)]) };
}

function tooLarge({ start, end }: { start: number; end: number }) {
  return { message: 'This is nested too deeply to be rendered.', span: { start, end } };
}

async function printed(value: unknown, format: RenderOptions['format']): Promise<string> {
  if (format === 'yaml') return (await import('yaml')).stringify(JSON.parse(JSON.stringify(value)), { lineWidth: 0 });
  return `${JSON.stringify(value, null, format === 'json' ? undefined : 2)}\n`;
}

/** An unusable input, with a message for the user. */
class Unusable extends Error {
  constructor(
    message: string,
    readonly exit: ExitCode,
  ) {
    super(message);
  }
}

function bytes(path: string, io: Io): Buffer {
  try {
    return io.files.read(resolve(io.cwd, path));
  } catch (error) {
    throw new Unusable(`${path}: ${error instanceof Error ? error.message : String(error)}`, Exit.failed);
  }
}

function read(path: string, io: Io): unknown {
  const { text } = decode(bytes(path, io));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unusable(`${path}: not JSON: ${error instanceof Error ? error.message : String(error)}`, Exit.failed);
  }
}

/** The variables of a context. JSON-e rejects names that cannot be variables. */
function contextOf(data: unknown, path: string): Map<string, Value> {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Unusable(`${path}: the context must be an object`, Exit.failed);
  const wrong = Object.keys(data).find((name) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name));
  if (wrong !== undefined)
    throw new Unusable(`${path}: '${wrong}' cannot be a variable name: use letters, digits and _`, Exit.found);
  return new Map(Object.entries(data).map(([name, value]) => [name, fromJson(value)]));
}
