import type { Round } from '#server/rounds.ts';
import { waitsRound } from './stage-waits.server.ts';

/** What is done again and again for all case files of a council. */
export const casesRounds: readonly Round[] = [waitsRound];
