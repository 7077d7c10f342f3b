import type { Round } from '#server/rounds.ts';
import { coverRound } from './cover/spread.server.ts';

/** What is done again and again for who works for whom. */
export const peopleRounds: readonly Round[] = [coverRound];
