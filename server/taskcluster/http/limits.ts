/** Limits on requests to one deployment and on its answers. */

/** Time-out of a question, or of a page of a listing, including retries. In milliseconds. */
export const QUESTION_TIMEOUT = 8_000;

/** Time-out for all pages of a listing. In milliseconds. */
export const LISTING_TIMEOUT = 20_000;

/** The largest answer in bytes, decompressed. A longer listing is requested in smaller pages. */
export const MAX_BYTES = 16 * 1024 * 1024;

/** How many questions run at the same time, each with at most one request in flight. */
export const MAX_AT_ONCE = 4;

/** How often a request is retried after a failure of the service or the network. */
export const MAX_RETRIES = 2;

/** The services' default and maximum page size. */
export const PAGE_LIMIT = 1_000;

/** The most entries of one listing. */
export const MAX_LISTED = 50_000;

/** The longest error message, in characters. */
export const MAX_MESSAGE = 1_000;
