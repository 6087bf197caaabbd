import { basename } from 'node:path';
import { syntaxOf } from '../../core/base/document.js';
import { fromJson, type Value } from '../../core/jsone/engine/index.js';
import { outcomesOf, tellingOutcomes } from '../../core/services/github/outcomes.js';
import { type Failure, type Rendered, renderForEvent, renderNode } from '../../core/services/github/render-event.js';
import { whyNotForEvents } from '../../core/services/github/renderable.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { parse } from '../../core/syntax/parse.js';
import { choosePaint } from '../color.js';
import { Exit, type ExitCode, say } from '../exit.js';
import type { Io } from '../io.js';
import type { RenderOptions } from '../options.js';
import { safeJson } from '../report/display.js';
import { chooseEvent } from './choose-event.js';
import { InputError, readObject, readText } from './input.js';
import { eventsData, eventsText, outcomesData, outcomesText } from './report-events.js';
import { reportFailuresIn, unreadIn } from './report-failures.js';

/**
 * `taskcluster-lint render`: prints the result of a template for a context or an event, or says where it fails; or prints
 * an overview of all events.
 */
export async function render(options: RenderOptions, io: Io): Promise<ExitCode> {
  try {
    const context = options.context === undefined ? undefined : contextIn(options.context, io);
    const text = await readText(options.path, io);
    const tree = parse(text, syntaxOf(nameOf(options)) ?? 'yaml');
    const unread = unreadIn(tree);
    if (unread.length > 0) return reportFailures(unread, text, options, io);
    if (context) return await report(renderWith(context, tree, options, io), text, options, io);
    return await renderForEvents(tree, options, io);
  } catch (error) {
    if (error instanceof InputError) {
      say(io, error.message);
      return error.exit;
    }
    throw error;
  }
}

function nameOf({ path, stdinName }: RenderOptions): string {
  return path === '-' ? stdinName : path;
}

/** Renders any file with exactly the variables of a context. */
function renderWith(context: Map<string, Value>, tree: SyntaxTree, { now }: RenderOptions, io: Io): Rendered {
  const [root] = tree.roots;
  if (!root) return { value: null };
  if (now !== undefined) context.set('now', fromJson(now));
  return renderNode(root, tree, context, now ?? timeOf(io));
}

/** A `.taskcluster.yml`: for the event that is named, or in short for all. */
async function renderForEvents(tree: SyntaxTree, options: RenderOptions, io: Io): Promise<ExitCode> {
  const name = nameOf(options);
  const refusal = whyNotForEvents(basename(name), tree);
  if (refusal) throw new InputError(`${name}: ${refusal}`);
  const { now, format } = options;
  const chosen = chooseEvent(options, tree, io);
  if (chosen) {
    // As the service does it, whatever form of a time is given.
    const time = now === undefined ? timeOf(io) : new Date(now).toJSON();
    const rootUrl = io.env.TASKCLUSTER_ROOT_URL?.replace(/(?<!\/)\/+$/, '') || undefined;
    return report(renderForEvent(tree, { ...chosen, now: time, rootUrl }), tree.text, options, io);
  }
  const outcomes = outcomesOf(tree);
  const paint = choosePaint(options.color, io.stdout, io.env);
  if (options.listEvents) {
    const events = outcomes.map(({ event }) => event);
    io.stdout.write(format === 'text' ? eventsText(events, paint) : await printed(eventsData(events), format));
    return Exit.ok;
  }
  const shown = tellingOutcomes(outcomes);
  const { text } = tree;
  io.stdout.write(
    format === 'text' ? outcomesText(shown, text, paint) : await printed(outcomesData(shown, text), format),
  );
  return shown.some((outcome) => 'failure' in outcome && outcome.event.gravity === 'error') ? Exit.found : Exit.ok;
}

async function report(rendered: Rendered, text: string, options: RenderOptions, io: Io): Promise<ExitCode> {
  if ('failures' in rendered) return reportFailures(rendered.failures, text, options, io);
  io.stdout.write(await printed(rendered.value, options.format));
  return Exit.ok;
}

function reportFailures(failures: readonly Failure[], text: string, options: RenderOptions, io: Io): ExitCode {
  return reportFailuresIn(failures, { path: nameOf(options), text, color: options.color }, io);
}

async function printed(value: unknown, format: RenderOptions['format']): Promise<string> {
  if (format === 'yaml') return (await import('yaml')).stringify(JSON.parse(JSON.stringify(value)), { lineWidth: 0 });
  return `${safeJson(value, format === 'json' ? undefined : 2)}\n`;
}

function timeOf(io: Io): string {
  return new Date(io.clock.now()).toISOString();
}

/** The variables of a context. JSON-e rejects names that cannot be variables. */
function contextIn(path: string, io: Io): Map<string, Value> {
  const data = readObject(path, 'the context', io);
  const wrong = Object.keys(data).find((name) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name));
  if (wrong !== undefined)
    throw new InputError(`${path}: '${wrong}' cannot be a variable name: use letters, digits and _`, Exit.found);
  return new Map(Object.entries(data).map(([name, value]) => [name, fromJson(value)]));
}
