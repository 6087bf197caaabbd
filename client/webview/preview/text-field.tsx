import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** A field for a short text. While the user types, what the extension says does not replace it. */
export function TextField({
  label,
  value,
  onInput,
}: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value);
  }, [value]);
  return (
    <label class="field">
      <span>{label}</span>
      <input
        ref={input}
        type="text"
        spellcheck={false}
        value={text}
        placeholder="unchanged"
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          onInput(currentTarget.value);
        }}
      />
    </label>
  );
}
