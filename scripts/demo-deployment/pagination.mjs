// Pages of lists, as the services cut them.
import { ApiFailure } from './errors.mjs';

const MAX_LIMIT = 1000;
/** Tokens are opaque words of ten letters and digits. The factor and the modulus make them look so, and are undone. */
const MODULUS = 36 ** 10;
const FACTOR = 1_000_003;

/** The query of every method that answers in pages. */
export const PAGE_QUERY = { continuationToken: /./, limit: /^[0-9]+$/ };

/** @param {number} offset */
const tokenOf = (offset) => ((offset * FACTOR + 36 ** 9) % MODULUS).toString(36).padStart(10, '0');

/** Where a page begins. A word that is not a token is the beginning, as in the services. @param {string | null} token */
function offsetOf(token) {
  if (token === null) return 0;
  if (!/^[A-Za-z0-9]*$/.test(token)) throw new ApiFailure('InputError', 'Invalid continuation token');
  const offset = (Number.parseInt(token, 36) - 36 ** 9) / FACTOR;
  return Number.isSafeInteger(offset) && offset > 0 && tokenOf(offset) === token ? offset : 0;
}

/**
 * One page of a list, under the name that it has in the answer.
 * @template T
 * @param {string} name
 * @param {readonly T[]} all
 * @param {URLSearchParams} query
 * @param {number} [usual] the limit where none is asked for
 */
export function page(name, all, query, usual = MAX_LIMIT) {
  const limit = Math.min(Number(query.get('limit') ?? usual), MAX_LIMIT);
  // What the real services say too: a page of nothing would never end.
  if (limit === 0) throw new ApiFailure('InternalServerError', 'Internal Server Error, incidentId demo-limit-0.');
  const offset = offsetOf(query.get('continuationToken'));
  const end = offset + limit;
  const items = all.slice(offset, end);
  return end < all.length ? { [name]: items, continuationToken: tokenOf(end) } : { [name]: items };
}
