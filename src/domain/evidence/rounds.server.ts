import type { Round } from '#server/rounds.ts';
import { takePapersUp } from './take-up.server.ts';

/** What is done again and again for papers. */
export const rounds: readonly Round[] = [takePapersUp];
