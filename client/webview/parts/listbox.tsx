import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface ListboxProps<Item> {
  /** What the list is of, for screen readers. */
  readonly label: string;
  readonly items: readonly Item[];
  /** The index of the chosen one; outside of the list: none. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  /** Enter; and a double click, or where choosing does nothing else, any click. */
  readonly onOpen: (index: number) => void;
  readonly opensOnClick?: boolean;
  /** The index of an item that is brought into view. */
  readonly marked?: number | undefined;
  readonly class?: string;
  readonly classOf?: (item: Item, index: number) => string;
  readonly children: (item: Item, index: number) => ComponentChildren;
}

/** A list of which one item is chosen: by a click, the arrow keys, Home, End, Page Up and Page Down. */
export function Listbox<Item>(props: ListboxProps<Item>): JSX.Element {
  const { label, items, chosen, onChoose, onOpen, opensOnClick, marked, classOf, children } = props;
  const onClick = (index: number): void => {
    onChoose(index);
    if (opensOnClick) onOpen(index);
  };
  const list = useRef<HTMLDivElement>(null);
  const id = (index: number): string => `${label.replace(/\W/g, '-')}-${index}`;
  const bringIntoView = (index: number): void => list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  useEffect(() => bringIntoView(chosen), [chosen, items.length]);
  useEffect(() => {
    if (marked !== undefined) bringIntoView(marked);
  }, [marked]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = target(event.key, chosen, items.length);
    if (event.key === 'Enter' && items[chosen] !== undefined) onOpen(chosen);
    else if (next !== undefined) onChoose(next);
    else return;
    event.preventDefault();
  };
  return (
    <div
      class={`listbox ${props.class ?? ''}`}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      ref={list}
      aria-activedescendant={items[chosen] === undefined ? undefined : id(chosen)}
      onKeyDown={onKeyDown}
    >
      {items.map((item, index) => (
        // The list has the focus, and its keys choose an option.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={index}
          id={id(index)}
          role="option"
          aria-selected={index === chosen}
          class={classOf?.(item, index)}
          onClick={() => onClick(index)}
          onDblClick={opensOnClick ? undefined : () => onOpen(index)}
        >
          {children(item, index)}
        </div>
      ))}
    </div>
  );
}

/** How many items Page Up and Page Down go. */
const PAGE = 10;

function target(key: string, from: number, count: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: count - 1,
  };
  const index = to[key];
  return index === undefined || count === 0 ? undefined : Math.max(0, Math.min(index, count - 1));
}
