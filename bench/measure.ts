// One document in one fresh server: how long each thing takes, and how much memory it needs.
import { type BenchDocument, isTemplate, type Site } from './documents.js';
import { type Figure, type Measurements, rowOf } from './measurements.js';
import type { ServerSpec } from './servers.js';
import * as session from './session.js';
import { wait } from './wait.js';

/** How often each thing is done. What takes longer than its budget is done less often, but at least once. */
export interface Plan {
  /** An even number: every mistake is mended. */
  readonly edits: number;
  readonly requests: number;
  readonly budgetMs: number;
}

/** The rest between two measurements: a person's, and long enough for a server to tidy up. */
const REST_MS = 60;

/** Time for a server to load its schemas and ask for its settings, before anything is measured. */
const SETTLE_MS = 500;

const KEYS = 'abcdefghi_';
const KEY_REST_MS = 50;

/** Measures a document in a fresh server. What fails is noted, and the run goes on. */
export async function measureDocument(
  spec: ServerSpec,
  document: BenchDocument,
  plan: Plan,
  into: Measurements,
): Promise<void> {
  const note = (figure: Figure, ...values: number[]): void => {
    const unit = figure === 'peak memory' ? 'MiB' : 'ms';
    const isDelayed = !spec.pulls && ['open', 'first edit', 'edit', 'burst'].includes(figure);
    const key = { subject: spec.name, shape: document.shape, size: document.size, figure };
    rowOf(into, { ...key, unit, bytes: document.bytes, debounce: isDelayed ? spec.debounce : 0 }).values.push(
      ...values,
    );
  };
  const opened = await session.startSession(spec, document);
  try {
    await wait(SETTLE_MS);
    note('open', await session.open(opened));
    await wait(REST_MS);
    await measureEdits(opened, plan, note);
    // A template is there to show that it opens and changes as a list of tasks does; the rest is the same.
    if (!isTemplate(document.shape)) {
      note('burst', await burst(opened, document.sites[1]));
      await measureRequests(opened, plan, note);
    }
    const memory = opened.connection.memory();
    if (memory !== undefined) note('peak memory', memory);
  } finally {
    await opened.connection.stop();
  }
}

type Note = (figure: Figure, ...values: number[]) => void;

/** Each edit makes a mistake or mends it, near the beginning, in the middle and near the end by turns. */
async function measureEdits(opened: session.Session, plan: Plan, note: Note): Promise<void> {
  const { sites } = opened.document;
  const until = performance.now() + plan.budgetMs;
  const before = opened.connection.processor();
  let count = 0;
  while (count < plan.edits && (count < 2 || performance.now() < until)) {
    const site = sites[(count >> 1) % 3] ?? sites[0];
    for (const isWrong of [true, false]) {
      note(count === 0 ? 'first edit' : 'edit', await session.toggle(opened, site, isWrong));
      count++;
      await wait(REST_MS);
    }
  }
  const after = opened.connection.processor();
  if (before !== undefined && after !== undefined) note('edit, processor', (after - before) / count);
}

/** Ten keys in a row, the last of which makes a mistake. Gives the time from the last key to the diagnostics that show it. */
async function burst(opened: session.Session, site: Site): Promise<number> {
  const asking = { isBusy: false, isStale: false, id: 0 };
  const ask = (): void => {
    // As VS Code does: one question at a time; a further key takes it back, and it is asked anew when that is settled.
    if (asking.isBusy) {
      asking.isStale = true;
      opened.connection.notify('$/cancelRequest', { id: asking.id });
      return;
    }
    const { id, answer } = session.pull(opened);
    Object.assign(asking, { isBusy: true, isStale: false, id });
    const settled = (): void => {
      asking.isBusy = false;
      if (asking.isStale) ask();
    };
    answer.then(settled, settled);
  };
  const typeKey = (index: number): number => {
    const place = { line: site.line, character: site.character + index };
    return session.type(opened, place, KEYS[index] ?? '_');
  };
  const start = performance.now();
  for (let index = 0; index < KEYS.length - 1; index++) {
    await wait(start + index * KEY_REST_MS - performance.now());
    typeKey(index);
    if (opened.spec.pulls) ask();
  }
  await wait(start + (KEYS.length - 1) * KEY_REST_MS - performance.now());
  const expected = session.expectedAfter(opened, site, true);
  const took = opened.spec.pulls
    ? await pulledAfter(opened, expected, () => typeKey(KEYS.length - 1), asking)
    : await session.diagnosticsOf(opened, expected, () => typeKey(KEYS.length - 1));
  await wait(REST_MS);
  const mended = session.expectedAfter(opened, site, false);
  await session.diagnosticsOf(opened, mended, () => session.remove(opened, site, KEYS.length));
  await wait(REST_MS);
  return took;
}

