import type { CaseScope } from '#domain/access/scope.ts';
import { mayAlso } from '#domain/access/offer.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { councilById } from '#domain/people/councils.server.ts';
import type { Tx } from '#server/db.ts';
import { decisionView } from './decision-view.server.ts';
import { familySees, knowsBefore } from './family-sees.server.ts';
import { letterOf, type LetterBlock } from './letter.ts';
import { recipientsOf } from './telling-facts.server.ts';
import { decidedOn, type Decided, type Released } from './telling.server.ts';

export interface Letter {
  reference: string;
  blocks: LetterBlock[];
}

/**
 * The letter of the decision that is out, to the reader, or for an officer to whoever is named. Null while there is none,
 * and for a family member who has not chosen to read the decision yet. Recorded as read.
 */
export async function letterFor(
  tx: Tx,
  scope: CaseScope,
  today: CalendarDate,
  to: string | null,
): Promise<Letter | null> {
  const out = await outFor(tx, scope, today);
  if (!out) return null;
  await recordLook(tx, scope, 'decision.letter_opened', out.decision.decisionId);
  const wanted = scope.side === 'family' ? scope.personId : to;
  const family = await recipientsOf(tx, scope, today);
  const named = family.find(({ personId, stands }) => personId === wanted && stands === 'send');
  return letterTo(tx, scope, out, today, named?.name ?? null);
}

/** A decision with its release. */
export interface Out {
  decision: Decided;
  release: Released;
}

/** The letter to one of the family, or to nobody in particular. */
export async function letterTo(
  tx: Tx,
  scope: CaseScope,
  out: Out,
  today: CalendarDate,
  name: string | null,
): Promise<Letter> {
  const view = await decisionView(tx, scope, out, today);
  const { reference } = await caseBar(tx, scope, today);
  const { name: council } = await councilById(scope.councilId);
  return { reference, blocks: letterOf(view, { council, name, reference }) };
}

async function outFor(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<Out | null> {
  if (knowsBefore(scope)) {
    const out = (await decidedOn(tx, scope)).find(({ release }) => release !== null);
    return out?.release ? { decision: out.decision, release: out.release } : null;
  }
  const sees = await familySees(tx, scope, today);
  return sees.state === 'told' && (sees.openedAt !== null || !mayAlso(scope, 'plan:write')) ? sees : null;
}
