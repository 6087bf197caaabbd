/** What one deployment is asked at most, and how much of its answers is taken. */

/** Milliseconds in which a question, or a page of a listing, is answered or given up, with its retries. */
export const QUESTION_TIMEOUT = 8_000;

/** Milliseconds for all pages of a listing. */
export const LISTING_TIMEOUT = 20_000;

/** Bytes of one answer, decompressed. A listing that is longer is asked for in smaller pages. */
export const MAX_BYTES = 16 * 1024 * 1024;

/** Questions that are asked at the same time; each has one request under way at most. */
export const MAX_AT_ONCE = 4;

/** How often a request is repeated that the service or the network failed. */
export const MAX_RETRIES = 2;

/** Entries that the services put on a page where no other limit is asked for, and at most. */
export const PAGE_LIMIT = 1_000;

/** Entries of one listing: so many pages are followed as hold them at most. */
export const MAX_LISTED = 50_000;

/** Characters of an error's text. */
export const MAX_MESSAGE = 1_000;
