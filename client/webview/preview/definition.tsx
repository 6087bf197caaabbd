import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DefinitionAnswer, PreviewMessage } from '../messages/preview.js';
import { Listbox } from '../parts/listbox.js';

/** The definition of a task, each line of which leads to its place in the file. */
export function Definition({
  definition: { text, lines: places },
  send,
}: {
  readonly definition: DefinitionAnswer;
  readonly send: (message: PreviewMessage) => void;
}): JSX.Element {
  const lines = text.split('\n');
  const [line, setLine] = useState(0);
  useEffect(() => setLine((old) => Math.min(old, lines.length - 1)), [lines.length]);
  return (
    <Listbox
      class="definition code"
      label="Definition"
      items={lines}
      chosen={line}
      opensOnClick
      onChoose={setLine}
      onOpen={(index) => {
        const place = places[index];
        if (place) send({ kind: 'goTo', place });
      }}
    >
      {(content) => content || ' '}
    </Listbox>
  );
}
