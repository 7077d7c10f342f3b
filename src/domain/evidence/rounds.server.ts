import type { Round } from '#server/rounds.ts';
import { buildBooks } from './book/building.server.ts';
import { readPagesOff } from './reading-off.server.ts';
import { sweepLeftovers } from './sweep.server.ts';
import { takePapersUp } from './take-up.server.ts';

/** What is done again and again for papers. */
export const rounds: readonly Round[] = [takePapersUp, buildBooks, readPagesOff, sweepLeftovers];
