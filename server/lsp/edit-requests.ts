import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { SourceDocument } from '../core/base/document.js';
import { isRuleId } from '../core/base/rule-ids.js';
import { lineIndex } from '../core/base/text.js';
import type { Config } from '../core/config/config.js';
import { type Aggregate, aggregateInSteps } from '../core/incremental/aggregate.js';
import { createResultCache } from '../core/incremental/result-cache.js';
import { openDocument } from '../core/incremental/segmented-document.js';
import { yieldToEventLoop } from '../documents/debounce.js';
import { inSlices } from '../documents/in-slices.js';
import type { Log } from '../documents/log.js';
import { sourceOf } from '../documents/open-document.js';
import type { ConfigOf } from '../documents/snapshots.js';
import { configFor, TO_MIGRATE } from '../workspace/chosen-rules.js';
import { countFixable } from '../workspace/fixable.js';
import { planEdits } from '../workspace/plan-edits.js';
import { guarded } from './guarded.js';
import { throwIfCancelled } from './handlers.js';
import {
  FIXABLE,
  type Fixable,
  type FixableParams,
  PLAN_EDITS,
  type PlanEditsParams,
  type PlannedEdits,
} from './protocol.js';

export interface EditRequestsOptions {
  readonly log: Log;
  readonly configOf: ConfigOf;
  /** Resolves when it is known how a file is checked. */
  readonly configured: (uri: string) => Promise<void>;
}

/** Answers the requests about files of the workspace, open or not, whose texts the client sends. They change nothing. */
export function answerEdits(connection: Connection, { log, configOf, configured }: EditRequestsOptions): void {
  const read = async ({ uri, text }: FixableParams, token: CancellationToken) => {
    await configured(uri);
    // Many such requests come one after the other. Those about open documents must not wait for all of them.
    await yieldToEventLoop();
    throwIfCancelled(token);
    const { config, ...selected } = configOf(uri);
    const document: SourceDocument = { ...sourceOf(uri, text), ...selected };
    const analyze = (under: Config): Promise<Aggregate | undefined> => {
      const steps = aggregateInSteps(openDocument(document), createResultCache(under));
      return inSlices(steps, () => !token.isCancellationRequested);
    };
    return { config, document, analyze };
  };

  const plan = async (params: PlanEditsParams, token: CancellationToken): Promise<PlannedEdits | null> => {
    const rules = params.rule === null ? TO_MIGRATE : isRuleId(params.rule) ? [params.rule] : [];
    const { config, document, analyze } = await read(params, token);
    const known = await analyze(configFor(config, rules, params.text));
    throwIfCancelled(token);
    if (!known) return null;
    const { kind, edits, fixed, left } = planEdits(document, config, rules, known);
    const { rangeOf } = lineIndex<'document'>(document.text);
    return {
      kind,
      edits: edits.map(({ span, newText, title, safety }) => ({ range: rangeOf(span), newText, title, safety })),
      fixed,
      left: left.map(({ span, rule, reason }) => ({ range: rangeOf(span), rule, reason })),
    };
  };
  const count = async (params: FixableParams, token: CancellationToken): Promise<Fixable> => {
    const { config, analyze } = await read(params, token);
    const known = await analyze(config);
    throwIfCancelled(token);
    return known ? countFixable(known, config) : {};
  };
  connection.onRequest(PLAN_EDITS, guarded(log, PLAN_EDITS, null, plan));
  connection.onRequest(FIXABLE, guarded(log, FIXABLE, {}, count));
}
