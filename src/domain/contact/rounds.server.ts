import type { Round } from '#server/rounds.ts';
import { promisesRound } from './promises/seeing-to.server.ts';

/** What is done again and again for what was promised. */
export const contactRounds: readonly Round[] = [promisesRound];
