// What the project wants to reach, and whether a run reached it.
import type { Shape, Size } from './documents.js';
import { type Figure, findRow, type Measurements, medianOf, summary } from './measurements.js';
import { ratio } from './report.js';
import { figure, times } from './table.js';

export interface Target {
  readonly name: string;
  readonly at: string;
  readonly target: string;
  readonly measured: string;
  /** Undefined when the run did not measure it. */
  readonly isMet: boolean | undefined;
}

const PULLED = 'ours, pulled';
const PUSHED = 'ours, pushed';
const YAML_PEER = 'yaml-language-server';
const JSON_PEER = 'json-ls, pulled';
const REQUESTS = ['hover', 'completion', 'code action'] as const;
const ALL_SIZES = ['small', 'medium', 'large'] as const;

/** Every target, with what this run has to say about it. */
export function targets(measurements: Measurements, sizes: Readonly<Record<string, number>>): Target[] {
  const median = (subject: string, shape: Shape, size: Size, name: Figure): number | undefined =>
    medianOf(measurements, { subject, shape, size, figure: name });
  const faster = (shape: Shape, size: Size, name: Figure, least: number, at: string): Target => {
    const peer = shape === 'graph' ? JSON_PEER : YAML_PEER;
    const factor = ratio(measurements, peer, shape, size, name);
    const mine = median(shape === 'graph' ? PULLED : PUSHED, shape, size, name);
    const pulledToo = shape === 'graph' ? '' : ` (pulled ${figure(median(PULLED, shape, size, name))})`;
    return {
      name: `${name} -> diagnostics`,
      at,
      target: `${least}× faster`,
      measured: `${times(factor)}: ${figure(median(peer, shape, size, name))} / ${figure(mine)} ms${pulledToo}`,
      isMet: factor === undefined ? undefined : factor >= least,
    };
  };
  const below = (
    name: string,
    at: string,
    target: string,
    value: number | undefined,
    most: number,
    unit = '',
  ): Target => ({
    name,
    at,
    target,
    measured: value === undefined ? '–' : `${value < 0.1 ? value.toFixed(3) : figure(value)}${unit}`,
    isMet: value === undefined ? undefined : value <= most,
  });
  const share = (a: number | undefined, b: number | undefined): number | undefined => (a && b ? a / b : undefined);
  const growth = (subject: string): number | undefined =>
    share(median(subject, 'tasks', 'medium', 'edit'), median(subject, 'tasks', 'small', 'edit'));
  const memory = (subject: string, shape: Shape, size: Size): number | undefined =>
    median(subject, shape, size, 'peak memory');
  return [
    faster('tasks', 'small', 'edit', 40, '0.33 MB YAML'),
    faster('tasks', 'medium', 'edit', 200, '3.3 MB YAML'),
    below('edit, growth', '0.33 to 3.3 MB YAML, pulled', 'under 3×', growth(PULLED), 3, '×'),
    below('edit, growth', '0.33 to 3.3 MB YAML, pushed', 'under 3×', growth(PUSHED), 3, '×'),
    faster('tasks', 'large', 'edit', 400, '33 MB YAML'),
    faster('graph', 'large', 'edit', 60, '50 MB JSON'),
    faster('tasks', 'medium', 'open', 5, '3.3 MB YAML'),
    faster('tasks', 'large', 'open', 10, '33 MB YAML'),
    faster('graph', 'large', 'open', 3, '50 MB JSON'),
    ...REQUESTS.flatMap((name) => requestTargets(measurements, name)),
    ...coldTargets(measurements),
    below(
      ...(['peak memory', '3.3 MB YAML', 'under a quarter'] as const),
      share(memory(PUSHED, 'tasks', 'medium'), memory(YAML_PEER, 'tasks', 'medium')),
      0.25,
    ),
    below(
      ...(['peak memory', '50 MB JSON', 'under a fifth'] as const),
      share(memory(PULLED, 'graph', 'large'), memory(JSON_PEER, 'graph', 'large')),
      0.2,
    ),
    ...lineTargets(measurements),
    ...(['tasks', 'graph'] as const).flatMap((shape) =>
      ALL_SIZES.flatMap((size) => burstTargets(measurements, shape, size)),
    ),
    ...Object.entries(sizes).map(([name, bytes]) => {
      const most = name.endsWith('.vsix') ? 1_000_000 : 700_000;
      return below('size', name, `under ${most / 1000} kB`, bytes / 1000, most / 1000, ' kB');
    }),
  ];
}

