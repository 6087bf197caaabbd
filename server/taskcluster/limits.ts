/** What one deployment is asked at most, and how much of its answers is taken. */

/** Milliseconds in which a question is answered or given up, with its retries and all pages, once its turn has come. */
export const QUESTION_TIMEOUT = 8_000;

/** Bytes of one answer, decompressed. The pools of a large deployment, with all their launch configurations, fit. */
export const MAX_BYTES = 16 * 1024 * 1024;

/** Questions that are asked at the same time; each has one request under way at most. */
export const MAX_AT_ONCE = 4;

/** How often a request is repeated that the service or the network failed. */
export const MAX_RETRIES = 2;

/** Pages of one listing; the services put up to 1,000 entries on each. */
export const MAX_PAGES = 50;

/** Characters of an error's text. */
export const MAX_MESSAGE = 1_000;
