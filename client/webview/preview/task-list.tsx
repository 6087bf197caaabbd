import type { JSX } from 'preact';
import type { PreviewMessage, PreviewTask } from '../messages/preview.js';
import { Listbox } from '../parts/listbox.js';

/** The tasks, of which one is chosen. Those at the cursor are marked. */
export function TaskList({
  tasks,
  chosen,
  here,
  send,
}: {
  readonly tasks: readonly PreviewTask[];
  readonly chosen: number;
  readonly here: readonly number[];
  readonly send: (message: PreviewMessage) => void;
}): JSX.Element {
  return (
    <Listbox
      class="tasks"
      label="Tasks"
      items={tasks}
      chosen={chosen}
      marked={here[0]}
      onChoose={(task) => send({ kind: 'select', task })}
      onOpen={(index) => {
        const task = tasks[index];
        if (task) send({ kind: 'goTo', place: task.place });
      }}
      classOf={(_, index) => (here.includes(index) ? 'here' : '')}
    >
      {(task, index) => (
        <>
          <span class="name">{titleOf(task, index)}</span>
          {task.queue && <span class="note code">{task.queue.text}</span>}
          {here.includes(index) && <span class="hidden">, at the cursor</span>}
        </>
      )}
    </Listbox>
  );
}

/** What a task is called. */
export function titleOf({ name, taskId }: PreviewTask, index: number): string {
  return name?.text || taskId?.text || `Task ${index + 1}`;
}
