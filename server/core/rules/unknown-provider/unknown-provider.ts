import { didYouMeanAny } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import { writeScalar } from '../../edit/write-scalar.js';
import type { LiveRule } from '../live-rule.js';
import { deploymentName, listWords, MOST_OFFERED } from '../live-support.js';

/** The provider of pools that are being deleted. Every deployment has it, and none lists it. */
const NULL_PROVIDER = 'null-provider';

export const unknownProvider: LiveRule = {
  id: 'unknown-provider',
  summary: 'A worker pool whose provider the deployment does not have.',
  severity: 'warning',
  *check({ how, written, span, source }, knowledge) {
    if (how !== 'providerId' || written === NULL_PROVIDER) return;
    const providers = knowledge.providers();
    if (providers.state !== 'known' || providers.value.length === 0 || providers.value.includes(written)) return;
    const near = didYouMeanAny(written, providers.value, MOST_OFFERED, Math.max(2, Math.floor(written.length / 4)));
    const says = `${deploymentName(knowledge)} has no provider ${quote(written)}, so worker-manager rejects the pool.`;
    const advice =
      near.length > 0 ? `Did you mean ${listWords(near, 'or')}?` : `It has ${listWords(providers.value, 'and')}.`;
    yield {
      message: `${says} ${advice}`,
      span,
      fixes: near.flatMap((id) => {
        if (!source) return [];
        const { style, context, comment } = source.value;
        const newText = writeScalar(id, style, context) + comment;
        return [{ title: `Change to ${id}`, safety: 'suggestion', edits: [{ span, newText }] }];
      }),
    };
  },
};
