import type { JSX } from 'preact';
import type { GraphColours } from '../messages/graph.js';
import { cssColour } from './colours.js';
import type { Group } from './tasks.js';

/** What the colours stand for. Each entry hides its tasks, or shows them again. */
export function Legend({
  by,
  groups,
  hidden,
  onHide,
  onColours,
}: {
  readonly by: 'kind' | 'queue';
  readonly groups: readonly Group[];
  readonly hidden: ReadonlySet<string | undefined>;
  readonly onHide: (hidden: ReadonlySet<string | undefined>) => void;
  readonly onColours: (colours: GraphColours) => void;
}): JSX.Element {
  const toggle = (name: string | undefined): void => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    onHide(next);
  };
  return (
    <section class="legend" aria-label="Legend">
      <div class="line">
        <label>
          <span>Colours</span>
          <select
            value={by}
            onChange={({ currentTarget }) => onColours(currentTarget.value === 'queue' ? 'queue' : 'kind')}
          >
            <option value="kind">by kind</option>
            <option value="queue">by queue</option>
          </select>
        </label>
      </div>
      <div class="line">
        <button type="button" onClick={() => onHide(new Set())}>
          All
        </button>
        <button type="button" onClick={() => onHide(new Set(groups.map(({ name }) => name)))}>
          None
        </button>
      </div>
      <ul class="scroll">
        {groups.map(({ name, count, colour }) => (
          <li key={name ?? ''}>
            <label class={hidden.has(name) ? 'off' : ''}>
              <input type="checkbox" checked={!hidden.has(name)} onChange={() => toggle(name)} />
              <span class="swatch" aria-hidden="true" style={{ background: cssColour(colour) }} />
              <span class="name">{name ?? `no ${by}`}</span>
              <span class="note">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
