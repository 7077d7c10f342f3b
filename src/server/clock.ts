/** The server's clock. Rules never call it: they are handed the time, so that a test can hand them another. */
export const now = (): Date => new Date();
