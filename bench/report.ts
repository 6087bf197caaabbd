// The tables of a run.
import type { Shape, Size } from './documents.js';
import { type Figure, findRow, type Measurements, medianOf, type Row, summary } from './measurements.js';
import { figure, table, times } from './table.js';

const SIZES: readonly Size[] = ['one', 'small', 'medium', 'large'];
const IN_SERVERS: readonly Figure[] = [
  'open',
  'first edit',
  'edit',
  'edit, processor',
  'burst',
  'hover',
  'completion',
  'code action',
  'completion after a key',
  'hover while opening',
  'peak memory',
];

/** The peer that each of ours is held against, where there is one that works alike. */
const RIVALS: Readonly<Record<Shape, readonly string[]>> = {
  tasks: ['yaml-language-server'],
  template: ['yaml-language-server'],
  nested: ['yaml-language-server'],
  graph: ['json-ls, pulled', 'json-ls, pushed'],
};

/** Everything that was measured, as tables in Markdown. */
export function report(measurements: Measurements): string {
  const parts = (['tasks', 'graph', 'template', 'nested'] as const).map((shape) => serverTable(measurements, shape));
  return [
    ...parts,
    growthTable(measurements),
    lineTable(measurements),
    floorTable(measurements),
    failures(measurements),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function serverTable(measurements: Measurements, shape: Shape): string {
  const subjects = ['ours, pulled', 'ours, pushed', ...RIVALS[shape]];
  const rows = SIZES.flatMap((size) =>
    (['cold start', ...IN_SERVERS] as const).flatMap((name) => {
      const found = subjects.map((subject) => findRow(measurements, { subject, shape, size, figure: name }));
      if (!found.some((row) => row && row.values.length > 0)) return [];
      const unit = found.find((row) => row)?.unit ?? 'ms';
      const ratios = RIVALS[shape].map((rival) => times(ratio(measurements, rival, shape, size, name)));
      return [[`${size}: ${name}, ${unit}`, ...found.map(cell), ...ratios]];
    }),
  );
  const head = [shape, ...subjects, ...RIVALS[shape].map((rival) => `${rival} / ours`)];
  return rows.length === 0 ? '' : table(head, rows);
}

/** How many times as much a peer needs: against ours as it is pulled or pushed, like the peer; yaml-ls only pushes. */
export function ratio(
  measurements: Measurements,
  rival: string,
  shape: Shape,
  size: Size,
  name: Figure,
): number | undefined {
  const ours = rival === 'json-ls, pulled' ? 'ours, pulled' : 'ours, pushed';
  const [mine, theirs] = [ours, rival].map((subject) => medianOf(measurements, { subject, shape, size, figure: name }));
  return mine === undefined || theirs === undefined ? undefined : theirs / mine;
}

function cell(row: Row | undefined): string {
  const all = row && summary(row);
  if (!all) return row?.failure ? 'failed' : '–';
  return row.figure === 'hover while opening'
    ? `${figure(all.median)}, at most ${figure(all.max)}`
    : `${figure(all.median)} (${figure(all.p95)}; ${all.n})`;
}

/** What is worth a look at how it grows. */
const GROWING: readonly Figure[] = [
  'open',
  'edit',
  'edit, processor',
  'hover',
  'completion',
  'code action',
  'peak memory',
];

function growthTable(measurements: Measurements): string {
  const rows = (['tasks', 'graph', 'template', 'nested'] as const).flatMap((shape) =>
    ['ours, pulled', 'ours, pushed', ...RIVALS[shape]].flatMap((subject) =>
      GROWING.flatMap((name) => {
        const [small, medium, large] = (['small', 'medium', 'large'] as const).map((size) =>
          medianOf(measurements, { subject, shape, size, figure: name }),
        );
        if (small === undefined || (medium === undefined && large === undefined)) return [];
        const grown = (value: number | undefined): string => times(value && value / small);
        return [[`${shape}: ${subject}: ${name}`, grown(medium), grown(large)]];
      }),
    ),
  );
  return rows.length === 0 ? '' : table(['growth from small', 'to medium', 'to large'], rows);
}

function lineTable({ rows }: Measurements): string {
  const found = rows.filter((row) => row.figure === 'command line');
  const mine = found.find(({ subject }) => subject === 'ours');
  const ours = mine && summary(mine)?.median;
  const cells = found.map((row) => {
    const all = summary(row);
    return [row.subject, cell(row), times(all && ours && all.median / ours)];
  });
  return cells.length === 0 ? '' : table(['1,000 files', 'ms', '/ ours'], cells);
}

function floorTable(measurements: Measurements): string {
  const rows = measurements.rows
    .filter((row) => row.figure === 'floor: piece' || row.figure === 'floor: whole')
    .map((row) => {
      const floor = summary(row)?.median;
      const against = row.figure === 'floor: piece' ? 'edit' : 'open';
      const distances = ['ours, pulled', 'ours, pushed', ...RIVALS[row.shape as Shape]].map((subject) => {
        const value = medianOf(measurements, { ...row, subject, figure: against });
        return times(value && floor && value / floor);
      });
      const name = row.figure === 'floor: piece' ? 'the piece of an edit' : 'the whole';
      const floorText = floor === undefined ? '–' : `${floor < 1 ? floor.toFixed(2) : figure(floor)}`;
      return [`${row.shape} ${row.size}: ${name}, ${row.subject}`, floorText, against, ...distances];
    });
  const head = ['floor', 'ms', 'against', 'ours, pulled', 'ours, pushed', 'peer', 'peer, pushed'];
  return rows.length === 0 ? '' : table(head, rows);
}

function failures({ rows }: Measurements): string {
  const failed = rows.filter(({ failure }) => failure !== undefined);
  return failed.map((row) => `Failed: ${row.subject}, ${row.shape} ${row.size}: ${row.failure}`).join('\n');
}
