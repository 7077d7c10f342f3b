const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is the id of a row, before a database is asked: anything else is an id of nothing. */
export const isId = (text: string): boolean => ID.test(text);
