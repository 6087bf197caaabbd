// All that is measured, in an order in which the servers take turns.
import { measureCommandLine } from './command-line.js';
import { type BenchDocument, isTemplate, makeDocument, type Shape, type Size } from './documents.js';
import { measureFloor } from './floor.js';
import { canRead, measureColdStart, measureDocument, measureWhileOpening, type Plan } from './measure.js';
import { type Figure, type Measurements, rowOf } from './measurements.js';
import type { Options } from './options.js';
import { type ServerSpec, serverSpecs } from './servers.js';

const SHAPES: readonly Shape[] = ['tasks', 'graph', 'template', 'nested'];

const PLANS: Readonly<Record<Size, Plan>> = {
  one: { edits: 20, requests: 20, budgetMs: 5000 },
  small: { edits: 20, requests: 20, budgetMs: 5000 },
  medium: { edits: 20, requests: 20, budgetMs: 8000 },
  large: { edits: 20, requests: 20, budgetMs: 12_000 },
};

const QUICK_PLAN: Plan = { edits: 6, requests: 4, budgetMs: 2000 };

/** Where our bundles of this run are. */
export interface Ours {
  readonly server: string;
  readonly cli: string;
}

/** Runs the parts that are wanted. `tell` hears what is being done. */
export async function runAll(ours: Ours, options: Options, tell: (text: string) => void): Promise<Measurements> {
  const into: Measurements = { rows: [] };
  const specs = serverSpecs(ours.server).filter(({ isOurs }) => isOurs || !options.onlyOurs);
  if (options.parts.includes('cold')) await runColdStarts(specs, options, into, tell);
  if (options.parts.includes('cli')) {
    tell('command line, 1,000 files');
    await measureCommandLine(ours.cli, options.onlyOurs, into);
  }
  for (const size of options.sizes) {
    for (const shape of SHAPES) {
      const document = makeDocument(shape, size);
      if (options.parts.includes('floor') && !isTemplate(shape)) measureFloor(document, into);
      if (options.parts.includes('servers')) await runServers(specs, document, options, into, tell);
    }
  }
  return into;
}

async function runColdStarts(
  specs: readonly ServerSpec[],
  { isQuick }: Options,
  into: Measurements,
  tell: (text: string) => void,
): Promise<void> {
  const documents = [makeDocument('tasks', 'one'), makeDocument('graph', 'one')];
  for (let round = 0; round < (isQuick ? 2 : Math.max(...specs.map(({ rounds }) => rounds.one))); round++) {
    tell(`cold start, round ${round + 1}`);
    for (const document of documents) {
      for (const spec of specs) {
        if (!canRead(spec, document) || round >= spec.rounds.one) continue;
        await noted(spec, document, 'cold start', into, () => measureColdStart(spec, document, into));
      }
    }
  }
}

async function runServers(
  specs: readonly ServerSpec[],
  document: BenchDocument,
  { isQuick }: Options,
  into: Measurements,
  tell: (text: string) => void,
): Promise<void> {
  const plan = isQuick ? QUICK_PLAN : PLANS[document.size];
  const able = specs.filter((spec) => canRead(spec, document));
  // Templates in fewer rounds: they are there to show how far a template is as quick as a list of tasks.
  const most = isQuick || isTemplate(document.shape) ? 1 : 9;
  for (let round = 0; round < most && able.some(({ rounds }) => round < rounds[document.size]); round++) {
    for (const spec of able) {
      if (round >= spec.rounds[document.size]) continue;
      tell(`${document.fileName}, round ${round + 1}: ${spec.name}`);
      await noted(spec, document, 'open', into, () => measureDocument(spec, document, plan, into));
    }
  }
  if (document.size === 'small' || isTemplate(document.shape)) return;
  // A server that does not respond while it opens a document shows in the slowest answer.
  for (const spec of able.filter(({ isOurs, pulls }) => isOurs || pulls)) {
    tell(`${document.fileName}, while opening: ${spec.name}`);
    await noted(spec, document, 'hover while opening', into, () => measureWhileOpening(spec, document, into));
  }
}

/** A server that fails is a result too: it is written down, and the run goes on. */
async function noted(
  { name }: ServerSpec,
  { shape, size, bytes }: BenchDocument,
  figure: Figure,
  into: Measurements,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const row = rowOf(into, { subject: name, shape, size, figure, unit: 'ms', bytes, debounce: 0 });
    row.failure = error instanceof Error ? error.message : String(error);
    console.error(row.failure);
  }
}
