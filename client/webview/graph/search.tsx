import type { JSX } from 'preact';

/** A field to search for tasks, with what it has found. */
export function Search({
  query,
  found,
  chosen,
  onQuery,
  onReveal,
}: {
  readonly query: string;
  readonly found: readonly number[];
  readonly chosen: number | null;
  readonly onQuery: (query: string) => void;
  readonly onReveal: (task: number) => void;
}): JSX.Element {
  const current = chosen === null ? -1 : found.indexOf(chosen);
  const go = (step: 1 | -1): void => {
    const next = current < 0 ? (step === 1 ? 0 : found.length - 1) : (current + step + found.length) % found.length;
    const task = found[next];
    if (task !== undefined) onReveal(task);
  };
  const result = (): string => {
    if (query.trim() === '') return '';
    if (found.length === 0) return 'Nothing found';
    return current < 0 ? `${found.length} found` : `${current + 1} of ${found.length}`;
  };
  return (
    <search class="search">
      <label>
        <span>Find</span>
        <input
          type="search"
          spellcheck={false}
          value={query}
          placeholder="label, kind or queue"
          onInput={({ currentTarget }) => onQuery(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          }}
        />
      </label>
      <button type="button" aria-label="Previous match" disabled={found.length === 0} onClick={() => go(-1)}>
        ↑
      </button>
      <button type="button" aria-label="Next match" disabled={found.length === 0} onClick={() => go(1)}>
        ↓
      </button>
      <span class="note result" role="status">
        {result()}
      </span>
    </search>
  );
}
