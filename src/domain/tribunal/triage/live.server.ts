import { inTransaction } from '#server/db.ts';
import type { QueueAccess } from '#realtime/server/deps.ts';
import { inTribunalTeam } from '../begin.server.ts';
import { changesQueue } from './events.ts';

/** TRI7: the queue of appeals is watched by the council's tribunal team as it is now. */
export const appealQueue: QueueAccess = {
  mayWatch: (person) => inTransaction(person, inTribunalTeam),
  changedBy: changesQueue,
};
