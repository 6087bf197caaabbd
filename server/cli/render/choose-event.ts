import { didYouMean } from '../../core/base/did-you-mean.js';
import { fromJson, type Value } from '../../core/jsone/engine/index.js';
import type { GithubEvent } from '../../core/services/github/events.js';
import { namedEvents, usualEvent } from '../../core/services/github/outcomes.js';
import { TASKS_FOR, type TasksFor, tasksForOf } from '../../core/services/github/tasks-for.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import type { Io } from '../io.js';
import type { RenderOptions } from '../options.js';
import { InputError, isThere, readObject } from './input.js';

/** What a template is rendered for. */
export interface Chosen {
  readonly tasksFor: TasksFor;
  readonly body: Value;
}

/** The event that the options name; undefined if they name none. A file wins over an event of that name. */
export function chooseEvent(
  { event, tasksFor }: Pick<RenderOptions, 'event' | 'tasksFor'>,
  tree: SyntaxTree,
  io: Io,
): Chosen | undefined {
  if (event !== undefined) return isThere(event, io) ? inFile(event, tasksFor, io) : byName(event, tasksFor, tree);
  const usual = tasksFor && usualEvent(tasksFor);
  return usual && chosen(usual);
}

function inFile(path: string, wish: TasksFor | undefined, io: Io): Chosen {
  const body = readObject(path, 'the body of an event', io);
  const tasksFor = wish ?? tasksForOf(body);
  if (tasksFor) return { tasksFor, body: fromJson(body) };
  throw new InputError(`${path}: the body does not show what it is for: give '--tasks-for' ${TASKS_FOR.join('|')}`);
}

function byName(name: string, wish: TasksFor | undefined, tree: SyntaxTree): Chosen {
  const names: string[] = [];
  for (const event of namedEvents(tree)) {
    names.push(event.name);
    if (event.name !== name) continue;
    if (wish === undefined || wish === event.tasksFor) return chosen(event);
    throw new InputError(`'${name}' is an event for ${event.tasksFor}, but '--tasks-for ${wish}' is given`);
  }
  const meant = didYouMean(name, names);
  const question = meant ? `did you mean '${meant}'? ` : '';
  throw new InputError(`there is no file and no event '${name}': ${question}'--list-events' lists the events`);
}

function chosen({ tasksFor, body }: GithubEvent): Chosen {
  return { tasksFor, body: body() };
}
