import { news } from '#realtime/define.ts';

/** What the tribunal team's browsers are told. It says that the list changed, and nothing of what is on it. */
export const queueNews = { 'queue.changed': news({ to: 'person', data: {} as Record<string, never> }) };

/** Recorded of an appeal without moving anything on the list. */
const onlyRead = new Set(['appeal.opened']);

/** TRI7: whether a row of history with this action may have changed the queue of appeals. */
export const changesQueue = (action: string): boolean => action.startsWith('appeal.') && !onlyRead.has(action);
