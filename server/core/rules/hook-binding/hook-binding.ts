import { quote } from '../../base/quote.js';
import { exchangeOf, whyDenied } from '../../services/hooks/denied.js';
import { readHook } from '../../services/hooks/read-hook.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { withServiceErrors } from '../service-errors.js';

export const hookBinding: Rule = {
  id: 'hook-binding',
  summary: 'A hook is bound to an exchange that the hooks service does not allow, or no message can fire it.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  check: (context) => withServiceErrors(context, 'hook-binding', denied(context)),
};

function* denied({ model }: RuleContext): Iterable<RuleFinding> {
  for (const binding of model.hooks.flatMap((hook) => readHook(hook).bindings)) {
    const exchange = exchangeOf(binding);
    const why = exchange && whyDenied(exchange.text);
    if (!exchange || why === undefined) continue;
    const message = `The hooks service rejects a hook bound to ${quote(exchange.text)}: ${why}. Bind it to another exchange.`;
    yield { message, span: { start: exchange.start, end: exchange.end } };
  }
}
