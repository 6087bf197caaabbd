import type { JSX } from 'preact';
import { type At, areaPath, runsOf, scaleOf } from './geometry.js';

/** One of the areas that stand on one another, from the bottom up. Its name is also its class. */
export interface Series<Sample> {
  readonly name: string;
  readonly of: (sample: Sample) => number;
}

interface Props<Sample extends At & { readonly ago: string }> {
  readonly label: string;
  /** At least one, the oldest first. */
  readonly samples: readonly Sample[];
  readonly series: readonly Series<Sample>[];
  /** Drawn as a line; null: none. */
  readonly limit: number | null;
  readonly small?: boolean;
}

const WIDTH = 600;
const HEIGHT = 120;

/** Areas over time, with a legend in words. The numbers also stand in a table, for those who cannot see the picture. */
export function AreaChart<Sample extends At & { readonly ago: string }>(props: Props<Sample>): JSX.Element {
  const { label, samples, series, limit, small } = props;
  const last = samples.at(-1);
  const stacks = samples.map((sample) => ({ at: sample.at, tops: topsOf(sample, series) }));
  const runs = runsOf(stacks);
  const top = Math.max(1, limit ?? 0, ...stacks.map(({ tops }) => tops.at(-1) ?? 0));
  const { x, y, minutes } = scaleOf(samples, top, WIDTH, HEIGHT);
  const words = last ? series.map(({ name, of }) => `${of(last)} ${name}`).join(', ') : '';
  return (
    <figure class={small ? 'chart small' : 'chart'}>
      <div class="plot">
        <span class="note top">{top}</span>
        <span class="note bottom">0</span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${label} over ${minutes} minutes; at the end ${words}`}
        >
          <Hatching />
          {series.map(({ name }, index) => (
            <path
              key={name}
              class={`area ${name}`}
              d={runs
                .map((run) =>
                  areaPath(
                    run.map(({ at, tops }) => ({ x: x(at), low: y(tops[index - 1] ?? 0), high: y(tops[index] ?? 0) })),
                    WIDTH,
                  ),
                )
                .join('')}
            />
          ))}
          {limit !== null && <path class="limit" d={`M0 ${y(limit)}H${WIDTH}`} />}
        </svg>
      </div>
      <div class="times note">
        <span>{minutes} minutes earlier</span>
        <span>{last?.ago}</span>
      </div>
      <figcaption>
        {last &&
          series.map(({ name, of }) => (
            <span key={name}>
              <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
                <rect class={`area ${name}`} width="10" height="10" />
              </svg>{' '}
              {of(last)} {name}
            </span>
          ))}
        {limit !== null && (
          <span>
            <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
              <path class="limit" d="M0 5H10" />
            </svg>{' '}
            maxCapacity {limit}
          </span>
        )}
        {runs.length > 1 && <span class="note">Gaps mean that there was no answer.</span>}
      </figcaption>
    </figure>
  );
}

/** So that areas can be told apart without their colours. */
function Hatching(): JSX.Element {
  return (
    <defs>
      <pattern id="hatching" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M0 6L6 0" />
      </pattern>
    </defs>
  );
}

function topsOf<Sample>(sample: Sample, series: readonly Series<Sample>[]): number[] {
  let sum = 0;
  return series.map(({ of }) => {
    sum += of(sample);
    return sum;
  });
}
