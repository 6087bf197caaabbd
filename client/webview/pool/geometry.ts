/** Something at a time, in milliseconds since 1970. */
export interface At {
  readonly at: number;
}

/** Where a chart shows a time and a value. */
export interface Scale {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  /** How long the shown time is. */
  readonly minutes: number;
}

const MINUTE = 60_000;
/** The shortest time that a chart shows. */
const SHORTEST = 10 * MINUTE;
/** What happened between two samples that are further apart is not known. */
const LONGEST_GAP = 5 * MINUTE;

/** The scale of a chart that ends with the last sample. `top`: the largest value. */
export function scaleOf(samples: readonly At[], top: number, width: number, height: number): Scale {
  const end = samples.at(-1)?.at ?? 0;
  const span = Math.max(SHORTEST, end - (samples[0]?.at ?? end));
  return {
    x: (at) => round(width - ((end - at) / span) * width),
    y: (value) => round(height - (value / top) * height),
    minutes: Math.round(span / MINUTE),
  };
}

/** The samples in runs without gaps. */
export function runsOf<T extends At>(samples: readonly T[]): T[][] {
  const runs: T[][] = [];
  let last: T | undefined;
  for (const sample of samples) {
    if (last && sample.at - last.at <= LONGEST_GAP) runs.at(-1)?.push(sample);
    else runs.push([sample]);
    last = sample;
  }
  return runs;
}

/** One moment of an area, in coordinates of the picture. */
export interface Slice {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** How wide a single sample is. */
const BAR = 4;

/** The outline of an area, as the path of an SVG. A run of one sample is a bar. */
export function areaPath(slices: readonly Slice[], width: number): string {
  const [only] = slices;
  if (!only) return '';
  if (slices.length === 1) {
    const left = Math.max(0, Math.min(only.x, width - BAR));
    return `M${left} ${only.low}V${only.high}H${left + BAR}V${only.low}Z`;
  }
  const upper = slices.map(({ x, high }) => `${x} ${high}`).join('L');
  const lower = slices
    .toReversed()
    .map(({ x, low }) => `${x} ${low}`)
    .join('L');
  return `M${upper}L${lower}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