function requestTargets(measurements: Measurements, name: (typeof REQUESTS)[number]): Target[] {
  const of = (size: Size): number | undefined =>
    medianOf(measurements, { subject: PULLED, shape: 'tasks', size, figure: name });
  const values = ALL_SIZES.flatMap((size) => of(size) ?? []);
  const [small, large] = [of('small'), of('large')];
  const isGrowthKnown = small !== undefined && large !== undefined;
  return [
    {
      name,
      at: 'every size of YAML',
      target: 'under 10 ms',
      measured: values.map((value) => `${figure(value)}`).join(', '),
      isMet: values.length === 0 ? undefined : Math.max(...values) < 10,
    },
    {
      name: `${name}, growth`,
      at: '0.33 to 33 MB YAML',
      target: 'under 2×',
      measured: times(isGrowthKnown ? large / small : undefined),
      isMet: isGrowthKnown ? large / small < 2 : undefined,
    },
  ];
}

function coldTargets(measurements: Measurements): Target[] {
  const cold = (subject: string, shape: Shape): number | undefined =>
    medianOf(measurements, { subject, shape, size: 'one', figure: 'cold start' });
  const [json, jsonPeer] = [cold(PULLED, 'graph'), cold(JSON_PEER, 'graph')];
  const [yaml, yamlPeer] = [cold(PUSHED, 'tasks'), cold(YAML_PEER, 'tasks')];
  return [
    {
      name: 'cold start',
      at: 'small JSON file',
      target: 'no slower than json-ls',
      measured: `${figure(json)} / ${figure(jsonPeer)} ms`,
      isMet: json !== undefined && jsonPeer !== undefined ? json <= jsonPeer : undefined,
    },
    {
      name: 'cold start',
      at: 'small YAML file',
      target: '2.5× faster than yaml-ls',
      measured: `${times(yaml && yamlPeer && yamlPeer / yaml)}: ${figure(yamlPeer)} / ${figure(yaml)} ms`,
      isMet: yaml !== undefined && yamlPeer !== undefined ? yamlPeer / yaml >= 2.5 : undefined,
    },
  ];
}

function lineTargets(measurements: Measurements): Target[] {
  const of = (subject: string): number | undefined =>
    medianOf(measurements, { subject, shape: 'files', size: 'medium', figure: 'command line' });
  const [mine, theirs] = [of('ours'), of('ajv-cli')];
  return [
    {
      name: 'command line',
      at: '1,000 files, cold',
      target: 'faster than ajv-cli',
      measured: `${figure(mine)} / ${figure(theirs)} ms (v8r ${figure(of('v8r'))})`,
      isMet: mine !== undefined && theirs !== undefined ? mine < theirs : undefined,
    },
  ];
}

function burstTargets(measurements: Measurements, shape: Shape, size: Size): Target[] {
  return [PULLED, PUSHED].flatMap((subject) => {
    const row = findRow(measurements, { subject, shape, size, figure: 'burst' });
    const all = row && summary(row);
    if (!all) return [];
    return [
      {
        name: `10 keys, ${subject.replace('ours, ', '')}`,
        at: `${size} ${shape === 'graph' ? 'JSON' : 'YAML'}`,
        target: 'within 100 ms',
        measured: `${figure(all.median)} ms (at most ${figure(all.max)})`,
        isMet: all.median <= 100,
      },
    ];
  });
}
