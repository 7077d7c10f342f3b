/**
 * The version of all that browsers and the server say to each other. Raise it when an older browser build would
 * misunderstand: it becomes read-only and says "please reload". On its own, because it is all a browser needs of the
 * protocol; the schemas are the server's.
 */
export const version = 1;