async function pulledAfter(
  opened: session.Session,
  expected: session.Expected,
  send: () => number,
  asking: { isBusy: boolean; isStale: boolean; id: number },
): Promise<number> {
  const sentAt = send();
  asking.isStale = false;
  if (asking.isBusy) opened.connection.notify('$/cancelRequest', { id: asking.id });
  while (asking.isBusy) await wait(1);
  return (await session.pulled(opened, expected)) - sentAt;
}

async function measureRequests(opened: session.Session, plan: Plan, note: Note): Promise<void> {
  const { connection, document, uri } = opened;
  const site = document.sites[1];
  const position = { line: site.line, character: site.character - 2 };
  const textDocument = { uri };
  const near = opened.diagnostics.filter(({ range }) => range.start.line === site.line);
  const range = near[0]?.range ?? { start: position, end: position };
  const requests = [
    ['hover', 'textDocument/hover', { textDocument, position }],
    ['completion', 'textDocument/completion', { textDocument, position, context: { triggerKind: 1 } }],
    ['code action', 'textDocument/codeAction', { textDocument, range, context: { diagnostics: near } }],
  ] as const;
  for (const [figure, method, params] of requests) {
    await repeat(plan, async () => {
      const { at, answer } = connection.request(method, params);
      note(figure, (await checked(answer, figure, opened)) - at);
    });
  }
  // A peer that parses all of 33 MB anew for it needs a minute.
  if (document.size === 'large' && !opened.spec.isOurs) return;
  await repeat({ ...plan, requests: Math.min(plan.requests, 6) }, async (index) => {
    const isWrong = index % 2 === 0;
    const change = (): number => (isWrong ? session.type(opened, site, '_') : session.remove(opened, site, 1));
    let sent: ReturnType<typeof connection.request> | undefined;
    const took = session.diagnosticsOf(opened, session.expectedAfter(opened, site, isWrong), () => {
      const at = change();
      sent = connection.request('textDocument/completion', { textDocument, position, context: { triggerKind: 1 } });
      return at;
    });
    const answer = await sent?.answer;
    if (sent && answer) note('completion after a key', answer.at - sent.at);
    await took;
  });
}

async function checked(answer: ReturnType<typeof session.pull>['answer'], what: string, opened: session.Session) {
  const { at, error } = await answer;
  if (error) throw new Error(`${opened.spec.name} answers to ${what}: ${error.message}`);
  return at;
}

/** Does something as often as planned, within the budget. */
async function repeat(plan: Plan, work: (index: number) => Promise<void>): Promise<void> {
  const until = performance.now() + plan.budgetMs;
  for (let index = 0; index < plan.requests && (index === 0 || performance.now() < until); index++) {
    await work(index);
    await wait(10);
  }
}

/** How long a hover takes while the server is busy with opening the document. */
export async function measureWhileOpening(
  spec: ServerSpec,
  document: BenchDocument,
  into: Measurements,
): Promise<void> {
  const opened = await session.startSession(spec, document);
  try {
    await wait(SETTLE_MS);
    let isOpen = false;
    const opening = session.open(opened).finally(() => {
      isOpen = true;
    });
    const key = {
      subject: spec.name,
      shape: document.shape,
      size: document.size,
      figure: 'hover while opening' as const,
    };
    const row = rowOf(into, { ...key, unit: 'ms', bytes: document.bytes, debounce: 0 });
    for (let index = 0; !isOpen; index++) {
      const position = document.sites[index % 3] ?? document.sites[0];
      const { at, answer } = opened.connection.request('textDocument/hover', {
        textDocument: { uri: opened.uri },
        position: { ...position, character: position.character - 2 },
      });
      row.values.push((await answer).at - at);
      await wait(20);
    }
    await opening;
  } finally {
    await opened.connection.stop();
  }
}

/** From the start of the process to the first diagnostics of a file with one task. */
export async function measureColdStart(spec: ServerSpec, document: BenchDocument, into: Measurements): Promise<void> {
  const opened = await session.startSession(spec, document);
  try {
    await session.open(opened);
    const took = performance.now() - opened.connection.startedAt;
    const key = { subject: spec.name, shape: document.shape, size: document.size, figure: 'cold start' as const };
    const debounce = spec.pulls ? 0 : spec.debounce;
    rowOf(into, { ...key, unit: 'ms', bytes: document.bytes, debounce }).values.push(took);
  } finally {
    await opened.connection.stop();
  }
}

/** Which documents a server can read. */
export function canRead({ isOurs, languages }: ServerSpec, { languageId, shape }: BenchDocument): boolean {
  // A JSON Schema reaches nothing below operators, so a peer finds none of the mistakes there.
  return languages.includes(languageId) && (isOurs || shape !== 'nested');
}
