import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PreviewMessage, PreviewModel } from '../messages/preview.js';
import { WhyNone } from '../parts/why-none.js';
import type { ViewProps } from '../start.js';
import { TaskDetail } from './task-detail.js';
import { TaskList } from './task-list.js';
import { Toolbar } from './toolbar.js';
import './preview.css';

/** What a file yields: a list of tasks and the chosen one, or why there are none. */
export function PreviewView({ model, send }: ViewProps<PreviewModel, PreviewMessage>): JSX.Element {
  const { answer, notice, state, here, definition, focus } = model;
  useEffect(() => {
    if (focus > 0) document.querySelector<HTMLElement>('select, .tasks')?.focus();
  }, [focus]);
  const task = answer && state ? answer.tasks[state.task] : undefined;
  return (
    <main class="preview">
      <h1 class="hidden">Tasks of {model.file}</h1>
      <Toolbar model={model} send={send} />
      <WhyNone notice={notice} answer={answer} send={send} />
      {answer && state && answer.tasks.length > 0 && (
        <div class="columns">
          <TaskList tasks={answer.tasks} chosen={state.task} here={here} send={send} />
          {task && <TaskDetail task={task} tasks={answer.tasks} definition={definition} send={send} />}
        </div>
      )}
    </main>
  );
}
