import type { Round } from '#server/rounds.ts';
import { buildBooks } from './book/building.server.ts';
import { readPagesOff } from './intake/reading-off.server.ts';
import { sweepLeftovers } from './intake/sweep.server.ts';
import { takePapersUp } from './intake/take-up.server.ts';

/** What is done again and again for papers. */
export const rounds: readonly Round[] = [takePapersUp, buildBooks, readPagesOff, sweepLeftovers];
