import type { Question } from '#domain/board/question.ts';
import { questions } from '#domain/board/question.ts';
import type { Seat } from '#domain/board/seats.ts';
import type { Drawn, EasyLine } from '#domain/cases/route-easy-line.ts';

/** Who sits on a Board, a seat a line. A seat that is added without a line does not compile. */
const seatLines: Record<Seat, EasyLine> = {
  chair: ['board', 'The chair leads the Board.'],
  education: ['write', 'Somebody knows about schools and learning.'],
  psychology: ['talk', 'Somebody knows how children learn and feel.'],
  health: ['health', 'Somebody knows about health.'],
  social_care: ['help', 'Somebody knows about help at home.'],
  school: ['school', 'Somebody leads a school.'],
  parents: ['family', 'Somebody speaks for families.'],
  notes: ['letter', 'Somebody takes notes. They do not decide.'],
};
const drawnFor: Record<Question, Drawn> = {
  assess: 'look',
  issue: 'plan',
  contents: 'write',
  placement: 'school',
  review: 'again',
  cease: 'no',
};

export const whoSits: readonly EasyLine[] = Object.values(seatLines);
export const whatTheyDecide: readonly EasyLine[] = (Object.keys(questions) as Question[]).map((question) => [
  drawnFor[question],
  questions[question],
]);
