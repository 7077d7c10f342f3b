import { boardRounds } from '#domain/board/rounds.server.ts';
import { serveAgainRound } from '#domain/board/telling/serve-again.server.ts';
import { casesRounds } from '#domain/cases/rounds.server.ts';
import { contactRounds } from '#domain/contact/rounds.server.ts';
import { rounds as ofPapers } from '#domain/evidence/rounds.server.ts';
import { monthRound } from '#domain/insight/month/rounds.server.ts';
import { remindToSign } from '#domain/mediation/agreement/remind.server.ts';
import { clauseChecksRound } from '#domain/mediation/clauses/clause-checks.server.ts';
import { peopleRounds } from '#domain/people/rounds.server.ts';
import { takeoverRound } from '#domain/records/takeover/rounds.server.ts';
import { lateDutiesRound } from '#domain/tribunal/ending/late-duties.server.ts';
import { tribunalRounds } from '#domain/tribunal/rounds.server.ts';
import type { Round } from '#server/rounds.ts';

/** Every round of the process, gathered from the rooms: `domain/<room>/rounds.server.ts` makes them. */
export const rounds: readonly Round[] = [
  ...peopleRounds,
  ...ofPapers,
  ...boardRounds,
  ...casesRounds,
  ...contactRounds,
  serveAgainRound,
  clauseChecksRound,
  remindToSign,
  ...tribunalRounds,
  lateDutiesRound,
  monthRound,
  takeoverRound,
];
